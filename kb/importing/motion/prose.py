"""Paragraphs out of the lines of a section."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from kb.importing.dates import MONTH
from kb.importing.motion.hyphens import is_hyphenated, join_lines
from kb.importing.motion.pages import PAGE_BREAK, clean_lines

_SENTENCE_END = re.compile(r"[.!?:;][\"“”»«)\]']*$")
_PUNCTUATED = re.compile(r"(?:[.!?:;,][\"“”»«)\]']*|\b(?:und|oder|sowie))$")
_POINT = re.compile(rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[a-z]\)|[-–*])\s+(?!{MONTH}\b)[\w„\"(§]")
_BULLET = re.compile(r"[•▪●○■►➢◦]")

_USUAL_WIDTH = 60
_WIDEST_PRINT = 160
_NEARLY_FULL = 0.85
_HALF = 0.5


@dataclass(frozen=True)
class Layout:
    """How a paper sets its paragraphs: with blank lines between them, or only with short last lines.

    width: characters of a full line; beyond 160 the lines are not wrapped, each is a paragraph.
    """

    has_gaps: bool
    width: int

    @classmethod
    def of(cls, sections: Iterable[Sequence[str]]) -> Self:
        gaps, lengths = False, [_USUAL_WIDTH]
        for lines in sections:
            gaps = gaps or _has_gap(lines)
            lengths += [len(line) for line in lines if line]
        lengths.sort()
        return cls(gaps, max(_USUAL_WIDTH, lengths[int(len(lengths) * 0.95)]))

    @property
    def is_wrapped(self) -> bool:
        return self.width <= _WIDEST_PRINT

    def is_short(self, line: str, next_line: str) -> bool:
        """Whether the line ends before the margin: the next line's first word would have had room in it."""
        if not self.is_wrapped or len(line) < self.width * _HALF:
            return True
        next_word = next_line.partition(" ")[0]
        return len(line) + 1 + len(next_word) <= self.width * _NEARLY_FULL


def _has_gap(lines: Sequence[str]) -> bool:
    """Whether a blank line stands between two lines that belong to one page."""
    before = ""
    blank = False
    for line in lines:
        if line == PAGE_BREAK:
            before = ""
        elif line and before and blank:
            return True
        if line:
            before, blank = ("" if line == PAGE_BREAK else line), False
        else:
            blank = True
    return False


def running_text(text: str) -> str:
    """The paragraphs of a text that is no form, a blank line between them."""
    lines = clean_lines(text)
    return "\n\n".join(paragraphs(lines, Layout.of([lines])))


def paragraphs(lines: Iterable[str], layout: Layout) -> list[str]:
    """The paragraphs as running text, hyphens joined; points and bullets begin a paragraph of their own."""
    blocks: list[list[str]] = []
    blank = page_break = False
    for line in lines:
        if line in ("", PAGE_BREAK):
            blank, page_break = blank or not line, page_break or bool(line)
            continue
        gap = _Gap(blank, page_break)
        if blocks and not _begins(line, blocks[-1][-1], gap, layout):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        blank = page_break = False
    return [join_lines(block) for block in blocks]


def entries(lines: Iterable[str]) -> list[str]:
    """The entries of a list that is set without gaps: a long line, or one before a small letter, goes on in the next."""
    blocks: list[list[str]] = []
    is_apart = True
    for line in lines:
        if line in ("", PAGE_BREAK):
            is_apart = True
            continue
        goes_on = bool(blocks) and not is_apart and not _POINT.match(line) and not _BULLET.match(line)
        before = blocks[-1][-1] if blocks else ""
        if goes_on and (line[0].islower() or is_hyphenated(before) or len(before) >= _USUAL_WIDTH):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        is_apart = False
    return [join_lines(block) for block in blocks]


@dataclass(frozen=True)
class _Gap:
    """What stands between two lines."""

    blank: bool
    page_break: bool


def _begins(line: str, before: str, gap: _Gap, layout: Layout) -> bool:
    """Whether `line` begins a paragraph after the line `before`."""
    if _begins_point(line, before, gap, layout):
        return True
    if gap.page_break:
        return bool(_SENTENCE_END.search(before)) and (gap.blank or layout.is_short(before, line))
    if gap.blank:
        return not _flows_on(line, before)
    if layout.has_gaps:
        return False
    return not layout.is_wrapped or (bool(_SENTENCE_END.search(before)) and layout.is_short(before, line))


def _begins_point(line: str, before: str, gap: _Gap, layout: Layout) -> bool:
    if _BULLET.match(line):
        return True
    if not _POINT.match(line):
        return False
    return gap.blank or bool(_PUNCTUATED.search(before)) or layout.is_short(before, line)


def _flows_on(line: str, before: str) -> bool:
    """A sentence that a blank line cuts: no stop before it, a small letter after it."""
    return is_hyphenated(before) or (line[0].islower() and before[-1].isalnum())
