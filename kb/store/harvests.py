"""Sources of council papers, how far their reading came, and what became of each paper."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from kb.store.database import Database
from kb.store.tables import harvest_objects, harvest_pages, harvest_runs, harvest_sources
from kb.store.transactions import repeating

Json = dict[str, Any]

_AT_ONCE = 500
"""Ids in one statement; databases limit the number of parameters."""


class Verdict(StrEnum):
    """What became of a paper."""

    TAKEN = "taken"
    LEFT = "left"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A council information system that is read.

    url: as it was given. papers: address of the list. municipality: AGS. hosts: that may be asked.
    publish: whether papers are public at once. rules: what the last complete run judged by.
    complete_from, full_from: start of the last complete run, and of the last that read everything.
    every_hours: how often the worker reads it; 0: never by itself.
    """

    id: str
    url: str
    papers: str
    name: str
    municipality: str
    hosts: tuple[str, ...]
    publish: bool
    added_at: datetime.datetime
    rules: str = ""
    complete_from: datetime.datetime | None = None
    full_from: datetime.datetime | None = None
    every_hours: int = 24


@dataclass(frozen=True, kw_only=True)
class Run:
    """One reading of a source. cursor: address of the page that comes next; empty when all are read."""

    id: int
    source_id: str
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    is_full: bool
    cursor: str
    pages: int
    problem: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A paper of a source. reason: German. content: as it came, of a taken one. run: in which it was seen last."""

    object_id: str
    verdict: Verdict
    reason: str = ""
    hash: str = ""
    document_id: str = ""
    run: int = 0
    page: str = ""
    content: Json | None = None


@dataclass(frozen=True, kw_only=True)
class SeenPage:
    """A page of a source's list. run: that read it last."""

    url: str
    etag: str
    next: str
    run: int


