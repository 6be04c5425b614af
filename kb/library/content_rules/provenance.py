"""Where a text comes from, of when it is, and when it is to be looked at again."""

from collections.abc import Iterator

from kb.documents import Motion
from kb.library.content_rules.reading import Content, Text
from kb.library.values import Finding

_NEEDED = {"summary": "Zusammenfassung", "source": "Quelle", "rights": "Rechte", "origin": "Herkunft"}


def check_provenance(content: Content) -> Iterator[Finding]:
    for text in content.texts:
        for name, label in _NEEDED.items():
            if not getattr(text.document, name):
                yield text.error(f"Es fehlt: {label} ({name}).")
        yield from _days(text, content)


def _days(text: Text, content: Content) -> Iterator[Finding]:
    document, today = text.document, content.today
    if document.as_of is None or document.review_by is None:
        yield text.error("Stand (as_of) und nächste Prüfung (review_by) müssen angegeben sein.")
        return
    if document.as_of > today:
        yield text.error(f"Der Stand {document.as_of:%d.%m.%Y} liegt in der Zukunft.")
    if document.review_by <= document.as_of:
        yield text.error("Die nächste Prüfung muss nach dem Stand liegen.")
    if document.review_by < today:
        yield text.hint(f"Der Text war bis zum {document.review_by:%d.%m.%Y} zu prüfen.")
    if document.valid_until and document.valid_until < today:
        yield text.hint(f"Der Text gilt nur bis zum {document.valid_until:%d.%m.%Y}.")
    if isinstance(document, Motion) and document.date and document.date > today:
        yield text.error(f"Der Tag der Vorlage {document.date:%d.%m.%Y} liegt in der Zukunft.")
