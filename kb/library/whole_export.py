"""The full export: a folder of readable files with every document, revision, register, decision and kept file.

A revision is a Markdown file in the form of the starter corpus; what stands in tables is one JSON object a line.
"""

import datetime
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kb.documents import AnyDocument
from kb.errors import InputError
from kb.exporting.markdown import write_document
from kb.importing.front_matter import read_document
from kb.library.backup import kept_files
from kb.library.manifest import Member, manifest_of
from kb.settings import Settings
from kb.store import Store
from kb.store.as_json import document_as_json
from kb.store.whole import PLAIN_TABLES, KeptDocument

MANIFEST = "bestand.json"
DOCUMENTS, TABLES = "dokumente", "tabellen"
HISTORY = "verlauf.json"


def is_whole_export(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()


def export_everything(store: Store, settings: Settings, folder: Path) -> int:
    """Write everything into an empty folder, readable by its owner alone; returns the number of documents.

    Raises InputError if there is something in the folder already, or OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise InputError(f"{folder} ist nicht leer. Bitte einen neuen Ordner nennen; es wurde nichts geschrieben.")
    folder.chmod(0o700)
    with store.whole.snapshot() as snapshot:
        members = [one for kept in snapshot.documents() for one in _write_document(folder, kept)]
        for table in PLAIN_TABLES:
            lines = (_as_json(row) for row in snapshot.rows(table))
            members.append(_write(folder, f"{TABLES}/{table}.jsonl", lines))
    members += [_copy(path, folder, name) for name, path in kept_files(settings.data)]
    os.sync()
    _write(folder, MANIFEST, [manifest_of(members).text])  # last: without it the folder is no export
    return sum(one.name.endswith(f"/{HISTORY}") for one in members)


def _write_document(folder: Path, kept: KeptDocument) -> list[Member]:
    place = f"{DOCUMENTS}/{kept.record.id}"
    files = {one.revision.number: _as_file(one.revision.document) for one in kept.revisions}
    names = {number: f"{number:04d}.{suffix}" for number, (suffix, _) in files.items()}
    history = {
        "record": _plain(vars(kept.record)),
        "revisions": [
            {
                "number": one.revision.number,
                "file": names[one.revision.number],
                "editor": one.revision.editor,
                "comment": one.revision.comment,
                "saved_at": one.revision.saved_at.isoformat(),
                "facts": one.facts,
            }
            for one in kept.revisions
        ],
    }
    written = [_write(folder, f"{place}/{names[number]}", [text]) for number, (_, text) in files.items()]
    return [*written, _write(folder, f"{place}/{HISTORY}", [json.dumps(history, ensure_ascii=False, indent=1) + "\n"])]


def _as_file(document: AnyDocument) -> tuple[str, str]:
    """Suffix and text. A revision that today's rules of such files would refuse is written as JSON."""
    text = write_document(document)
    try:
        if read_document(text, document.id) == document:
            return "md", text
    except InputError:
        pass
    return "json", json.dumps(document_as_json(document), ensure_ascii=False, indent=1) + "\n"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one.isoformat() if isinstance(one, datetime.datetime) else one for name, one in values.items()}


def _as_json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _write(folder: Path, name: str, texts: Iterable[str]) -> Member:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for text in texts:
            content = text.encode()
            digest.update(content)
            size += file.write(content)
    return Member(name, size, digest.hexdigest())


def _copy(path: Path, folder: Path, name: str) -> Member:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / name)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Member(name, path.stat().st_size, digest)
