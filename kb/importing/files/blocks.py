"""A text with structure as blocks: paragraphs, headings, list items, tables, page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_NESTED_TABLES = 8
"""Deeper ones are read as if their cells stood in the cell around them."""


@dataclass(frozen=True)
class Paragraph:
    """Text with `\\n` where the line is broken on purpose.

    level: 1 to 6 for a heading, 0 for anything else. marker: of a list item, such as `-`, `3.` or `a)`.
    indent: how deep the item's list lies in others.
    """

    text: str
    level: int = 0
    marker: str = ""
    indent: int = 0


@dataclass(frozen=True)
class PageBreak:
    """Where the next page begins."""


@dataclass(frozen=True)
class Table:
    """Rows of cells; each cell holds blocks."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


Block = Paragraph | PageBreak | Table


@dataclass(frozen=True)
class Reading:
    """What a file with structure says. head: what stands above every page. notes: German sentences on what was left out."""

    blocks: Sequence[Block]
    head: Sequence[Block] = ()
    title: str = ""
    notes: tuple[str, ...] = ()


class BlockWriter:
    """Puts blocks together while a file is read from its begin to its end; forgives ends without a begin."""

    def __init__(self) -> None:
        self._cells: list[list[Block]] = [[]]
        self._tables: list[list[list[tuple[Block, ...]]]] = []
        self._texts: list[list[str]] = []

    @property
    def blocks(self) -> Sequence[Block]:
        while self._tables:
            self.end_table()
        return self._cells[0]

    def begin_text(self) -> None:
        """A paragraph may lie in another one, as in a text box; it then stands before it."""
        self._texts.append([])

    def add(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def end_text(self, *, level: int = 0, marker: str = "", indent: int = 0) -> None:
        text = _stripped("".join(self._texts.pop())) if self._texts else ""
        if text:
            self._cells[-1].append(Paragraph(text, level, marker, indent))

    def break_page(self) -> None:
        """A break within a cell or paragraph comes before it: a page's number may be one too high, never the text torn."""
        self._cells[0].append(PageBreak())

    def begin_table(self) -> None:
        self._tables.append([])

    def begin_row(self) -> None:
        if self._tables:
            self._tables[-1].append([])

    def begin_cell(self) -> None:
        self._cells.append([])

    def end_cell(self) -> None:
        if len(self._cells) > 1:
            cell = tuple(self._cells.pop())
            if self._tables and self._tables[-1]:
                self._tables[-1][-1].append(cell)
            else:
                self._cells[-1].extend(cell)

    def end_table(self) -> None:
        if not self._tables:
            return
        rows = tuple(tuple(row) for row in self._tables.pop() if any(row))
        if len(self._tables) >= MOST_NESTED_TABLES:
            self._cells[-1].extend(block for row in rows for cell in row for block in cell)
        elif rows:
            self._cells[-1].append(Table(rows))


def _stripped(text: str) -> str:
    """Lines without blanks at their ends, none of them empty; runs of blanks made one, tabs kept."""
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
