"""From the store to the engine: changes in order, rebuilds without a gap, and healing.

One process of a machine at a time writes to the index; a lock file in the data folder sees to it. Machines that share
a database write side by side, each other documents (see `Outbox.claimed`); who looks at all of them waits until it is
alone. Whoever holds the lock reads what is public from the database *after* taking it, so an older state can never
overwrite a newer one.
"""

import fcntl
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType

from kb.documents import MOTION_PARTS, AnyDocument, Motion, part_anchor
from kb.errors import AlreadyRebuilding
from kb.language import reference_keys
from kb.markup import Rendered
from kb.municipalities import area_codes
from kb.search.engine import Engine, Health, IndexedDocument
from kb.search.results import Section
from kb.store import PublishedDocument, Store
from kb.topics import TopicTree

logger = logging.getLogger(__name__)

LOCK = "indexing.lock"
REBUILDING = "rebuilding"
BATCH = 200
"""Changes that go to the engine at once."""

NOTHING: Mapping[str, int] = MappingProxyType({})


def apply_pending(store: Store, engine: Engine, folder: Path, *, wait: bool = False) -> int:
    """Bring every waiting change to the engine; returns how many documents it was told about.

    folder: of the lock file. wait: False returns 0 at once while another process is at it, which then does the work.
    Raises SearchUnavailable; the rows stay in the outbox.
    """
    with _indexing(store, folder, alone=False, wait=wait) as is_ours:
        if not is_ours:
            return 0
        applied = 0
        while count := _apply_some(store, engine):
            applied += count
        return applied


def _apply_some(store: Store, engine: Engine) -> int:
    with store.outbox.claimed(BATCH) as documents:
        _bring(store, engine, documents)
    return len(documents)


def _bring(store: Store, engine: Engine, ids: Iterable[str], present: Mapping[str, int] = NOTHING) -> None:
    """Make the engine's state of these documents equal to what is public now. present: versions that it has for sure."""
    found = {one: store.documents.published_one(one) for one in ids}
    engine.put(indexed(published) for published in found.values() if published)
    gone = [one for one, published in found.items() if not published]
    engine.delete({one: max(_version(store, one), present.get(one, 0)) for one in gone})


def _version(store: Store, one: str) -> int:
    """The last one of what was public; 0 for an unknown document."""
    record = store.documents.record(one)
    return record.version if record else 0


def rebuild(store: Store, engine: Engine, folder: Path, *, progress: Callable[[int], None] | None = None) -> int:
    """Build the index anew beside the old one and switch; returns the number of documents.

    Saving goes on meanwhile: what was published or withdrawn since is caught up under the lock, just before the switch.
    progress: told the number of documents done so far. Raises AlreadyRebuilding while somebody else does.
    """
    with store.database.alone(REBUILDING) as is_ours:
        if not is_ours:
            raise AlreadyRebuilding
        return _rebuild(store, engine, folder, progress)


def _rebuild(store: Store, engine: Engine, folder: Path, progress: Callable[[int], None] | None = None) -> int:
    built: dict[str, int] = {}
    with engine.rebuild(store.documents.count()) as growing:
        growing.put(_told(store.documents.published(), built, progress))
        with _indexing(store, folder, alone=True):
            rows = store.outbox.pending(limit=None)
            public = store.documents.public_versions()
            growing.delete({one: version for one, version in built.items() if one not in public})
            changed = [one for one, version in public.items() if built.get(one) != version]
            growing.put(indexed(one) for one in map(store.documents.published_one, changed) if one)
            growing.switch(expected=len(public))
            _bring_what_was_missed(store, engine, public)
            store.outbox.done([row.id for row in rows])
    return len(public)


def _bring_what_was_missed(store: Store, engine: Engine, built: Mapping[str, int]) -> None:
    """Changes that another machine told the index before: a lock in a database ends with its connection, unheard."""
    public = store.documents.public_versions()
    missed = [one for one in public.keys() | built.keys() if public.get(one) != built.get(one)]
    if missed:
        _bring(store, engine, missed, built)


def _told(
    documents: Iterable[PublishedDocument], built: dict[str, int], progress: Callable[[int], None] | None
) -> Iterator[IndexedDocument]:
    for published in documents:
        built[published.document.id] = published.version
        if progress:
            progress(len(built))
        yield indexed(published)


def heal(store: Store, engine: Engine, folder: Path, *, thorough: bool = False) -> bool:
    """Rebuild the index if it is missing, damaged, of another version or fragmented; returns whether we did.

    While somebody else is at it, nothing is left to do.
    """
    if _is_sound(engine.health(thorough=thorough)):
        return False
    with store.database.alone(REBUILDING) as is_ours:
        health = engine.health(thorough=thorough)
        if not is_ours or _is_sound(health):
            return False
        if health.is_ready:
            _rebuild(store, engine, folder)
            return True
        logger.warning("the index is %s (%s); building it anew", health.state, health.reason)
        with _indexing(store, folder, alone=True):
            if health.state == "damaged":
                engine.quarantine()
        count = _rebuild(store, engine, folder)
    logger.warning("the index was built anew with %d documents", count)
    return True


