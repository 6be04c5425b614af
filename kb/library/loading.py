"""The starter corpus becomes documents and registers, at every start. Idempotent by id and hash."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kb.errors import InputError, InvalidDocument
from kb.importing.front_matter import read_document_file
from kb.importing.registers import read_facts, read_municipalities, read_topics
from kb.importing.text_files import read_text
from kb.language.synonyms import read_synonyms
from kb.library.arrivals import Arrival, file_hash
from kb.library.facts import render_texts_with_changed_facts
from kb.library.registers import KnownIds
from kb.library.values import LOADER, LoadReport, Outcome
from kb.store import Store
from kb.store.registers import FACTS, MUNICIPALITIES, SYNONYMS, TOPICS

TOPICS_FILE = "themen.yaml"
MUNICIPALITIES_FILE = "kommunen.csv"
FACTS_FILE = "fakten.yaml"
SYNONYMS_FILE = "synonyme.txt"


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
        digest, before = file_hash(self.folder / path, path), self.before.get(path)
        if before and before.hash == digest:
            self._claim(before.document, path)
            return Outcome.UNCHANGED
        document = read_document_file(self.folder / path, path)
        if document.id:
            self._claim(document.id, path)
        arrival = Arrival(path, digest, document, LOADER, self.now)
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


def _unless_equal(given: object, kept: object) -> Outcome:
    return Outcome.UNCHANGED if given == kept else Outcome.KEPT


def _outcome(editor: str, *, was_changed: bool) -> Outcome:
    if not was_changed:
        return Outcome.UNCHANGED
    return Outcome.CHANGED if editor else Outcome.ADDED
