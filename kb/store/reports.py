"""How files were read that became documents."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from kb.import_reports import ImportReport
from kb.store.database import Database
from kb.store.tables import import_reports
from kb.store.transactions import repeating


@repeating
class ImportReports:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, document_id: str) -> ImportReport | None:
        """Of the last revision that came from a file; None if none did."""
        of_it = import_reports.c.document_id == document_id
        wanted = select(import_reports.c.content).where(of_it).order_by(import_reports.c.number.desc()).limit(1)
        with self._database.reading() as connection:
            content = connection.scalar(wanted)
        return _report(content) if content else None

    def document_of(self, digest: str) -> str:
        """The id of the document that a file with this SHA-256 became; empty if there is none."""
        wanted = select(import_reports.c.document_id).where(import_reports.c.sha256 == digest).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(wanted) or ""


def keep_report(connection: Connection, document_id: str, number: int, report: ImportReport) -> None:
    """Within the transaction that keeps the revision."""
    key = {"document_id": document_id, "number": number, "sha256": report.sha256}
    connection.execute(insert(import_reports).values(**key, content=asdict(report)))


def _report(content: dict[str, Any]) -> ImportReport:
    lists = {name: tuple(content[name]) for name in ("pages", "notes", "warnings")}
    found_on = tuple((field, page) for field, page in content["found_on"])
    topics = tuple((topic, label) for topic, label in content.get("topics", ()))  # older reports have none
    return ImportReport(**content | lists | {"found_on": found_on, "topics": topics})
