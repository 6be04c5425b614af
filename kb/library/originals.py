"""Files kept as they came, each under the SHA-256 of its content: those that documents were read from. Never indexed."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from kb.errors import NotFound, UnreadableFile

FOLDER = "originale"
_YOUNG = 3600
"""Seconds."""


class Originals:
    """One folder below the data folder, readable by the service alone."""

    def __init__(self, data: Path, folder: str = FOLDER) -> None:
        self._folder = data / folder

    def path_of(self, digest: str) -> Path:
        """Where the original lies. Raises NotFound."""
        path = self._folder / digest
        if not path.is_file():
            raise NotFound("Die eingelesene Datei")
        return path

    def keep(self, path: Path, digest: str, name: str) -> bool:
        """Copy the file, whole or not at all, and durably; returns whether it was not there yet.

        Raises UnreadableFile, calling it `name`, if its content has another SHA-256 than `digest` by now.
        """
        if (self._folder / digest).exists():
            return False
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, prefix=".neu-", delete=False) as copy:
            unfinished = Path(copy.name)
            try:
                with path.open("rb") as source:
                    shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
                _refuse_changed(unfinished, digest, name)
                unfinished.replace(self._folder / digest)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
        _sync(self._folder)
        return True

    def forget(self, digest: str) -> None:
        """Remove what no document stands behind."""
        (self._folder / digest).unlink(missing_ok=True)

    def forget_unused(self, is_used: Callable[[str], bool]) -> int:
        """Remove the files that no document stands behind; young ones may belong to an import that goes on just now."""
        newest = time.time() - _YOUNG
        found = [path for path in self._folder.glob("*") if path.stat().st_mtime < newest and not is_used(path.name)]
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)


def _refuse_changed(copy: Path, digest: str, name: str) -> None:
    with copy.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise UnreadableFile(
                name, "Die Datei wurde während des Lesens geändert. Bitte versuchen Sie es noch einmal."
            )


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
