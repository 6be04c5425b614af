"""The tables, for queries. They are created by the migrations; a test sees to it that both say the same."""

import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime.datetime]):
    """A point in time, always in UTC, also on databases that keep no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:  # noqa: ARG002  # the library's signature
        return value.astimezone(datetime.UTC) if value else None

    def process_result_value(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return (value if value.tzinfo else value.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)


metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("newest", Integer, nullable=False),
    Column("published", Integer),  # number of the revision that readers see
    Column("version", Integer, nullable=False),  # grows with every change of what is public
    Column("first_published_at", Instant),
)

revisions = Table(
    "revisions",
    metadata,
    Column("document_id", String(16), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("content", JSON, nullable=False),
    Column("editor", String(200), nullable=False),
    Column("comment", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
"""What was saved, never changed afterwards: triggers refuse it."""

renderings = Table(
    "renderings",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("parts", JSON, nullable=False),
    ForeignKeyConstraint(("document_id", "number"), ("revisions.document_id", "revisions.number")),
)
"""A revision's parts as HTML: made from it, so it may be made again."""

fact_uses = Table(
    "fact_uses",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("fact", String(100), primary_key=True),
    Column("made_with", String(64), nullable=False),
    Column("shown_with", String(64), nullable=False),
    ForeignKeyConstraint(("document_id", "number"), ("revisions.document_id", "revisions.number")),
)
"""The facts that a revision refers to: their state when it was made, and the one that its rendering shows."""

import_reports = Table(
    "import_reports",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("content", JSON, nullable=False),
    ForeignKeyConstraint(("document_id", "number"), ("revisions.document_id", "revisions.number")),
)
"""How the file was read that a revision came from; for editors only."""

