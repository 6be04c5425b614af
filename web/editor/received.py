"""Files that a browser sends, put into a folder under a name that leads nowhere else."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from flask import request
from werkzeug.datastructures import FileStorage

from kb.errors import InputError

MOST_IN_NAME = 80
"""Characters; file systems count bytes, of which a letter may have four."""


def received_files(field: str, folder: Path, most: int) -> Iterator[Path]:
    """Each file of the field, in a folder of its own below `folder`. Raises InputError for none and for too many."""
    files = [one for one in request.files.getlist(field) if one.filename]
    if not files:
        raise InputError("Es ist keine Datei ausgewählt. Bitte wählen Sie eine aus; es wurde nichts gespeichert.")
    if len(files) > most:
        raise InputError(
            f"Das sind {len(files)} Dateien; höchstens {most} gehen auf einmal. Es wurde nichts gespeichert."
        )
    return (_kept(file, folder / str(number)) for number, file in enumerate(files))


def _kept(file: FileStorage, folder: Path) -> Path:
    folder.mkdir()
    path = folder / plain_name(file.filename or "")
    file.save(path)
    return path


def plain_name(name: str) -> str:
    """The last part of a file's name, whatever system it comes from, without signs that no name needs."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = PurePosixPath("".join(one for one in last if one.isprintable()).strip(" ."))
    return f"{shown.stem[:MOST_IN_NAME] or 'Datei'}{shown.suffix[:MOST_IN_NAME]}"
