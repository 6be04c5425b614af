"""What an editor should look after before a text is published, in plain German. Nothing here forbids anything."""

import datetime
import re
from collections.abc import Callable, Iterator

from kb.documents import AnyDocument, Kind, State
from kb.facts import REFERENCE
from kb.library.confirmation import find_unconfirmed
from kb.library.content_rules.figures import check_figures
from kb.library.content_rules.persons import check_persons
from kb.library.content_rules.reading import Content, Text
from kb.library.content_rules.shape import check_shape
from kb.library.registers import KnownIds
from kb.library.values import Finding
from kb.store import Store

MOST_WORDS = 30
"""Words of a sentence; longer ones are named."""

MOST_NAMED = 3
"""Long sentences that are named; the others are counted."""

_DOCUMENT = re.compile(r"/dokument/([a-z0-9]+)")
_ADDRESS = re.compile(r"(https?://|mailto:|#)")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n\s*(?:[-*]|\d+\.)\s")
_RULES: tuple[Callable[[Content], Iterator[Finding]], ...] = (check_shape, check_figures, check_persons)


def find_before_publishing(document: AnyDocument, known: KnownIds, store: Store) -> Iterator[str]:
    """Sentences; nothing if there is nothing to say."""
    text = Text("", document)
    yield from find_unconfirmed(store, document.id)
    yield from _missing(document)
    yield from _headings(text)
    yield from _links(text, store)
    if document.kind is not Kind.PAPER:
        yield from _long_sentences(text)
    content = Content(
        datetime.date.today(), (text,), topics=known.topics, municipalities=known.municipalities, facts=known.facts
    )
    yield from (finding.message.removeprefix(": ") for rule in _RULES for finding in rule(content))


def _missing(document: AnyDocument) -> Iterator[str]:
    needed = {
        "Zusammenfassung": document.summary,
        "Themen": document.topics,
        "Quelle": document.source,
        "Rechte": document.rights,
        "Stand": document.as_of,
    }
    if missing := [label for label, value in needed.items() if not value]:
        yield f"Es fehlt: {', '.join(missing)}."


def _headings(text: Text) -> Iterator[str]:
    """A page begins with level 2, and no level is left out."""
    before = 1
    for level, title in text.headings:
        if level == 1:
            yield f"Die Überschrift „{title}“ hat die Ebene des Titels (#). Bitte mit ## beginnen."
        elif level > before + 1:
            yield f"Vor der Überschrift „{title}“ fehlt eine Ebene: auf {'#' * before} folgt {'#' * level}."
        before = max(level, 1)


def _links(text: Text, store: Store) -> Iterator[str]:
    for related in text.document.related:
        yield from _about(f"Das verwandte Dokument „{related}“", related, store)
    for label, address in text.links:
        if target := _DOCUMENT.match(address):
            yield from _about(f"Das Ziel des Verweises „{label}“", target.group(1), store)
        elif not _ADDRESS.match(address):
            yield f"Der Verweis „{label}“ führt zu „{address}“; erlaubt sind /dokument/… und https://…."


def _about(what: str, document_id: str, store: Store) -> Iterator[str]:
    record = store.documents.record(document_id)
    if record is None:
        yield f"{what} gibt es nicht ({document_id})."
    elif record.published is None:
        state = store.documents.newest(document_id).document.state
        yield f"{what} ist nicht öffentlich ({document_id}, {State(state).label})."


def _long_sentences(text: Text) -> Iterator[str]:
    sentences = (one.strip() for one in _SENTENCE.split(REFERENCE.sub("Angabe", text.sentences)))
    found = [one for one in sentences if len(one.split()) > MOST_WORDS]
    for one in found[:MOST_NAMED]:
        yield f"Ein Satz hat {len(one.split())} Wörter: „{' '.join(one.split()[:8])} …“. Bitte teilen."
    if len(found) > MOST_NAMED:
        yield f"Noch {len(found) - MOST_NAMED} weitere Sätze haben mehr als {MOST_WORDS} Wörter."
