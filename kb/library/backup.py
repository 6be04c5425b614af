"""A backup: one ZIP file with the database, the files that documents came from, the secret, and a manifest of it all.

The secret is in it if it lies in the data folder; one from the settings is not. The index never is: it is built anew.
"""

import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from kb.errors import InputError
from kb.library import originals
from kb.secret import FILE as SECRET
from kb.settings import Settings
from kb.store.sqlite_files import copy_database, sqlite_file

FORM = 1
MANIFEST = "manifest.json"
DATABASE = "wissensspeicher.sqlite"
FOLDERS = (originals.FOLDER, "anlagen")
"""Folders below the data folder whose files are named by the SHA-256 of their content."""

KEPT_FILE = re.compile(rf"(?:{'|'.join(FOLDERS)})/([0-9a-f]{{64}})")
CHUNK = 1 << 20
"""Bytes."""


@dataclass(frozen=True)
class Member:
    """One file of a backup. size: bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. version: of the software that made it."""

    made_at: str
    version: str
    members: tuple[Member, ...]
    form: int = FORM

    @property
    def files(self) -> int:
        """How many files that documents came from or carry."""
        return sum(KEPT_FILE.fullmatch(one.name) is not None for one in self.members)

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        return sum(one.size for one in self.members)


def write_backup(settings: Settings, file: Path) -> Manifest:
    """Write a backup of this moment, whole or not at all, while the service goes on; readable by its owner alone.

    Raises InputError if `file` is there already or the database is no SQLite file, StoreUnavailable, or OSError.
    """
    if file.exists():
        raise InputError(f"{file} gibt es schon. Bitte einen neuen Namen wählen; es wurde nichts überschrieben.")
    database = sqlite_file(settings.database_url)
    with _finished_as(file) as unfinished, TemporaryDirectory(dir=file.parent, prefix=".neu-") as folder:
        copy = Path(folder, DATABASE)
        copy_database(database, copy)  # before the files: what it refers to is never missing among them
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
            sources = {DATABASE: copy, **dict(_files_in(settings.data))}
            members = tuple(_pack(archive, name, path) for name, path in sources.items())
            manifest = Manifest(datetime.datetime.now(datetime.UTC).isoformat(), version("wissensspeicher"), members)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _files_in(data: Path) -> Iterator[tuple[str, Path]]:
    """Name in the backup and place of every kept file, and of the secret."""
    if (data / SECRET).is_file():
        yield SECRET, data / SECRET
    for folder in FOLDERS:
        for path in sorted((data / folder).glob("*")):
            name = f"{folder}/{path.name}"
            if KEPT_FILE.fullmatch(name) and path.is_file():
                yield name, path


def _pack(archive: ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += member.write(chunk)
    return Member(name, size, digest.hexdigest())


@contextmanager
def _finished_as(file: Path) -> Iterator[Path]:
    """A file beside it that takes its name at the end, with its content safe on the disk."""
    with NamedTemporaryFile(dir=file.parent, prefix=".neu-", delete=False) as made:  # readable by its owner alone
        unfinished = Path(made.name)
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(file)
        sync(file.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Make a file or a folder outlive a power cut."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
