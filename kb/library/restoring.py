"""A backup comes back: into an empty data folder, after every name and checksum in it was checked."""

import hashlib
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kb.errors import InputError, UnreadableFile
from kb.library.backup import CHUNK, DATABASE, KEPT_FILE, MANIFEST, sync
from kb.library.manifest import LARGEST, Manifest, Member, read_manifest
from kb.secret import FILE as SECRET
from kb.settings import Settings
from kb.store.sqlite_files import refuse_unusable, sqlite_file

_BROKEN = (BadZipFile, zlib.error, EOFError, RuntimeError)
"""What Python raises for archives that are damaged, encrypted or packed in a way of their own."""

_NO_BACKUP = "Die Datei ist keine Sicherung des Wissensspeichers oder beschädigt."


def restore_backup(settings: Settings, file: Path) -> Manifest:
    """Bring back everything but the index, whole or not at all: the database takes its place last.

    Raises InputError if there are data already, UnreadableFile if the file is no sound backup; then nothing was written.
    """
    places = {DATABASE: sqlite_file(settings.database_url)}
    _refuse_filled(settings.data, places[DATABASE])
    with _opened(file) as archive:
        manifest = _checked(archive, file.name)
        places |= {one.name: settings.data / one.name for one in manifest.members if one.name != DATABASE}
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_too_large(settings.data, manifest)
        _write(archive, manifest, places, file.name)
    return manifest


def _refuse_filled(data: Path, database: Path) -> None:
    for path in (data, database):
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise InputError(
                f"{path} ist nicht leer. Wiederhergestellt wird nur in einen leeren Datenordner: Bitte den alten "
                "umbenennen oder mit KB_DATA einen neuen nennen. Es wurde nichts geändert."
            )


def _refuse_too_large(data: Path, manifest: Manifest) -> None:
    if shutil.disk_usage(data).free < manifest.size:
        raise InputError(f"Für {manifest.size // 1_000_000} MB ist in {data} kein Platz. Es wurde nichts geschrieben.")


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(file) as archive:
            yield archive
    except _BROKEN as error:
        raise UnreadableFile(file.name, _NO_BACKUP) from error


def _checked(archive: ZipFile, name: str) -> Manifest:
    """The manifest, once all that it names is there, is right, and is all there is. Raises UnreadableFile."""
    manifest = _manifest(archive, name)
    listed = [*(one.name for one in manifest.members), MANIFEST]
    if sorted(listed) != sorted(archive.namelist()) or len(set(listed)) < len(listed) or DATABASE not in listed:
        raise UnreadableFile(name, "Sie enthält anderes, als ihr Verzeichnis nennt.")
    for member in manifest.members:
        _refuse_foreign(member, name)
        for _ in _content(archive, member, name):
            pass
    return manifest


def _manifest(archive: ZipFile, name: str) -> Manifest:
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > LARGEST:
        raise UnreadableFile(name, _NO_BACKUP)
    return read_manifest(archive.read(MANIFEST), name)


def _refuse_foreign(member: Member, name: str) -> None:
    """A kept file has its checksum for a name; beside such files there are only the database and the secret."""
    kept = KEPT_FILE.fullmatch(member.name)
    if member.name not in (DATABASE, SECRET) and not (kept and kept.group(1) == member.sha256):
        raise UnreadableFile(name, f"„{member.name}“ gehört nicht in eine Sicherung.")


def _content(archive: ZipFile, member: Member, name: str) -> Iterator[bytes]:
    """Piece by piece. Raises UnreadableFile if it is not what the manifest says."""
    digest, left = hashlib.sha256(), member.size
    with archive.open(member.name) as packed:
        while left >= 0 and (chunk := packed.read(CHUNK)):
            left -= len(chunk)
            digest.update(chunk)
            yield chunk
    if left or digest.hexdigest() != member.sha256:
        raise UnreadableFile(name, f"„{member.name}“ darin ist beschädigt: Die Prüfsumme stimmt nicht.")


def _write(archive: ZipFile, manifest: Manifest, places: dict[str, Path], name: str) -> None:
    """Everything under a name of its own first; the database, which makes a knowledge base of it, is renamed last."""
    unfinished = {one: place.with_name(f".neu-{place.name}") for one, place in places.items()}
    try:
        for member in manifest.members:
            _unpack(archive, member, unfinished[member.name], name)
        refuse_unusable(unfinished[DATABASE], name)
        for one in sorted(places, key=lambda one: one == DATABASE):
            unfinished[one].replace(places[one])
            sync(places[one].parent)
    except BaseException:
        for path in unfinished.values():
            path.unlink(missing_ok=True)
        raise


def _unpack(archive: ZipFile, member: Member, path: Path, name: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for chunk in _content(archive, member, name):
            file.write(chunk)
    sync(path)
