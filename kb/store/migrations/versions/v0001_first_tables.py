"""First tables."""

import sqlalchemy as sa
from alembic import op

from kb.store.migrations import immutable

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create everything; revisions become immutable."""
    _documents()
    _public()
    _registers()
    immutable.refuse_changes("revisions", "revisions are immutable")


def _documents() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "documents",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("newest", sa.Integer, nullable=False),
        sa.Column("published", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("first_published_at", instant),
    )
    op.create_table(
        "revisions",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("editor", sa.String(200), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("saved_at", instant, nullable=False),
    )
    op.create_table(
        "renderings",
        sa.Column("document_id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(("document_id", "number"), ("revisions.document_id", "revisions.number")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sqlite_autoincrement=True,
    )


def _public() -> None:
    op.create_table(
        "public_documents",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("municipality", sa.String(8), nullable=False, index=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    op.create_table(
        "public_topics",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("public_documents.document_id"), primary_key=True),
        sa.Column("topic", sa.String(200), primary_key=True),
    )
    op.create_index("ix_public_topics_topic", "public_topics", ["topic"])


def _registers() -> None:
    op.create_table(
        "registers",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("editor", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "loaded_files",
        sa.Column("path", sa.String(1000), primary_key=True),
        sa.Column("document_id", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, index=True),
    )


def downgrade() -> None:
    """Everything goes."""
    for table in ("loaded_files", "registers", "public_topics", "public_documents", "outbox", "renderings"):
        op.drop_table(table)
    immutable.drop("revisions")
    op.drop_table("documents")
