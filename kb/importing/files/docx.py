"""Office Open XML text files (`.docx`): their paragraphs, headings, numbered lists, tables and pages."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.importing.files.blocks import Block, BlockWriter, Reading
from kb.importing.files.docx_styles import (
    Numbering,
    Styles,
    attribute,
    heading_level,
    read_numbering,
    read_styles,
    starts,
    whole,
)
from kb.importing.files.packages import opened
from kb.importing.files.values import Refused
from kb.importing.files.xml_events import Event, events

BODY = "word/document.xml"
RELATIONS = "_rels/.rels"
FOOTNOTES = "word/footnotes.xml"

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_SKIPPED = {"mc:Fallback", "w:del", "w:moveFrom"}
"""Said a second time for older programs, or taken out while changes are tracked."""
_SIGNS = {"w:tab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}
_MAX_INDENT = 8


def read_docx(path: Path) -> Reading:
    """What the file says. Raises Refused."""
    with opened(path) as package:
        names = set(package.namelist())
        body = _body_of(package)
        if body not in names:
            raise Refused("Die Datei ist kein Word-Dokument, auch wenn sie so heißt.")
        styles, numbering = read_styles(package), read_numbering(package)
        first_head = sorted(name for name in names if name.startswith("word/header"))[:1]
        return Reading(
            _blocks(package, body, styles, numbering),
            head=[block for name in first_head for block in _blocks(package, name, styles, numbering)],
            notes=_notes(package, names),
        )


def _body_of(package: zipfile.ZipFile) -> str:
    """The file that holds the text; most programs name it alike, but need not."""
    for event in starts(package, RELATIONS):
        if event.attributes.get("Type", "").endswith("/officeDocument"):
            return event.attributes.get("Target", "").lstrip("/")
    return BODY


def _blocks(package: zipfile.ZipFile, name: str, styles: Styles, numbering: Numbering) -> Sequence[Block]:
    reader = _Reader(styles, numbering)
    with package.open(name) as stream:
        for event in events(stream, PREFIXES):
            reader.take(event)
    return reader.writer.blocks


def _notes(package: zipfile.ZipFile, names: set[str]) -> tuple[str, ...]:
    if FOOTNOTES not in names:
        return ()
    with package.open(FOOTNOTES) as stream:
        says_something = any(event.what == "text" and event.name.strip() for event in events(stream, PREFIXES))
    return ("Fußnoten wurden nicht übernommen.",) if says_something else ()


class _Reader:
    """Listens to the events of one part of the package."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.writer = BlockWriter()
        self._styles, self._numbering = styles, numbering
        self._skipping = 0
        self._in_text = False
        self._paragraphs: list[dict[str, str]] = []

    def take(self, event: Event) -> None:
        if self._skipping or (event.what == "start" and event.name in _SKIPPED):
            self._skipping += {"start": 1, "end": -1, "text": 0}[event.what]
        elif event.what == "text":
            if self._in_text:
                self.writer.add(event.name)
        elif event.what == "start":
            self._start(event.name, event.attributes)
        else:
            self._end(event.name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "w:p":
                self._paragraphs.append({})
                self.writer.begin_text()
            case "w:t":
                self._in_text = True
            case "w:pStyle" | "w:numId" | "w:ilvl" | "w:outlineLvl" if self._paragraphs:
                self._paragraphs[-1].setdefault(name, attribute(attributes))
            case "w:lastRenderedPageBreak":
                self.writer.break_page()
            case "w:br":
                self._break(attributes.get("w:type", ""))
            case "w:tbl":
                self.writer.begin_table()
            case "w:tr":
                self.writer.begin_row()
            case "w:tc":
                self.writer.begin_cell()
            case _ if name in _SIGNS:
                self.writer.add(_SIGNS[name])

    def _break(self, sort: str) -> None:
        """A page break is told again by `lastRenderedPageBreak` where Word has laid the text out."""
        self.writer.add(" " if sort in ("page", "column") else "\n")

    def _end(self, name: str) -> None:
        match name:
            case "w:p":
                self._end_paragraph()
            case "w:t":
                self._in_text = False
            case "w:tc":
                self.writer.end_cell()
            case "w:tbl":
                self.writer.end_table()

    def _end_paragraph(self) -> None:
        about = self._paragraphs.pop()
        style = self._styles.get(about.get("w:pStyle", ""))
        level = heading_level(about.get("w:outlineLvl", "")) or (style.level if style else 0)
        number = about.get("w:numId") or (style.number if style else "")
        depth = about.get("w:ilvl") or (style.depth if style else "0")
        marker = self._numbering.next_marker(number, depth)
        indent = min(whole(depth), _MAX_INDENT) if marker else 0
        self.writer.end_text(level=level, marker="" if level else marker, indent=indent)
