"""Looking through titles, numbers and topics: what the database itself can find while no index answers."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from kb.documents import Kind
from kb.store.database import Database
from kb.store.shelf import as_listed
from kb.store.tables import public_documents, public_topics
from kb.store.transactions import repeating
from kb.store.values import Listed

_BY_TITLE, _BY_SUMMARY, _BY_REFERENCE, _BY_TOPIC = 3, 1, 9, 2
"""What a word counts by where it stands."""


@repeating
class Titles:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(  # each is a filter of its own
        self,
        words: Sequence[str],
        *,
        named_topics: Sequence[str] = (),
        kinds: Sequence[Kind] = (),
        topics: Sequence[str] = (),
        municipalities: Sequence[str] = (),
        offset: int = 0,
        most: int = 10,
    ) -> tuple[int, tuple[Listed, ...]]:
        """How many public documents have a word in title, summary or number, or are on a named topic; and some of them.

        Those with most of it first, then the newest. Without words and named topics all that the filters leave.
        """
        worth = _worth(words, named_topics)
        wanted = and_(*_filters(kinds, topics, municipalities), worth > 0 if words or named_topics else literal(True))  # noqa: FBT003
        order = (worth.desc(), public_documents.c.day.desc().nulls_last(), public_documents.c.document_id)
        with self._database.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(public_documents).where(wanted)) or 0
            rows = connection.execute(
                select(public_documents).where(wanted).order_by(*order).offset(offset).limit(most)
            )
            return total, tuple(map(as_listed, rows))


def _worth(words: Sequence[str], topics: Sequence[str]) -> ColumnElement[int]:
    weights = {"title": _BY_TITLE, "summary": _BY_SUMMARY, "reference": _BY_REFERENCE}
    by_word = [
        case((_has(public_documents.c[name], word), weight), else_=0)
        for word in words
        for name, weight in weights.items()
    ]
    by_topic = [case((_on(topics), _BY_TOPIC), else_=0)] if topics else []
    return sum([*by_word, *by_topic], start=literal(0))


def _has(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whatever the case; SQLite knows none beyond ASCII, so that an umlaut at the begin is tried both ways."""
    return or_(*(column.icontains(one, autoescape=True) for one in {word, word.lower(), word.capitalize()}))


def _on(topics: Sequence[str]) -> ColumnElement[bool]:
    on_them = select(public_topics.c.document_id).where(public_topics.c.topic.in_(topics))
    return public_documents.c.document_id.in_(on_them)


def _filters(kinds: Sequence[Kind], topics: Sequence[str], municipalities: Sequence[str]) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if kinds:
        chosen.append(public_documents.c.kind.in_([one.value for one in kinds]))
    if topics:
        chosen.append(_on(topics))
    if municipalities:
        chosen.append(public_documents.c.municipality.in_(municipalities))
    return chosen
