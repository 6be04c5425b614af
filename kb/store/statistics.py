"""Counts of searches by day and question; the words of a question only from its second day on."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, case, delete, func, insert, select, update

from kb.statistics import Counts, Question, SearchDay
from kb.store.database import Database
from kb.store.tables import question_days, questions, search_days
from kb.store.transactions import repeating

KEPT = datetime.timedelta(days=400)
KEPT_WITHOUT_WORDS = datetime.timedelta(days=28)
"""A question that does not come again within this time is forgotten."""


@repeating
class Statistics:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        days: Mapping[datetime.date, Counts],
        asked: Sequence[tuple[datetime.date, str, str, Counts]],
    ) -> None:
        """asked: day, key, words and counts; the words are kept only if the key came on an earlier day."""
        with self._database.writing() as connection:
            for day, counts in days.items():
                _count(connection, search_days, {"day": day}, counts)
            for day, key, words, counts in asked:
                _count(connection, question_days, {"key": key, "day": day}, counts)
                if _came_before(connection, key, day):
                    _keep_words(connection, key, words)

    def days(self, first: datetime.date) -> tuple[SearchDay, ...]:
        """From `first` on, in order; days without a search are absent."""
        wanted = select(search_days).where(search_days.c.day >= first).order_by(search_days.c.day)
        with self._database.reading() as connection:
            rows = connection.execute(wanted)
            return tuple(SearchDay(row.day, Counts(row.asked, row.empty, row.hardly)) for row in rows)

    def questions(self, first: datetime.date) -> tuple[Question, ...]:
        """Those asked since `first`, the most frequent first."""
        days = question_days.c
        after = and_(questions.c.remedied_on.is_not(None), days.day >= questions.c.remedied_on)
        sums = [func.sum(days[name]).label(name) for name in _COUNTED]
        since = [func.sum(case((after, days[name]), else_=0)).label(f"{name}_since") for name in _COUNTED]
        wanted = (
            select(questions, *sums, *since)
            .join(question_days, days.key == questions.c.key)
            .where(days.day >= first)
            .group_by(*questions.c)
            .order_by(func.sum(days.asked).desc(), questions.c.words)
        )
        with self._database.reading() as connection:
            return tuple(_question(row) for row in connection.execute(wanted))

    def remedy(self, key: str, remedy: str, person: str, day: datetime.date) -> bool:
        """Note what was done about a question; returns whether it is known."""
        values = {"remedy": remedy, "person": person, "remedied_on": day if remedy else None}
        with self._database.writing() as connection:
            return connection.execute(update(questions).where(questions.c.key == key).values(**values)).rowcount > 0

    def forget(self, today: datetime.date) -> None:
        """Remove what is too old, and questions that did not come again in time."""
        known = select(questions.c.key)
        single = and_(question_days.c.day < today - KEPT_WITHOUT_WORDS, question_days.c.key.not_in(known))
        with self._database.writing() as connection:
            connection.execute(delete(question_days).where(single))
            connection.execute(delete(question_days).where(question_days.c.day < today - KEPT))
            connection.execute(delete(search_days).where(search_days.c.day < today - KEPT))
            connection.execute(delete(questions).where(questions.c.key.not_in(select(question_days.c.key))))


_COUNTED = ("asked", "empty", "hardly")


def _count(connection: Connection, table: Table, key: Mapping[str, object], counts: Counts) -> None:
    here: ColumnElement[bool] = and_(*(table.c[name] == value for name, value in key.items()))
    added = {name: table.c[name] + getattr(counts, name) for name in _COUNTED}
    if not connection.execute(update(table).where(here).values(**added)).rowcount:
        connection.execute(insert(table).values(**key, **asdict(counts)))


def _came_before(connection: Connection, key: str, day: datetime.date) -> bool:
    earlier = select(1).where(question_days.c.key == key, question_days.c.day < day)
    return connection.scalar(earlier.limit(1)) is not None


def _keep_words(connection: Connection, key: str, words: str) -> None:
    if connection.scalar(select(1).where(questions.c.key == key)) is None:
        connection.execute(insert(questions).values(key=key, words=words, remedy="", person="", remedied_on=None))


def _question(row: Any) -> Question:
    return Question(
        words=row.words,
        counts=Counts(row.asked, row.empty, row.hardly),
        remedy=row.remedy,
        person=row.person,
        remedied_on=row.remedied_on,
        since=Counts(row.asked_since, row.empty_since, row.hardly_since),
    )
