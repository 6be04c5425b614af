"""ZIP archives unpacked, each member below a name of our own, so that no name in them can lead elsewhere."""

import shutil
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from kb.importing.files.packages import MOST_UNPACKED, opened
from kb.importing.files.values import MOST_BYTES, Refused


def unpack(path: Path, folder: Path, suffixes: Collection[str]) -> list[tuple[str, str]]:
    """Unpack the files with these suffixes into an empty folder; returns (file in the folder, name in the archive).

    Raises Refused; what was written until then is the caller's to remove.
    """
    if path.stat().st_size > MOST_UNPACKED:
        raise Refused(f"Das Archiv ist größer als {MOST_UNPACKED // 1_000_000} MB. Bitte teilen Sie es auf.")
    unpacked: list[tuple[str, str]] = []
    with opened(path) as archive:
        for member in archive.infolist():
            suffix = PurePosixPath(member.filename).suffix.lower()
            if member.is_dir() or suffix not in suffixes:
                continue
            if member.file_size > MOST_BYTES:
                raise Refused(f"Die Datei „{member.filename}“ darin ist größer als {MOST_BYTES // 1_000_000} MB.")
            own_name = f"{len(unpacked):04}{suffix}"
            with archive.open(member) as source, (folder / own_name).open("xb") as target:
                shutil.copyfileobj(source, target)
            unpacked.append((own_name, member.filename))
    return unpacked
