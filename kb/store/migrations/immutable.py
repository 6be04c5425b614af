"""Tables whose rows are written once: the database itself refuses to change them."""

from alembic import op

ACTIONS = ("UPDATE", "DELETE")


def refuse_changes(table: str, message: str) -> None:
    """Let every change of the table's rows fail with this message."""
    make = _on_sqlite if op.get_bind().dialect.name == "sqlite" else _on_postgresql
    make(table, message)


def _on_sqlite(table: str, message: str) -> None:
    for action in ACTIONS:
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def _on_postgresql(table: str, message: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    for action in ACTIONS:
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{action.lower()} BEFORE {action} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )


def drop(table: str) -> None:
    """The table with what refuses."""
    op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION {table}_refuse()")
