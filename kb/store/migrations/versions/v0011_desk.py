"""When documents are to be published and withdrawn, and what editors typed and did not save yet."""

import sqlalchemy as sa
from alembic import op

revision = "v0011"
down_revision = "v0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "schedules",
        sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("publish_from", sa.Date),
        sa.Column("public_until", sa.Date),
        sa.Column("person", sa.String(200), nullable=False),
    )
    op.create_table(
        "kept_inputs",
        sa.Column("person", sa.String(40), primary_key=True),
        sa.Column("document_id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    for table in ("kept_inputs", "schedules"):
        op.drop_table(table)
