"""Which sort of file something is: what its name says must be what it is."""

from collections.abc import Iterable
from pathlib import Path

from kb.importing.files.values import MOST_BYTES, FileKind, Refused

SUFFIXES = {**{f".{kind}": kind for kind in FileKind}, ".htm": FileKind.HTML}
"""The suffixes of files that text is read from."""
ARCHIVE = ".zip"

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HEAD = 1024
_ZIPPED = (FileKind.DOCX, FileKind.ODT)


def kind_of(path: Path) -> FileKind:
    """The sort of the file by its suffix. Raises Refused if its content is another one, or it is empty or too large."""
    kind = SUFFIXES[path.suffix.lower()]
    _refuse_size(path)
    with path.open("rb") as file:
        is_really = _content_of(file.read(_HEAD))
    if is_really == "old":
        raise Refused(
            "Die Datei ist mit einem Kennwort geschützt oder in einem alten Office-Format gespeichert. "
            "Bitte speichern Sie sie ohne Kennwort als .docx."
        )
    expected = "zip" if kind in _ZIPPED else kind if kind is FileKind.PDF else "text"
    if is_really != expected:
        raise Refused(
            f"Die Datei endet auf {path.suffix}, enthält aber {_CONTENTS[is_really]}. Bitte benennen Sie sie um."
        )
    return kind


def refuse_unknown_suffix(suffix: str, known: Iterable[str]) -> None:
    """Raises Refused, naming the known ones."""
    *others, last = known
    if suffix.lower() not in (*others, last):
        what = f"Dateien mit der Endung „{suffix.lower()}“" if suffix else "Dateien ohne Endung"
        raise Refused(f"{what} können hier nicht gelesen werden. Bekannt sind: {', '.join(others)} und {last}.")


def _refuse_size(path: Path) -> None:
    size = path.stat().st_size
    if not size:
        raise Refused("Die Datei ist leer.")
    if size > MOST_BYTES:
        raise Refused(f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")


def _content_of(head: bytes) -> str:
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_OLD_OFFICE):
        return "old"
    return "pdf" if b"%PDF-" in head else "text"


_CONTENTS = {"zip": "ein Office-Dokument oder ZIP-Archiv", "pdf": "ein PDF", "text": "etwas anderes"}
