"""Files become documents: the starter corpus at every start, and what somebody imports. Idempotent by id and hash."""

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.documents import AnyDocument, State
from kb.errors import EditConflict, InputError, InvalidDocument, UnreadableFile
from kb.importing.front_matter import read_document_file
from kb.importing.reader import read_file
from kb.importing.registers import read_facts, read_municipalities, read_topics
from kb.importing.text_files import read_text
from kb.language.synonyms import read_synonyms
from kb.library.facts import render_texts_with_changed_facts
from kb.library.registers import KnownIds
from kb.library.saving import save_revision
from kb.library.values import Imported, LoadReport, Outcome
from kb.store import LoadedFile, Revision, Store
from kb.store.registers import FACTS, MUNICIPALITIES, SYNONYMS, TOPICS

LOADER = "Erstbestand"
"""The editor of what the starter corpus says; what anybody else saves is never overwritten by it."""

TOPICS_FILE = "themen.yaml"
MUNICIPALITIES_FILE = "kommunen.csv"
FACTS_FILE = "fakten.yaml"
SYNONYMS_FILE = "synonyme.txt"


def import_file(store: Store, known: KnownIds, path: Path, *, editor: str, publish: bool) -> Imported:
    """Take one file in, as a draft unless `publish`. The same file again changes nothing.

    A file is the same document as before by its id, its place or its content. Raises InputError; nothing was stored.
    """
    arrival = _Arrival(str(path.resolve()), _hash(path, path.name), read_file(path), editor)
    return arrival.take_in(store, known, State.PUBLISHED if publish else None)


def load_folder(
    store: Store, known: KnownIds, folder: Path, progress: Callable[[int], None] | None = None
) -> LoadReport:
    """Take in the registers and every `*.md` below `folder`; one bad file does not stop the others.

    progress: told the number of documents read so far.
    """
    loading = _Loading(store, known, folder)
    loading.take(TOPICS_FILE, loading.load_topics)
    loading.take(MUNICIPALITIES_FILE, loading.load_municipalities)
    loading.take(FACTS_FILE, loading.load_facts)
    loading.take(SYNONYMS_FILE, loading.load_synonyms)
    known.refresh()
    for number, path in enumerate(sorted(folder.rglob("*.md")), 1):
        loading.take(path.relative_to(folder).as_posix(), loading.load_document)
        if progress:
            progress(number)
    render_texts_with_changed_facts(store, known)
    return loading.report()


