"""A draft as DOCX: real headings and lists, a header table, places to check highlighted and commented."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kb.drafting.blocks import Look
from kb.drafting.pieces import Pieces, plain
from kb.drafting.values import Block, Draft, Row, Step
from kb.errors import FormatUnavailable

try:
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_COLOR_INDEX
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm, Pt, RGBColor
except ImportError:  # pragma: no cover — the extra `drafts` is optional
    docx = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

COMMENTED_BY = "Wissensspeicher"
_FONT = "Arial"
_STYLES = {Look.PARAGRAPH: "Normal", Look.NUMBERED: "List Number", Look.BULLET: "List Bullet"}


def write_docx(draft: Draft, letterhead: Path | None = None) -> bytes:
    """letterhead: an operator's DOCX whose styles, header and footer are used, the draft standing behind its text.

    Raises FormatUnavailable if the extra is missing or the letterhead cannot be read.
    """
    document = _opened(letterhead)
    _describe(document, draft)
    writer = _Writer(document)
    writer.title(draft)
    writer.header(draft.header)
    writer.consultations(draft.consultations)
    for section in draft.sections:
        writer.heading(section.title, 2)
        for block in section.blocks:
            writer.block(block)
    writer.closing(draft)
    return _saved(document)


def write_note_docx(title: str, lines: tuple[Block, ...], letterhead: Path | None = None) -> bytes:
    """A Sprechzettel: its headings and lines on one page."""
    document = _opened(letterhead)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, "", "", "de-DE"
    writer = _Writer(document)
    writer.heading(title, 1)
    for block in lines:
        writer.block(block)
    return _saved(document)


def _opened(letterhead: Path | None) -> "Document":
    if docx is None:
        raise FormatUnavailable(
            "python-docx", "Auf diesem Server fehlt ein Paket: pip install 'wissensspeicher[drafts]'."
        )
    if letterhead is None:
        return _plain_document()
    try:
        return docx.Document(str(letterhead))
    except Exception as error:  # the library raises zip, XML and key errors of many kinds
        raise FormatUnavailable(str(error), "Der Briefbogen (KB_LETTERHEAD) ist keine lesbare DOCX-Datei.") from error


def _plain_document() -> "Document":
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name.startswith(("Normal", "Heading")):
            style.font.name = _FONT
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(name), None)
    document.styles["Normal"].font.size = Pt(11)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    return document


def _describe(document: "Document", draft: Draft) -> None:
    properties = document.core_properties
    properties.title, properties.subject = plain(draft.subject), draft.type
    properties.author, properties.comments, properties.language = draft.designation, "", "de-DE"


def _saved(document: "Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Writer:
    """Puts a draft's parts at the end of a document, in the document's own styles where it has them."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._numbering = self._place = 0

    def title(self, draft: Draft) -> None:
        self._paragraph(draft.designation).runs[0].bold = True
        self._paragraph(draft.type)
        self._fill(self._styled("Heading 1"), draft.subject)

    def heading(self, text: str, level: int) -> None:
        self._styled(f"Heading {level}").add_run(text)

    def header(self, rows: tuple[Row, ...]) -> None:
        table = self._table(len(rows), 2)
        for cells, row in zip((one.cells for one in table.rows), rows, strict=True):
            cells[0].paragraphs[0].add_run(row.label).bold = True
            self._fill(cells[1].paragraphs[0], row.pieces)

    def consultations(self, steps: tuple[Step, ...]) -> None:
        if not steps:
            return
        self.heading("Beratungsfolge", 2)
        table = self._table(len(steps) + 1, 3)
        for cell, label in zip(table.rows[0].cells, ("Gremium", "Sitzung am", "Öffentlichkeit"), strict=True):
            cell.paragraphs[0].add_run(label).bold = True
        for cells, step in zip((one.cells for one in table.rows[1:]), steps, strict=True):
            self._fill(cells[0].paragraphs[0], step.committee)
            self._fill(cells[1].paragraphs[0], step.date)
            cells[2].paragraphs[0].add_run(step.publicity)

    def block(self, block: Block) -> None:
        if block.look is Look.HEADING:
            paragraph = self._styled(f"Heading {min(9, 3 + block.depth)}")
        else:
            paragraph = self._styled(_STYLES[block.look])
        if block.look is Look.NUMBERED:
            self._number(paragraph, block)
        self._fill(paragraph, block.pieces)

    def closing(self, draft: Draft) -> None:
        self.heading("Quellenhinweis", 2)
        for source in draft.sources:
            self._paragraph(source)
        if draft.checks:
            self._paragraph(checking_note(len(draft.checks)))

    def _paragraph(self, text: str) -> "Paragraph":
        paragraph = self._document.add_paragraph()
        paragraph.add_run(text)
        return paragraph

    def _styled(self, name: str) -> "Paragraph":
        """A paragraph in this style, which a letterhead may lack."""
        styles = self._document.styles
        if name not in styles:
            added = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            if name.startswith("Heading"):
                added.font.bold = True
                added.paragraph_format.keep_with_next = True
        return self._document.add_paragraph(style=name)

    def _table(self, rows: int, columns: int) -> "Table":
        table: Table = self._document.add_table(rows, columns)
        if "Table Grid" in self._document.styles:
            table.style = "Table Grid"
        return table

    def _fill(self, paragraph: "Paragraph", pieces: Pieces) -> None:
        for piece in pieces:
            run = paragraph.add_run(piece.text)
            if piece.check:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                self._document.add_comment(run, f"Bitte prüfen: {piece.advice}", COMMENTED_BY, "WS")

    def _number(self, paragraph: "Paragraph", block: Block) -> None:
        """Numbers begin anew with each list; Word would count on through all paragraphs of a style.

        A letterhead without any numbering gets numbers as text.
        """
        self._place = 1 if block.starts else self._place + 1
        if not _has_numbering(self._document):
            paragraph.add_run(f"{self._place}. ")
            return
        if block.starts:
            self._numbering = _new_numbering(self._document)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # there is no public way
        properties.get_or_add_numId().val = self._numbering
        properties.get_or_add_ilvl().val = 0


def checking_note(count: int) -> str:
    places = "Eine Stelle ist" if count == 1 else f"{count} Stellen sind"
    return f"{places} gelb markiert: bitte vor der Einbringung prüfen und die Markierungen entfernen."


def _has_numbering(document: "Document") -> bool:
    return any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in document.part.rels.values())


def _new_numbering(document: "Document") -> int:
    """The id of a list of „1., 2., 3.“ that begins anew."""
    numbering = document.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"))) for one in numbering.iter(qn("w:abstractNum"))]
    kind = max(taken, default=0) + 1
    numbering.insert(0, parse_xml(_DECIMAL.format(namespaces=nsdecls("w"), kind=kind)))
    return int(numbering.add_num(kind).numId)


_DECIMAL = (
    '<w:abstractNum {namespaces} w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr></w:lvl></w:abstractNum>'
)
