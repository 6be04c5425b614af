"""How files were read that became documents."""

import datetime
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from kb.import_reports import ImportReport, PartPlace
from kb.store.database import Database
from kb.store.tables import import_checks, import_reports
from kb.store.transactions import repeating


@repeating
class ImportReports:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, document_id: str) -> ImportReport | None:
        """Of the last revision that came from a file; None if none did."""
        numbered = self.newest_numbered(document_id)
        return numbered[1] if numbered else None

    def newest_numbered(self, document_id: str) -> tuple[int, ImportReport] | None:
        """The same with the number of that revision."""
        of_it = import_reports.c.document_id == document_id
        wanted = select(import_reports).where(of_it).order_by(import_reports.c.number.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        return (row.number, _report(row.content)) if row else None

    def checked(self, document_id: str, number: int) -> frozenset[str]:
        """The parts of this revision that somebody compared with the file."""
        wanted = select(import_checks.c.parts).where(_is_check(document_id, number))
        with self._database.reading() as connection:
            return frozenset(connection.scalar(wanted) or ())

    def keep_checks(
        self, document_id: str, number: int, parts: Collection[str], person: str, *, is_complete: bool
    ) -> None:
        """In place of what was kept before."""
        about = {"person": person, "checked_at": datetime.datetime.now(datetime.UTC)}
        values = {"document_id": document_id, "number": number, "parts": sorted(parts), "is_complete": is_complete}
        with self._database.writing() as connection:
            connection.execute(delete(import_checks).where(_is_check(document_id, number)))
            connection.execute(insert(import_checks).values(**values, **about))

    def document_of(self, digest: str) -> str:
        """The id of the document that a file with this SHA-256 became; empty if there is none."""
        wanted = select(import_reports.c.document_id).where(import_reports.c.sha256 == digest).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(wanted) or ""


def _is_check(document_id: str, number: int) -> ColumnElement[bool]:
    return (import_checks.c.document_id == document_id) & (import_checks.c.number == number)


def keep_report(connection: Connection, document_id: str, number: int, report: ImportReport) -> None:
    """Within the transaction that keeps the revision."""
    key = {"document_id": document_id, "number": number, "sha256": report.sha256}
    connection.execute(insert(import_reports).values(**key, content=asdict(report)))


def _report(content: dict[str, Any]) -> ImportReport:
    lists = {name: tuple(content[name]) for name in ("pages", "notes", "warnings")}
    found_on = tuple((field, page) for field, page in content["found_on"])
    topics = tuple((topic, label) for topic, label in content.get("topics", ()))  # older reports have none, nor places
    places = tuple(PartPlace(**one) for one in content.get("places", ()))
    return ImportReport(**content | lists | {"found_on": found_on, "topics": topics, "places": places})
