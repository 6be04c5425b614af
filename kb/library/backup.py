"""A backup: one ZIP file with the database, the files that documents came from, the secret, and a manifest of it all.

The secret is in it if it lies in the data folder; one from the settings is not. The index never is: it is built anew.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from kb.errors import InputError
from kb.library import originals
from kb.library.manifest import Manifest, Member, manifest_of
from kb.secret import FILE as SECRET
from kb.settings import Settings
from kb.store.sqlite_files import copy_database, sqlite_file

MANIFEST = "manifest.json"
DATABASE = "wissensspeicher.sqlite"
FOLDERS = (originals.FOLDER, "anlagen")
"""Folders below the data folder whose files are named by the SHA-256 of their content."""

KEPT_FILE = re.compile(rf"(?:{'|'.join(FOLDERS)})/([0-9a-f]{{64}})")
CHUNK = 1 << 20
"""Bytes."""


def write_backup(settings: Settings, file: Path) -> Manifest:
    """Write a backup of this moment, whole or not at all, while the service goes on; readable by its owner alone.

    Raises InputError if `file` is there already or the database is no SQLite file, StoreUnavailable, or OSError.
    """
    if file.exists():
        raise InputError(f"{file} gibt es schon. Bitte einen neuen Namen wählen; es wurde nichts überschrieben.")
    database = sqlite_file(settings.database_url)
    with finished_as(file) as unfinished, TemporaryDirectory(dir=file.parent, prefix=".neu-") as folder:
        copy = Path(folder, DATABASE)
        copy_database(database, copy)  # before the files: what it refers to is never missing among them
        with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
            sources = {DATABASE: copy, **_secret_in(settings.data), **dict(kept_files(settings.data))}
            manifest = manifest_of([_pack(archive, name, path) for name, path in sources.items()])
            archive.writestr(MANIFEST, manifest.text)
    return manifest


def _secret_in(data: Path) -> dict[str, Path]:
    return {SECRET: data / SECRET} if (data / SECRET).is_file() else {}


def kept_files(data: Path) -> Iterator[tuple[str, Path]]:
    """Name and place of every kept file."""
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
def finished_as(file: Path) -> Iterator[Path]:
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
