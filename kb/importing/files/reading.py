"""One file read, in whatever sort it comes. Runs in the child process; may hang on hostile files."""

import re
from pathlib import Path

from kb.importing.encodings import decode_any
from kb.importing.files.blocks import Reading
from kb.importing.files.docx import read_docx
from kb.importing.files.html import read_html
from kb.importing.files.kinds import kind_of
from kb.importing.files.odt import read_odt
from kb.importing.files.pdf import read_pdf
from kb.importing.files.values import MOST_CHARACTERS, PAGE_BREAK, FileKind, FileText, Refused, page_starts
from kb.importing.files.writing import as_markdown, as_plain

_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters and half surrogate pairs, which no database takes; tab, line ends and form feeds stay."""


def read(path: Path) -> FileText:
    """The text of the file. Raises Refused, or UnreadableFile for text in an unknown encoding."""
    match kind_of(path):
        case FileKind.PDF:
            pages, notes = read_pdf(path)
            return _file_text(FileKind.PDF, PAGE_BREAK.join(page.replace(PAGE_BREAK, "\n") for page in pages), notes)
        case FileKind.DOCX:
            return _structured(FileKind.DOCX, read_docx(path))
        case FileKind.ODT:
            return _structured(FileKind.ODT, read_odt(path))
        case FileKind.HTML:
            return _structured(FileKind.HTML, read_html(decode_any(path.read_bytes(), path.name)))
        case FileKind.TXT:
            return _file_text(FileKind.TXT, decode_any(path.read_bytes(), path.name))


def _structured(kind: FileKind, reading: Reading) -> FileText:
    text = as_plain((*reading.head, *reading.blocks))
    markdown = _UNKEEPABLE.sub("", as_markdown(reading.blocks))
    return _file_text(kind, text, reading.notes, markdown, _UNKEEPABLE.sub("", reading.title))


def _file_text(kind: FileKind, text: str, notes: tuple[str, ...] = (), markdown: str = "", title: str = "") -> FileText:
    text = _UNKEEPABLE.sub("", text)
    if not text.strip():
        raise Refused("Die Datei enthält keinen Text.")
    if max(len(text), len(markdown)) > MOST_CHARACTERS:
        raise Refused("Der Text ist länger als 1,5 Millionen Zeichen. Bitte teilen Sie die Datei auf.")
    return FileText(kind=kind, text=text, pages=page_starts(text), markdown=markdown, title=title, notes=notes)
