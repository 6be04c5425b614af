"""Two texts word by word: what the second one has that the first has not, and the other way round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from kb.comparing import can_be_compared

MOST_WORDS = 3000
"""Of one text; comparing takes time with the product of the lengths."""

LEAST_LIKENESS = 0.2
"""Below, marks on nearly every word would tell nothing."""


class Change(Enum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Stretch:
    """Words that are the same in both texts, only in the second (added) or only in the first (removed)."""

    text: str
    change: Change = Change.SAME


@dataclass(frozen=True)
class Comparison:
    """The second text's paragraphs; `is_marked` tells whether the differences are, or the texts are too long or too unlike."""

    paragraphs: tuple[tuple[Stretch, ...], ...]
    is_marked: bool = True

    @property
    def is_same(self) -> bool:
        return all(one.change is Change.SAME for paragraph in self.paragraphs for one in paragraph) and self.is_marked


def unmarked(paragraphs: tuple[str, ...], *, is_marked: bool = False) -> Comparison:
    return Comparison(tuple((Stretch(one),) for one in paragraphs), is_marked)


def compare(first: tuple[str, ...], second: tuple[str, ...]) -> Comparison:
    """first, second: paragraphs of plain text."""
    before, after = _words(first), _words(second)
    if not can_be_compared(before, after, MOST_WORDS):
        return unmarked(second)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < LEAST_LIKENESS:
        return unmarked(second)
    return Comparison(tuple(_in_paragraphs(_stretches(matcher, before, after))))


def _words(paragraphs: tuple[str, ...]) -> list[str]:
    """Each word with the blank behind it."""
    return re.findall(r"\n|\S+ ?", "\n".join(paragraphs))


def _stretches(matcher: "SequenceMatcher[str]", before: list[str], after: list[str]) -> Iterator[Stretch]:
    for tag, first, first_end, second, second_end in matcher.get_opcodes():
        if tag == "equal":
            yield Stretch("".join(after[second:second_end]))
            continue
        if removed := "".join(before[first:first_end]).replace("\n", " "):
            yield Stretch(removed if removed.endswith(" ") else f"{removed} ", Change.REMOVED)
        if added := "".join(after[second:second_end]):
            yield Stretch(added, Change.ADDED)


def _in_paragraphs(stretches: Iterator[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    paragraph: list[Stretch] = []
    for one in stretches:
        first, *rest = one.text.split("\n")
        paragraph.append(Stretch(first, one.change))
        for text in rest:
            yield tuple(part for part in paragraph if part.text)
            paragraph = [Stretch(text, one.change)]
    if kept := tuple(part for part in paragraph if part.text):
        yield kept
