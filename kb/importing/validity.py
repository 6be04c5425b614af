"""Whether a document's values are fit to be kept: the rules that types cannot say."""

import re
from collections.abc import Iterable, Iterator

from kb.documents import ACTORS, AUDIENCES, AnyDocument, Article, Document, Motion
from kb.errors import InvalidDocument

ID_SHAPE = re.compile(r"[a-z0-9]{3,16}")
_FILE_SHAPE = re.compile(r"[0-9a-f]{64}\.[a-z]{3,4}")
MOST_IN_TITLE = 300
"""Characters."""

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and half surrogate pairs: no database and no UTF-8 file takes them."""


def refuse_invalid(document: AnyDocument, name: str = "") -> None:
    """Raises InvalidDocument with every reason; `name` is what the message calls it, by default the title."""
    reasons = tuple(_reasons(document))
    if reasons:
        raise InvalidDocument(name or document.title or "Dokument ohne Titel", reasons)


def _reasons(document: AnyDocument) -> Iterator[str]:
    yield from _title_reasons(document.title)
    if document.id and not ID_SHAPE.fullmatch(document.id):
        yield f"Die Kennung „{document.id}“ ist ungültig: erlaubt sind 3 bis 16 Kleinbuchstaben (a–z) und Ziffern."
    yield from _list_reasons(document)
    yield from _address_reasons(document)
    yield from _attachment_reasons(document)
    if isinstance(document, Article):
        yield from _event_reasons(document)
    else:
        yield from _motion_reasons(document)
    if any(_UNKEEPABLE.search(text) for text in _texts(document)):
        yield "Ein Text enthält ein Zeichen, das nicht gespeichert werden kann (NUL oder ein halbes Ersatzzeichen)."


def _title_reasons(title: str) -> Iterator[str]:
    if not title.strip():
        yield "Der Titel (title) fehlt."
    if "\n" in title or len(title) > MOST_IN_TITLE:
        yield f"Der Titel muss in eine Zeile von höchstens {MOST_IN_TITLE} Zeichen passen."


def _list_reasons(document: AnyDocument) -> Iterator[str]:
    for field in ("topics", "actors", "audience", "related"):
        values: tuple[str, ...] = getattr(document, field)
        if len(set(values)) < len(values) or "" in values:
            yield f"In „{field}“ steht ein Wert doppelt oder ist leer."
    yield from _unknown("Akteure (actors)", document.actors, ACTORS)
    yield from _unknown("Zielgruppe (audience)", document.audience, AUDIENCES)


def _unknown(field: str, values: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for value in sorted(set(values) - set(known)):
        yield f"{field}: „{value}“ gibt es nicht. Bekannt sind: {', '.join(known)}."


def _address_reasons(document: AnyDocument) -> Iterator[str]:
    for address in (document.source_url, *(one.url for one in document.attachments)):
        if address and not re.match(r"https?://\S+\Z", address, re.IGNORECASE):
            yield f"Die Adresse „{address}“ muss mit https:// oder http:// beginnen und darf keine Leerzeichen enthalten."


def _attachment_reasons(document: AnyDocument) -> Iterator[str]:
    if any(not one.title.strip() for one in document.attachments):
        yield "In den Anlagen (attachments) fehlt ein Titel (title)."
    files = [one.file for one in document.attachments if one.file]
    if len(set(files)) < len(files) or not all(map(_FILE_SHAPE.fullmatch, files)):
        yield "In den Anlagen (attachments) steht eine Datei (file) doppelt oder falsch: erwartet wird SHA-256 und Endung."


def _event_reasons(article: Article) -> Iterator[str]:
    if article.starts and article.ends and article.ends < article.starts:
        yield "Das Ende (ends) liegt vor dem Beginn (starts)."


def _motion_reasons(motion: Motion) -> Iterator[str]:
    if any(not step.committee.strip() for step in motion.consultations):
        yield "In der Beratungsfolge (consultations) fehlt der Name eines Gremiums (committee)."
    names = [name for name, _ in motion.placeholders]
    if len(set(names)) < len(names) or "" in names:
        yield "Ein Platzhalter (placeholders) steht doppelt da oder hat keinen Namen."


def _texts(document: Document) -> Iterator[str]:
    """Every text in a document, however deep."""
    pending: list[object] = [vars(document)]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, tuple):
            pending.extend(value)
        elif hasattr(value, "__dataclass_fields__"):
            pending.append(vars(value))
