"""The lists of what is public: by topic, by municipality, the latest. Kept up to date within each save."""

import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from kb.documents import AnyDocument, Article, Kind, Motion, Outcome
from kb.store.database import Database
from kb.store.matters import matter_keys
from kb.store.tables import public_documents, public_matters, public_topics
from kb.store.transactions import repeating
from kb.store.values import Listed, MatterPaper
from kb.topics import TopicTree

MOST_IN_MATTER = 50
"""Papers; a matter that grows beyond is hardly one."""

_latest_first = public_documents.c.day.desc().nulls_last()

_ORDER = {kind: place for place, kind in enumerate(Kind)}


@repeating
class Shelf:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_topic(self, topic_id: str) -> tuple[Listed, ...]:
        """Public documents on the topic or a narrower one, by kind and title."""
        return _by_kind(self._listed(_on_topic(select(public_documents), topic_id)))

    def of_municipality(self, ags: str) -> tuple[Listed, ...]:
        """Public documents of the municipality, by kind and title."""
        return _by_kind(self._listed(select(public_documents).where(public_documents.c.municipality == ags)))

    def latest(self, most: int) -> tuple[Listed, ...]:
        """What was published last; what came at the same moment goes by its own day."""
        newest_first = (public_documents.c.published_at.desc(), _latest_first, public_documents.c.title)
        return self._listed(select(public_documents).order_by(*newest_first).limit(most))

    def page(self, number: int, size: int) -> tuple[Listed, ...]:
        """Everything public in the order of ids, in pages of so many; numbers begin with 0."""
        by_id = select(public_documents).order_by(public_documents.c.document_id)
        return self._listed(by_id.offset(number * size).limit(size))

    def on_topics(self, topics: tuple[str, ...], kinds: tuple[Kind, ...], most: int) -> tuple[Listed, ...]:
        """Public documents of these kinds: those that share most of the topics first, of these the latest."""
        shared = (
            select(public_topics.c.document_id, func.count().label("count"))
            .where(public_topics.c.topic.in_(topics))
            .group_by(public_topics.c.document_id)
            .subquery()
        )
        wanted = (
            select(public_documents)
            .join(shared, shared.c.document_id == public_documents.c.document_id)
            .where(public_documents.c.kind.in_([kind.value for kind in kinds]))
            .order_by(shared.c.count.desc(), _latest_first, public_documents.c.document_id)
        )
        return self._listed(wanted.limit(most))

    def events(self, today: datetime.date, topic_id: str = "", most: int | None = None) -> tuple[Listed, ...]:
        """Events that are not over on that day, the next one first. topic_id: only those on it or a narrower one."""
        coming = _on_topic(select(public_documents).where(public_documents.c.ends >= today), topic_id)
        return self._listed(coming.order_by(public_documents.c.day, public_documents.c.title).limit(most))

    def past_events(self, today: datetime.date, most: int) -> tuple[Listed, ...]:
        """Events that were over on that day, the last one first."""
        over = select(public_documents).where(public_documents.c.ends < today)
        return self._listed(over.order_by(public_documents.c.day.desc(), public_documents.c.title).limit(most))

    def latest_of(self, kind: Kind, most: int) -> tuple[Listed, ...]:
        """The latest of a kind by their own day."""
        of_kind = select(public_documents).where(public_documents.c.kind == kind.value)
        return self._listed(of_kind.order_by(_latest_first, public_documents.c.title).limit(most))

    def listed(self, document_ids: tuple[str, ...]) -> tuple[Listed, ...]:
        """Those of the given documents that are public, in the given order."""
        wanted = select(public_documents).where(public_documents.c.document_id.in_(document_ids))
        found = {one.id: one for one in self._listed(wanted)}
        return tuple(found[one] for one in document_ids if one in found)

    def counts_by_topic(self) -> dict[str, int]:
        """How many public documents are on each topic or a narrower one; topics without any are absent."""
        wanted = select(public_topics.c.topic, func.count()).group_by(public_topics.c.topic)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(wanted)}

    def counts_by_municipality(self) -> dict[str, int]:
        """How many public documents each municipality has, by AGS; those without any are absent."""
        ags = public_documents.c.municipality
        with self._database.reading() as connection:
            rows = connection.execute(select(ags, func.count()).where(ags != "").group_by(ags))
            return {row[0]: row[1] for row in rows}

    def counts_by_topic_of(self, ags: str) -> dict[str, int]:
        """How many public documents of the municipality are on each topic or a narrower one."""
        of_it = select(public_documents.c.document_id).where(public_documents.c.municipality == ags)
        topic = public_topics.c.topic
        wanted = select(topic, func.count()).where(public_topics.c.document_id.in_(of_it)).group_by(topic)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(wanted)}

    def counts_by_kind(self) -> dict[Kind, int]:
        """How many public documents there are of each kind; kinds without any are absent."""
        kind = public_documents.c.kind
        with self._database.reading() as connection:
            return {Kind(one): count for one, count in connection.execute(select(kind, func.count()).group_by(kind))}

    def matter_of(self, document_id: str) -> tuple[MatterPaper, ...]:
        """The public papers of the same Vorgang and the document itself, by day; empty if it stands alone."""
        with self._database.reading() as connection:
            found = _sharing_keys(connection, document_id)
            if len(found) <= 1:
                return ()
            rows = connection.execute(select(public_documents).where(public_documents.c.document_id.in_(found)))
            papers = [_matter_paper(row) for row in rows]
        return tuple(sorted(papers, key=lambda one: (one.day or datetime.date.max, one.reference, one.id)))

    def _listed(self, wanted: Select[Any]) -> tuple[Listed, ...]:
        with self._database.reading() as connection:
            return tuple(map(as_listed, connection.execute(wanted)))


