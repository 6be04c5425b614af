"""How the files were read that drafts came from."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Earlier imports have none: their files were not kept."""
    op.create_table(
        "import_reports",
        sa.Column("document_id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(("document_id", "number"), ("revisions.document_id", "revisions.number")),
    )
    op.create_index("ix_import_reports_sha256", "import_reports", ["sha256"])


def downgrade() -> None:
    op.drop_table("import_reports")
