"""The one way into the store: checked, rendered, saved. Used by editing and keeping."""

import datetime
from dataclasses import replace
from typing import Any, TypeVar

from kb.documents import (
    MOTION_PARTS,
    AnyDocument,
    Attachment,
    Consultation,
    Document,
    Kind,
    Motion,
    markdown_parts,
)
from kb.editing import changes_public
from kb.facts import Fact, FactRegister, fact_ids
from kb.import_reports import ImportReport
from kb.importing.paper_pages import page_starts
from kb.importing.privacy_guard import masked
from kb.importing.validity import refuse_invalid
from kb.library.registers import KnownIds
from kb.markup import Rendered, render
from kb.slugs import slugify
from kb.store import Saved, Store

_NO_PROSE = ("id", "municipality", "source_url", "url", "reference", "matter", "file")
"""Texts that nobody is named in; a number of a paper may look like one to call."""

BELOW_PART_HEADING = 3
"""A motion's part stands below its own heading of level 2."""


def save_revision(
    store: Store,
    known: KnownIds,
    document: AnyDocument,
    *,
    editor: str,
    based_on: int | None,
    comment: str = "",
    deed: str = "",
    report: ImportReport | None = None,
    now: datetime.datetime | None = None,
) -> Saved:
    """Keep the document as its next revision, public or not as its state says.

    Personal data in a council paper is masked before. comment: of the editor, for others of the desk.
    deed: what the audit trail says of it. report: how the file was read that it came from.
    Raises InvalidDocument, EditConflict, NotFound, RenderingUnavailable or StoreUnavailable; then nothing was stored.
    """
    document = without_personal_data(document)
    refuse_invalid(document)
    known.refuse_unknown(document)
    facts = known.facts
    return store.documents.save(
        document,
        editor=editor,
        based_on=based_on,
        public=changes_public(document.state),
        parts=with_pages(rendered_parts(document, facts), report or store.reports.newest(document.id)),
        facts=states_used(document, facts),
        comment=comment,
        deed=deed,
        report=report,
        now=now,
    )


def rendered_parts(document: AnyDocument, facts: FactRegister) -> dict[str, Rendered]:
    """The parts that are not empty, with facts filled in and heading ids that are unique on a page of all of them.

    Masked here too, for revisions that were kept before papers were masked on the way in and are rendered anew.
    Raises NotFound for a fact that does not exist.
    """
    document = without_personal_data(document)
    texts = {"body": document.body} | markdown_parts(document)
    parts = {name: _rendered(document, name, facts.filled_in(text)) for name, text in texts.items()}
    return {name: part for name, part in parts.items() if part.html}


def with_pages(parts: dict[str, Rendered], report: ImportReport | None) -> dict[str, Rendered]:
    """The parts with the pages of the file on which they stand, where it has several and they are found on them."""
    found_on = dict(report.found_on) if report else {}
    pages = report.page_texts if report else ()
    return {
        name: replace(part, pages=page_starts(part.text, pages, found_on[name])) if name in found_on else part
        for name, part in parts.items()
    }


_Kept = TypeVar("_Kept", bound=Document)
_Masked = TypeVar("_Masked", bound=Document | Consultation | Attachment)


def without_personal_data(document: _Kept) -> _Kept:
    """The document as it may be kept: every text of a council paper masked. Anything else stays as it is.

    What it came from is kept as its original, for editors alone.
    """
    if not isinstance(document, Motion) or document.kind is not Kind.PAPER:
        return document
    steps = tuple(map(_masked_texts, document.consultations))
    attachments = tuple(map(_masked_texts, document.attachments))
    return replace(_masked_texts(document), consultations=steps, attachments=attachments)


def _masked_texts(value: _Masked) -> _Masked:
    texts = {name: held for name, held in vars(value).items() if type(held) is str and name not in _NO_PROSE}
    shown: dict[str, Any] = {name: masked(text) for name, text in texts.items()}
    return replace(value, **shown)


def _rendered(document: AnyDocument, name: str, markdown: str) -> Rendered:
    if name == "body":
        return render(markdown, name=document.title)
    label = MOTION_PARTS[name]
    prefix = f"abschnitt-{slugify(label)}-"
    return render(markdown, name=f"{document.title}, {label}", id_prefix=prefix, highest=BELOW_PART_HEADING)


def used_facts(document: AnyDocument, facts: FactRegister) -> tuple[Fact, ...]:
    """The facts that the document's texts refer to, each once, in the order of a page; without those that are gone."""
    ids = fact_ids("\n".join(markdown_parts(document).values()))
    return tuple(facts.get(one) for one in ids if one in facts)


def states_used(document: AnyDocument, facts: FactRegister) -> dict[str, str]:
    """The hash of the state of each fact that the document refers to, by its id."""
    return {fact.id: fact.state for fact in used_facts(document, facts)}
