"""Engines side by side: their scores by collection, and how sure a difference is."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from tests.bench.quality.metrics import Scores, mean

RESAMPLES = 10_000
SEED = 20261122


@dataclass(frozen=True)
class Difference:
    """Of macro nDCG@10 to the best peer, with the interval that holds 95 % of the resamples."""

    peer: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """scores: engine → collection → one a question, in the same order for every engine. ours: the name of our engine."""

    ours: str
    scores: Mapping[str, Mapping[str, Sequence[Scores]]]

    def by_collection(self, engine: str) -> dict[str, Scores]:
        return {name: mean(each) for name, each in self.scores[engine].items()}

    def macro(self, engine: str) -> Scores:
        """The mean of the collections' means: each collection counts the same."""
        return mean(list(self.by_collection(engine).values()))

    def to_best_peer(self) -> Difference:
        peers = (name for name in self.scores if name != self.ours)
        best = max(peers, key=lambda name: self.macro(name).ndcg10)
        gains = [
            [mine.ndcg10 - theirs.ndcg10 for mine, theirs in zip(each, self.scores[best][name], strict=True)]
            for name, each in self.scores[self.ours].items()
        ]
        return Difference(best, fmean(map(fmean, gains)), *interval(gains))

    def as_json(self) -> dict[str, dict[str, dict[str, float]]]:
        return {
            engine: {name: asdict(scores) for name, scores in self.by_collection(engine).items()}
            for engine in self.scores
        }


def interval(gains: Sequence[Sequence[float]], resamples: int = RESAMPLES) -> tuple[float, float]:
    """Where the middle 95 % of the macro means lie if the questions of each collection are drawn again.

    gains: collection by collection one difference a question. The same gains give the same interval.
    Source: Efron & Tibshirani, An Introduction to the Bootstrap, 1993: the percentile interval.
    """
    chance = random.Random(SEED)
    means = sorted(fmean(fmean(chance.choices(each, k=len(each))) for each in gains) for _ in range(resamples))
    return means[resamples * 25 // 1000], means[resamples * 975 // 1000 - 1]
