"""Text files as they come: UTF-8 or refused with a sentence that helps."""

import codecs
from pathlib import Path

from kb.errors import UnreadableFile

MOST_BYTES = 2_000_000

_OTHER_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, name: str = "") -> str:
    """The text of a UTF-8 file (a byte order mark is dropped), line ends as they are. Raises UnreadableFile.

    name: what messages call the file, by default its own name.
    """
    name = name or path.name
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(name, "Die Datei fehlt oder darf nicht gelesen werden.") from error
    return decoded(content, name)


def decoded(content: bytes, name: str) -> str:
    """The text of bytes in UTF-8. Raises UnreadableFile if too large, empty or in another encoding."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(name, f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    if not content.strip():
        raise UnreadableFile(name, "Die Datei ist leer.")
    if content.startswith(_OTHER_UNICODE):
        raise UnreadableFile(name, "Die Datei ist in UTF-16 gespeichert. Bitte speichern Sie sie in UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"Zeile {line}: Die Datei ist nicht in UTF-8 gespeichert. Bitte speichern Sie sie in UTF-8."
        raise UnreadableFile(name, reason) from error