def _is_sound(health: Health) -> bool:
    return health.is_ready and not health.is_fragmented


def reconcile(store: Store, engine: Engine, folder: Path) -> int:
    """Repair what differs between database and index; returns how many documents did. Normally none."""
    with _indexing(store, folder, alone=True):
        public, present = store.documents.public_versions(), engine.versions()
        differing = {one for one in public.keys() | present.keys() if public.get(one) != present.get(one)}
        _bring(store, engine, sorted(differing), present)
    return len(differing)


@contextmanager
def _indexing(store: Store, folder: Path, *, alone: bool, wait: bool = True) -> Iterator[bool]:
    """Hold the machine's lock, then the one that machines have in common; yields False if they are taken and we don't wait."""
    with ExitStack() as held:
        is_ours = held.enter_context(_only_here(folder, wait=wait))
        yield is_ours and held.enter_context(store.database.indexing(alone=alone, wait=wait))


@contextmanager
def _only_here(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Be the only process of this machine that changes the index. Free after kill -9."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def indexed(published: PublishedDocument) -> IndexedDocument:
    """A published document as the engine takes it."""
    document = published.document
    motion = document if isinstance(document, Motion) else None
    texts = _Texts(published)
    return IndexedDocument(
        id=document.id,
        version=published.version,
        kind=document.kind.value,
        title=document.title,
        slug=document.slug,
        summary=document.summary,
        reference=motion.reference if motion else "",
        municipality=document.municipality,
        topics=document.topics,
        day=document.day,
        published_at=published.published_at,
        outcome=motion.outcome.value if motion and motion.outcome else "",
        texts={name: "\n".join(of_part) for name, of_part in texts.by_part.items()},
        sections={name: tuple(starts) for name, starts in texts.sections.items()},
        facets=_facets(document),
        references=reference_keys(motion.reference) if motion and motion.reference else (),
    )


def _title(document: AnyDocument) -> str:
    """Title, and the subject of a motion where it says something else."""
    subject = document.subject if isinstance(document, Motion) and document.subject != document.title else ""
    return "\n".join(filter(None, (document.title, subject)))


_SEARCHED_AS = {"resolution": "resolution", "decision": "resolution", "rationale": "rationale"}
"""What was proposed and what was adopted are asked for alike: `beschluss:`."""


class _Texts:
    """The plain text by part of `kb.search.fields.PARTS`, in pieces; each of the document's parts is in one of them.

    sections: where in the joined text of a part a section begins.
    """

    def __init__(self, published: PublishedDocument) -> None:
        self.by_part: dict[str, list[str]] = defaultdict(list)
        self.sections: dict[str, list[tuple[int, Section]]] = defaultdict(list)
        document = published.document
        self._add("title", _title(document))
        self._add("kind", document.kind.label)
        self._add("summary", document.summary)
        for name, part in published.parts.items():
            self._add(_SEARCHED_AS.get(name, "body"), part.text, _sections(name, part))

    def _add(self, part: str, text: str, sections: Iterable[tuple[int, Section]] = ()) -> None:
        if text:
            begin = sum(len(one) + 1 for one in self.by_part[part])
            self.sections[part] += [(begin + at, section) for at, section in sections]
            self.by_part[part].append(text)


def _sections(name: str, part: Rendered) -> Iterator[tuple[int, Section]]:
    """Where the sections of a part begin in its text; a new page of the file that it came from begins one, too."""
    titled, paged = dict(_titled(name, part)), dict(part.pages)
    section, page = None, 0
    for at in sorted(titled.keys() | paged.keys()):
        section, page = titled.get(at, section), paged.get(at, page)
        if section:
            yield at, section._replace(page=page)


def _titled(name: str, part: Rendered) -> Iterator[tuple[int, Section]]:
    """The part itself if it has a heading, then its headings."""
    if name in MOTION_PARTS:
        yield 0, Section(part_anchor(name), MOTION_PARTS[name])
    lines, at = f"\n{part.text}\n", 0
    for heading in part.headings:
        found = lines.find(f"\n{heading.title}\n", at)
        if found >= 0:
            yield found, Section(heading.id, heading.title)
            at = found + 1


def _facets(document: AnyDocument) -> dict[str, tuple[str, ...]]:
    """A document counts for its topics and every broader one, and for all areas that its municipality lies in."""
    motion = document if isinstance(document, Motion) else None
    committees = [step.committee for step in motion.consultations] if motion else []
    return {
        "kind": (document.kind.value,),
        "topic": TopicTree.with_broader(document.topics),
        "actor": document.actors,
        "audience": document.audience,
        "municipality": (document.municipality,) if document.municipality else (),
        "area": area_codes(document.municipality),
        "committee": tuple(dict.fromkeys(committees)),
        "outcome": (motion.outcome.value,) if motion and motion.outcome else (),
        "year": (str(document.day.year),) if document.day else (),
    }
