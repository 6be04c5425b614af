"""A full export comes back into an empty knowledge base, after every file of it was checked: all of it, or nothing."""

import datetime
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kb.documents import AnyDocument
from kb.errors import UnreadableFile
from kb.facts import Fact, FactRegister
from kb.importing.front_matter import read_document_file
from kb.library.backup import FOLDERS, KEPT_FILE, finished_as
from kb.library.manifest import Manifest, read_manifest
from kb.library.saving import rendered_parts
from kb.library.whole_export import DOCUMENTS, HISTORY, MANIFEST, TABLES
from kb.markup import Rendered
from kb.settings import Settings
from kb.store import Record, Revision, Store
from kb.store.as_json import document_from_json
from kb.store.registers import FACTS, fact_from_json
from kb.store.whole import PLAIN_TABLES, KeptDocument, KeptRevision, Row


def import_everything(
    store: Store, settings: Settings, folder: Path, progress: Callable[[int], None] | None = None
) -> int:
    """Put a full export into an empty knowledge base; returns the number of documents. progress: told it so far.

    Raises UnreadableFile if a file is missing, foreign or changed, InputError if there are documents already; then
    nothing was stored. Raises RenderingUnavailable.
    """
    manifest = _checked(folder)
    facts, number = _Facts.ever(_rows(folder, "registers")), 0
    with store.whole.filling() as filling:
        for number, kept in enumerate(_documents(folder), 1):
            filling.put_document(kept, {one.revision.number: facts.render(one) for one in kept.revisions})
            if progress:
                progress(number)
        for table in PLAIN_TABLES:
            filling.put_rows(table, _rows(folder, table))
        for member in manifest.members:
            if KEPT_FILE.fullmatch(member.name):
                _keep(folder / member.name, settings.data / member.name)
    return number


def _keep(path: Path, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with finished_as(place) as unfinished:
        shutil.copyfile(path, unfinished)


def _checked(folder: Path) -> Manifest:
    """The manifest, once the folder holds exactly what it says. Raises UnreadableFile."""
    manifest = read_manifest((folder / MANIFEST).read_bytes(), MANIFEST)
    listed = {one.name for one in manifest.members}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if differing := listed.symmetric_difference(there - {MANIFEST}):
        raise UnreadableFile(min(differing), "Die Datei fehlt, oder sie gehört nicht zu diesem Export.")
    for member in manifest.members:
        _refuse_foreign(member.name)
        with (folder / member.name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != member.sha256:
                raise UnreadableFile(member.name, "Die Datei wurde verändert: Die Prüfsumme stimmt nicht.")
    return manifest


def _refuse_foreign(name: str) -> None:
    first = PurePosixPath(name).parts[0]
    is_ours = KEPT_FILE.fullmatch(name) if first in FOLDERS else first in (DOCUMENTS, TABLES)
    if not is_ours or ".." in PurePosixPath(name).parts:
        raise UnreadableFile(name, "Die Datei gehört nicht in einen Export.")


def _documents(folder: Path) -> Iterator[KeptDocument]:
    for path in sorted((folder / DOCUMENTS).glob(f"*/{HISTORY}")):
        name = path.relative_to(folder).as_posix()
        try:
            history = json.loads(path.read_text(encoding="utf-8"))
            yield KeptDocument(_record(history["record"]), tuple(_revisions(history["revisions"], path.parent)))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFile(name, "Der Verlauf des Dokuments ist nicht lesbar.") from error


def _record(values: Mapping[str, Any]) -> Record:
    first = values["first_published_at"]
    return Record(**{**values, "first_published_at": datetime.datetime.fromisoformat(first) if first else None})


def _revisions(entries: Iterable[Mapping[str, Any]], folder: Path) -> Iterator[KeptRevision]:
    for one in entries:
        revision = Revision(
            document=_document(folder / one["file"]),
            number=one["number"],
            editor=one["editor"],
            comment=one["comment"],
            saved_at=datetime.datetime.fromisoformat(one["saved_at"]),
        )
        yield KeptRevision(revision, {fact: (made, shown) for fact, (made, shown) in one["facts"].items()})


def _document(path: Path) -> AnyDocument:
    name = f"{path.parent.name}/{path.name}"
    if path.suffix == ".md":
        return read_document_file(path, name)
    return document_from_json(json.loads(path.read_text(encoding="utf-8")))


def _rows(folder: Path, table: str) -> Iterator[Row]:
    with (folder / TABLES / f"{table}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@dataclass(frozen=True)
class _Facts:
    """Every state that a fact ever had, so that each revision is rendered with those that it showed."""

    by_state: Mapping[tuple[str, str], Fact]
    newest: Mapping[str, Fact]

    @classmethod
    def ever(cls, rows: Iterable[Row]) -> "_Facts":
        """rows: of the registers, the earlier states of one first."""
        facts = [fact_from_json(entry) for row in rows if row["name"] == FACTS for entry in row["content"]]
        return cls({(one.id, one.state): one for one in facts}, {one.id: one for one in facts})

    def render(self, kept: KeptRevision) -> dict[str, Rendered]:
        """Raises NotFound for a fact that there never was."""
        shown = {
            fact: self.by_state[fact, state]
            for fact, (_, state) in kept.facts.items()
            if (fact, state) in self.by_state
        }
        return rendered_parts(kept.revision.document, FactRegister(tuple({**self.newest, **shown}.values())))
