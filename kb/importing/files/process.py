"""The parent's side of the child process that reads foreign files: ask, and say in German why one was not read."""

import atexit
from collections.abc import Collection
from pathlib import Path
from typing import NoReturn

from kb.errors import UnreadableFile
from kb.importing.files.attachable import ATTACHABLE
from kb.importing.files.kinds import SUFFIXES, refuse_unknown_suffix
from kb.importing.files.values import FileKind, FileText, Refused
from kb.warm_child import ChildUnavailable, Json, WarmChild

LIMIT = 6.0
"""Seconds for one file: a PDF of 500 pages takes nearly that long."""

_TOO_MUCH = (
    f"Die Datei ließ sich nicht in {LIMIT:.0f} Sekunden mit begrenztem Speicher lesen. Vermutlich ist sie beschädigt "
    "oder ungewöhnlich aufgebaut; bitte speichern Sie sie neu, zum Beispiel als PDF."
)
_NOT_READ = "Die Datei ließ sich nicht lesen. Vermutlich ist sie beschädigt; bitte speichern Sie sie neu."
_NO_CHILD = "Dateien können gerade nicht gelesen werden. Bitte versuchen Sie es noch einmal."

_child = WarmChild("kb.importing.files.child", LIMIT)
atexit.register(_child.close)


def read_text_of(path: Path, name: str = "") -> FileText:
    """The text of a `.pdf`, `.docx`, `.odt`, `.html` or `.txt` file, read in a process with limits.

    name: what messages call it, by default its own name. Raises UnreadableFile with the reason in German.
    """
    name = name or path.name
    _refuse_other_files(path, name, SUFFIXES)
    return _file_text(_answer({"read": str(path.resolve())}, name))


def attachable_suffix(path: Path) -> str:
    """Under which suffix, without the dot, the file may be handed on as it is. Raises UnreadableFile for other sorts."""
    _refuse_other_files(path, path.name, [f".{one}" for one in ATTACHABLE])
    return str(_answer({"attach": str(path.resolve())}, path.name)["suffix"])


def unpack_archive(path: Path, folder: Path, suffixes: Collection[str]) -> list[tuple[Path, str]]:
    """Unpack the files with these suffixes out of a ZIP archive; returns where each lies now and its name in there.

    folder: an empty one; the caller removes it. Raises UnreadableFile; the folder may hold something then, too.
    """
    question = {"unpack": str(path.resolve()), "into": str(folder.resolve()), "suffixes": list(suffixes)}
    answer = _answer(question, path.name)
    return [(folder / own_name, member) for own_name, member in answer["files"]]


def _refuse_other_files(path: Path, name: str, suffixes: Collection[str]) -> None:
    if not path.exists():
        raise UnreadableFile(name, "Die Datei gibt es nicht.")
    if not path.is_file():
        raise UnreadableFile(name, "Das ist keine Datei.")
    try:
        refuse_unknown_suffix(path.suffix, suffixes)
    except Refused as refusal:
        raise UnreadableFile(name, str(refusal)) from refusal


def _answer(question: Json, name: str) -> Json:
    try:
        answer = _child.ask(question)
    except ChildUnavailable as error:
        raise UnreadableFile(name, _NO_CHILD) from error
    if answer is None or answer.keys() & {"error", "refused"}:
        _refuse(name, answer)
    return answer


def _refuse(name: str, answer: Json | None) -> NoReturn:
    if answer is None or answer.get("error") in ("memory", "nested"):
        raise UnreadableFile(name, _TOO_MUCH)
    raise UnreadableFile(name, answer.get("refused", _NOT_READ))


def _file_text(answer: Json) -> FileText:
    told = {"kind": FileKind(answer["kind"]), "pages": tuple(answer["pages"]), "notes": tuple(answer["notes"])}
    return FileText(**answer | told)