@repeating
class Harvests:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sources(self) -> tuple[Source, ...]:
        """In the order in which they were added."""
        wanted = select(harvest_sources).order_by(harvest_sources.c.added_at, harvest_sources.c.id)
        with self._database.reading() as connection:
            return tuple(Source(**{**row._mapping, "hosts": tuple(row.hosts)}) for row in connection.execute(wanted))

    def add(self, source: Source) -> None:
        with self._database.writing() as connection:
            connection.execute(insert(harvest_sources).values({**asdict(source), "hosts": list(source.hosts)}))

    def remove(self, source_id: str) -> None:
        """Forget the source and all that was seen of it; documents are not touched."""
        with self._database.writing() as connection:
            for table in (harvest_pages, harvest_objects, harvest_runs):
                connection.execute(delete(table).where(table.c.source_id == source_id))
            connection.execute(delete(harvest_sources).where(harvest_sources.c.id == source_id))

    def last_run(self, source_id: str) -> Run | None:
        wanted = select(harvest_runs).filter_by(source_id=source_id).order_by(harvest_runs.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        return Run(**row._mapping) if row else None

    def begin(self, source_id: str, cursor: str, now: datetime.datetime, *, is_full: bool) -> Run:
        values = {"source_id": source_id, "started_at": now, "is_full": is_full, "cursor": cursor}
        with self._database.writing() as connection:
            made = connection.execute(insert(harvest_runs).values(**values, pages=0, problem=""))
            key = made.inserted_primary_key
        return Run(id=key[0] if key else 0, **values, ended_at=None, pages=0, problem="")  # type: ignore[arg-type]  # as above

    def move(self, run_id: int, cursor: str) -> None:
        """Go on elsewhere."""
        with self._database.writing() as connection:
            connection.execute(update(harvest_runs).filter_by(id=run_id).values(cursor=cursor))

    def interrupt(self, run_id: int, problem: str) -> None:
        """Say why the run stopped; the next one goes on from its cursor."""
        with self._database.writing() as connection:
            connection.execute(update(harvest_runs).filter_by(id=run_id).values(problem=problem))

    def end(self, run: Run, now: datetime.datetime, rules: str) -> None:
        """The run has read everything it was to read."""
        is_complete = {"complete_from": run.started_at, "rules": rules}
        is_complete |= {"full_from": run.started_at} if run.is_full else {}
        with self._database.writing() as connection:
            connection.execute(update(harvest_runs).filter_by(id=run.id).values(ended_at=now, problem="", cursor=""))
            connection.execute(update(harvest_sources).filter_by(id=run.source_id).values(is_complete))

    def finish_page(self, run: Run, page: SeenPage, seen: Sequence[Seen]) -> None:
        """Keep what a page held and go on with the next one, in one step."""
        with self._database.writing() as connection:
            _forget_refused(connection, run.source_id, page.url)
            _keep(connection, run.source_id, seen)
            _move(connection, run, page)

    def keep_page(self, run: Run, page: SeenPage) -> None:
        """The page is as it was: all that it held was seen again."""
        on_it = (harvest_objects.c.source_id == run.source_id) & (harvest_objects.c.page == page.url)
        with self._database.writing() as connection:
            connection.execute(update(harvest_objects).where(on_it).values(run=run.id))
            _move(connection, run, page)

    def keep(self, source_id: str, seen: Seen) -> None:
        with self._database.writing() as connection:
            _keep(connection, source_id, (seen,))

    def page(self, source_id: str, url: str) -> SeenPage | None:
        with self._database.reading() as connection:
            row = connection.execute(select(harvest_pages).filter_by(source_id=source_id, url=url)).first()
        return SeenPage(url=row.url, etag=row.etag, next=row.next, run=row.run) if row else None

    def seen(self, source_id: str, ids: Sequence[str]) -> dict[str, Seen]:
        """What is known of these papers, by id."""
        remaining = iter(ids)
        found: dict[str, Seen] = {}
        with self._database.reading() as connection:
            while some := tuple(islice(remaining, _AT_ONCE)):
                wanted = _of(source_id).where(harvest_objects.c.object_id.in_(some))
                found |= {row.object_id: _seen(row) for row in connection.execute(wanted)}
        return found

    def with_verdict(self, source_id: str, verdict: Verdict, before_run: int | None = None) -> tuple[Seen, ...]:
        """By id. before_run: only those that were not seen since that run began."""
        wanted = _of(source_id).where(harvest_objects.c.verdict == verdict.value)
        if before_run is not None:
            wanted = wanted.where(harvest_objects.c.run < before_run)
        with self._database.reading() as connection:
            return tuple(_seen(row) for row in connection.execute(wanted.order_by(harvest_objects.c.object_id)))

    def counts(self, source_id: str) -> dict[Verdict, int]:
        """How many papers have each verdict; verdicts that none has are absent."""
        verdict = harvest_objects.c.verdict
        wanted = select(verdict, func.count()).where(harvest_objects.c.source_id == source_id).group_by(verdict)
        with self._database.reading() as connection:
            return {Verdict(one): count for one, count in connection.execute(wanted)}


def _of(source_id: str) -> Select[Any]:
    return select(harvest_objects).where(harvest_objects.c.source_id == source_id)


def _seen(row: Any) -> Seen:
    values: Mapping[str, Any] = {name: value for name, value in row._mapping.items() if name != "source_id"}
    return Seen(**{**values, "verdict": Verdict(row.verdict)})


def _keep(connection: Connection, source_id: str, seen: Sequence[Seen]) -> None:
    remaining = iter(seen)
    while some := tuple(islice(remaining, _AT_ONCE)):
        ids = harvest_objects.c.object_id.in_([one.object_id for one in some])
        connection.execute(delete(harvest_objects).where(harvest_objects.c.source_id == source_id, ids))
        rows = [{**vars(one), "source_id": source_id, "verdict": one.verdict.value} for one in some]
        connection.execute(insert(harvest_objects), rows)


def _forget_refused(connection: Connection, source_id: str, page: str) -> None:
    """Items without an id are told by their place; what stands there now is told anew."""
    refused = (harvest_objects.c.verdict == Verdict.REFUSED.value) & (harvest_objects.c.document_id == "")
    on_page = (harvest_objects.c.source_id == source_id) & (harvest_objects.c.page == page)
    connection.execute(delete(harvest_objects).where(refused & on_page))


def _move(connection: Connection, run: Run, page: SeenPage) -> None:
    connection.execute(delete(harvest_pages).filter_by(source_id=run.source_id, url=page.url))
    connection.execute(insert(harvest_pages).values(source_id=run.source_id, **{**vars(page), "run": run.id}))
    done = {"cursor": page.next, "pages": harvest_runs.c.pages + 1, "problem": ""}
    connection.execute(update(harvest_runs).filter_by(id=run.id).values(done))
