"""What the library gives out beside documents, revisions and results."""

from dataclasses import dataclass
from enum import StrEnum

from kb.facts import Fact

LOADER = "Erstbestand"
"""The editor of what the starter corpus says; what anybody else saves is never overwritten by it."""


@dataclass(frozen=True)
class Finding:
    """Something an operator should know; `message` is German. An error keeps the service from doing its work."""

    message: str
    is_error: bool = False


@dataclass(frozen=True)
class UsedFact:
    """A fact as the page of a document that uses it shows it."""

    fact: Fact
    is_past_review: bool


@dataclass(frozen=True)
class ToReview:
    """A public document (its id) and the ids of those of its facts that changed since it was published."""

    document: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the service is, in plain values for machines.

    status: `ok` or `degraded`. database: `ready` or `unavailable`. index: `ready`, `missing` or `damaged`.
    public: documents that readers may see. indexed: documents that the search finds.
    waiting: changes that the index was not told yet. waiting_seconds: age of the oldest of them.
    """

    status: str = "ok"
    database: str = "ready"
    index: str = "ready"
    public: int = 0
    indexed: int = 0
    waiting: int = 0
    waiting_seconds: int = 0
    generation: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether every question of a reader is answered."""
        return self.database == "ready" and self.index == "ready"

    @property
    def message(self) -> str:
        """The same in German."""
        if self.database != "ready":
            return f"Die Datenbank ist nicht erreichbar. Suchindex: {_INDEX_STATES[self.index]}."
        waiting = (
            f"{self.waiting} Änderungen warten seit {self.waiting_seconds} Sekunden" if self.waiting else "aktuell"
        )
        return (
            f"Datenbank: {self.public} öffentliche Dokumente. "
            f"Suchindex: {_INDEX_STATES[self.index]}, {self.indexed} Dokumente, {waiting}."
        )


_INDEX_STATES = {"ready": "bereit", "missing": "noch nicht gebaut", "damaged": "beschädigt, wird neu gebaut"}


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.ADDED: "neu aufgenommen",
    Outcome.CHANGED: "geändert",
    Outcome.UNCHANGED: "unverändert",
    Outcome.KEPT: "nicht übernommen, weil die Redaktion inzwischen eine neuere Fassung gespeichert hat",
}


@dataclass(frozen=True)
class Imported:
    """The document that a file became; `revision` is its newest one.

    is_held_back: it was to be published, but its source is not trusted; it waits as a draft.
    """

    id: str
    revision: int
    outcome: Outcome
    is_held_back: bool = False


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """What became of the files of a folder: how many were taken in, and by path those that were not.

    kept: files that changed although an editor saved a newer revision, which stays. refused: (path, German reason).
    vanished: files that were there once; their documents stay.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    vanished: tuple[str, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """What an operator should read, in German: counts first, then what needs a decision."""
        counts = f"{self.added} Dateien neu, {self.changed} geändert, {self.unchanged} unverändert."
        kept = (f"{path}: {Outcome.KEPT.label}." for path in self.kept)
        vanished = (f"{path}: Die Datei fehlt; ihr Dokument bleibt bestehen." for path in self.vanished)
        return (counts, *kept, *vanished, *(reason for _, reason in self.refused))
