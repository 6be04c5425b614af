"""What officers may ask when they make an own motion out of others. Nothing is stored.

Writers of files are imported when the first file is written: their packages take 7 MB, and most processes write none.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from kb.documents import Kind, Motion
from kb.drafting import making
from kb.drafting.naming import Named
from kb.drafting.notes import HEADING, Note, speaking_note
from kb.drafting.pieces import plain
from kb.drafting.values import Choices, Draft, Origin
from kb.errors import NotFound
from kb.library.reading import Reading
from kb.municipalities import Municipality, MunicipalityKind
from kb.settings import Settings

_ELSEWHERE = re.compile(r"(?P<name>[A-ZÄÖÜ][\w-]+) \([^)]+\): ")
"""How papers from outside the register are called: „Karlsruhe (Baden-Württemberg): …“."""


class Drafting:
    """Methods that take a document's id raise NotFound or Withdrawn, and may raise StoreUnavailable."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self._reading, self._settings = reading, settings

    @property
    def letterhead(self) -> Path | None:
        return self._settings.letterhead

    def origin(self, document_id: str) -> Origin:
        """The motion with its texts; NotFound for a document that is no motion."""
        published = self._reading.document(document_id)
        document = published.document
        if not isinstance(document, Motion):
            raise NotFound(f"Die Vorlage „{document_id}“")
        parts = {name: part.html for name, part in published.parts.items()}
        address = self._settings.address(f"/dokument/{document.id}") if self._settings.base_url else ""
        return Origin(document=document, named=self._author(document), parts=parts, address=address)

    def suggested_subject(self, base: Origin, municipality: Named) -> str:
        return making.suggested_subject(base, municipality, self._reading.municipalities)

    def suggested_committees(self, base: Origin, municipality: Named) -> tuple[str, ...]:
        return making.suggested_committees(base, municipality, self._reading.municipalities)

    def draft(self, base: Origin, choices: Choices, others: Mapping[str, Origin]) -> Draft:
        """others: by part (`rationale`), where it is taken from instead."""
        return making.make_draft(base, choices, self._reading.municipalities, others)

    def as_docx(self, draft: Draft) -> bytes:
        """On the operator's letterhead, if the settings name one. Raises FormatUnavailable."""
        from kb.drafting import docx_file  # noqa: PLC0415 - see above

        return docx_file.write_docx(draft, self.letterhead)

    def as_odt(self, draft: Draft) -> bytes:
        """Raises FormatUnavailable."""
        from kb.drafting import odt_file  # noqa: PLC0415 - see above

        return odt_file.write_odt(draft)

    def note(self, base: Origin, municipality: Named | None) -> Note:
        """The Sprechzettel, for a municipality or as it was written."""
        register = self._reading.municipalities
        adapter = making.adapter_for(base, municipality, register) if municipality else None
        return speaking_note(base, adapter)

    def note_as_docx(self, note: Note) -> bytes:
        """Raises FormatUnavailable."""
        from kb.drafting import docx_file  # noqa: PLC0415 - see above

        return docx_file.write_note_docx(f"{HEADING}: {plain(note.title)}", note.blocks, self.letterhead)

    def _author(self, document: Motion) -> Named | None:
        register = self._reading.municipalities
        if document.municipality not in register:
            elsewhere = _ELSEWHERE.match(document.title) if document.kind is Kind.PAPER else None
            return Named(MunicipalityKind.CITY, elsewhere["name"]) if elsewhere else None
        return named(register.get(document.municipality))


def named(municipality: Municipality, kind: MunicipalityKind | None = None) -> Named:
    """kind: what the register does not say; without it such a municipality counts as a Stadt."""
    return Named(municipality.kind or kind or MunicipalityKind.TOWN, municipality.name)
