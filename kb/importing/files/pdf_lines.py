"""The lines of a PDF page as PDFium finds them, with what it leaves out put back: hyphens, and gaps between paragraphs."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, mode
from typing import Any

import pypdfium2.raw

_DIVIDED = "\ufffe"
"""What PDFium puts where a word is divided, instead of hyphen and line end."""
_LINE_END = re.compile(f"\r\n|{_DIVIDED}")
_REST_OF_WORD = r"[ ]*\n[ ]*(\S+)(?:[ ]+|(?=\n)|$)"
_DIVIDED_BY_PROGRAM = re.compile(rf"\u2010(?=[ ]*\n[ ]*[^\W\d_A-ZÄÖÜ]){_REST_OF_WORD}")
"""A word divided by a hyphen that nobody types. Only before a small letter: after a page's last word may come its foot."""
_DIVIDED_ADDRESS = re.compile(rf"(?<=://){_REST_OF_WORD}")
_WIDE_GAP = 1.3
"""Times the most frequent distance of lines; word processors set paragraphs apart by half a line or more."""

_SHORT_LINE = 0.75
"""Share of the usual number of characters, below which a line is the last of its paragraph."""
_SENTENCE_ENDS = (".", "!", "?", ":")


def lines_of(text_page: Any) -> str:
    """The text of the page, a line for each of its own. text_page: a `pypdfium2.PdfTextPage`."""
    return with_whole_words(_with_paragraphs(text_page.get_text_range(errors="replace"), text_page))


def with_whole_words(text: str) -> str:
    """The text without the hyphens of a program; the rules for those that people type are not for a single page."""
    return _DIVIDED_ADDRESS.sub(_made_whole, _DIVIDED_BY_PROGRAM.sub(_made_whole, text))


def _with_paragraphs(text: str, text_page: Any) -> str:
    """The text with an empty line between paragraphs, as far as the places of its lines on the page tell."""
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    is_placed = text_page.count_chars() == len(text)  # otherwise places in the text are not those on the page
    heights = [_height(text_page, start) if is_placed else 0 for start in starts]
    gaps = [upper - lower for upper, lower in pairwise(heights)]
    lines = [text[start : end.start()].rstrip() for start, end in zip(starts, ends, strict=False)]
    apart = iter(_are_apart(lines, gaps))
    return _LINE_END.sub(lambda end: _line_end(end[0], is_apart=next(apart)), text)


def _are_apart(lines: Sequence[str], gaps: Sequence[float]) -> Iterator[bool]:
    """Of each line, whether its paragraph ends with it.

    The next one stands clearly lower than lines of a paragraph do, or in another column after a short last line.
    """
    usual = mode([round(gap) for gap in gaps if gap > 0] or [0])
    short = median([len(line) for line in lines if line] or [0]) * _SHORT_LINE
    for line, gap in zip(lines, gaps, strict=True):
        yield gap > usual * _WIDE_GAP or (gap < 0 and len(line) < short and line.endswith(_SENTENCE_ENDS))


def _line_end(sign: str, *, is_apart: bool) -> str:
    if sign == _DIVIDED:
        return "-\n"
    return "\n\n" if is_apart else "\n"


def _made_whole(divided: re.Match[str]) -> str:
    """The whole word at the end of the upper line; the rest of the lower one stays where it is."""
    return divided[1] + ("\n" if divided[0].endswith(" ") else "")


def _height(text_page: Any, position: int) -> float:
    """How high above the page's foot the line of this character stands, in points."""
    across, up = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text_page, position, across, up)
    return up.value
