"""Which facts a revision refers to, in which state."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Older revisions refer to none: there were no facts."""
    op.create_table(
        "fact_uses",
        sa.Column("document_id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("fact", sa.String(100), primary_key=True),
        sa.Column("made_with", sa.String(64), nullable=False),
        sa.Column("shown_with", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(("document_id", "number"), ("revisions.document_id", "revisions.number")),
    )


def downgrade() -> None:
    op.drop_table("fact_uses")
