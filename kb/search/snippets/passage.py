"""Which stretch of a text to show, and the text cut in pieces at its finds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.search.results import Marked, Way
from kb.search.snippets.finds import Find

_SENTENCE_START = re.compile(r"[.!?] (?=[A-ZÄÖÜ„])")
_IN_SMALL_LETTERS = re.compile(r"[^\W\d_A-ZÄÖÜ]{2}")
_MAYBE_RUNS = (Way.PHRASE, Way.SYNONYM)
_FARNESS = 2
"""What a passage loses whose finds fill all of it, against one whose finds stand together."""


def pieces_of(text: str, finds: Sequence[Find]) -> Marked:
    """The whole text in pieces."""
    return tuple(_pieces(text, 0, len(text), finds))


class Passage(NamedTuple):
    """A stretch in pieces, with „…“ where text was left out, and where in the text its best find is, if it has any."""

    pieces: Marked
    place: int | None


def passage_of(text: str, finds: Sequence[Find], length: int) -> Passage:
    """The best stretch."""
    around = _densest(finds, length)
    inside = (find for find in finds if around[0] <= find.start < around[1])
    best = max(inside, key=lambda find: find.aim.worth, default=None)
    place = best.start if best else None
    if len(text) <= length:
        return Passage(pieces_of(text, finds), place)
    start, end = _extent(text, around, length)
    before, after = [("… ", False)] * (start > 0), [(" …", False)] * (end < len(text))
    return Passage((*before, *_pieces(text, start, end, finds), *after), place)


class _Window:
    """Some finds in a row, and what they are worth together: each clause counts once, by its best find."""

    def __init__(self) -> None:
        self.worth = 0
        self._inside: dict[tuple[int, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def change(self, find: Find, by: int) -> None:
        """Take a find in (1) or let it go (-1)."""
        counts = self._of(find)
        before = _best(counts)
        counts[find.aim.worth] += by
        self.worth += _best(counts) - before

    def is_needless(self, find: Find) -> bool:
        """Whether another find inside does the same. The words of a run stay together."""
        return find.aim.way not in _MAYBE_RUNS and self._of(find)[find.aim.worth] > 1

    def _of(self, find: Find) -> dict[int, int]:
        return self._inside[find.aim.clause, find.aim.noun]


def _best(counts: dict[int, int]) -> int:
    return max([worth for worth, count in counts.items() if count], default=0)


def _densest(finds: Sequence[Find], length: int) -> tuple[int, int]:
    """Begin and end of the best run of finds that fits; (0, 0) without any. One walk with two ends."""
    best, best_worth, first = (0, 0), 0.0, 0
    window = _Window()
    for find in finds:
        window.change(find, 1)
        while finds[first] is not find and (find.end - finds[first].start > length or window.is_needless(finds[first])):
            window.change(finds[first], -1)
            first += 1
        worth = window.worth - _FARNESS * (find.end - finds[first].start) / length
        if worth > best_worth:
            best, best_worth = (finds[first].start, find.end), worth
    return best


def _extent(text: str, around: tuple[int, int], length: int) -> tuple[int, int]:
    """Where the passage begins and ends: with a sentence if one begins in reach, else with some words before."""
    first, last = around
    earliest = max(0, last - length)
    start = _sentence_start(text, earliest, first)
    if start is None:
        middle = max(earliest, first - max(0, length - (last - first)) // 2)
        start = _word_start(text, middle, first)
    return start, _word_end(text, start, last, start + length)


def _sentence_start(text: str, earliest: int, latest: int) -> int | None:
    starts = [match.end() for match in _SENTENCE_START.finditer(text, earliest, latest + 1)]
    starts = [at for at in starts if at <= latest and _IN_SMALL_LETTERS.fullmatch(text, max(0, at - 4), at - 2)]
    if starts:
        return starts[-1]
    return 0 if earliest == 0 else None


def _word_start(text: str, earliest: int, latest: int) -> int:
    blank = text.find(" ", max(0, earliest - 1), latest)
    return latest if blank < 0 else blank + 1


def _word_end(text: str, start: int, earliest: int, latest: int) -> int:
    if latest >= len(text):
        return len(text)
    blank = text.rfind(" ", start, latest + 1)
    return blank if blank > start and blank >= earliest else latest


def _pieces(text: str, start: int, end: int, finds: Sequence[Find]) -> Iterator[tuple[str, bool]]:
    """The stretch of the text, cut at its finds; no piece is empty, and finds that touch or overlap are one piece."""
    done = start
    for begins, ends in _apart(finds, start, end):
        if done < begins:
            yield text[done:begins], False
        yield text[begins:ends], True
        done = ends
    if done < end:
        yield text[done:end], False


def _apart(finds: Sequence[Find], start: int, end: int) -> list[tuple[int, int]]:
    """The places of the finds within these limits, those that touch or overlap put together."""
    apart: list[tuple[int, int]] = []
    for find in finds:
        begins, ends = max(find.start, start), min(find.end, end)
        if begins >= ends:
            continue
        if apart and begins <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(ends, apart[-1][1]))
        else:
            apart.append((begins, ends))
    return apart
