"""Run by Alembic: migrates the connection that `kb.store.database` hands in, inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
