"""The text of a file in one of the encodings that council papers come in.

UTF-8, UTF-16 with its byte order mark, and what older Windows programs write (cp1252). A file that is none of them for
certain is refused: wrong umlauts in a stored paper are worse than a message.
"""

import codecs
import re
from pathlib import Path

from kb.errors import UnreadableFile

MOST_BYTES = 5_000_000

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_8_UMLAUT = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.001
"""Share of control characters; council systems let a stray one slip into their texts."""

_KNOWN = "Bitte speichern Sie sie als Text in UTF-8."


def read_any_text(path: Path) -> str:
    """The text of the file without its byte order mark. Raises UnreadableFile with a sentence on what to do."""
    return decode_any(_content(path), path.name)


def decode_any(content: bytes, name: str) -> str:
    """The text of the bytes; `name` is the file's, for messages. Raises UnreadableFile."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(name, f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    text = _decoded(content, name)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise UnreadableFile(name, "Die Datei ist leer.")
    if "\x00" in text or len(_BINARY.findall(text)) > len(text) * _MOST_CONTROLS:
        raise UnreadableFile(name, f"Die Datei enthält keinen lesbaren Text. {_KNOWN}")
    return text.removeprefix("\ufeff")


def _content(path: Path) -> bytes:
    if not path.exists():
        raise UnreadableFile(path.name, "Die Datei gibt es nicht.")
    if not path.is_file():
        raise UnreadableFile(path.name, "Das ist keine Datei.")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(path.name, "Die Datei darf nicht gelesen werden.") from error


def _decoded(content: bytes, name: str) -> str:
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _from_windows(content, name, error)


def _from_windows(content: bytes, name: str, cause: UnicodeDecodeError) -> str:
    """cp1252, unless the bytes are broken Unicode, which would come out as „fÃ¼r“."""
    if content.startswith(_UTF_16) or _UTF_8_UMLAUT.search(content):
        raise UnreadableFile(name, f"Die Datei ist beschädigt oder mischt mehrere Kodierungen. {_KNOWN}") from cause
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, f"Die Kodierung der Datei ist unbekannt. {_KNOWN}") from error
