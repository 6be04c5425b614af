"""What the styles and lists of a `.docx` file say: which paragraph is a heading, and what number stands before it."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kb.importing.files.xml_events import Event, events

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES = {WORD: "w", "http://purl.oclc.org/ooxml/wordprocessingml/main": "w"}
_HEADING = re.compile(r"(?:heading|überschrift) ([1-6])", re.IGNORECASE)
_OUTLINE = "012345"
_LONGEST_CHAIN = 10
_LEVELS = 9


@dataclass(frozen=True)
class Style:
    """A paragraph style. level: of a heading, or 0. number, depth: its list and how deep, or empty."""

    level: int = 0
    number: str = ""
    depth: str = "0"
    based_on: str = ""


Styles = Mapping[str, Style]


def attribute(attributes: Mapping[str, str], name: str = "val") -> str:
    return attributes.get(f"w:{name}", "")


def read_styles(package: zipfile.ZipFile) -> Styles:
    """The paragraph styles by id, each with what it inherits."""
    styles: dict[str, Style] = {}
    current = ""
    for event in starts(package, "word/styles.xml"):
        value = attribute(event.attributes)
        if event.name == "w:style":
            current = attribute(event.attributes, "styleId")
            styles[current] = Style()
        elif current:
            styles[current] = _told(styles[current], event.name, value)
    return {name: _inherited(style, styles) for name, style in styles.items()}


def _told(style: Style, name: str, value: str) -> Style:
    match name:
        case "w:name":
            heading = _HEADING.fullmatch(value)
            return replace(style, level=int(heading[1])) if heading else style
        case "w:outlineLvl":
            return replace(style, level=heading_level(value))
        case "w:basedOn":
            return replace(style, based_on=value)
        case "w:numId":
            return replace(style, number=value)
        case "w:ilvl":
            return replace(style, depth=value)
    return style


def heading_level(outline: str) -> int:
    """The level of a heading that an outline level stands for; 0 for running text."""
    return int(outline) + 1 if outline and outline in _OUTLINE else 0


def _inherited(style: Style, styles: Mapping[str, Style]) -> Style:
    ancestor = style
    for _ in range(_LONGEST_CHAIN):
        if ancestor.based_on not in styles:
            break
        ancestor = styles[ancestor.based_on]
        style = replace(style, level=style.level or ancestor.level, number=style.number or ancestor.number)
    return style


@dataclass(frozen=True)
class _Level:
    """One level of a list. shape: such as `%1.` or `%1.%2`; of a bullet `-`."""

    sort: str = "decimal"
    shape: str = ""
    start: int = 1


@dataclass
class Numbering:
    """Counts the items of each list as they come."""

    lists: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[tuple[str, int], _Level] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next_marker(self, number: str, depth: str) -> str:
        """What stands before the next item of the list `number`: `-`, `3.`, `b)`; empty if nothing does."""
        shapes = self.lists.get(number, "")
        at = whole(depth)
        level = self.levels.get((shapes, at))
        if level is None or level.sort == "none":
            return ""
        if level.sort == "bullet":
            return "-"
        self._count(number, at, level.start)
        return re.sub(r"%([1-9])", lambda found: self._shown(number, shapes, int(found[1]) - 1), level.shape).strip()

    def _count(self, number: str, at: int, start: int) -> None:
        self.counts[number, at] = self.counts.get((number, at), start - 1) + 1
        for deeper in range(at + 1, _LEVELS):
            self.counts.pop((number, deeper), None)

    def _shown(self, number: str, shapes: str, at: int) -> str:
        level = self.levels.get((shapes, at), _Level())
        return _as_number(self.counts.get((number, at), level.start), level.sort)


def read_numbering(package: zipfile.ZipFile) -> Numbering:
    """The lists; a list is a number that points to the shapes of its levels."""
    lists: dict[str, str] = {}
    levels: dict[tuple[str, int], _Level] = {}
    shapes, at, number = "", 0, ""
    for event in starts(package, "word/numbering.xml"):
        value = attribute(event.attributes)
        match event.name:
            case "w:abstractNum":
                shapes, number = attribute(event.attributes, "abstractNumId"), ""
            case "w:num":
                number = attribute(event.attributes, "numId")
            case "w:abstractNumId" if number:
                lists[number] = value
            case "w:lvl" if not number:
                at = whole(attribute(event.attributes, "ilvl"))
                levels[shapes, at] = _Level()
            case "w:start" | "w:numFmt" | "w:lvlText" if not number and (shapes, at) in levels:
                levels[shapes, at] = _shaped(levels[shapes, at], event.name, value)
    return Numbering(lists, levels)


def _shaped(level: _Level, name: str, value: str) -> _Level:
    if name == "w:start":
        return replace(level, start=whole(value))
    return replace(level, sort=value) if name == "w:numFmt" else replace(level, shape=value)


def whole(text: str) -> int:
    """The number that the text is; 0 for anything else."""
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0


def _as_number(count: int, sort: str) -> str:
    match sort:
        case "lowerLetter" | "upperLetter" if count > 0:
            letter = chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 4)
            return letter.upper() if sort.startswith("upper") else letter
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:  # noqa: PLR2004  # Roman numerals end there
            return _roman(count).upper() if sort.startswith("upper") else _roman(count)
    return str(count)


def _roman(count: int) -> str:
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    written = ""
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), signs, strict=True):
        written += sign * (count // value)
        count %= value
    return written


def starts(package: zipfile.ZipFile, name: str) -> Iterator[Event]:
    """The begins of all elements in a part of the package that may be missing."""
    if name in package.namelist():
        with package.open(name) as stream:
            yield from (event for event in events(stream, _PREFIXES) if event.what == "start")
