"""The database: the truth about every document. `open_store(url)` is the way in."""

from dataclasses import dataclass

from kb.store.audit import Audit, Deed
from kb.store.changes import Changes, PublicChange
from kb.store.contributions import Contributions
from kb.store.database import PATIENCE, Database
from kb.store.desk import Desk, KeptInput, Schedule, Task, TaskList
from kb.store.documents import Documents
from kb.store.files import LoadedFiles
from kb.store.harvests import Harvests, Run, Seen, SeenPage, Source, Verdict
from kb.store.ids import new_id
from kb.store.outbox import Outbox
from kb.store.people import People, Session
from kb.store.registers import Registers
from kb.store.reports import ImportReports
from kb.store.shelf import Shelf
from kb.store.statistics import Statistics
from kb.store.steering import Steering
from kb.store.submissions import Submission
from kb.store.titles import Titles
from kb.store.values import (
    FactUse,
    Lag,
    Listed,
    LoadedFile,
    MatterPaper,
    Pending,
    PublishedDocument,
    Record,
    Revision,
    Saved,
)
from kb.store.whole import Whole

__all__ = [
    "Database",
    "Deed",
    "FactUse",
    "KeptInput",
    "Lag",
    "Listed",
    "LoadedFile",
    "MatterPaper",
    "Pending",
    "PublicChange",
    "PublishedDocument",
    "Record",
    "Revision",
    "Run",
    "Saved",
    "Schedule",
    "Seen",
    "SeenPage",
    "Session",
    "Source",
    "Store",
    "Submission",
    "Task",
    "TaskList",
    "Verdict",
    "new_id",
    "open_store",
]


@dataclass(frozen=True)
class Store:
    """One database; safe to use from several threads."""

    database: Database
    documents: Documents
    shelf: Shelf
    outbox: Outbox
    registers: Registers
    files: LoadedFiles
    reports: ImportReports
    harvests: Harvests
    people: People
    audit: Audit
    changes: Changes
    contributions: Contributions
    desk: Desk
    steering: Steering
    statistics: Statistics
    titles: Titles
    whole: Whole

    def migrate(self) -> None:
        """Bring the tables to this version; nothing happens if they are. Raises StoreUnavailable."""
        self.database.migrate()

    def close(self) -> None:
        self.database.close()


def open_store(url: str, patience: float = PATIENCE) -> Store:
    """The store at `url`, such as `sqlite:////var/lib/wissen/wissensspeicher.sqlite`, created and migrated if need be.

    patience: seconds that a write waits for another one.
    Raises SettingsError for an unknown scheme and StoreUnavailable if the database cannot be opened.
    """
    database = Database(url, patience)
    store = Store(
        database=database,
        documents=Documents(database),
        shelf=Shelf(database),
        outbox=Outbox(database),
        registers=Registers(database),
        files=LoadedFiles(database),
        reports=ImportReports(database),
        harvests=Harvests(database),
        people=People(database),
        audit=Audit(database),
        changes=Changes(database),
        contributions=Contributions(database),
        desk=Desk(database),
        steering=Steering(database),
        statistics=Statistics(database),
        titles=Titles(database),
        whole=Whole(database),
    )
    try:
        store.migrate()
    except BaseException:
        store.close()  # what was opened until then
        raise
    return store
