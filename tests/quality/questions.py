"""The judged questions, asked of the shipped knowledge base."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.library import Library, open_library
from kb.search.results import Results
from kb.settings import Settings

KNOWN = Path(__file__).with_name("fragen.yaml")
FRESH = Path(__file__).parents[2] / "content" / "prueffragen.yaml"
"""Shipped: editors see what a synonym would do to them."""
UNTOUCHED = Path(__file__).with_name("fragen_frisch.yaml")
"""Written and judged without a search; nothing may be tuned to them."""


@dataclass(frozen=True)
class Question:
    """answers: ids that truly answer, any of them counts. nothing: nothing in the knowledge base answers it."""

    id: str
    text: str
    answers: tuple[str, ...]
    nothing: bool

    @classmethod
    def read(cls, entry: dict[str, Any]) -> "Question":
        return cls(entry["id"], entry["question"], tuple(entry["answers"]), bool(entry.get("nothing")))


@dataclass(frozen=True)
class Answered:
    """A question with the ids that were found, best first, at most ten.

    says_nothing_fits: the page says that there is nothing on it, above hits that have some of its words or without any.
    """

    question: Question
    found: tuple[str, ...]
    says_nothing_fits: bool = False

    def within(self, places: int) -> bool:
        """Whether one of the first `places` documents answers."""
        return bool(set(self.found[:places]) & set(self.question.answers))


def read_questions(file: Path = KNOWN) -> list[Question]:
    return [Question.read(entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]


@contextmanager
def shipped_library(folder: Path) -> Iterator[Library]:
    """The library over the shipped content, built new in an empty folder."""
    with open_library(Settings(data=folder)) as library:
        library.keeping.load_content()
        library.keeping.heal()
        yield library


def ask(library: Library, questions: list[Question]) -> list[Answered]:
    return [
        _answered(question, library.reading.search(library.reading.question(question.text))) for question in questions
    ]


def _answered(question: Question, results: Results) -> Answered:
    says_nothing_fits = not results.hits or results.answers_hardly
    return Answered(question, tuple(hit.id for hit in results.hits), says_nothing_fits)


def success(answered: list[Answered], places: int) -> float:
    """The share of answerable questions that one of the first `places` documents answers."""
    answerable = [one for one in answered if one.question.answers]
    return sum(one.within(places) for one in answerable) / len(answerable)


def missed(answered: list[Answered], places: int) -> list[Answered]:
    """The answerable questions that none of the first `places` documents answers."""
    return [one for one in answered if one.question.answers and not one.within(places)]
