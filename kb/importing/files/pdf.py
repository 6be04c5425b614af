"""The text layer of PDF files, page by page: read by PDFium, by pypdf where PDFium cannot."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pypdf.errors

from kb.importing.files.values import MOST_CHARACTERS, MOST_PAGES, Refused

try:
    import pypdfium2
    import pypdfium2.raw

    from kb.importing.files.pdf_lines import lines_of
except (ImportError, OSError):  # no build of it for this machine
    pypdfium2 = None

NO_TEXT = (
    "Das ist ein gescanntes Dokument ohne Text: Die Seiten sind Bilder. Bitte lassen Sie es mit einer Texterkennung "
    "(OCR) lesen und nehmen Sie das Ergebnis auf."
)
PASSWORD = "Das PDF ist mit einem Kennwort geschützt. Bitte speichern Sie es ohne Kennwort."  # noqa: S105  # a message
BROKEN = "Das PDF ist beschädigt oder unvollständig."

_MOST_EMPTY_NAMED = 10


def read_pdf(path: Path) -> tuple[list[str], tuple[str, ...]]:
    """The text of each page, and a note on pages without text. Raises Refused."""
    pages = _pages(path)
    empty = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        raise Refused(NO_TEXT)
    return pages, (_empty_note(empty),) if empty else ()


def _pages(path: Path) -> list[str]:
    readers = [read_with_pdfium, read_with_pypdf] if pypdfium2 else [read_with_pypdf]
    return _first_that_reads(readers, path)


def _first_that_reads(readers: Sequence[Callable[[Path], list[str]]], path: Path) -> list[str]:
    for reader in readers[:-1]:
        try:
            return reader(path)
        except Refused as refusal:
            if str(refusal) != BROKEN:
                raise
    return readers[-1](path)


def read_with_pdfium(path: Path) -> list[str]:
    """The text of each page. Raises Refused."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        needs_password = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Refused(PASSWORD if needs_password else BROKEN) from error
    with pdf:
        _refuse_too_many(len(pdf))
        return _all_within_limit(len(pdf), lambda number: _page_text(pdf, number))


def _page_text(pdf: "pypdfium2.PdfDocument", number: int) -> str:
    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""  # this page is damaged; it is named among those without text
    try:
        return lines_of(text_page)
    finally:
        text_page.close()
        page.close()


def read_with_pypdf(path: Path) -> list[str]:
    """The text of each page; slower, for files and machines that PDFium cannot cope with. Raises Refused."""
    try:
        pdf = pypdf.PdfReader(path)
        _refuse_too_many(len(pdf.pages))
        return _all_within_limit(len(pdf.pages), lambda number: pdf.pages[number].extract_text())
    except (Refused, MemoryError):
        raise
    except (pypdf.errors.FileNotDecryptedError, pypdf.errors.WrongPasswordError, pypdf.errors.DependencyError) as error:
        raise Refused(PASSWORD) from error  # DependencyError: an encryption that pypdf knows only with another package
    except Exception as error:  # damaged files make it raise anything
        raise Refused(BROKEN) from error


def _refuse_too_many(pages: int) -> None:
    if not pages:
        raise Refused(BROKEN)
    if pages > MOST_PAGES:
        raise Refused(f"Das PDF hat mehr als {MOST_PAGES} Seiten. Bitte teilen Sie es auf.")


def _all_within_limit(pages: int, text_of: Callable[[int], str]) -> list[str]:
    texts: list[str] = []
    for number in range(pages):
        texts.append(text_of(number))
        if sum(map(len, texts)) > MOST_CHARACTERS:
            break  # refused by whoever counts all of it
    return texts


def _empty_note(empty: Sequence[int]) -> str:
    named = ", ".join(map(str, empty[:_MOST_EMPTY_NAMED])) + (" …" if len(empty) > _MOST_EMPTY_NAMED else "")
    return f"Ohne Text, vermutlich ein Bild: Seite {named}."
