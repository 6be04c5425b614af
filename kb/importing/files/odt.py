"""OpenDocument text files (`.odt`): their paragraphs, headings, lists, tables and pages."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.importing.files.blocks import BlockWriter, Reading
from kb.importing.files.packages import opened
from kb.importing.files.values import Refused
from kb.importing.files.xml_events import Event, events

BODY = "content.xml"
STYLES = "styles.xml"
MANIFEST = "META-INF/manifest.xml"

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {f"{_OASIS}:{name}:1.0": name for name in ("office", "text", "table", "style", "manifest")}
_SKIPPED = {"text:note", "text:tracked-changes", "office:annotation", "office:forms", "text:index-title-template"}
_MOST_BLANKS = 50
_MAX_INDENT = 8
_LEVELS = "123456"


def read_odt(path: Path) -> Reading:
    """What the file says. Raises Refused."""
    with opened(path) as package:
        if BODY not in package.namelist():
            raise Refused("Die Datei ist kein OpenDocument-Text, auch wenn sie so heißt.")
        _refuse_encrypted(package)
        styles = _ListStyles()
        head = _Reader(styles)
        if STYLES in package.namelist():
            for event in _first_page_head(_events(package, STYLES), styles):
                head.take(event)
        body = _Reader(styles)
        for event in _events(package, BODY):
            body.take(event)
        notes = ("Fußnoten und Kommentare wurden nicht übernommen.",) if body.left_out else ()
        return Reading(body.writer.blocks, head=head.writer.blocks, notes=notes)


def _events(package: zipfile.ZipFile, name: str) -> Iterator[Event]:
    with package.open(name) as stream:
        yield from events(stream, PREFIXES)


def _first_page_head(found: Iterator[Event], styles: "_ListStyles") -> Iterator[Event]:
    """What stands above the pages of the first page style; list styles are noted on the way."""
    heads, is_inside = 0, False
    for event in found:
        if event.what == "start":
            styles.start(event.name, event.attributes)
        if event.name == "style:header" and event.what != "text":
            is_inside = event.what == "start"
            heads += is_inside
        elif is_inside and heads == 1:
            yield event


def _refuse_encrypted(package: zipfile.ZipFile) -> None:
    if MANIFEST not in package.namelist():
        return
    if any(event.name == "manifest:encryption-data" for event in _events(package, MANIFEST)):
        raise Refused("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort.")


class _Reader:
    """Listens to the events of the content; paragraphs in a list get their marker from the list."""

    def __init__(self, styles: "_ListStyles") -> None:
        self.writer = BlockWriter()
        self.left_out = False
        self._skipping = 0
        self._paragraphs: list[int] = []
        self._counts: dict[str, int] = {}
        self._lists: list[_List] = []
        self._styles = styles

    def take(self, event: Event) -> None:
        if self._skipping or (event.what == "start" and event.name in _SKIPPED):
            self._skipping += {"start": 1, "end": -1, "text": 0}[event.what]
            self.left_out = self.left_out or event.name in ("text:note", "office:annotation")
        elif event.what == "text":
            self.writer.add(" ".join(event.name.split("\n")))
        elif event.what == "start":
            self._styles.start(event.name, event.attributes)
            self._start(event.name, event.attributes)
        else:
            self._end(event.name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "text:p" | "text:h":
                self._paragraphs.append(_level(attributes) if name == "text:h" else 0)
                self.writer.begin_text()
            case "text:list":
                style = attributes.get("text:style-name") or (self._lists[-1].style if self._lists else "")
                first = self._counts.get(style, 0) if attributes.get("text:continue-numbering") == "true" else 0
                self._lists.append(_List(style, first))
            case "text:list-item" if self._lists:
                self._lists[-1].begin_item()
            case "text:soft-page-break":
                self.writer.break_page()
            case "table:table":
                self.writer.begin_table()
            case "table:table-row":
                self.writer.begin_row()
            case "table:table-cell":
                self.writer.begin_cell()
            case _:
                self.writer.add(_sign(name, attributes))

    def _end(self, name: str) -> None:
        match name:
            case "text:p" | "text:h":
                self._end_paragraph()
            case "text:list" if self._lists:
                ended = self._lists.pop()
                self._counts[ended.style] = ended.items
            case "table:table-cell":
                self.writer.end_cell()
            case "table:table":
                self.writer.end_table()

    def _end_paragraph(self) -> None:
        level = self._paragraphs.pop()
        depth = len(self._lists)
        if level or not depth:
            self.writer.end_text(level=level)
        else:
            marker = self._lists[-1].take_marker(self._styles, depth)
            self.writer.end_text(marker=marker, indent=min(depth - 1, _MAX_INDENT))


class _List:
    """One list that is open: counts its items; only an item's first paragraph carries the marker."""

    def __init__(self, style: str, items: int) -> None:
        self.style, self.items = style, items
        self._is_told = True

    def begin_item(self) -> None:
        self.items, self._is_told = self.items + 1, False

    def take_marker(self, styles: "_ListStyles", depth: int) -> str:
        if self._is_told:
            return ""
        self._is_told = True
        suffix = styles.numbered.get((self.style, depth))
        return "-" if suffix is None else f"{self.items}{suffix}"


class _ListStyles:
    """Which levels of which list styles are numbered, with the sign behind the number."""

    def __init__(self) -> None:
        self.numbered: dict[tuple[str, int], str] = {}
        self._style = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "text:list-style":
            self._style = attributes.get("style:name", "")
        elif name == "text:list-level-style-number" and attributes.get("style:num-format", "1"):
            level = attributes.get("text:level", "1")
            depth = int(level) if level in _LEVELS else 1
            self.numbered[self._style, depth] = attributes.get("style:num-suffix", ".")


def _sign(name: str, attributes: Mapping[str, str]) -> str:
    """What an element without text of its own stands for."""
    blanks = _blanks(attributes.get("text:c", "1")) if name == "text:s" else 0
    return {"text:tab": "\t", "text:line-break": "\n"}.get(name, " " * blanks)


def _level(attributes: Mapping[str, str]) -> int:
    level = attributes.get("text:outline-level", "1")
    return int(level) if level and level in _LEVELS else 1


def _blanks(count: str) -> int:
    return min(int(count), _MOST_BLANKS) if count.isdecimal() and count.isascii() and len(count) < 6 else _MOST_BLANKS  # noqa: PLR2004  # longer numbers are hostile
