"""Small files of each sort, made by hand at test time."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

LINE = 14
"""Points between lines."""
COLUMN = "\v"
"""A line of a page after which the next column begins."""


def a_pdf(path: Path, pages: Sequence[Sequence[str]], trailer: str = "", objects: Sequence[str] = ()) -> Path:
    """A PDF with these lines on its pages; an empty line makes a gap. objects: more of them, numbered from 100."""
    content = [_page_stream(lines) for lines in pages]
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    numbered = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>", 3: _FONT}
    for number, stream in enumerate(content):
        numbered[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {11 + 2 * number} 0 R>>"
        )
        numbered[11 + 2 * number] = f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream"
    numbered |= dict(enumerate(objects, 100))
    path.write_bytes(_pdf_bytes(numbered, trailer))
    return path


_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def _page_stream(lines: Sequence[str]) -> str:
    signs = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
    shown, row = "", 0
    for line in lines:
        shown += f"250 {LINE * row} Td\n" if line == COLUMN else f"({line.translate(signs)})Tj 0 -{LINE} Td\n"
        row = 0 if line == COLUMN else row + 1
    return f"BT /F1 11 Tf 60 780 Td\n{shown}ET"


def _pdf_bytes(objects: Mapping[int, str], trailer: str) -> bytes:
    file = b"%PDF-1.7\n"
    entries = []
    for number, text in objects.items():
        entries.append(f"{number} 1\n{len(file):010} 00000 n \n")
        file += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(file)
    table = "xref\n0 1\n0000000000 65535 f \n" + "".join(entries)
    end = f"trailer<</Root 1 0 R/Size {max(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return file + (table + end).encode("ascii")


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

STYLES = f"""<w:styles {WORD}>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Hausschrift"/><w:basedOn w:val="berschrift2"/></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {WORD}>
<w:abstractNum w:abstractNumId="5">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
</w:numbering>"""


def a_docx(path: Path, body: str, **parts: str) -> Path:
    """A `.docx` with this content of the body. parts: further ones below `word/`, such as `header1`."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    return a_zip(path, files | {f"word/{name}.xml": content for name, content in parts.items()})


def paragraph(text: str, style: str = "", number: str = "", depth: int = 0) -> str:
    """A paragraph for `a_docx`; `style` is a style's id, `number` a list's."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f'<w:p><w:pPr>{about}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word_table(*rows: Sequence[str]) -> str:
    """A table for `a_docx`; each cell is text or ready paragraphs."""
    cell = "<w:tc>{}</w:tc>".format
    lines = ("".join(cell(one if one.startswith("<") else paragraph(one)) for one in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
LIST_STYLES = """<text:list-style style:name="Punkte"><text:list-level-style-bullet text:level="1"/></text:list-style>
<text:list-style style:name="Zahlen"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>"""


def an_odt(path: Path, body: str, **parts: str) -> Path:
    """An `.odt` with this content of the text. parts: further files by their path without `.xml`."""
    content = f"""<office:document-content {OPEN}><office:automatic-styles>{LIST_STYLES}</office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document-content>"""
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return a_zip(path, files | {f"{name}.xml": content for name, content in parts.items()})


def a_zip(path: Path, files: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> Path:
    """A ZIP file; with pairs instead of a mapping a name may come twice."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items() if isinstance(files, Mapping) else files:
            package.writestr(name, content)
    return path
