"""What was read out of a file, beside what the file says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.documents import MOTION_PARTS, AnyDocument, Motion
from kb.import_reports import ImportReport, PartPlace
from kb.importing.privacy_guard import PersonalData, find_personal_data
from kb.store import Revision, Store

_OF_MOTION = {
    "reference": "Drucksachennummer",
    "type": "Art der Vorlage",
    "office": "Federführung",
    "date": "Datum der Vorlage",
    "subject": "Betreff",
    "consultations": "Beratungsfolge",
    **MOTION_PARTS,
    "outcome": "Beratungsergebnis",
    "attachments": "Anlagen",
}
_OF_ARTICLE = {"title": "Titel", "body": "Text"}
_NEVER_READ = ("debate",)


def part_labels(document: AnyDocument) -> dict[str, str]:
    """The parts that are read out of files, by the name of their field, in the order of a page."""
    labels = _OF_MOTION if isinstance(document, Motion) else _OF_ARTICLE
    return {name: label for name, label in labels.items() if name not in _NEVER_READ}


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """A document that was read out of a file, beside what the file says.

    number: of the revision that the file became; `proposal` is what it said. checked: parts that somebody compared.
    """

    report: ImportReport
    number: int
    proposal: AnyDocument
    newest: Revision
    checked: frozenset[str]
    brought_by: str

    @property
    def labels(self) -> dict[str, str]:
        """What the parts are called, by the name of their field."""
        return part_labels(self.proposal)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts to compare: those that were read."""
        return tuple(name for name in self.labels if getattr(self.proposal, name))

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that were not found."""
        return tuple(name for name in self.labels if name not in self.parts)

    @property
    def open_parts(self) -> tuple[str, ...]:
        return tuple(name for name in self.parts if name not in self.checked)

    @property
    def text(self) -> str:
        """What the parts were read out of."""
        return self.report.clean_text or self.report.text

    @cached_property
    def personal(self) -> tuple[PersonalData, ...]:
        return find_personal_data(self.text)

    @property
    def places(self) -> tuple[PartPlace, ...]:
        """Where the parts stand in `text`, without those that were not found there."""
        return tuple(one for one in self.report.places if one.part in self.parts and one.start < one.end)


def confirmation_of(store: Store, document_id: str) -> Confirmation | None:
    """None if the document came from no file, or from one that says itself what it is."""
    numbered = store.reports.newest_numbered(document_id)
    if numbered is None:
        return None
    number, report = numbered
    proposal = store.documents.revision(document_id, number)
    return Confirmation(
        report=report,
        number=number,
        proposal=proposal.document,
        newest=store.documents.newest(document_id),
        checked=store.reports.checked(document_id, number),
        brought_by=proposal.editor,
    )


def find_unconfirmed(store: Store, document_id: str) -> Iterator[str]:
    """What to say before publishing; nothing if every part was compared, or there was nothing to compare."""
    found = confirmation_of(store, document_id)
    if found and found.open_parts:
        named = ", ".join(found.labels[one] for one in found.open_parts)
        yield f"Aus „{found.report.file}“ eingelesen und noch nicht bestätigt: {named}."
