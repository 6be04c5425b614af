"""ZIP files, as office files and archives are, opened only after their directory was found harmless."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.importing.files.values import Refused

MOST_UNPACKED = 100_000_000
"""Bytes of all that is in it."""
MOST_ENTRIES = 2_000
MOST_RATIO = 100
_SMALL = 1_000_000
"""Bytes below which the ratio says nothing: an empty table squeezes well."""
_ENCRYPTED = 0x1


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The ZIP file. Raises Refused if it is none, damaged, encrypted, or would unpack beyond the limits.

    What it says about sizes is believed: no more than that is ever unpacked.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_bombs(package.infolist())
            yield package
    except (zipfile.BadZipFile, EOFError, RuntimeError, zlib.error) as error:  # RuntimeError: packed in an unknown way
        raise Refused("Die Datei ist beschädigt oder unvollständig.") from error


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"Die Datei enthält mehr als {MOST_ENTRIES} Einträge.")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort.")
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise Refused(f"Der Inhalt ist ausgepackt größer als {MOST_UNPACKED // 1_000_000} MB.")
    if unpacked > _SMALL and unpacked > packed * MOST_RATIO:
        raise Refused("Der Inhalt ist so stark gepackt, wie es nur bei schädlichen Dateien vorkommt.")
