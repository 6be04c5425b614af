"""What is searched for, without anybody who searched."""

import sqlalchemy as sa
from alembic import op

revision = "v0012"
down_revision = "v0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("search_days", sa.Column("day", sa.Date, primary_key=True), *_counts())
    op.create_table(
        "question_days",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True, index=True),
        *_counts(),
    )
    op.create_table(
        "questions",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("remedy", sa.String(60), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("remedied_on", sa.Date),
    )


def _counts() -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in ("asked", "empty", "hardly")]


def downgrade() -> None:
    for table in ("questions", "question_days", "search_days"):
        op.drop_table(table)
