"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from kb.comparing import can_be_compared

MOST_WORDS = 4_000
"""Words of a changed passage, or lines, that are compared one by one; more are shown as a whole, for time's sake."""


class Sort(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some text that both have, or only one of them."""

    sort: Sort
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order. Without the new ones they are `old`, without those that are gone `new`."""
    return tuple(_joined(_by_lines(old.splitlines(keepends=True), new.splitlines(keepends=True))))


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for is_same, was, now in _blocks(old, new):
        if is_same:
            yield Piece(Sort.SAME, was)
        else:
            yield from _by_words(was, now)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    for is_same, was, now in _blocks(_words(old), _words(new)):
        if is_same:
            yield Piece(Sort.SAME, was)
        else:
            yield from (Piece(Sort.GONE, was), Piece(Sort.NEW, now))


def _words(text: str) -> list[str]:
    """Words and signs, each with the blanks behind it, so that changed neighbours are one passage."""
    return re.findall(r"\w+\s*|[^\w\s]\s*|^\s+", text)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Whether it is the same, and what it was and is; one block that differs where comparing would take too long."""
    if old == new or not can_be_compared(old, new, MOST_WORDS):
        yield old == new, "".join(old), "".join(new)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", "".join(old[start:end]), "".join(new[new_start:new_end])


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one sort as one piece; nothing empty."""
    last = Piece(Sort.SAME, "")
    for piece in pieces:
        if piece.sort is last.sort:
            last = Piece(last.sort, last.text + piece.text)
        elif piece.text:
            if last.text:
                yield last
            last = piece
    if last.text:
        yield last