import_checks = Table(
    "import_checks",
    metadata,
    Column("document_id", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("parts", JSON, nullable=False),
    Column("is_complete", Boolean, nullable=False),
    Column("person", String(200), nullable=False),  # who looked at them last
    Column("checked_at", Instant, nullable=False),
    ForeignKeyConstraint(("document_id", "number"), ("import_reports.document_id", "import_reports.number")),
)
"""Which parts somebody compared with the file that they were read out of."""

public_documents = Table(
    "public_documents",
    metadata,
    Column("document_id", String(16), ForeignKey("documents.id"), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("municipality", String(8), nullable=False, index=True),
    Column("outcome", String(20), nullable=False),
    Column("day", Date),
    Column("ends", Date),  # the last day of an event, also if it has just one
    Column("place", Text, nullable=False, server_default=""),  # of an event
    Column("type", Text, nullable=False, server_default=""),  # of a motion
    Column("published_at", Instant, nullable=False, index=True),
    Index("ix_public_documents_ends", "ends"),
)
"""What lists show of each public document, so that they need not read whole documents."""

public_topics = Table(
    "public_topics",
    metadata,
    Column("document_id", String(16), ForeignKey("public_documents.document_id"), primary_key=True),
    Column("topic", String(200), primary_key=True),
    Index("ix_public_topics_topic", "topic"),
)
"""The topics of each public document and every broader one."""

public_matters = Table(
    "public_matters",
    metadata,
    Column("document_id", String(16), ForeignKey("public_documents.document_id"), primary_key=True),
    Column("key", String(300), primary_key=True),
    Index("ix_public_matters_key", "key"),
)
"""What tells that public papers belong to one matter: they share a key; see `kb.store.matters`."""

public_changes = Table(
    "public_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("is_public", Boolean, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
"""The last public change of each document, numbered in the order in which they happened."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_outbox_document_id", "document_id", "id"),
    sqlite_autoincrement=True,
)
"""Changes of what is public that the index was not told yet."""

registers = Table(
    "registers",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", JSON, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("editor", String(200), nullable=False),
    Column("saved_at", Instant, nullable=False),
)
"""Topics, municipalities and facts, each as a whole; the highest number counts."""

loaded_files = Table(
    "loaded_files",
    metadata,
    Column("path", String(1000), primary_key=True),
    Column("document_id", String(16), nullable=False),
    Column("hash", String(64), nullable=False, index=True),
)
"""Which file became which document, with the hash of what it said."""

experiences = Table(
    "experiences",
    metadata,
    Column("document_id", String(16), primary_key=True),  # of the draft, which is made after the report is safe
    Column("content", JSON, nullable=False),
    Column("removed", JSON, nullable=False),  # personal data that was left out, until it is forgotten
    Column("received_at", Instant, nullable=False),
)
"""What municipalities reported; for editors only."""

offers = Table(
    "offers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("state", String(20), nullable=False, index=True),
    Column("content", JSON, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("decided_at", Instant),
)
"""What municipalities offer and seek; only confirmed ones are public."""

hints = Table(
    "hints",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("received_at", Instant, nullable=False),
)
"""What readers tell the editors, without their address."""

hint_replies = Table(
    "hint_replies",
    metadata,
    Column("hint_id", String(16), ForeignKey("hints.id"), primary_key=True),
    Column("address", String(254), nullable=False),
    Column("received_at", Instant, nullable=False, index=True),
)
"""Where those who left a hint want an answer; kept apart and forgotten first."""

submissions = Table(
    "submissions",
    metadata,
    Column("stamp", String(64), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("received_at", Instant, nullable=False, index=True),
)
"""Which forms were sent already, so that a second click sends nothing twice."""

submission_counts = Table(
    "submission_counts",
    metadata,
    Column("network", String(64), primary_key=True),  # keyed hash of the day; no address can be read out of it
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)
"""How much came from each network today."""

harvest_sources = Table(
    "harvest_sources",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("url", String(1000), nullable=False, unique=True),  # as somebody gave it
    Column("papers", String(1000), nullable=False),  # address of the list
    Column("name", String(300), nullable=False),
    Column("municipality", String(8), nullable=False),
    Column("hosts", JSON, nullable=False),
    Column("publish", Boolean, nullable=False),
    Column("rules", String(64), nullable=False),  # version of what the last complete run judged by
    Column("complete_from", Instant),  # start of the last complete run
    Column("full_from", Instant),  # start of the last complete run that read everything
    Column("added_at", Instant, nullable=False),
    Column("every_hours", Integer, nullable=False, server_default="24"),  # 0: only when somebody asks for it
)
"""Council information systems that are read."""

harvest_runs = Table(
    "harvest_runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source_id", String(16), ForeignKey("harvest_sources.id"), nullable=False, index=True),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("is_full", Boolean, nullable=False),
    Column("cursor", Text, nullable=False),  # address of the next page; empty: all pages are read
    Column("pages", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""How far each run came: what is behind the cursor is stored."""

harvest_objects = Table(
    "harvest_objects",
    metadata,
    Column("source_id", String(16), ForeignKey("harvest_sources.id"), primary_key=True),
    Column("object_id", String(1000), primary_key=True),
    Column("verdict", String(20), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("document_id", String(16), nullable=False),  # empty: there never was one
    Column("run", Integer, nullable=False),  # in which it was seen last
    Column("page", Text, nullable=False),
    Column("content", JSON),  # as it came, of papers that were taken
)
"""Every paper that a source has, with what became of it."""

harvest_pages = Table(
    "harvest_pages",
    metadata,
    Column("source_id", String(16), ForeignKey("harvest_sources.id"), primary_key=True),
    Column("url", String(2000), primary_key=True),
    Column("etag", Text, nullable=False),
    Column("next", Text, nullable=False),
    Column("run", Integer, nullable=False),  # that read it last
)
"""The pages of each source's list, so that those that did not change are not sent again."""

people = Table(
    "people",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("municipality", String(8), nullable=False),
    Column("password", String(300), nullable=False),  # as argon2 writes it
    Column("is_disabled", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("added_at", Instant, nullable=False),
)
"""Accounts of those who write and edit; readers have none."""

sessions = Table(
    "sessions",
    metadata,
    Column("key", String(64), primary_key=True),  # SHA-256 of what the browser holds
    Column("person", String(40), ForeignKey("people.name"), nullable=False, index=True),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
"""Who is signed in."""

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False, index=True),  # hash of an account's name or of a network
    Column("tried_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""Failed sign-ins of the last minutes; older ones are deleted."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("done_at", Instant, nullable=False),
    Column("person", String(200), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("details", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Who did what, never changed afterwards: triggers refuse it."""

schedules = Table(
    "schedules",
    metadata,
    Column("document_id", String(16), ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, nullable=False),  # of the revision that was released
    Column("publish_from", Date),
    Column("public_until", Date),
    Column("person", String(200), nullable=False),
)
"""What the worker publishes and withdraws on a day."""

kept_inputs = Table(
    "kept_inputs",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("document_id", String(16), primary_key=True),  # may belong to a document that was never saved
    Column("kind", String(20), nullable=False),
    Column("content", JSON, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
"""What somebody typed into a form of the desk and did not save yet."""

search_days = Table(
    "search_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("asked", Integer, nullable=False),
    Column("empty", Integer, nullable=False),
    Column("hardly", Integer, nullable=False),  # nothing but minor words was found
)
"""How many searches a day had."""

question_days = Table(
    "question_days",
    metadata,
    Column("key", String(64), primary_key=True),  # keyed hash of the question
    Column("day", Date, primary_key=True, index=True),
    Column("asked", Integer, nullable=False),
    Column("empty", Integer, nullable=False),
    Column("hardly", Integer, nullable=False),
)
"""How often a question was asked on a day; of one that came on a single day nothing else is kept."""

questions = Table(
    "questions",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("words", String(300), nullable=False),
    Column("remedy", String(60), nullable=False),
    Column("person", String(40), nullable=False),  # who chose the remedy
    Column("remedied_on", Date),
)
"""The words of questions that came on two different days, and what editors did about them."""
