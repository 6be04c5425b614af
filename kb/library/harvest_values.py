"""What harvesting gives out."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kb.store import Source, Verdict


class Step(StrEnum):
    """What became of a paper in a run; the value is German."""

    ADDED = "neu aufgenommen"
    CHANGED = "geändert"
    UNCHANGED = "unverändert"
    LEFT = "nicht aufgenommen, weil es nicht um Engagement geht"
    GONE = "auf dem Server gelöscht"
    WITHDRAWN = "zurückgezogen"
    KEPT = "nicht übernommen, weil die Redaktion eine neuere Fassung hat"
    REFUSED = "nicht lesbar"


@dataclass
class Report:
    """One run, for whoever started it. notes: German, on what was odd and did not stop it. problem: what stopped it."""

    source: Source
    is_full: bool = False
    pages: int = 0
    counts: Counter[Step] = field(default_factory=Counter)
    refused: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def is_complete(self) -> bool:
        return not self.problem

    @property
    def messages(self) -> Iterator[str]:
        how = "vollständig" if self.is_full else "nur Geändertes"
        yield f"{self.source.name}: {self.pages} Seiten gelesen ({how})."
        yield from (f"  {self.counts[step]} {step.value}" for step in Step if self.counts[step])
        yield from (f"  nicht lesbar: {reason}" for reason in self.refused.values())
        yield from (f"  Hinweis: {note}" for note in self.notes)
        if self.problem:
            yield f"  Unterbrochen: {self.problem} Der nächste Lauf macht dort weiter."


@dataclass(frozen=True)
class SourceState:
    """A source with how many papers have each verdict, and those that could not be read as (where, German reason).

    next_at: when the worker reads it next, which may have passed; None: never by itself.
    """

    source: Source
    counts: dict[Verdict, int]
    refused: tuple[tuple[str, str], ...]
    started_at: datetime.datetime | None
    is_running: bool
    problem: str
    next_at: datetime.datetime | None = None
