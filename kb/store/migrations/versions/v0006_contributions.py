"""What readers send in: experiences, offers, hints, and what keeps floods of them away."""

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _reports()
    _hints()
    _submissions()


def _reports() -> None:
    op.create_table(
        "experiences",
        sa.Column("document_id", sa.String(16), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("decided_at", INSTANT),
    )


def _hints() -> None:
    op.create_table(
        "hints",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
    )
    op.create_table(
        "hint_replies",
        sa.Column("hint_id", sa.String(16), sa.ForeignKey("hints.id"), primary_key=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False, index=True),
    )


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("stamp", sa.String(64), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False, index=True),
    )
    op.create_table(
        "submission_counts",
        sa.Column("network", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    for table in ("submission_counts", "submissions", "hint_replies", "hints", "offers", "experiences"):
        op.drop_table(table)
