"""The one way into the store: checked, rendered, saved. Used by editing and keeping."""

import datetime

from kb.documents import MOTION_PARTS, AnyDocument, Motion
from kb.editing import changes_public
from kb.importing.validity import refuse_invalid
from kb.library.registers import KnownIds
from kb.markup import Rendered, render
from kb.slugs import slugify
from kb.store import Saved, Store

BELOW_PART_HEADING = 3
"""A motion's part stands below its own heading of level 2."""


def save_revision(
    store: Store,
    known: KnownIds,
    document: AnyDocument,
    *,
    editor: str,
    based_on: int | None,
    now: datetime.datetime | None = None,
) -> Saved:
    """Keep the document as its next revision, public or not as its state says.

    Raises InvalidDocument, EditConflict, NotFound, RenderingUnavailable or StoreUnavailable; then nothing was stored.
    """
    refuse_invalid(document)
    known.refuse_unknown(document)
    parts = rendered_parts(document)
    public = changes_public(document.state)
    return store.documents.save(document, editor=editor, based_on=based_on, public=public, parts=parts, now=now)


def rendered_parts(document: AnyDocument) -> dict[str, Rendered]:
    """The parts that are not empty, with heading ids that are unique on a page of all of them."""
    parts = {"body": render(document.body, name=document.title)}
    if isinstance(document, Motion):
        parts |= {name: _motion_part(document, name, label) for name, label in MOTION_PARTS.items()}
    return {name: part for name, part in parts.items() if part.html}


def _motion_part(motion: Motion, name: str, label: str) -> Rendered:
    markdown: str = getattr(motion, name)
    prefix = f"abschnitt-{slugify(label)}-"
    return render(markdown, name=f"{motion.title}, {label}", id_prefix=prefix, highest=BELOW_PART_HEADING)
