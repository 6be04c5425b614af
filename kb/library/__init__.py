"""Everything the outside may ask, by audience: reading, drafting, editing, keeping, harvesting, contributing, people.

`open_library(settings)` is the way in.
"""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from kb.library.attachments import Attachments
from kb.library.bringing import Bringing, Brought
from kb.library.confirmation import Confirmation
from kb.library.confirming import Confirming
from kb.library.contributing import Contributing
from kb.library.desk import Desk
from kb.library.drafting import Drafting
from kb.library.editing import Editing
from kb.library.harvest_values import Report, SourceState
from kb.library.harvesting import Harvesting
from kb.library.imports import Importing
from kb.library.judging import Verdicts
from kb.library.keeping import Keeping, content_folder
from kb.library.learning import Learning
from kb.library.loading import SYNONYMS_FILE
from kb.library.originals import Originals
from kb.library.people import People, SignedIn
from kb.library.reading import Reading
from kb.library.registers import KnownIds
from kb.library.reviewing import FACT_LABELS, FactUser, KeptFact, Reviewing
from kb.library.steering import Changed, Pinned, Steering
from kb.library.values import LOADER, Finding, Health, Imported, LoadReport, Outcome, ToReview, UsedFact
from kb.search.engines import open_engine
from kb.settings import Settings
from kb.store import (
    Deed,
    KeptInput,
    Listed,
    MatterPaper,
    PublicChange,
    PublishedDocument,
    Revision,
    Saved,
    Schedule,
    Source,
    Task,
    TaskList,
    Verdict,
    open_store,
)

__all__ = [
    "FACT_LABELS",
    "LOADER",
    "SYNONYMS_FILE",
    "Attachments",
    "Bringing",
    "Brought",
    "Changed",
    "Confirmation",
    "Confirming",
    "Contributing",
    "Deed",
    "Desk",
    "Drafting",
    "Editing",
    "FactUser",
    "Finding",
    "Harvesting",
    "Health",
    "Imported",
    "Keeping",
    "KeptFact",
    "KeptInput",
    "Learning",
    "Library",
    "Listed",
    "LoadReport",
    "MatterPaper",
    "Outcome",
    "People",
    "Pinned",
    "PublicChange",
    "PublishedDocument",
    "Reading",
    "Report",
    "Reviewing",
    "Revision",
    "Saved",
    "Schedule",
    "SignedIn",
    "Source",
    "SourceState",
    "Steering",
    "Task",
    "TaskList",
    "ToReview",
    "UsedFact",
    "Verdict",
    "Verdicts",
    "content_folder",
    "open_library",
]


@dataclass(frozen=True)
class Library:
    """One knowledge base; safe to use from several threads. Close it, or use it in a `with` block."""

    reading: Reading
    drafting: Drafting
    editing: Editing
    bringing: Bringing
    confirming: Confirming
    attachments: Attachments
    keeping: Keeping
    harvesting: Harvesting
    people: People
    contributing: Contributing
    desk: Desk
    reviewing: Reviewing
    steering: Steering
    learning: Learning

    def close(self) -> None:
        self.learning.close()
        self.keeping.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_library(settings: Settings) -> Library:
    """The knowledge base that the settings name; its database is created and migrated if need be.

    Raises SettingsError or StoreUnavailable. The index may be missing: see `keeping.heal`.
    """
    engine = open_engine(settings.index_url)
    store = open_store(settings.database_url)
    known = KnownIds(store)
    keeping = Keeping(settings, store, engine, known)
    originals = Originals(settings.data)
    editing = Editing(store, known, originals, keeping.apply_pending)
    reading = Reading(store, engine, known)
    desk = Desk(store, editing)
    return Library(
        reading=reading,
        drafting=Drafting(reading, settings),
        editing=editing,
        bringing=Bringing(Importing(settings, store, known, originals)),
        confirming=Confirming(store, editing),
        attachments=Attachments(settings, editing, reading),
        keeping=keeping,
        harvesting=Harvesting(settings, store, known),
        people=People(store, known),
        contributing=Contributing(settings, store, known),
        desk=desk,
        reviewing=Reviewing(store, known, editing, desk),
        steering=Steering(store, known, reading, content_folder(settings)),
        learning=Learning(settings, store),
    )
