"""The tables, for queries. They are created by the migrations; a test sees to it that both say the same."""

import datetime
from typing import Any

from sqlalchemy import (
    JSON,
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

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime.datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=datetime.UTC) if value else None


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
    Column("published_at", Instant, nullable=False, index=True),
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

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
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
