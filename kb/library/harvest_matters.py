"""Papers that a source relates to one another get one `matter`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.documents import Motion
from kb.importing.oparl.objects import related_papers
from kb.library.registers import KnownIds
from kb.library.saving import save_revision
from kb.store import Revision, Source, Store, Verdict


def join_matters(store: Store, known: KnownIds, source: Source, editor: str) -> None:
    """Save what is missing: the documents of a group that carry another matter or none. Editors' revisions stay."""
    taken = store.harvests.with_verdict(source.id, Verdict.TAKEN)
    for group in groups({one.object_id: related_papers(one.content or {}) for one in taken}):
        documents = {one.object_id: one.document_id for one in taken if one.object_id in group}
        newest = [store.documents.newest(one) for one in documents.values()]
        motions = [one for one in newest if isinstance(one.document, Motion)]
        matter = _matter_of(motions, source)
        for revision in motions:
            if revision.editor == editor and _motion(revision).matter != matter:
                changed = replace(_motion(revision), matter=matter)
                save_revision(store, known, changed, editor=editor, based_on=revision.number)


def groups(related: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """Those that are related over any number of steps, in groups of two or more.

    related: by id; ids that are no key are ignored, circles do no harm.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    for one, others in related.items():
        for other in others:
            if other in related:
                neighbours[one].add(other)
                neighbours[other].add(one)
    found: list[set[str]] = []
    grouped: set[str] = set()
    for one in sorted(neighbours):
        if one not in grouped:
            found.append(_reached(one, neighbours))
            grouped |= found[-1]
    return [group for group in found if len(group) > 1]


def _reached(start: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    reached, new = {start}, {start}
    while new:
        new = {other for one in new for other in neighbours[one]} - reached
        reached |= new
    return reached


def _matter_of(revisions: Iterable[Revision], source: Source) -> str:
    """The one that a paper carries already, else one named after the group's first document."""
    motions = [_motion(one) for one in revisions]
    carried = sorted(one.matter for one in motions if one.matter)
    return carried[0] if carried else f"{source.municipality}-{min(one.id for one in motions)}"


def _motion(revision: Revision) -> Motion:
    assert isinstance(revision.document, Motion)  # noqa: S101  # `join_matters` looks at no others
    return revision.document