def as_listed(row: Row[Any]) -> Listed:
    """A row of `public_documents`."""
    return Listed(
        id=row.document_id,
        kind=Kind(row.kind),
        title=row.title,
        summary=row.summary,
        reference=row.reference,
        municipality=row.municipality,
        outcome=Outcome(row.outcome) if row.outcome else None,
        day=row.day,
        ends=row.ends,
        place=row.place,
        published_at=row.published_at,
    )


def _on_topic(wanted: Select[Any], topic_id: str) -> Select[Any]:
    """Only those on the topic or a narrower one; all of them without a topic."""
    on_it = select(public_topics.c.document_id).where(public_topics.c.topic == topic_id)
    return wanted.where(public_documents.c.document_id.in_(on_it)) if topic_id else wanted


def _by_kind(listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
    return tuple(sorted(listed, key=lambda one: (_ORDER[one.kind], one.slug, one.id)))


def _sharing_keys(connection: Connection, document_id: str) -> set[str]:
    """Ids of all papers that share a key with it, or with one that does, and so on."""
    key, paper = public_matters.c.key, public_matters.c.document_id
    found, new = {document_id}, {document_id}
    while new and len(found) < MOST_IN_MATTER:
        keys = select(key).where(paper.in_(new))
        new = set(connection.scalars(select(paper).where(key.in_(keys)).distinct().limit(MOST_IN_MATTER))) - found
        found |= new
    return found


def _matter_paper(row: Any) -> MatterPaper:
    return MatterPaper(
        id=row.document_id,
        title=row.title,
        type=row.type,
        reference=row.reference,
        outcome=Outcome(row.outcome) if row.outcome else None,
        day=row.day,
    )


def remove(connection: Connection, document_id: str) -> None:
    """Take the document from the lists, within the caller's transaction."""
    connection.execute(delete(public_matters).where(public_matters.c.document_id == document_id))
    connection.execute(delete(public_topics).where(public_topics.c.document_id == document_id))
    connection.execute(delete(public_documents).where(public_documents.c.document_id == document_id))


def add(connection: Connection, document: AnyDocument, published_at: datetime.datetime) -> None:
    """Put the document into the lists, within the caller's transaction."""
    motion = document if isinstance(document, Motion) else None
    event = document if isinstance(document, Article) and document.kind is Kind.EVENT else None
    connection.execute(
        insert(public_documents).values(
            document_id=document.id,
            kind=document.kind.value,
            title=document.title,
            summary=document.summary,
            reference=motion.reference if motion else "",
            municipality=document.municipality,
            outcome=motion.outcome.value if motion and motion.outcome else "",
            day=document.day,
            ends=(event.ends or event.starts) if event else None,
            place=event.place if event else "",
            type=motion.type if motion else "",
            published_at=published_at,
        )
    )
    if topics := TopicTree.with_broader(document.topics):
        connection.execute(insert(public_topics), [{"document_id": document.id, "topic": one} for one in topics])
    if keys := matter_keys(document):
        connection.execute(insert(public_matters), [{"document_id": document.id, "key": one} for one in keys])