@dataclass
class _Loading:
    """One pass over a folder; collects what became of each file."""

    store: Store
    known: KnownIds
    folder: Path
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    paths_by_id: dict[str, str] = field(default_factory=dict)
    now: datetime.datetime = field(default_factory=lambda: datetime.datetime.now(datetime.UTC))

    def __post_init__(self) -> None:
        self.before = self.store.files.all()

    def take(self, path: str, load: Callable[[str], Outcome]) -> None:
        if not (self.folder / path).exists():
            return
        try:
            self.outcomes[path] = load(path)
        except InputError as error:
            self.refused[path] = error.message

    def load_topics(self, path: str) -> Outcome:
        topics = read_topics(read_text(self.folder / path, path), path)
        editor = self.store.registers.editor_of(TOPICS)
        if editor not in ("", LOADER):
            return _unless_equal(topics, self.store.registers.topics())
        return _outcome(editor, was_changed=self.store.registers.save_topics(topics, LOADER))

    def load_municipalities(self, path: str) -> Outcome:
        register = read_municipalities(read_text(self.folder / path, path), path)
        editor = self.store.registers.editor_of(MUNICIPALITIES)
        if editor not in ("", LOADER):
            return _unless_equal(register, self.store.registers.municipalities())
        return _outcome(editor, was_changed=self.store.registers.save_municipalities(register, LOADER))

    def load_facts(self, path: str) -> Outcome:
        facts = read_facts(read_text(self.folder / path, path), path)
        editor = self.store.registers.editor_of(FACTS)
        if editor not in ("", LOADER):
            return _unless_equal(facts, self.store.registers.facts())
        return _outcome(editor, was_changed=self.store.registers.save_facts(facts, LOADER))

    def load_synonyms(self, path: str) -> Outcome:
        text = read_text(self.folder / path, path)
        read_synonyms(text, path)  # refused as a whole if a line cannot be read
        editor = self.store.registers.editor_of(SYNONYMS)
        if editor not in ("", LOADER):
            return _unless_equal(text, self.store.registers.synonyms())
        return _outcome(editor, was_changed=self.store.registers.save_synonyms(text, LOADER))

    def load_document(self, path: str) -> Outcome:
        digest, before = _hash(self.folder / path, path), self.before.get(path)
        if before and before.hash == digest:
            self._claim(before.document, path)
            return Outcome.UNCHANGED
        document = read_document_file(self.folder / path, path)
        if document.id:
            self._claim(document.id, path)
        arrival = _Arrival(path, digest, document, LOADER, self.now)
        imported = arrival.take_in(self.store, self.known, document.state)
        self._claim(imported.id, path)
        return imported.outcome

    def _claim(self, document_id: str, path: str) -> None:
        first = self.paths_by_id.setdefault(document_id, path)
        if first != path:
            raise InvalidDocument(path, [f"Die Kennung „{document_id}“ steht schon in {first}."])

    def report(self) -> LoadReport:
        seen = self.outcomes.keys() | self.refused.keys()
        ours = (path for path in self.before if not Path(path).is_absolute())
        outcomes = tuple(self.outcomes.values())
        return LoadReport(
            added=outcomes.count(Outcome.ADDED),
            changed=outcomes.count(Outcome.CHANGED),
            unchanged=outcomes.count(Outcome.UNCHANGED),
            kept=tuple(path for path, found in self.outcomes.items() if found is Outcome.KEPT),
            refused=tuple(self.refused.items()),
            vanished=tuple(sorted(path for path in ours if path not in seen)),
        )


@dataclass(frozen=True)
class _Arrival:
    """A file that was read: where it lay, the hash of what it said, what it says, and who brought it."""

    path: str
    hash: str
    document: AnyDocument
    editor: str
    now: datetime.datetime | None = None

    def take_in(self, store: Store, known: KnownIds, state: State | None) -> Imported:
        """Make it a document, or the next revision of the one it is already.

        state: the new revision's; None makes a draft, and keeps the state of a document that says the same already.
        """
        document_id = self.document.id or self._known_as(store)
        document = replace(self.document, id=document_id, state=state or State.DRAFT)
        newest = self._newest(store, document_id)
        if newest is None:
            return self._save(store, known, document, None)
        if newest.document == replace(document, state=state or newest.document.state):
            store.files.remember(LoadedFile(self.path, document_id, self.hash))
            return Imported(document_id, newest.number, Outcome.UNCHANGED)
        if newest.editor not in (self.editor, LOADER):
            return Imported(document_id, newest.number, Outcome.KEPT)
        return self._save(store, known, document, newest.number)

    def _known_as(self, store: Store) -> str:
        """The id under which this file came before; empty if it is new."""
        file = store.files.at(self.path) or store.files.with_hash(self.hash)
        return file.document if file else ""

    @staticmethod
    def _newest(store: Store, document_id: str) -> Revision | None:
        record = store.documents.record(document_id) if document_id else None
        return store.documents.revision(document_id, record.newest) if record else None

    def _save(self, store: Store, known: KnownIds, document: AnyDocument, based_on: int | None) -> Imported:
        try:
            saved = save_revision(store, known, document, editor=self.editor, based_on=based_on, now=self.now)
        except EditConflict as conflict:  # an editor saved at this very moment
            return Imported(document.id, conflict.newest, Outcome.KEPT)
        store.files.remember(LoadedFile(self.path, saved.id, self.hash))
        return Imported(saved.id, saved.revision, Outcome.CHANGED if based_on else Outcome.ADDED)


def _hash(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(name, "Die Datei fehlt oder darf nicht gelesen werden.") from error


def _unless_equal(given: object, kept: object) -> Outcome:
    return Outcome.UNCHANGED if given == kept else Outcome.KEPT


def _outcome(editor: str, *, was_changed: bool) -> Outcome:
    if not was_changed:
        return Outcome.UNCHANGED
    return Outcome.CHANGED if editor else Outcome.ADDED
