"""What reading a file gives, and the limits within which it is read."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, compress, count, islice

MOST_BYTES = 50_000_000
"""Of one file; larger ones are refused before they are opened."""
MOST_CHARACTERS = 1_500_000
"""Of the text in one file; about 500 close pages."""
MOST_PAGES = 500

PAGE_BREAK = "\f"

_TELLING = (60, 30)
"""Letters and digits by which the begin of a passage is found again; fewer if the page ends soon."""


class FileKind(StrEnum):
    """The sorts of files that text is read from; the value is their suffix without the dot."""

    TXT = "txt"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"


class Refused(Exception):
    """A file is not read; the argument is a German sentence."""


@dataclass(frozen=True, kw_only=True)
class FileText:
    """The text of a file as it stands there: nothing joined, nothing left out, a form feed between pages.

    pages: where in `text` each page begins; a single 0 if the file knows no pages.
    markdown: headings, lists and tables of a file that has them; empty for plain text and PDF.
    notes: German sentences on what was not read.
    """

    kind: FileKind
    text: str
    pages: tuple[int, ...] = (0,)
    markdown: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()

    def page_of(self, passage: str, said_before: str = "") -> int | None:
        """The number of the page on which the passage begins; None if it is not found or there are no pages.

        said_before: what of the file's text stands before it, so that the same words elsewhere are not taken for it.
        Only letters and digits are compared, so that joined hyphens and other line ends do no harm.
        """
        if len(self.pages) == 1:
            return None
        wanted = "".join(filter(str.isalnum, passage))
        said = list(map(str.isalnum, self.text))
        text = "".join(compress(self.text, said))
        before = "".join(filter(str.isalnum, said_before))
        places = (_place(text, wanted[:length], before.count(wanted[:length])) for length in _TELLING) if wanted else ()
        found = next((place for place in places if place >= 0), None)
        return None if found is None else bisect_right(self.pages, _nth_true(said, found))


def page_starts(text: str) -> tuple[int, ...]:
    """Where each page begins in a text with form feeds between them."""
    breaks = (position + 1 for position, sign in enumerate(text) if sign == PAGE_BREAK)
    return tuple(chain([0], breaks))


def _place(text: str, wanted: str, skipped: int) -> int:
    """Of the occurrence behind so many others, or of the last one there is; negative if there is none."""
    place = text.find(wanted)
    for _ in range(skipped):
        following = text.find(wanted, place + len(wanted))
        if place < 0 or following < 0:
            break
        place = following
    return place


def _nth_true(truths: Sequence[bool], number: int) -> int:
    return next(islice(compress(count(), truths), number, None))
