"""Web pages: their paragraphs, headings, lists and tables. Nothing is loaded, no script is run."""

import re
from html.parser import HTMLParser

from kb.importing.files.blocks import BlockWriter, Reading
from kb.importing.files.values import Refused

MOST_DEPTH = 5_000
"""Open elements; real pages have fewer than a hundred."""

MOST_UNENDED = 10_000
"""Signs `<` without a `>`: the parser looks for the end of each anew. Scripts of real pages have some hundred."""

_SKIPPED = {
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "math",
    "iframe",
    "object",
    "select",
    "button",
    "nav",
    "footer",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {*_HEADINGS, *("p", "div", "section", "article", "main", "header", "aside", "body", "html", "form", "fieldset"),
           *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "address", "figure", "figcaption", "hr", "caption",
             "details", "summary", "legend", "center")}  # fmt: skip
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_MAX_INDENT = 8
_BLANKS = re.compile(r"\s+")
_ENDED_BY = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"), "p": ("p",), "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}  # fmt: skip
"""What a beginning element ends if that is the innermost open one: pages may leave the end out."""


def read_html(text: str) -> Reading:
    """What the page says; its navigation is left out. Raises Refused for endless nesting and elements without end."""
    if text.count("<") - text.count(">") > MOST_UNENDED:
        raise Refused("Die Datei ist beschädigt: Ihren Elementen fehlt das Ende.")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end()
    return Reading(reader.writer.blocks, title=" ".join("".join(reader.title).split()))


class _Reader(HTMLParser):
    """Forgiving as browsers are: a block ends where the next one begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = BlockWriter()
        self.title: list[str] = []
        self._open: list[str] = []
        self._skipped_from: int | None = None
        self._lists: list[int | None] = []
        self._level = 0
        self._marker = ""
        self.writer.begin_text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._void(tag)
            return
        while self._open and self._open[-1] in _ENDED_BY.get(tag, ()):
            self._end_innermost()
        self._open.append(tag)
        if len(self._open) > MOST_DEPTH:
            raise Refused("Die Datei ist zu tief geschachtelt.")
        if self._skipped_from is None and tag in _SKIPPED:
            self._skipped_from = len(self._open)
        if self._skipped_from is None:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """Ends everything that was opened since; an end without a begin is nothing."""
        while tag in self._open and self._end_innermost() != tag:
            pass

    def _end_innermost(self) -> str:
        tag = self._open.pop()
        if self._skipped_from is None:
            self._end(tag)
        elif len(self._open) < self._skipped_from:
            self._skipped_from = None
        return tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title.append(data)
        elif self._skipped_from is None:
            is_preformatted = "pre" in self._open
            self.writer.add(data if is_preformatted else _BLANKS.sub(" ", data))

    def end(self) -> None:
        while self._open:
            self._end_innermost()
        self._end_text()

    def _end_text(self) -> None:
        self.writer.end_text(level=self._level, marker=self._marker, indent=self._indent)
        self._marker = ""
        self.writer.begin_text()

    @property
    def _indent(self) -> int:
        return min(len(self._lists) - 1, _MAX_INDENT) if self._marker else 0

    def _void(self, tag: str) -> None:
        if self._skipped_from is None and tag == "br":
            self.writer.add("\n")
        elif self._skipped_from is None and tag == "hr":
            self._end_text()

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _BLOCKS:
            self._end_text()
            self._level = _HEADINGS.get(tag, 0)
        match tag:
            case "ul":
                self._lists.append(None)
            case "ol":
                start = attributes.get("start") or "1"
                self._lists.append(int(start) - 1 if start.isdecimal() and len(start) < 6 else 0)  # noqa: PLR2004  # longer numbers are hostile
            case "li":
                self._begin_item()
            case "table":
                self._end_text()
                self.writer.begin_table()
            case "tr":
                self.writer.begin_row()
            case "td" | "th":
                self.writer.begin_cell()
                self.writer.begin_text()

    def _begin_item(self) -> None:
        if not self._lists:
            self._lists.append(None)
        count = self._lists[-1]
        if count is None:
            self._marker = "-"
        else:
            self._lists[-1] = count + 1
            self._marker = f"{count + 1}."

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_text()
            self._level = 0
        match tag:
            case "ul" | "ol" if self._lists:
                self._lists.pop()
            case "table":
                self.writer.end_table()
            case "td" | "th":
                self.writer.end_text(level=self._level)
                self.writer.end_cell()
