"""What those who run the service may do: fill it, write it out, look after database and index."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from pathlib import Path

import kb
from kb import indexing
from kb.errors import SearchUnavailable, StoreUnavailable
from kb.importing.sources import Source
from kb.library.facts import fact_findings, render_texts_with_changed_facts, texts_to_review
from kb.library.imports import Importing
from kb.library.loading import load_folder
from kb.library.originals import Originals
from kb.library.registers import KnownIds
from kb.library.values import Finding, Health, Imported, LoadReport, ToReview
from kb.library.whole_export import export_everything
from kb.library.whole_import import import_everything
from kb.library.writing import write_folder
from kb.search.engine import Engine
from kb.search.engine import Health as EngineHealth
from kb.settings import Settings
from kb.store import Lag, Store

LONG_LAG = 60.0
"""Seconds; a change that waits longer for the index means that no worker is at work."""

LONGEST_LOADING = 600.0
"""Seconds that a start waits for another one that loads the starter corpus."""


class Keeping:
    """Methods may raise StoreUnavailable, those about the index SearchUnavailable."""

    def __init__(self, settings: Settings, store: Store, engine: Engine, known: KnownIds) -> None:
        self._settings, self._store, self._engine, self._known = settings, store, engine, known

    def load_content(self, folder: Path | None = None, progress: Callable[[int], None] | None = None) -> LoadReport:
        """Load the starter corpus, or another folder of the same form. Nothing happens to what is loaded already.

        progress: told the number of documents read so far.
        """
        with self._store.database.alone("loading", LONGEST_LOADING):  # others load the same; then little is left to do
            report = load_folder(self._store, self._known, folder or content_folder(self._settings), progress)
        self._known.refresh()
        return report

    def on_duty(self) -> AbstractContextManager[bool]:
        """Whether this worker is the one that does what is to be done once, however many there are."""
        return self._store.database.alone("duties")

    def import_file(self, file: Path | Source, editor: str, *, publish: bool = False) -> Imported:
        """Take one file in, as a draft unless `publish`. Raises InputError; then nothing was stored.

        What was read out of a foreign file is published at once only if it comes from a trusted folder.
        """
        source = file if isinstance(file, Source) else Source(file, file)
        importing = Importing(self._settings, self._store, self._known, Originals(self._settings.data))
        return importing.take_in(source, editor, publish=publish)

    def forget_unused_originals(self) -> int:
        """Remove what an import left behind that was killed; returns the number of files."""
        return Originals(self._settings.data).forget_unused(
            lambda digest: bool(self._store.reports.document_of(digest))
        )

    def export(self, folder: Path) -> int:
        """Write everything public into `folder`, in the form of the starter corpus; returns the number of documents.

        Raises OSError if the folder cannot be written.
        """
        return write_folder(self._store, folder)

    def export_everything(self, folder: Path) -> int:
        """Write all there is into an empty folder, with drafts and earlier revisions; returns the number of documents.

        Raises InputError if the folder is not empty, OSError if it cannot be written.
        """
        return export_everything(self._store, self._settings, folder)

    def import_everything(self, folder: Path, progress: Callable[[int], None] | None = None) -> int:
        """Take a full export into an empty knowledge base; returns the number of documents.

        Raises UnreadableFile if it is damaged, InputError if anything is there already; then nothing was stored.
        """
        count = import_everything(self._store, self._settings, folder, progress)
        self._known.refresh()
        return count

    def render_changed_facts(self) -> int:
        """Make every text show the facts as they are now; returns how many did not. Raises RenderingUnavailable."""
        return render_texts_with_changed_facts(self._store, self._known)

    def texts_to_review(self) -> tuple[ToReview, ...]:
        """The public documents with a fact that changed since they were published. Publishing one anew clears it."""
        return texts_to_review(self._store, self._known.facts)

    def apply_pending(self, *, wait: bool = False) -> int:
        """Bring waiting changes to the index; returns how many documents it was told about."""
        return indexing.apply_pending(self._store, self._engine, self._settings.data, wait=wait)

    def rebuild(self, progress: Callable[[int], None] | None = None) -> int:
        """Build the index anew beside the old one; returns the number of documents. progress: told the number so far."""
        return indexing.rebuild(self._store, self._engine, self._settings.data, progress=progress)

    def heal(self, *, thorough: bool = False) -> bool:
        """Build the index anew if it is missing or damaged; returns whether it was. thorough: read every byte."""
        return indexing.heal(self._store, self._engine, self._settings.data, thorough=thorough)

    def reconcile(self) -> int:
        """Repair what differs between database and index; returns how many documents did."""
        return indexing.reconcile(self._store, self._engine, self._settings.data)

    def health(self) -> Health:
        """How database and index are. Raises nothing."""
        engine = self._engine_health()
        try:
            lag, public = self._store.outbox.lag(), self._store.documents.count()
        except StoreUnavailable:
            return Health(status="degraded", database="unavailable", index=engine.state, indexed=engine.documents)
        age = _age(lag)
        return Health(
            status="ok" if engine.is_ready and age < LONG_LAG else "degraded",
            index=engine.state,
            public=public,
            indexed=engine.documents,
            waiting=lag.waiting,
            waiting_seconds=int(age),
            generation=engine.generation,
        )

    def is_newest(self) -> bool:
        """Whether the database has been brought to this version. Raises StoreUnavailable."""
        return self._store.database.is_newest()

    def _engine_health(self) -> EngineHealth:
        try:
            return self._engine.health()
        except (SearchUnavailable, OSError) as error:
            return EngineHealth(state="damaged", reason=str(error))

    def check(self) -> tuple[Finding, ...]:
        """Everything an operator should look after, errors first."""
        found = (
            *self._operator_findings(),
            *self._index_findings(),
            *self._reference_findings(),
            *self._fact_findings(),
        )
        return tuple(sorted(found, key=lambda one: not one.is_error))

    def _operator_findings(self) -> Iterator[Finding]:
        for one in fields(self._settings.operator):
            if not getattr(self._settings.operator, one.name):
                yield Finding(f"Für die Pflichtseiten fehlt KB_OPERATOR_{one.name.upper()}: {one.metadata['help']}.")

        if self._settings.letterhead and not self._settings.letterhead.is_file():
            yield Finding(f"Den Briefbogen (KB_LETTERHEAD) gibt es nicht: {self._settings.letterhead}.")

    def _index_findings(self) -> Iterator[Finding]:
        health = self.health()
        if health.database != "ready":
            yield Finding("Die Datenbank ist nicht erreichbar; die Ursache steht im Protokoll.", is_error=True)
        if health.index == "missing":
            yield Finding("Der Suchindex ist noch nicht gebaut. Nächster Schritt: wissensspeicher index rebuild.")
        if health.index == "damaged":
            yield Finding(
                "Der Suchindex ist beschädigt. Nächster Schritt: wissensspeicher index rebuild.", is_error=True
            )
        if health.waiting_seconds > LONG_LAG:
            yield Finding(
                f"{health.waiting} Änderungen warten seit {health.waiting_seconds} Sekunden auf den Suchindex. "
                "Läuft der Hintergrunddienst (wissensspeicher work)?",
                is_error=True,
            )

    def _reference_findings(self) -> Iterator[Finding]:
        """Public documents that point to something readers cannot see."""
        public = self._store.documents.public_versions()
        for published in self._store.documents.published():
            document = published.document
            for related in document.related:
                if related not in public:
                    yield Finding(
                        f"„{document.title}“ ({document.id}) verweist auf „{related}“; das ist nicht öffentlich."
                    )

    def _fact_findings(self) -> Iterator[Finding]:
        return fact_findings(self._store, self._known.facts, datetime.date.today())

    def close(self) -> None:
        """The child processes stay: they serve every library of this process and end with it."""
        self._store.close()


def content_folder(settings: Settings) -> Path:
    """The starter corpus: the configured folder, the one in the installed package, or the one beside it in a clone."""
    if settings.content is not None:
        return settings.content
    package = Path(kb.__file__).parent
    installed = package / "content"
    return installed if installed.is_dir() else package.parent / "content"


def _age(lag: Lag) -> float:
    """Seconds since the oldest waiting change."""
    return (datetime.datetime.now(datetime.UTC) - lag.oldest).total_seconds() if lag.oldest else 0.0
