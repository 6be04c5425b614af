"""How often each council information system is read."""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("harvest_sources", sa.Column("every_hours", sa.Integer, nullable=False, server_default="24"))


def downgrade() -> None:
    with op.batch_alter_table("harvest_sources") as table:
        table.drop_column("every_hours")
