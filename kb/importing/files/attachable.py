"""Files that are handed on as they are: known sorts only, told by their content, and no macros."""

import zipfile
from collections.abc import Collection
from pathlib import Path

from kb.importing.files.packages import opened
from kb.importing.files.values import MOST_BYTES, Refused

ATTACHABLE = {
    "pdf": "PDF",
    "docx": "Word",
    "odt": "OpenDocument-Text",
    "xlsx": "Excel",
    "ods": "OpenDocument-Tabelle",
    "pptx": "PowerPoint",
    "odp": "OpenDocument-Präsentation",
    "png": "PNG-Bild",
    "jpg": "JPEG-Bild",
    "jpeg": "JPEG-Bild",
}
"""What each suffix stands for."""

_BEGINS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_ZIP = b"PK\x03\x04"
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_LONGEST_NAME_OF_SORT = 100


def attachable_suffix(path: Path) -> str:
    """The suffix that the content has, without the dot. Raises Refused for any other sort, also by its name."""
    size = path.stat().st_size
    if not 0 < size <= MOST_BYTES:
        raise Refused("Die Datei ist leer." if not size else f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    is_really, expected = _sort(path), path.suffix.lower().removeprefix(".")
    if ATTACHABLE.get(is_really) != ATTACHABLE.get(expected):
        what = ATTACHABLE.get(is_really, "etwas anderes")
        raise Refused(f"Die Datei endet auf .{expected}, enthält aber {what}. Bitte benennen Sie sie richtig.")
    return is_really


def _sort(path: Path) -> str:
    """Empty if it is none of ours."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_ZIP):
        with opened(path) as package:
            return _sort_of_package(package, set(package.namelist()))
    return next((sort for begin, sort in _BEGINS.items() if head.startswith(begin)), "")


def _sort_of_package(package: zipfile.ZipFile, names: Collection[str]) -> str:
    if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused("Die Datei enthält Makros. Bitte speichern Sie sie ohne Makros.")
    if "mimetype" in names:
        with package.open("mimetype") as file:
            return _OPEN.get(file.read(_LONGEST_NAME_OF_SORT).decode("ascii", "replace"), "")
    return next((sort for name, sort in _OFFICE.items() if name in names), "")
