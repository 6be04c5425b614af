"""A line with its letters made plain, byte for letter, so that a word is looked for at the speed of memory.

Only a look with the language chain tells whether a place has a term; here is told where a look may be worth it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from kb.language import clean_text, fold
from kb.language.dates import MONTHS

UNKNOWN = b"?"
"""What stands for a character that has no plain byte: quotes and dashes, but also letters of other alphabets."""
SHARP_S = "ß".encode("latin-1")


def one_line(text: str) -> str:
    """The text cleaned, every run of blanks and line breaks one blank: the form in which bodies are to be stored."""
    return " ".join(clean_text(text).split())


def _plain_byte(letter: str) -> bytes:
    folded = fold(letter).encode("latin-1", "replace")
    if letter == "ß" or len(folded) == 1:
        return SHARP_S if letter == "ß" else folded
    return UNKNOWN


_PLAIN = b"".join(_plain_byte(chr(code)) for code in range(256))
NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalnum())
_MONTH_STARTS = frozenset(fold(month)[:3].encode() for month in MONTHS) | {b"mae"}
_BEFORE_A_NUMBER = re.compile(
    rb"(?:\xa7|\?|paragra(?:ph|f)(?:en)?|(?:" + b"|".join(sorted(_MONTH_STARTS)) + rb")[a-z]*)$"
)
_LONGEST_BEFORE_A_NUMBER = 12
_AND = rb"(?:und|oder|sowie|bzw\.|u\.|&)"
_HEAD_LEFT_OUT = re.compile(rb"-,$|- " + _AND + rb"$")
_TAIL_LEFT_OUT = re.compile(_AND + rb" -")
_FARTHEST_HYPHEN = len("- sowie")
_MAYBE_TOGETHER = re.compile(rb"[-.0-9]")
_MOST_TOGETHER = 20
"""Blanks on either side within one stretch: endless `1. 1. 1.` is hostile, and no more need be read of it."""


def plain(text: str) -> bytes:
    """One byte for each character: lower case, without umlauts and accents; ß stays."""
    return text.encode("latin-1", "replace").translate(_PLAIN)


@dataclass(frozen=True)
class Line:
    """A text on one line, and `letters`, the same made plain, place for place."""

    text: str

    @cached_property
    def letters(self) -> bytes:
        return plain(self.text)

    def stretch(self, at: int) -> tuple[int, int]:
        """Begin and end of what has to be read together around a place: mostly the word and the signs at it.

        Read alone it gives the same tokens as within the line: no date, paragraph or abbreviation reaches out of it.
        """
        letters = self.letters
        start, end = letters.rfind(b" ", 0, at) + 1, self._blank(at)
        # Most words have nothing near of what all that is read together has, which is told in half of the time.
        if not _MAYBE_TOGETHER.search(letters, max(0, start - 1 - _FARTHEST_HYPHEN), end + 1 + _FARTHEST_HYPHEN):
            return start, end
        farthest = _MOST_TOGETHER
        while start and farthest and self._is_inside_one(start - 1):
            start, farthest = letters.rfind(b" ", 0, start - 1) + 1, farthest - 1
        farthest = _MOST_TOGETHER
        while end < len(letters) and farthest and self._is_inside_one(end):
            end, farthest = self._blank(end + 1), farthest - 1
        return start, end

    def _blank(self, at: int) -> int:
        blank = self.letters.find(b" ", at)
        return blank if blank >= 0 else len(self.letters)

    def _is_inside_one(self, blank: int) -> bool:
        """Whether the blank may be inside `1. August 2018`, `§ 5`, `z. B.` or `Sport- und Kulturamt`; rather yes than no."""
        letters = self.letters
        before, after = letters[blank - 1 : blank], letters[blank + 1 : blank + 2]
        # Asked first, as most blanks have no hyphen near: that is told in a fifth of the time of the patterns.
        if letters.find(b"-", max(0, blank - _FARTHEST_HYPHEN), blank + 1 + _FARTHEST_HYPHEN) >= 0 and (
            b"-" in (before, after)
            or _HEAD_LEFT_OUT.search(letters, max(0, blank - _FARTHEST_HYPHEN), blank)
            or _TAIL_LEFT_OUT.match(letters, blank + 1)
        ):
            return True
        if before == b".":
            if letters[blank - 2 : blank - 1].isdigit():
                return after.isdigit() or self._is_month(blank + 1)
            return self._is_before_number(blank - 1) if after.isdigit() else self._is_one_letter(blank - 2)
        if before.isdigit():
            return self._is_month(blank + 1)
        return after.isdigit() and self._is_before_number(blank)

    def _is_month(self, at: int) -> bool:
        return self.letters[at : at + 3] in _MONTH_STARTS

    def _is_before_number(self, end: int) -> bool:
        start = max(0, end - _LONGEST_BEFORE_A_NUMBER)
        return _BEFORE_A_NUMBER.search(self.letters, start, end) is not None

    def _is_one_letter(self, at: int) -> bool:
        """Whether a letter stands alone, as those of an abbreviation do."""
        return self.text[at : at + 1].isalpha() and not self.text[max(0, at - 1) : at].isalnum()
