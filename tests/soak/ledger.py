"""What was acknowledged, and whether database and index have it: lost, not found, revived."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kb.documents import State
from kb.errors import NotFound
from kb.library import Library


class Save(NamedTuple):
    """An acknowledged one. mark: the word that only this revision has. at: by the monotonic clock."""

    id: str
    revision: int
    mark: str
    state: str
    at: float
    seconds: float


@dataclass
class Ledger:
    """Written by what writers say, line by line."""

    saves: list[Save] = field(default_factory=list)
    intended: dict[str, str] = field(default_factory=dict)
    """Documents by the word that a save was about to give them, whatever became of it."""
    refused: Counter[str] = field(default_factory=Counter)

    def hear(self, line: str) -> None:
        told = json.loads(line)
        match told.pop("what"):
            case "intended":
                self.intended[told["mark"]] = told["id"]
            case "saved":
                self.saves.append(Save(**told))
            case "refused":
                self.refused[told["reason"]] += 1

    def ids(self, writer: str) -> list[str]:
        """The documents that a writer has."""
        return sorted({one.id for one in self.saves if one.id.startswith(writer)})

    def order(self, writer: str) -> str:
        return json.dumps(self.ids(writer))


@dataclass(frozen=True)
class Verdict:
    """Each a list of what went wrong: ids, with the revision or the mark."""

    lost: tuple[str, ...]
    """Acknowledged and not in the database."""
    missing: tuple[str, ...]
    """Public, and not found by the word that its newest revision has."""
    revived: tuple[str, ...]
    """Found by a word of a revision that is not public, or never was."""

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.missing or self.revived)


def judge(library: Library, ledger: Ledger) -> Verdict:
    """Asks the database for every acknowledged revision, and the search for every word that was ever written."""
    public = {one: mark for one in set(ledger.intended.values()) if (mark := _public_mark(library, one))}
    found = {mark: _found(library, mark) for mark in ledger.intended}
    return Verdict(
        lost=tuple(_lost(library, ledger)),
        missing=tuple(f"{one} {mark}" for one, mark in public.items() if found.get(mark) != {one}),
        revived=tuple(f"{ids} {mark}" for mark, ids in found.items() if ids and mark not in public.values()),
    )


def faults(verdict: Verdict, differing: int) -> dict[str, object]:
    """As lines of a table, each with the first few. differing: what `reconcile` had to repair."""
    return {
        "verloren": _counted(verdict.lost),
        "nicht gefunden": _counted(verdict.missing),
        "wiederbelebt": _counted(verdict.revived),
        "Unterschiede zwischen Datenbank und Index": differing,
    }


def _counted(wrong: tuple[str, ...]) -> str:
    return f"{len(wrong)} {', '.join(wrong[:5])}".strip()


def _lost(library: Library, ledger: Ledger) -> Iterator[str]:
    for one in ledger.saves:
        try:
            kept = library.editing.revision(one.id, one.revision).document
        except NotFound:
            yield f"{one.id} {one.revision}"
            continue
        if one.mark not in kept.body or kept.state != one.state:
            yield f"{one.id} {one.revision}"


def _public_mark(library: Library, one: str) -> str:
    """The word of what the database says is public; empty if nothing of it is."""
    try:
        newest = library.editing.newest(one).document
    except NotFound:
        return ""
    return newest.body.split()[-1] if newest.state is State.PUBLISHED else ""


def _found(library: Library, mark: str) -> set[str]:
    return {hit.id for hit in library.reading.search(library.reading.question(mark)).hits}
