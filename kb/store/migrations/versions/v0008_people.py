"""Accounts, who is signed in, and who did what."""

import sqlalchemy as sa
from alembic import op

from kb.store.migrations import immutable

revision = "v0008"
down_revision = "v0007"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _people()
    _sign_in()
    _audit()


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("municipality", sa.String(8), nullable=False),
        sa.Column("password", sa.String(300), nullable=False),
        sa.Column("is_disabled", sa.Boolean, nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("added_at", INSTANT, nullable=False),
    )


def _sign_in() -> None:
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(40), sa.ForeignKey("people.name"), nullable=False, index=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(64), nullable=False, index=True),
        sa.Column("tried_at", INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("done_at", INSTANT, nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    immutable.refuse_changes("audit", "the audit trail is immutable")


def downgrade() -> None:
    immutable.drop("audit")
    for table in ("sign_in_attempts", "sessions", "people"):
        op.drop_table(table)
