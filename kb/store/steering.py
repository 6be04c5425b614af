"""Synonyms of the desk and pinned documents, kept as registers, so that every earlier state can come back."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import func, select

from kb.steering import Pin, SynonymEntry
from kb.store.audit import note_deed
from kb.store.database import Database
from kb.store.registers import keep_register, newest_register
from kb.store.tables import harvest_sources, registers
from kb.store.transactions import repeating

DESK_SYNONYMS = "desk_synonyms"
PINS = "pins"

Entries = list[dict[str, Any]]


@repeating
class Steering:
    """Every method is one transaction, with its line in the audit trail, and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self) -> tuple[tuple[str, int], ...]:
        """Changes whenever a register or the list of harvested sources does; one short look."""
        numbers = select(registers.c.name, func.max(registers.c.number)).group_by(registers.c.name)
        sources = select(func.count()).select_from(harvest_sources)
        with self._database.reading() as connection:
            found = sorted((name, number) for name, number in connection.execute(numbers))
            return (*found, ("harvest_sources", connection.scalar(sources) or 0))

    def synonyms(self) -> tuple[SynonymEntry, ...]:
        """In the order in which they were added."""
        return tuple(_entry(one) for one in self._content(DESK_SYNONYMS))

    def pins(self) -> tuple[Pin, ...]:
        """By question."""
        return tuple(Pin(one["question"], tuple(one["documents"])) for one in self._content(PINS))

    def keep_synonym(self, entry: SynonymEntry, editor: str) -> bool:
        """Add an entry, or give the one of the same line another reason or end; returns whether anything changed."""
        as_json = {
            "line": entry.line,
            "reason": entry.reason,
            "until": entry.until.isoformat() if entry.until else None,
        }
        action = "Synonym auf Probe gesetzt" if entry.until else "Synonym gesetzt"
        return self._change(DESK_SYNONYMS, lambda before: _with(before, "line", as_json), editor, (action, entry.line))

    def drop_synonym(self, line: str, editor: str) -> bool:
        """Returns whether it was there."""
        deed = ("Synonym entfernt", line)
        return self._change(DESK_SYNONYMS, lambda before: _without(before, "line", line), editor, deed)

    def keep_pin(self, pin: Pin, editor: str) -> bool:
        """Set what comes first for a question; without documents nothing does. Returns whether anything changed."""
        if not pin.documents:
            change, action = lambda before: _without(before, "question", pin.question), "Empfehlung entfernt"
        else:
            as_json = {"question": pin.question, "documents": list(pin.documents)}
            change, action = lambda before: _sorted(_with(before, "question", as_json)), "Treffer oben angezeigt"
        return self._change(PINS, change, editor, (action, pin.question, ", ".join(pin.documents)))

    def undo(self, name: str, editor: str) -> bool:
        """Bring back what `DESK_SYNONYMS` or `PINS` was before the last change; doing it twice changes nothing.

        Returns whether there was a change to take back.
        """
        with self._database.writing() as connection:
            newest = newest_register(connection, name)
            if not newest:
                return False
            earlier = select(registers.c.content).where(
                registers.c.name == name, registers.c.number == newest.number - 1
            )
            keep_register(connection, name, connection.scalar(earlier) or [], editor)
            note_deed(connection, editor, "Letzte Änderung zurückgenommen", _LABELS[name])
            return True

    def _change(self, name: str, change: Callable[[Entries], Entries], editor: str, deed: tuple[str, ...]) -> bool:
        """On what is newest in this very transaction, so that two editors lose nothing. deed: what the trail says."""
        with self._database.writing() as connection:
            newest = newest_register(connection, name)
            changed = keep_register(connection, name, change(list(newest.content) if newest else []), editor)
            if changed:
                note_deed(connection, editor, *deed)
            return changed

    def _content(self, name: str) -> Sequence[dict[str, Any]]:
        with self._database.reading() as connection:
            row = newest_register(connection, name)
        return row.content if row else ()


_LABELS = {DESK_SYNONYMS: "Synonyme", PINS: "Treffer oben anzeigen"}


def _with(entries: Entries, key: str, one: dict[str, Any]) -> Entries:
    """The entry in the place of the one with the same key, else at the end."""
    if any(other[key] == one[key] for other in entries):
        return [one if other[key] == one[key] else other for other in entries]
    return [*entries, one]


def _without(entries: Entries, key: str, value: str) -> Entries:
    return [one for one in entries if one[key] != value]


def _sorted(entries: Entries) -> Entries:
    return sorted(entries, key=lambda one: str(one["question"]))


def _entry(entry: dict[str, Any]) -> SynonymEntry:
    until = entry["until"]
    return SynonymEntry(
        line=entry["line"], reason=entry["reason"], until=datetime.date.fromisoformat(until) if until else None
    )
