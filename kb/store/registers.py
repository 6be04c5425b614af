"""Topics, municipalities, facts and synonyms, each kept as a whole with its earlier states."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from kb.errors import EditConflict
from kb.facts import Fact, FactRegister
from kb.municipalities import Municipality, MunicipalityRegister
from kb.store.audit import note_deed
from kb.store.database import Database
from kb.store.tables import harvest_sources, registers
from kb.store.transactions import repeating
from kb.topics import Topic, TopicTree

TOPICS = "topics"
MUNICIPALITIES = "municipalities"
FACTS = "facts"
SYNONYMS = "synonyms"


@repeating
class Registers:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def topics(self) -> TopicTree:
        """Empty if none were saved yet."""
        return TopicTree(tuple(_topic(entry) for entry in self._content(TOPICS)))

    def municipalities(self) -> MunicipalityRegister:
        """Empty if none were saved yet; with those of the council information systems that are read."""
        listed = [Municipality(**entry) for entry in self._content(MUNICIPALITIES)]
        return MunicipalityRegister((*listed, *(self._harvested({one.ags for one in listed}) if listed else ())))

    def _harvested(self, known: AbstractSet[str]) -> tuple[Municipality, ...]:
        """Those outside the register: a source may lie in another Land."""
        wanted = select(harvest_sources.c.municipality, harvest_sources.c.name).order_by(harvest_sources.c.added_at)
        with self._database.reading() as connection:
            found = {row.municipality: row.name for row in connection.execute(wanted)}
        return tuple(Municipality(ags=ags, name=name) for ags, name in found.items() if ags not in known)

    def facts(self) -> FactRegister:
        """Empty if none were saved yet."""
        return FactRegister(tuple(fact_from_json(entry) for entry in self._content(FACTS)))

    def synonyms(self) -> str:
        """The file of synonyms as it was saved; empty if none was yet."""
        return "".join(entry["text"] for entry in self._content(SYNONYMS))

    def facts_number(self) -> int:
        """Grows with every change of the facts; 0 if none were saved yet."""
        wanted = select(func.max(registers.c.number)).where(registers.c.name == FACTS)
        with self._database.reading() as connection:
            return connection.scalar(wanted) or 0

    def save_topics(self, topics: TopicTree, editor: str) -> bool:
        """Keep the tree; returns whether it differs from what was there."""
        return self._save(TOPICS, [asdict(topic) for topic in topics], editor)

    def save_municipalities(self, register: MunicipalityRegister, editor: str) -> bool:
        """Keep the register; returns whether it differs from what was there."""
        return self._save(MUNICIPALITIES, [asdict(one) for one in register], editor)

    def save_facts(self, facts: FactRegister, editor: str) -> bool:
        """Keep the register; returns whether it differs from what was there."""
        return self._save(FACTS, [_fact_as_json(fact) for fact in facts], editor)

    def save_synonyms(self, text: str, editor: str) -> bool:
        """Keep the file; returns whether it differs from what was there."""
        return self._save(SYNONYMS, [{"text": text}], editor)

    def facts_as_of(self, number: int) -> FactRegister:
        """An earlier state, by what `facts_number` said then; empty for an unknown number."""
        with self._database.reading() as connection:
            return _facts_as_of(connection, number)

    def save_fact(self, fact: Fact, editor: str, based_on: int | None = None) -> bool:
        """Change or add one fact, whatever others did to the rest meanwhile; returns whether it differs.

        based_on: what `facts_number` said when the fact was read; None for whatever it is now.
        Raises EditConflict if this very fact was changed since.
        """
        with self._database.writing() as connection:
            row = newest_register(connection, FACTS)
            newest = row.number if row else 0
            before = _facts_as_of(connection, newest)
            if based_on not in (None, newest) and before.found(fact.id) != _facts_as_of(connection, based_on).found(
                fact.id
            ):
                raise EditConflict(fact.id, based_on, newest)
            changed = keep_register(connection, FACTS, [_fact_as_json(one) for one in before.changed(fact)], editor)
            if changed:
                note_deed(connection, editor, "Fakt geändert", deed_subject(fact.id), fact.wording)
            return changed

    def editor_of(self, name: str) -> str:
        """Who saved `TOPICS`, `MUNICIPALITIES`, `FACTS` or `SYNONYMS` last; empty if nobody did."""
        with self._database.reading() as connection:
            row = newest_register(connection, name)
        return row.editor if row else ""

    def _content(self, name: str) -> Sequence[dict[str, Any]]:
        with self._database.reading() as connection:
            row = newest_register(connection, name)
        return row.content if row else ()

    def _save(self, name: str, content: list[dict[str, Any]], editor: str) -> bool:
        with self._database.writing() as connection:
            return keep_register(connection, name, content, editor)


def deed_subject(fact_id: str) -> str:
    """What the audit trail calls a fact; no document has such an id."""
    return f"Fakt {fact_id}"


def keep_register(connection: Connection, name: str, content: list[dict[str, Any]], editor: str) -> bool:
    """Within the transaction that decides on it; returns whether it differs from what was there."""
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    newest = newest_register(connection, name)
    if newest and newest.hash == digest:
        return False
    number = newest.number + 1 if newest else 1
    about = {"editor": editor, "saved_at": datetime.datetime.now(datetime.UTC)}
    connection.execute(insert(registers).values(name=name, number=number, content=content, hash=digest, **about))
    return True


def newest_register(connection: Connection, name: str) -> Row[Any] | None:
    wanted = select(registers).where(registers.c.name == name).order_by(registers.c.number.desc()).limit(1)
    return connection.execute(wanted).first()


def _facts_as_of(connection: Connection, number: int) -> FactRegister:
    wanted = select(registers.c.content).where(registers.c.name == FACTS, registers.c.number == number)
    return FactRegister(tuple(map(fact_from_json, connection.scalar(wanted) or ())))


def _topic(entry: dict[str, Any]) -> Topic:
    return Topic(**{**entry, "alternative_labels": tuple(entry["alternative_labels"])})


def _fact_as_json(fact: Fact) -> dict[str, Any]:
    return {**asdict(fact), "review_by": fact.review_by.isoformat() if fact.review_by else None}


def fact_from_json(entry: dict[str, Any]) -> Fact:
    day = entry["review_by"]
    return Fact(**{**entry, "review_by": datetime.date.fromisoformat(day) if day else None})
