"""Lists know when an event ends and where it is."""

import sqlalchemy as sa
from alembic import op

from kb.documents import Article, Kind
from kb.store.as_json import document_from_json

revision = "v0007"
down_revision = "v0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("public_documents", sa.Column("ends", sa.Date))
    op.add_column("public_documents", sa.Column("place", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_public_documents_ends", "public_documents", ["ends"])
    _fill()


def _fill() -> None:
    """An event of one day ends on the day it starts."""
    connection = op.get_bind()
    listed = sa.table("public_documents", sa.column("document_id", sa.String), sa.column("ends", sa.Date))
    documents = sa.table(
        "documents", sa.column("id", sa.String), sa.column("kind", sa.String), sa.column("published", sa.Integer)
    )
    revisions = sa.table(
        "revisions", sa.column("document_id", sa.String), sa.column("number", sa.Integer), sa.column("content", sa.JSON)
    )
    public = (revisions.c.document_id == documents.c.id) & (revisions.c.number == documents.c.published)
    events = sa.select(revisions.c.content).join_from(documents, revisions, public)
    for row in connection.execute(events.where(documents.c.kind == Kind.EVENT.value)).all():
        event = document_from_json(row.content)
        if isinstance(event, Article):
            one = sa.update(listed).where(listed.c.document_id == event.id)
            connection.execute(one.values(ends=event.ends or event.starts))


def downgrade() -> None:
    op.drop_index("ix_public_documents_ends", "public_documents")
    op.drop_column("public_documents", "place")
    op.drop_column("public_documents", "ends")
