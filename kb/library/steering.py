"""How editors steer searches: synonyms beside the file, documents on top of one question's hits.

In effect at once here, and within seconds in every other process (see `KnownIds`).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.errors import InputError, NotFound, UnreadableFile
from kb.language.synonyms import Synonyms, read_synonyms
from kb.library.judging import Judged, Moved, Verdicts, read_judged
from kb.library.questions import normalised
from kb.library.reading import Reading
from kb.library.registers import KnownIds
from kb.steering import Pin, SynonymEntry
from kb.store import Listed, Store
from kb.store.steering import DESK_SYNONYMS, PINS

TRIAL = datetime.timedelta(days=14)
MOST_PINNED = 10
MOST_COMPARED = 5
"""Hits of a question that are looked at, before and after."""

LONGEST_LINE = 300


@dataclass(frozen=True)
class Changed:
    """A question whose first hits would change; titles, best first."""

    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Pinned:
    """A question with what comes first; documents that are not public (any more) are missing from `shown`."""

    pin: Pin
    shown: tuple[Listed, ...]


class Steering:
    """Methods may raise StoreUnavailable; then nothing was changed. Each change is in the audit trail."""

    def __init__(self, store: Store, known: KnownIds, reading: Reading, content: Path) -> None:
        self._store, self._known, self._reading, self._content = store, known, reading, content

    def synonyms(self) -> tuple[SynonymEntry, ...]:
        """Those of the desk, also ended trials, in the order in which they were added."""
        return self._store.steering.synonyms()

    def file_of_synonyms(self) -> str:
        """The file that is loaded at every start, as it stands."""
        return self._store.registers.synonyms()

    def synonym(self, line: str, reason: str = "", *, on_trial: bool = False) -> SynonymEntry:
        """An entry as it may be kept, without needless blanks. on_trial: it ends after 14 days. Raises InputError."""
        line, reason = " ".join(line.split()), " ".join(reason.split())
        if "#" in line or max(len(line), len(reason)) > LONGEST_LINE:
            raise InputError(f"Eine Zeile hat höchstens {LONGEST_LINE} Zeichen und kein „#“. {_NOTHING}")
        try:
            read_synonyms(line or ",")
        except UnreadableFile as error:
            raise InputError(f"{error.reason} {_NOTHING}") from error
        return SynonymEntry(line=line, reason=reason, until=datetime.date.today() + TRIAL if on_trial else None)

    def keep_synonym(self, entry: SynonymEntry, editor: str) -> bool:
        """Put it into effect; returns whether anything changed."""
        return self._refreshed(self._store.steering.keep_synonym(entry, editor))

    def drop_synonym(self, line: str, editor: str) -> bool:
        """Returns whether it was there."""
        return self._refreshed(self._store.steering.drop_synonym(line, editor))

    def undo_synonyms(self, editor: str) -> bool:
        """Take the last change of synonyms back; returns whether there was one."""
        return self._refreshed(self._store.steering.undo(DESK_SYNONYMS, editor))

    def preview(self, entry: SynonymEntry, questions: Iterable[str]) -> tuple[Changed, ...]:
        """Those of the questions whose first hits the entry would change. May raise SearchUnavailable."""
        tried = self._known.synonyms_with(entry)
        pairs = ((one, self._first(one), self._first(one, tried)) for one in questions)
        return tuple(Changed(one, before, after) for one, before, after in pairs if before != after)

    def verdicts(self, entry: SynonymEntry) -> Verdicts:
        """What the entry would do to the judged questions. May raise SearchUnavailable or UnreadableFile."""
        tried = self._known.synonyms_with(entry)
        judged = read_judged(self._content)
        touched = [one for one in judged if self._is_touched(one.question, tried)]
        moves = (Moved(one.question, self._place(one), self._place(one, tried)) for one in touched)
        moved = tuple(one for one in moves if one.before != one.after)
        return Verdicts(len(judged), len(touched), moved)

    def _is_touched(self, question: str, synonyms: Synonyms) -> bool:
        reading = self._reading
        return reading.question(question).wording != reading.question(question, synonyms=synonyms).wording

    def _place(self, judged: Judged, synonyms: Synonyms | None = None) -> int | None:
        asked = replace(self._reading.question(judged.question, synonyms=synonyms), is_bare=True)
        found = [hit.id for hit in self._reading.search(asked, literally=True).hits]
        return next((place for place, one in enumerate(found, 1) if one in judged.answers), None)

    def _first(self, question: str, synonyms: Synonyms | None = None) -> tuple[str, ...]:
        asked = replace(self._reading.question(question, synonyms=synonyms), per_page=MOST_COMPARED, is_bare=True)
        return tuple(hit.title for hit in self._reading.search(asked, literally=True).hits)

    def pins(self) -> tuple[Pinned, ...]:
        """By question."""
        return tuple(Pinned(one, self._reading.listed(one.documents)) for one in self._store.steering.pins())

    def pin(self, question: str, documents: Sequence[str], editor: str) -> bool:
        """Put public documents on top for a question, in this order; returns whether anything changed.

        Raises InputError without a question or with too many documents, NotFound for one that is not public.
        """
        pin = Pin(normalised(question), tuple(dict.fromkeys(documents)))
        if not pin.question or not 0 < len(pin.documents) <= MOST_PINNED:
            raise InputError(f"Nötig sind eine Frage und 1 bis {MOST_PINNED} Dokumente. {_NOTHING}")
        public = {one.id for one in self._reading.listed(pin.documents)}
        for one in pin.documents:
            if one not in public:
                raise NotFound(f"Das Dokument „{one}“")
        return self._refreshed(self._store.steering.keep_pin(pin, editor))

    def unpin(self, question: str, editor: str) -> bool:
        """Returns whether something was pinned."""
        return self._refreshed(self._store.steering.keep_pin(Pin(normalised(question), ()), editor))

    def undo_pins(self, editor: str) -> bool:
        """Take the last change of pins back; returns whether there was one."""
        return self._refreshed(self._store.steering.undo(PINS, editor))

    def _refreshed(self, was_changed: bool) -> bool:  # noqa: FBT001  # what the store said
        if was_changed:
            self._known.refresh()
        return was_changed


_NOTHING = "Es wurde nichts geändert."
