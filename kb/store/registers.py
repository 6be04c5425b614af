"""Topics and municipalities, each kept as a whole with its earlier states."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from kb.municipalities import Municipality, MunicipalityRegister
from kb.store.database import Database
from kb.store.tables import registers
from kb.topics import Topic, TopicTree

TOPICS = "topics"
MUNICIPALITIES = "municipalities"


class Registers:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def topics(self) -> TopicTree:
        """Empty if none were saved yet."""
        return TopicTree(tuple(_topic(entry) for entry in self._content(TOPICS)))

    def municipalities(self) -> MunicipalityRegister:
        """Empty if none were saved yet."""
        return MunicipalityRegister(tuple(Municipality(**entry) for entry in self._content(MUNICIPALITIES)))

    def save_topics(self, topics: TopicTree, editor: str) -> bool:
        """Keep the tree; returns whether it differs from what was there."""
        return self._save(TOPICS, [asdict(topic) for topic in topics], editor)

    def save_municipalities(self, register: MunicipalityRegister, editor: str) -> bool:
        """Keep the register; returns whether it differs from what was there."""
        return self._save(MUNICIPALITIES, [asdict(one) for one in register], editor)

    def editor_of(self, name: str) -> str:
        """Who saved `TOPICS` or `MUNICIPALITIES` last; empty if nobody did."""
        with self._database.reading() as connection:
            row = _newest(connection, name)
        return row.editor if row else ""

    def _content(self, name: str) -> Sequence[dict[str, Any]]:
        with self._database.reading() as connection:
            row = _newest(connection, name)
        return row.content if row else ()

    def _save(self, name: str, content: list[dict[str, Any]], editor: str) -> bool:
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        with self._database.writing() as connection:
            newest = _newest(connection, name)
            if newest and newest.hash == digest:
                return False
            number = newest.number + 1 if newest else 1
            about = {"editor": editor, "saved_at": datetime.datetime.now(datetime.UTC)}
            connection.execute(
                insert(registers).values(name=name, number=number, content=content, hash=digest, **about)
            )
        return True


def _newest(connection: Connection, name: str) -> Row[Any] | None:
    wanted = select(registers).where(registers.c.name == name).order_by(registers.c.number.desc()).limit(1)
    return connection.execute(wanted).first()


def _topic(entry: dict[str, Any]) -> Topic:
    return Topic(**{**entry, "alternative_labels": tuple(entry["alternative_labels"])})
