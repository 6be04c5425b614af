"""What is kept beside a draft that was read out of a foreign file: the text as it stood there, and what to look at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PartPlace:
    """Where a part of a council paper was read: offsets into `ImportReport.clean_text`; confidence: 0 to 1."""

    part: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """How a file became a draft, for whoever confirms it. Never public and never indexed.

    file: its name. sha256: of its content, which is the name of the kept original. kind: its suffix without the dot.
    text: as it stood in the file, a form feed between pages. pages: where in `text` each page begins.
    found_on: the page on which each part begins, as (field of the document, page number).
    notes: on the file. warnings: on the parts. Both are German sentences.
    topics: proposed ones, as (id, label that stands in the paper); the surest first.
    clean_text: of a council paper, as its parts were read out of it, at these `places`; older reports have neither.
    """

    file: str
    sha256: str
    kind: str
    text: str
    pages: tuple[int, ...] = (0,)
    found_on: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    clean_text: str = ""
    places: tuple[PartPlace, ...] = ()

    @property
    def page_texts(self) -> tuple[str, ...]:
        """The text page by page; one if the file knows no pages."""
        return tuple(self.text[start:end] for start, end in zip(self.pages, (*self.pages[1:], None), strict=True))
