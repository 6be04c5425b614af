"""Cleaned HTML → plain text and headings. Knows only what the allow-list lets through."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from kb.markup.values import Heading

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_BLOCKS = [*_HEADINGS, "p", "li", "tr", "pre", "blockquote", "hr", "ul", "ol", "table"]
_SPACED = {"br", "td", "th"}


def read_html(html: str) -> tuple[str, tuple[Heading, ...]]:
    """The text, one line a block (a table row is one), and the headings in order."""
    reader = _Reader()
    for part in BeautifulSoup(html, "html.parser").descendants:
        if isinstance(part, Tag):
            reader.begin(part)
        elif isinstance(part, NavigableString):
            reader.read(part)
    reader.end_line()
    return "\n".join(reader.lines), tuple(reader.headings)


class _Reader:
    """Collects the texts of one block after the other."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.headings: list[Heading] = []
        self._line: list[str] = []
        self._block: Tag | None = None

    def begin(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self.end_line()
        elif tag.name in _SPACED:
            self._line.append(" ")

    def read(self, text: NavigableString) -> None:
        block = text.find_parent(_BLOCKS)
        if block is not self._block:
            self.end_line()
            self._block = block
        self._line.append(text)

    def end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if not line:
            return
        self.lines.append(line)
        if self._block is not None and self._block.name in _HEADINGS and self._block.get("id"):
            self.headings.append(Heading(int(self._block.name[1]), str(self._block["id"]), line))
