"""Where the sections of a body begin, kept behind its line, so that a passage knows the heading that it stands below.

A body as an engine stores it is the line from which passages are cut and, a row each, where its sections begin:

    Kurz gesagt. Anlass Die Karte dankt. Vorgehen Der Rat entscheidet.
    13	abschnitt-anlass	Anlass
    36	abschnitt-vorgehen	Vorgehen

A fourth field is the page of the file, where it is known.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kb.search.results import Section
from kb.search.snippets.lines import one_line

Starts = Sequence[tuple[int, Section]]

_FIELD, _ROW = "\t", "\n"


def body_of(texts: Mapping[str, str], sections: Mapping[str, Starts]) -> str:
    """Texts, in this order, as the one body of a document. sections: where in each text a section begins."""
    lines: list[str] = []
    rows: list[str] = []
    place = 0
    for name, text in texts.items():
        for line, section in _pieces(text, sections.get(name, ())):
            if section:
                rows.append(_FIELD.join((str(place), section.anchor, one_line(section.title), *_page_of(section))))
            if line:
                lines.append(line)
                place += len(line) + 1
    return _ROW.join((" ".join(lines), *rows))


def _pieces(text: str, starts: Starts) -> Iterator[tuple[str, Section | None]]:
    """The text cut where sections begin, a line each; what stands before the first belongs to none."""
    begins = [(0, None), *starts]
    ends = [at for at, _ in starts]
    for (begin, section), end in zip(begins, [*ends, len(text)], strict=True):
        yield one_line(text[begin:end]), section


def _page_of(section: Section) -> Iterator[str]:
    if section.page:
        yield str(section.page)


def line_of(body: str) -> str:
    """The line of a stored body."""
    return body.partition(_ROW)[0]


def section_at(body: str, place: int) -> Section | None:
    """The section in which a place of the line is; None before the first."""
    rows = body.partition(_ROW)[2].splitlines()
    number = bisect_right(rows, place, key=_start)
    return _section(*rows[number - 1].split(_FIELD)[1:]) if number else None


def _section(anchor: str, title: str, page: str = "0") -> Section:
    return Section(anchor, title, int(page))


def _start(row: str) -> int:
    return int(row[: row.index(_FIELD)])
