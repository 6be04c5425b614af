"""A whole knowledge base from one database into an empty one, which may be of the other kind.

Rows go over in the order of their keys, some hundred in one transaction, so what is there of a table is its beginning
and an interrupted copy goes on behind it. Until both are compared, the target bears a mark in place of its version:
nothing but the same copy opens it.
"""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, inspect, select, text, tuple_
from sqlalchemy.exc import IntegrityError

from kb.errors import InputError
from kb.store.database import Database, newest_version
from kb.store.tables import metadata

AT_ONCE = 500
"""Rows in one transaction."""

_MARK = "copy-"
_NOTHING = "Am Ziel wurde nichts geändert."
_SET_VERSION = text("UPDATE alembic_version SET version_num = :version")

Told = Callable[[int, int], None]
"""Called with the number of rows that are there, and of all."""


def copy(source: Database, target: Database, tell: Told | None = None, at_once: int = AT_ONCE) -> dict[str, int]:
    """Copy everything; nothing can be written to the source meanwhile. Doing it again goes on where it was interrupted.

    Returns the number of rows of each table, by its name.
    Raises InputError if the source is none of this version, the target holds something else, or both differ at the end.
    """
    if not source.is_there() or source.version() != newest_version():
        raise InputError(
            f"Die Quelle ist keine Datenbank dieser Fassung des Wissensspeichers. {_NOTHING} "
            "Nächster Schritt: den Dienst einmal mit dieser Datenbank starten und wieder beenden."
        )
    with target.alone("copying") as is_ours:
        if not is_ours:
            raise InputError("In dieses Ziel wird gerade schon kopiert. Bitte warten Sie, bis das fertig ist.")
        _mark(target, _mark_of(source))
        with source.writing() as original:
            rows = _copy_all(original, target, tell, at_once)
            _refuse_differences(original, target)
        _release(target)
    return rows


def _mark_of(source: Database) -> str:
    return f"{_MARK}{newest_version()}-{sha256(source.name.encode()).hexdigest()[:12]}"


def _mark(target: Database, mark: str) -> None:
    """Make the target's tables, and keep all others away from it."""
    found = target.version()
    if found == mark:
        return
    if found.startswith(_MARK):
        raise InputError(
            f"Im Ziel liegt eine unvollständige Kopie aus einer anderen Quelle oder Fassung. {_NOTHING} {_EMPTY}"
        )
    with target.reading() as connection:
        if found not in ("", newest_version()) or any(map(connection.scalar, _any_rows(connection))):
            raise InputError(f"Das Ziel ist nicht leer. {_NOTHING} {_EMPTY}")
    target.migrate()
    with target.writing() as connection:
        connection.execute(_SET_VERSION, {"version": mark})


_EMPTY = "Nächster Schritt: eine leere Datenbank als Ziel wählen."


def _any_rows(connection: Connection) -> Iterator[Any]:
    """For each table that is there: whether it has a row. A table that is none of ours counts as one that has."""
    for name in set(inspect(connection).get_table_names()) - {"alembic_version"}:
        table = metadata.tables.get(name)
        yield select(1).select_from(table).limit(1) if table is not None else select(1)


def _copy_all(original: Connection, target: Database, tell: Told | None, at_once: int) -> dict[str, int]:
    rows = {table.name: _count(original, table) for table in metadata.sorted_tables}
    done = 0
    for table in metadata.sorted_tables:
        with target.reading() as connection:
            last, there = _last_key(connection, table), _count(connection, table)
        done += there
        for some in _pieces(original, table, at_once, last):
            with target.writing() as connection:
                _add(connection, table, some)
            done += len(some)
            if tell:
                tell(done, sum(rows.values()))
    return rows


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    try:
        connection.execute(insert(table), rows)
    except IntegrityError as error:
        raise _differing([table.name]) from error


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _last_key(connection: Connection, table: Table) -> tuple[Any, ...] | None:
    """Of the last row; None if there is none."""
    backwards = [column.desc() for column in table.primary_key]
    row = connection.execute(select(*table.primary_key).order_by(*backwards).limit(1)).first()
    return tuple(row) if row else None


def _pieces(
    connection: Connection, table: Table, at_once: int, last: tuple[Any, ...] | None = None
) -> Iterator[list[dict[str, Any]]]:
    """The rows behind this key, in the order of keys, as lists that are not empty."""
    columns = tuple(table.primary_key)
    while True:
        wanted = select(table).order_by(*columns).limit(at_once)
        if last is not None:
            values = (bindparam(None, value, type_=column.type) for column, value in zip(columns, last, strict=True))
            wanted = wanted.where(tuple_(*columns) > tuple_(*values))
        rows = [dict(row) for row in connection.execute(wanted).mappings()]
        if not rows:
            return
        yield rows
        last = tuple(rows[-1][column.name] for column in columns)


def _refuse_differences(original: Connection, target: Database) -> None:
    with target.reading() as copied:
        differing = [one.name for one in metadata.sorted_tables if _digest(original, one) != _digest(copied, one)]
    if differing:
        raise _differing(differing)


def _differing(tables: list[str]) -> InputError:
    return InputError(
        f"Quelle und Kopie unterscheiden sich in: {', '.join(tables)}. Vermutlich wurde die Quelle zwischen zwei "
        f"Anläufen geändert; sie selbst ist unversehrt. {_EMPTY}"
    )


def _digest(connection: Connection, table: Table) -> str:
    """Of all rows with their values, so also of their number."""
    digest = sha256()
    for rows in _pieces(connection, table, AT_ONCE):
        for row in rows:
            digest.update(json.dumps(row, sort_keys=True, default=str).encode() + b"\n")
    return digest.hexdigest()


def _release(target: Database) -> None:
    """Numbers go on behind the copied ones, and the target bears its version."""
    with target.writing() as connection:
        target.continue_numbers(connection)
        connection.execute(_SET_VERSION, {"version": newest_version()})
