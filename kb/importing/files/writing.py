"""Blocks as plain text, from which the parts of a council paper are read, and as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.importing.files.blocks import Block, PageBreak, Paragraph, Table
from kb.importing.files.values import PAGE_BREAK

_ESCAPED = re.compile(r"[\\`\[]|(?<!\w)[*_]|[*_](?!\w)|^#|^>|^\+(?= )|(?<=^\d{3})\.|(?<=^\d{4})\.", re.MULTILINE)
_IN_LIST = " " * 4
_DEEPEST = 6


def as_markdown_text(text: str) -> str:
    """Plain text whose signs stay what they are in Markdown; points and lists stay lists, „Bürger*innen“ stays."""
    return _ESCAPED.sub(r"\\\g<0>", text)


def as_plain(blocks: Iterable[Block]) -> str:
    """A blank line between blocks, a tab between cells of a row whose cells are one line each, a form feed between pages."""
    return "\n\n".join(_plain(blocks)).replace(f"\n\n{PAGE_BREAK}\n\n", PAGE_BREAK)


def _plain(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield f"{block.marker} {block.text}".strip()
            case PageBreak():
                yield PAGE_BREAK
            case Table():
                rows = [_plain_row(row) for row in block.rows]
                yield ("\n\n" if any(map(_names_its_value, rows)) else "\n").join(rows)


def _names_its_value(row: str) -> bool:
    """Whether the row is a field of a form, such as „Betreff:“ with what follows: it does not go on in the next row."""
    return row.partition("\t")[0].endswith(":")


def _plain_row(row: Sequence[Sequence[Block]]) -> str:
    cells = ["\n\n".join(_plain(cell)) for cell in row]
    if any("\n" in cell for cell in cells):
        return "\n".join(f"\n{cell}\n" for cell in cells if cell)
    return "\t".join(cells)


def as_markdown(blocks: Iterable[Block]) -> str:
    """Headings, lists and tables as Markdown; page breaks are left out."""
    written: list[str] = []
    in_list = False
    for block in blocks:
        if isinstance(block, PageBreak):
            continue
        is_item = isinstance(block, Paragraph) and bool(block.marker)
        text = _marked_down(block)
        if is_item and in_list:
            written[-1] += f"\n{text}"
        elif text:
            written.append(text)
        in_list = is_item
    return "\n\n".join(written)


def _marked_down(block: Paragraph | Table) -> str:
    if isinstance(block, Table):
        return _table(block)
    text = as_markdown_text(block.text)
    if block.level:
        return f"{'#' * min(block.level + 1, _DEEPEST)} {' '.join(text.split())}"
    if block.marker:
        return _item(block, text)
    return text.replace("\n", "  \n")


def _item(item: Paragraph, text: str) -> str:
    is_markdown = item.marker == "-" or re.fullmatch(r"\d{1,3}\.", item.marker)
    marker = item.marker if is_markdown else f"- {item.marker}"
    return f"{_IN_LIST * item.indent}{marker} {' '.join(text.split())}"


def _table(table: Table) -> str:
    """A table with a head; one that only lays out a form becomes its blocks, one after the other."""
    width = max(len(row) for row in table.rows)
    if width == 1 or len(table.rows) == 1 or any(_is_layout(cell) for row in table.rows for cell in row):
        return as_markdown(block for row in table.rows for cell in row for block in cell)
    first, *others = (_row(row, width) for row in table.rows)
    return "\n".join((first, "|" + "---|" * width, *others))


def _is_layout(cell: Sequence[Block]) -> bool:
    return any(not isinstance(block, Paragraph) or block.level for block in cell)


def _row(row: Sequence[Sequence[Block]], width: int) -> str:
    cells = (" ".join(_plain(cell)) for cell in row)
    texts = [as_markdown_text(" ".join(cell.split())).replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(texts + [''] * (width - len(texts)))} |"
