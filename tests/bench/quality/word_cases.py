"""Single words: which spelling, form or compound finds which text, and which must not."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.quality.judged import Search, Text
from tests.bench.quality.ours import Ours

TYPO = "typo"


@dataclass(frozen=True)
class WordCase:
    """Whether a search for all words of `query` finds `text`, or must not."""

    id: str
    category: str
    query: str
    text: str
    is_match: bool

    @property
    def as_text(self) -> Text:
        return Text(self.id, "", self.text)


@dataclass(frozen=True)
class Judgement:
    """Which of the cases passed."""

    cases: Sequence[WordCase]
    failed: Sequence[WordCase]

    @property
    def negatives(self) -> list[WordCase]:
        return [case for case in self.cases if not case.is_match]

    def as_json(self) -> dict[str, int | list[str]]:
        negatives_failed = sum(not case.is_match for case in self.failed)
        return {
            "passed": len(self.cases) - len(self.failed),
            "total": len(self.cases),
            "negatives_passed": len(self.negatives) - negatives_failed,
            "negatives_total": len(self.negatives),
            "failed": [case.id for case in self.failed],
        }


def read_cases(path: Path) -> list[WordCase]:
    """Cases of a file with {id, cat, query, text, match} a line."""
    entries = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [WordCase(one["id"], one["cat"], one["query"], one["text"], one["match"]) for one in entries]


def judge(cases: Sequence[WordCase], finds: Callable[[WordCase], bool]) -> Judgement:
    return Judgement(cases, [case for case in cases if finds(case) != case.is_match])


def finds_ours(engine: Ours, case: WordCase) -> bool:
    """A mistyped word may also find by the correction that the page would show."""
    if case.id in engine.holding_all(case.query):
        return True
    better = engine.suggestion(case.query) if case.category == TYPO else ""
    return bool(better) and case.id in engine.holding_all(better)


def finds_peer(search: Search, case: WordCase) -> bool:
    return all(case.id in search(word) for word in _words(case.query))


def _words(query: str) -> Iterable[str]:
    """A peer that takes words apart at more than blanks does so with each; all of it is asked as any of it."""
    return query.split()
