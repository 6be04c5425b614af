"""How well the topic filter tells papers on engagement from others, on labelled papers.

python -m tests.bench.relevance --data relevance.dev.jsonl [--texts papers.jsonl.gz] [--folds 10]

--data: a line {id, name, relevant} for each paper. --texts: a line {id, files: [{name, text}]}; without it, titles alone
are judged. The words are written by hand; tuned is only the number of points that is enough, and in cross-validation
it is chosen without the fold that it is measured on.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kb.importing.relevance import judge
from kb.importing.relevance.judging import ENOUGH

NOT_THE_PAPER = re.compile(r"protokoll|niederschrift|abstimm|sitzungser", re.IGNORECASE)
"""Files that are minutes or votes: they speak of other matters too."""


@dataclass(frozen=True)
class Judged:
    name: str
    points: float
    is_relevant: bool


@dataclass(frozen=True)
class Figures:
    precision: float
    recall: float
    wrong: tuple[Judged, ...]

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}"


def figures(decided: Iterable[tuple[Judged, bool]]) -> Figures:
    """From each paper and whether it was taken."""
    decided = list(decided)
    right = sum(one.is_relevant and taken for one, taken in decided)
    taken_in_all = sum(taken for _, taken in decided)
    relevant = sum(one.is_relevant for one, _ in decided)
    wrong = tuple(one for one, taken in decided if one.is_relevant is not taken)
    return Figures(right / (taken_in_all or 1), right / (relevant or 1), wrong)


def cross_validated(papers: Sequence[Judged], folds: int, seed: int) -> Figures:
    """Each paper is decided with the number of points that is best for the papers of the other folds."""
    shuffled = random.Random(seed).sample(papers, len(papers))
    decided = []
    for fold in range(folds):
        training = [one for place, one in enumerate(shuffled) if place % folds != fold]
        enough = best_cut(training)
        decided += [(one, one.points >= enough) for one in shuffled[fold::folds]]
    return figures(decided)


def best_cut(papers: Sequence[Judged]) -> float:
    """The number of points that gives the best F1; of several, the middle one."""
    points = sorted({one.points for one in papers})
    cuts = [(low + high) / 2 for low, high in pairwise(points)]
    rated = [(_f1(papers, cut), cut) for cut in cuts]
    best = max(rate for rate, _ in rated)
    good = [cut for rate, cut in rated if rate == best]
    return good[len(good) // 2]


def _f1(papers: Sequence[Judged], enough: float) -> float:
    found = figures((one, one.points >= enough) for one in papers)
    return 2 * found.precision * found.recall / ((found.precision + found.recall) or 1)


def read(data: Path, texts: Path | None) -> list[Judged]:
    labelled = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    text_of = _texts(texts, {one["id"] for one in labelled}) if texts else {}
    return [
        Judged(one["name"], judge(one["name"], text_of.get(one["id"], "")).points, one["relevant"]) for one in labelled
    ]


def _texts(path: Path, wanted: set[str]) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        papers = [paper for paper in map(json.loads, lines) if paper["id"] in wanted]
    return {one["id"]: "\n".join(_own_texts(one)) for one in papers}


def _own_texts(paper: dict[str, list[dict[str, str]]]) -> list[str]:
    return [file["text"] for file in paper["files"] if not NOT_THE_PAPER.search(file["name"])]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    asked = parser.parse_args(arguments)
    papers = read(asked.data, asked.texts)
    print(f"{len(papers)} papers, {sum(one.is_relevant for one in papers)} relevant")
    runs = [cross_validated(papers, asked.folds, seed) for seed in range(10)]
    precision, recall = (sum(getattr(one, name) for one in runs) / len(runs) for name in ("precision", "recall"))
    print(f"{asked.folds}-fold, mean of 10 shuffles: precision {precision:.3f}, recall {recall:.3f}")
    plain = figures((one, one.points >= ENOUGH) for one in papers)
    print(f"all, {ENOUGH} points are enough: {plain}")
    for one in plain.wrong:
        print(f"  {'missed' if one.is_relevant else 'taken wrongly'} ({one.points:+.1f}): {one.name}")


if __name__ == "__main__":
    main()
