"""What changed publicly, in order."""

import sqlalchemy as sa
from alembic import op

revision = "v0009"
down_revision = "v0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    changes = op.create_table(
        "public_changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.String(16), sa.ForeignKey("documents.id"), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("is_public", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    _fill(changes)


def _fill(changes: sa.Table) -> None:
    """What was public before counts as changed when its newest revision was saved."""
    connection = op.get_bind()
    before = sa.text(
        "SELECT documents.id AS document_id, version, published IS NOT NULL AS is_public, saved_at AS changed_at "
        "FROM documents JOIN revisions ON document_id = documents.id AND number = newest "
        "WHERE version > 0 ORDER BY saved_at, documents.id"
    ).columns(is_public=sa.Boolean, changed_at=sa.DateTime(timezone=True))
    rows = [dict(row) | {"number": number} for number, row in enumerate(connection.execute(before).mappings(), 1)]
    if rows:
        connection.execute(sa.insert(changes), rows)


def downgrade() -> None:
    op.drop_table("public_changes")
