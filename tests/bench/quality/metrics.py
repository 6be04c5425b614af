"""How good a ranking is, by what is judged to answer the question."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from math import log2
from statistics import fmean


@dataclass(frozen=True)
class Scores:
    """Each from 0 to 1, more is better."""

    ndcg10: float
    mrr10: float
    recall100: float


def score(found: Sequence[str], answers: AbstractSet[str]) -> Scores:
    """found: ids, best first, each once. answers: at least one id."""
    return Scores(ndcg(found[:10], answers), reciprocal_rank(found[:10], answers), recall(found[:100], answers))


def ndcg(found: Sequence[str], answers: AbstractSet[str], places: int = 10) -> float:
    """Discounted cumulative gain with judgements of yes or no, as a share of the best that could be.

    Source: Järvelin & Kekäläinen, Cumulated Gain-based Evaluation of IR Techniques, TOIS 2002; log2 of place + 1.
    """
    gained = sum(1 / log2(place + 1) for place, one in enumerate(found[:places], 1) if one in answers)
    return gained / sum(1 / log2(place + 1) for place in range(1, min(places, len(answers)) + 1))


def reciprocal_rank(found: Sequence[str], answers: AbstractSet[str]) -> float:
    """1 divided by the place of the first answer, 0 without one."""
    return next((1 / place for place, one in enumerate(found, 1) if one in answers), 0.0)


def recall(found: Sequence[str], answers: AbstractSet[str]) -> float:
    """The share of the answers that is found."""
    return len(answers & set(found)) / len(answers)


def mean(scores: Sequence[Scores]) -> Scores:
    return Scores(*map(fmean, zip(*map(astuple, scores), strict=True)))
