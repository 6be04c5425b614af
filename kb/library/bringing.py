"""Files that somebody sends to the desk become drafts, each for itself: one that cannot be read holds up no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.documents import Kind
from kb.errors import KnowledgeBaseError, UnreadableFile
from kb.importing.files import ARCHIVE
from kb.importing.reader import READABLE
from kb.importing.sources import Source, sources_in
from kb.library.imports import Importing
from kb.library.values import Outcome

MOST_FILES = 20
"""In one archive, and at once: each may take some seconds."""


@dataclass(frozen=True)
class Brought:
    """What became of a file: the document that it is now, or the German reason why it is none.

    has_parts: they are proposals, to be confirmed; a file with fields says itself what it is.
    """

    name: str
    document: str = ""
    is_new: bool = False
    has_parts: bool = False
    problem: str = ""


class Bringing:
    """What goes wrong with a file is told in its result; nothing is raised."""

    accepted = (*READABLE, ARCHIVE)
    """The suffixes of files that can be sent."""
    most_files = MOST_FILES

    def __init__(self, importing: Importing) -> None:
        self._importing = importing

    def bring_in(self, path: Path, person: str, kind: Kind | None = None) -> tuple[Brought, ...]:
        """Take in a file, or every file of an archive. kind: of an article; None looks for a council paper first."""
        return tuple(self._bring_in(path, person, kind))

    def _bring_in(self, path: Path, person: str, kind: Kind | None) -> Iterator[Brought]:
        try:
            with sources_in(path) as sources:
                if len(sources) > MOST_FILES:
                    raise UnreadableFile(path.name, _TOO_MANY.format(len(sources)))
                yield from (self._brought(source, person, kind) for source in sources)
        except KnowledgeBaseError as error:
            yield Brought(path.name, problem=error.message)

    def _brought(self, source: Source, person: str, kind: Kind | None) -> Brought:
        try:
            imported = self._importing.bring_in(source, person, kind)
        except KnowledgeBaseError as error:
            return Brought(source.name, problem=error.message)
        has_parts = self._importing.store.reports.newest_numbered(imported.id) is not None
        return Brought(source.name, imported.id, imported.outcome is Outcome.ADDED, has_parts)


_TOO_MANY = (
    f"Das Archiv enthält {{}} Dateien; auf einmal gehen höchstens {MOST_FILES}. Bitte teilen Sie es auf. "
    "Größere Mengen liest die Betriebsstelle ein."
)
