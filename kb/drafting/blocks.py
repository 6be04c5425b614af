"""A part's stored HTML as blocks of plain text, as a word processor has them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag


class Look(Enum):
    """What a block is set as."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    NUMBERED = "numbered"
    BULLET = "bullet"


@dataclass(frozen=True)
class TextBlock:
    """One paragraph. depth: of a list or heading, from 0. starts: whether it begins a new list."""

    look: Look
    text: str
    depth: int = 0
    starts: bool = False


_CONTAINERS = ("blockquote", "div")


def read_blocks(html: str) -> tuple[TextBlock, ...]:
    """html: as the knowledge base stores it; links, emphasis and quotation keep only their text, a table one line a row."""
    return tuple(one for one in _blocks(BeautifulSoup(html, "html.parser").children) if one.text)


def numbered(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """A resolution of several sentences in a row as numbered points; what is a list already stays."""
    is_plain = len(blocks) > 1 and all(one.look is Look.PARAGRAPH for one in blocks)
    if not is_plain:
        return blocks
    return tuple(TextBlock(Look.NUMBERED, one.text, starts=place == 0) for place, one in enumerate(blocks))


def _blocks(elements: Iterable[PageElement]) -> Iterator[TextBlock]:
    for element in elements:
        if isinstance(element, NavigableString):
            yield TextBlock(Look.PARAGRAPH, _squeezed(str(element)))
        elif isinstance(element, Tag):
            yield from _of_tag(element)


def _of_tag(tag: Tag) -> Iterator[TextBlock]:
    if tag.name in ("ol", "ul"):
        yield from _list(tag, 0)
    elif tag.name == "table":
        for row in tag.find_all("tr"):
            cells = (_text(cell) for cell in row.find_all(["th", "td"]))
            yield TextBlock(Look.PARAGRAPH, " – ".join(filter(None, cells)))
    elif tag.name in _CONTAINERS:
        yield from _blocks(tag.children)
    elif tag.name.startswith("h") and tag.name[1:].isdigit():
        yield TextBlock(Look.HEADING, _text(tag), depth=int(tag.name[1:]) - 2)
    else:
        yield TextBlock(Look.PARAGRAPH, _text(tag))


def _list(tag: Tag, depth: int) -> Iterator[TextBlock]:
    look = Look.NUMBERED if tag.name == "ol" else Look.BULLET
    for place, item in enumerate(tag.find_all("li", recursive=False)):
        inner = item.find_all(["ol", "ul"], recursive=False)
        for one in inner:
            one.extract()
        yield TextBlock(look, _text(item), depth, starts=place == 0)
        for one in inner:
            yield from _list(one, depth + 1)


def _text(tag: Tag) -> str:
    return _squeezed(tag.get_text())


def _squeezed(text: str) -> str:
    return " ".join(text.split())
