"""Council information systems that are read, and what tells that papers belong to one matter."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from kb.store.as_json import document_from_json
from kb.store.matters import matter_keys

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _matters()
    _sources()
    _objects()
    _fill_matters()


def _matters() -> None:
    op.add_column("public_documents", sa.Column("type", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "public_matters",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("public_documents.document_id"), primary_key=True),
        sa.Column("key", sa.String(300), primary_key=True),
    )
    op.create_index("ix_public_matters_key", "public_matters", ["key"])


def _sources() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "harvest_sources",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("url", sa.String(1000), nullable=False, unique=True),
        sa.Column("papers", sa.String(1000), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("municipality", sa.String(8), nullable=False),
        sa.Column("hosts", sa.JSON, nullable=False),
        sa.Column("publish", sa.Boolean, nullable=False),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("complete_from", instant),
        sa.Column("full_from", instant),
        sa.Column("added_at", instant, nullable=False),
    )
    op.create_table(
        "harvest_runs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("source_id", sa.String(16), sa.ForeignKey("harvest_sources.id"), nullable=False, index=True),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("ended_at", instant),
        sa.Column("is_full", sa.Boolean, nullable=False),
        sa.Column("cursor", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def _objects() -> None:
    op.create_table(
        "harvest_objects",
        sa.Column("source_id", sa.String(16), sa.ForeignKey("harvest_sources.id"), primary_key=True),
        sa.Column("object_id", sa.String(1000), primary_key=True),
        sa.Column("verdict", sa.String(20), nullable=False, index=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("document_id", sa.String(16), nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("content", sa.JSON),
    )
    op.create_table(
        "harvest_pages",
        sa.Column("source_id", sa.String(16), sa.ForeignKey("harvest_sources.id"), primary_key=True),
        sa.Column("url", sa.String(2000), primary_key=True),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("next", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
    )


def _fill_matters() -> None:
    """Both are copies of what public revisions say."""
    connection = op.get_bind()
    public = sa.text(
        "SELECT documents.id, revisions.content FROM documents JOIN revisions "
        "ON revisions.document_id = documents.id AND revisions.number = documents.published"
    ).columns(id=sa.String, content=sa.JSON)
    for row in connection.execute(public).all():
        _fill_one(connection, row)


def _fill_one(connection: sa.Connection, row: Any) -> None:
    document = document_from_json(row.content)
    says = {"id": row.id, "type": row.content.get("type", "")}
    connection.execute(sa.text("UPDATE public_documents SET type = :type WHERE document_id = :id"), says)
    for key in matter_keys(document):
        add = sa.text("INSERT INTO public_matters (document_id, key) VALUES (:id, :key)")
        connection.execute(add, {"id": row.id, "key": key})


def downgrade() -> None:
    for table in ("harvest_pages", "harvest_objects", "harvest_runs", "harvest_sources", "public_matters"):
        op.drop_table(table)
    op.drop_column("public_documents", "type")
