"""Facts and review dates: what is due, what uses a fact, and that somebody looked at it and it still holds."""

import datetime
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kb.documents import State
from kb.errors import EditConflict, InputError, InvalidDocument, RenderingUnavailable
from kb.facts import Fact
from kb.importing.registers import fact_problems
from kb.library.desk import DUE_WITHIN, Desk
from kb.library.editing import Editing
from kb.library.facts import texts_to_review
from kb.library.registers import KnownIds
from kb.library.values import ToReview
from kb.store import Deed, Saved, Store, TaskList
from kb.store.registers import deed_subject

logger = logging.getLogger(__name__)

FACT_LABELS = {
    "id": "Kennung",
    "label": "Was der Wert aussagt",
    "value": "Wert",
    "unit": "Einheit",
    "as_of": "Stand",
    "source": "Quelle",
    "source_url": "Adresse der Quelle",
    "authority": "Zuständige Stelle",
    "sure": "Gesichert",
    "review_by": "Nächste Prüfung",
    "topic": "Thema",
}
"""What editors call the fields of a fact."""

CONFIRMED = "Geprüft, gilt weiter"


@dataclass(frozen=True)
class KeptFact:
    """texts: how many documents use it, public or in work. is_due: it is to be looked at within 30 days."""

    fact: Fact
    texts: int
    is_due: bool


@dataclass(frozen=True)
class FactUser:
    """A document that uses a fact. is_outdated: it was published with another state of it."""

    document: str
    title: str
    is_public: bool
    is_outdated: bool


class Reviewing:
    """Methods may raise StoreUnavailable; then nothing was changed. Each change is in the audit trail."""

    def __init__(self, store: Store, known: KnownIds, editing: Editing, desk: Desk) -> None:
        self._store, self._known, self._editing, self._desk = store, known, editing, desk

    def facts(self, today: datetime.date | None = None) -> tuple[KeptFact, ...]:
        """All facts in the order of the register."""
        until = (today or datetime.date.today()) + DUE_WITHIN
        texts = Counter(fact for _, fact in {(use.document, use.fact) for use in self._store.documents.fact_uses()})
        return tuple(KeptFact(one, texts[one.id], one.is_past_review(until)) for one in self._known.facts)

    def facts_number(self) -> int:
        """Which state of the register `fact` reads: what an edit is based on."""
        return self._store.registers.facts_number()

    def fact(self, fact_id: str) -> Fact:
        """Raises NotFound."""
        return self._known.facts.get(fact_id)

    def deeds(self, fact_id: str) -> tuple[Deed, ...]:
        """What the audit trail says of a fact, the newest first."""
        return self._store.audit.newest(subject=deed_subject(fact_id))

    def users_of(self, fact: Fact) -> tuple[FactUser, ...]:
        """The documents that use it, by id."""
        uses = [use for use in self._store.documents.fact_uses() if use.fact == fact.id]
        public = {use.document: use.made_with for use in uses if use.is_public}
        titles = {one.id: one.title for one in self._store.shelf.listed(tuple(public))}
        return tuple(
            FactUser(
                one,
                titles.get(one) or self._editing.newest(one).document.title,
                is_public=one in public,
                is_outdated=one in public and public[one] != fact.state,
            )
            for one in dict.fromkeys(use.document for use in uses)
        )

    def save_fact(self, fact: Fact, editor: str, based_on: int | None) -> None:
        """Change a fact, or add one; texts show it at once and are to be read again.

        based_on: what `facts_number` said when it was read. Raises InvalidDocument, or EditConflict if it was changed since.
        """
        self._refuse_invalid(fact, FACT_LABELS)
        try:
            self._editing.save_fact(fact, editor, based_on)
        except RenderingUnavailable as error:  # the fact is safe, and the worker renders the texts
            logger.warning("texts keep showing the former state of %s for now: %s", fact.id, error)

    def _refuse_invalid(self, fact: Fact, names: Mapping[str, str]) -> None:
        reasons = list(fact_problems(fact, names))
        if fact.topic and fact.topic not in self._known.topics:
            reasons.append(f"Das Thema „{fact.topic}“ gibt es nicht.")
        if reasons:
            raise InvalidDocument(fact.label or fact.id or "Fakt", reasons)

    def confirm_fact(self, fact_id: str, editor: str, based_on: int, review_by: datetime.date) -> None:
        """It was looked at and still holds. Raises InputError, NotFound or EditConflict."""
        _refuse_past(review_by)
        self.save_fact(replace(self.fact(fact_id), review_by=review_by), editor, based_on)

    def due(self, today: datetime.date | None = None) -> TaskList:
        """Public documents to be looked at within 30 days, the most urgent first."""
        return self._desk.review_due(today)

    def with_changed_facts(self) -> tuple[ToReview, ...]:
        """Public documents with a fact that changed since they were published."""
        return texts_to_review(self._store, self._known.facts)

    def confirm(self, document_id: str, editor: str, based_on: int, review_by: datetime.date | None = None) -> Saved:
        """A public text was looked at and still holds: its next revision says until when. None: the day stays.

        Raises InputError if somebody works on a draft beside it or the day is past, EditConflict or NotFound.
        """
        newest = self._editing.newest(document_id)
        if newest.number != based_on:
            raise EditConflict(document_id, based_on, newest.number)
        if newest.document.state is not State.PUBLISHED:
            raise InputError(
                f"An „{newest.document.title}“ wird gerade gearbeitet. Bitte setzen Sie die nächste Prüfung dort, wo der Entwurf "
                "entsteht; sonst ginge er unter. Es wurde nichts geändert."
            )
        _refuse_past(review_by)
        document = replace(newest.document, review_by=review_by or newest.document.review_by)
        return self._editing.save(document, editor, based_on, CONFIRMED)


def _refuse_past(review_by: datetime.date | None) -> None:
    if review_by and review_by <= datetime.date.today():
        raise InputError("Die nächste Prüfung muss in der Zukunft liegen. Es wurde nichts geändert.")
