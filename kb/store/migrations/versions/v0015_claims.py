"""Several indexers look for the oldest change of each document."""

from alembic import op

revision = "v0015"
down_revision = "v0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_document_id", "outbox", ["document_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_outbox_document_id", "outbox")
