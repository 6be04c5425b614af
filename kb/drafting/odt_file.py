"""A draft as ODT, saying the same as the DOCX."""

import io

from kb.drafting.blocks import Look
from kb.drafting.docx_file import COMMENTED_BY, checking_note
from kb.drafting.pieces import Pieces, plain, unmarked
from kb.drafting.values import Block, Draft, Row, Step
from kb.errors import FormatUnavailable

try:
    import odfdo
except ImportError:  # pragma: no cover — the extra `drafts` is optional
    odfdo = None  # type: ignore[assignment]

_MARKED, _BOLD, _TABLE, _CELL = "Pruefstelle", "Fett", "Angaben", "Zelle"
_STYLES = (
    f'<style:style style:name="{_MARKED}" style:family="text"><style:text-properties fo:background-color="#ffff00"/></style:style>',
    f'<style:style style:name="{_BOLD}" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
    f'<style:style style:name="{_TABLE}" style:family="table"><style:table-properties table:align="margins" fo:margin-top="0.3cm" fo:margin-bottom="0.3cm"/></style:style>',
    f'<style:style style:name="{_CELL}" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #000000"/></style:style>',
)
_LISTS = {Look.NUMBERED: "Punkte", Look.BULLET: "Striche"}
_INDENT = (
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
    'text:label-followed-by="listtab" fo:text-indent="-0.8cm" fo:margin-left="0.8cm"/></style:list-level-properties>'
)
_LIST_STYLES = (
    f'<text:list-style style:name="Punkte"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1">{_INDENT}</text:list-level-style-number></text:list-style>',
    f'<text:list-style style:name="Striche"><text:list-level-style-bullet text:level="1" text:bullet-char="•">{_INDENT}</text:list-level-style-bullet></text:list-style>',
)
_FONT = "Liberation Sans"


def write_odt(draft: Draft) -> bytes:
    """Raises FormatUnavailable if the extra is missing."""
    if odfdo is None:
        raise FormatUnavailable("odfdo", "Auf diesem Server fehlt ein Paket: pip install 'wissensspeicher[drafts]'.")
    document = odfdo.Document("text")
    _describe(document, draft)
    writer = _Writer(document)
    writer.title(draft)
    writer.header(draft.header)
    writer.consultations(draft.consultations)
    for section in draft.sections:
        writer.heading(unmarked(section.title), 2)
        writer.blocks(section.blocks)
    writer.closing(draft)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: "odfdo.Document", draft: Draft) -> None:
    document.body.clear()
    document.meta.title, document.meta.subject, document.meta.language = plain(draft.subject), draft.type, "de-DE"
    document.meta.initial_creator = document.meta.creator = draft.designation
    document.set_language("de-DE")
    outline = document.get_style("outline", "Outline")
    for level in outline.children if outline else ():
        for name in list(level.attributes):  # headings are not numbered
            if "num-" in name:
                level.set_attribute(name, "")
    for name in ("Standard", "Heading"):
        paragraph = document.get_style("paragraph", name)
        if isinstance(paragraph, odfdo.Style):
            paragraph.set_properties({"style:font-name": _FONT}, area="text")
    for style in (*_STYLES, *_LIST_STYLES):
        document.insert_style(style, automatic=True)


class _Writer:
    def __init__(self, document: "odfdo.Document") -> None:
        self._body = document.body

    def title(self, draft: Draft) -> None:
        self._body.append(_paragraph(unmarked(draft.designation), style=_BOLD))
        self._body.append(_paragraph(unmarked(draft.type)))
        self.heading(draft.subject, 1)

    def heading(self, pieces: Pieces, level: int) -> None:
        self._body.append(_filled(odfdo.Header(level, style=f"Heading_20_{level}"), pieces))

    def header(self, rows: tuple[Row, ...]) -> None:
        self._table("Angaben", [[(unmarked(row.label), _BOLD), (row.pieces, "")] for row in rows])

    def consultations(self, steps: tuple[Step, ...]) -> None:
        if not steps:
            return
        self.heading(unmarked("Beratungsfolge"), 2)
        labels = [(unmarked(label), _BOLD) for label in ("Gremium", "Sitzung am", "Öffentlichkeit")]
        rows = [[(one.committee, ""), (one.date, ""), (unmarked(one.publicity), "")] for one in steps]
        self._table("Beratungsfolge", [labels, *rows])

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        current = None
        for block in blocks:
            if block.look not in _LISTS:
                self._single(block)
            else:
                if block.starts or current is None:
                    current = odfdo.List(style=_LISTS[block.look])
                    self._body.append(current)
                item = odfdo.ListItem()
                item.append(_paragraph(block.pieces))
                current.append(item)

    def closing(self, draft: Draft) -> None:
        self.heading(unmarked("Quellenhinweis"), 2)
        for source in draft.sources:
            self._body.append(_paragraph(unmarked(source)))
        if draft.checks:
            self._body.append(_paragraph(unmarked(checking_note(len(draft.checks)))))

    def _single(self, block: Block) -> None:
        if block.look is Look.HEADING:
            self.heading(block.pieces, min(9, 3 + block.depth))
        else:
            self._body.append(_paragraph(block.pieces))

    def _table(self, name: str, rows: list[list[tuple[Pieces, str]]]) -> None:
        table = odfdo.Table(name, style=_TABLE)
        for cells in rows:
            row = odfdo.Row()
            for pieces, style in cells:
                cell = odfdo.Cell(cell_type="string", style=_CELL)
                cell.append(_paragraph(pieces, style=style))
                row.append_cell(cell)
            table.append_row(row)
        self._body.append(table)


def _paragraph(pieces: Pieces, style: str = "") -> "odfdo.Paragraph":
    """style: of its text."""
    return _filled(odfdo.Paragraph(style="Text_20_body"), pieces, style)


def _filled(element: "odfdo.Paragraph", pieces: Pieces, style: str = "") -> "odfdo.Paragraph":
    for piece in pieces:
        if piece.check:
            note = odfdo.Annotation(f"Bitte prüfen: {piece.advice}", creator=COMMENTED_BY)
            element.append(odfdo.Span(piece.text, style=_MARKED))
            element.append(note)
        elif style:
            element.append(odfdo.Span(piece.text, style=style))
        else:
            element.append(piece.text)
    return element
