"""Which parts somebody compared that were read out of a file."""

import sqlalchemy as sa
from alembic import op

revision = "v0013"
down_revision = "v0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_checks",
        sa.Column("document_id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("is_complete", sa.Boolean, nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(("document_id", "number"), ("import_reports.document_id", "import_reports.number")),
    )


def downgrade() -> None:
    op.drop_table("import_checks")
