"""Cleaned HTML → plain text and headings. Knows only what the allow-list lets through."""

from html.parser import HTMLParser

from kb.markup.values import Heading

_BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "li", "tr", "pre", "blockquote", "hr", "ul", "ol", "table"}
_SPACED = {"br", "td", "th"}


def read_html(html: str) -> tuple[str, tuple[Heading, ...]]:
    """The text, one line a block (a table row is one), and the headings in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines), tuple(reader.headings)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.headings: list[Heading] = []
        self._line: list[str] = []
        self._heading_id = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_line()
        elif tag in _SPACED:
            self._line.append(" ")
        self._heading_id = dict(attrs).get("id") or self._heading_id

    def handle_endtag(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        line = self.end_line()
        if self._heading_id:
            self.headings.append(Heading(int(tag[1]), self._heading_id, line))
            self._heading_id = ""

    def handle_data(self, data: str) -> None:
        self._line.append(data)

    def end_line(self) -> str:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            self.lines.append(line)
        return line
