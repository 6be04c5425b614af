"""What readers sent in: experiences, offers and hints. None of it is public but confirmed offers."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from kb.contributions import (
    Experience,
    Hint,
    HintKind,
    KeptHint,
    KeptOffer,
    Offer,
    OfferKind,
    OfferState,
    ReportedExperience,
)
from kb.errors import NotFound
from kb.store.database import Database
from kb.store.ids import new_id
from kb.store.submissions import Submission, admit, forget_submissions
from kb.store.tables import documents, experiences, hint_replies, hints, offers
from kb.store.transactions import repeating

KEPT = datetime.timedelta(days=90)
"""How long reply addresses and the personal data that was left out are kept."""


@repeating
class Contributions:
    """Every method is one transaction and may raise StoreUnavailable.

    What adds something also raises StampUsed or TooManyContributions, and adds nothing that was sent before.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_experience(self, submission: Submission, experience: Experience, removed: tuple[str, ...]) -> None:
        """Keep a report with the id that its draft is to have."""
        with self._database.writing() as connection:
            if admit(connection, submission):
                values = {"content": asdict(experience), "removed": list(removed)}
                _add(connection, experiences, "document_id", values, submission)

    def experiences(self) -> tuple[ReportedExperience, ...]:
        """The newest first."""
        drafted = documents.c.id.is_not(None).label("is_drafted")
        wanted = (
            select(experiences, drafted)
            .outerjoin(documents, documents.c.id == experiences.c.document_id)
            .order_by(experiences.c.received_at.desc(), experiences.c.document_id)
        )
        with self._database.reading() as connection:
            return tuple(_reported(row) for row in connection.execute(wanted))

    def add_offer(self, submission: Submission, offer: Offer) -> None:
        """Keep an offer until the editors decide."""
        values = {"state": OfferState.PENDING.value, "content": asdict(offer), "decided_by": ""}
        with self._database.writing() as connection:
            if admit(connection, submission):
                _add(connection, offers, "id", values, submission)

    def offers(self, state: OfferState | None = None) -> tuple[KeptOffer, ...]:
        """All or those of one state, the oldest first."""
        wanted = select(offers).order_by(offers.c.received_at, offers.c.id)
        if state:
            wanted = wanted.where(offers.c.state == state.value)
        with self._database.reading() as connection:
            return tuple(_offer(row) for row in connection.execute(wanted))

    def decide(self, offer_id: str, state: OfferState, editor: str) -> None:
        """Raises NotFound."""
        values = {"state": state.value, "decided_by": editor, "decided_at": datetime.datetime.now(datetime.UTC)}
        with self._database.writing() as connection:
            decided = connection.execute(update(offers).where(offers.c.id == offer_id).values(**values))
            _refuse_none(decided.rowcount, f"Den Eintrag „{offer_id}“")

    def remove_offer(self, offer_id: str) -> None:
        """Raises NotFound."""
        with self._database.writing() as connection:
            _remove(connection, offers, offers.c.id == offer_id, f"Den Eintrag „{offer_id}“")

    def add_hint(self, submission: Submission, hint: Hint) -> None:
        """Keep a hint, its reply address apart from it."""
        content = asdict(replace(hint, reply_to=""))
        with self._database.writing() as connection:
            if admit(connection, submission):
                key = _add(connection, hints, "id", {"content": content}, submission)
                if hint.reply_to:
                    values = {"hint_id": key, "address": hint.reply_to, "received_at": submission.received_at}
                    connection.execute(insert(hint_replies).values(**values))

    def hints(self) -> tuple[KeptHint, ...]:
        """The newest first, with the reply addresses that are not forgotten."""
        wanted = (
            select(hints, hint_replies.c.address)
            .outerjoin(hint_replies, hint_replies.c.hint_id == hints.c.id)
            .order_by(hints.c.received_at.desc(), hints.c.id)
        )
        with self._database.reading() as connection:
            return tuple(_hint(row) for row in connection.execute(wanted))

    def remove_hint(self, hint_id: str) -> None:
        """Raises NotFound."""
        with self._database.writing() as connection:
            connection.execute(delete(hint_replies).where(hint_replies.c.hint_id == hint_id))
            _remove(connection, hints, hints.c.id == hint_id, f"Den Hinweis „{hint_id}“")

    def forget(self, now: datetime.datetime) -> int:
        """Remove what was kept long enough; returns the number of reply addresses."""
        before = now - KEPT
        with self._database.writing() as connection:
            forget_submissions(connection, now)
            connection.execute(update(experiences).where(experiences.c.received_at < before).values(removed=[]))
            return connection.execute(delete(hint_replies).where(hint_replies.c.received_at < before)).rowcount


def _add(connection: Connection, table: Table, key: str, values: Mapping[str, object], submission: Submission) -> str:
    """Insert a row with an id that neither this table nor any document has; returns it."""
    new = new_id(lambda one: _is_taken(connection, table.c[key] == one) or _is_taken(connection, documents.c.id == one))
    connection.execute(insert(table).values(**{key: new}, **values, received_at=submission.received_at))
    return new


def _is_taken(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return connection.scalar(select(1).where(condition)) is not None


def _remove(connection: Connection, table: Table, condition: ColumnElement[bool], what: str) -> None:
    _refuse_none(connection.execute(delete(table).where(condition)).rowcount, what)


def _refuse_none(count: int, what: str) -> None:
    if not count:
        raise NotFound(what)


def _reported(row: Row[Any]) -> ReportedExperience:
    said = Experience(**row.content)
    return ReportedExperience(row.document_id, said, tuple(row.removed), row.received_at, row.is_drafted)


def _offer(row: Row[Any]) -> KeptOffer:
    content = row.content | {"kind": OfferKind(row.content["kind"]), "topics": tuple(row.content["topics"])}
    return KeptOffer(row.id, Offer(**content), OfferState(row.state), row.received_at, row.decided_by)


def _hint(row: Row[Any]) -> KeptHint:
    content = row.content | {"kind": HintKind(row.content["kind"]), "reply_to": row.address or ""}
    return KeptHint(row.id, Hint(**content), row.received_at)
