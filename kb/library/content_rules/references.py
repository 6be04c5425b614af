"""What a text points to exists: topics, municipality, documents, facts."""

import re
from collections.abc import Iterator

from kb.documents import Motion
from kb.facts import REFERENCE, fact_ids
from kb.library.content_rules.reading import Content, Text
from kb.library.values import Finding

_DOCUMENT = re.compile(r"/dokument/([a-z0-9]+)")
_BRACES = re.compile(r"\{\{[^\n]{0,60}")


def check_references(content: Content) -> Iterator[Finding]:
    for text in content.texts:
        document = text.document
        for topic in document.topics:
            if topic not in content.topics:
                yield text.error(f"Das Thema „{topic}“ gibt es nicht.")
        if document.municipality and document.municipality not in content.municipalities:
            yield text.error(f"Die Kommune mit dem Gemeindeschlüssel „{document.municipality}“ gibt es nicht.")
        yield from _documents(text, content)
        yield from _facts(text, content)


def _documents(text: Text, content: Content) -> Iterator[Finding]:
    for related in text.document.related:
        if related not in content.by_id or related == text.document.id:
            yield text.error(f"In „related“ steht „{related}“; ein anderes Dokument dieser Kennung gibt es nicht.")
    for label, address in text.links:
        target = _DOCUMENT.match(address)
        if target and target.group(1) not in content.by_id:
            yield text.error(f"Der Verweis „{label}“ führt zu {address}; das Dokument gibt es nicht.")
        if not target and not re.match(r"(https?://|mailto:|#)", address):
            yield text.error(f"Der Verweis „{label}“ führt zu „{address}“; erlaubt sind /dokument/… und https://….")


def _facts(text: Text, content: Content) -> Iterator[Finding]:
    for reason in content.facts.unknown_in(text.markdown):
        yield text.error(reason)
    for fact_id in fact_ids(text.markdown):
        fact = content.facts.get(fact_id) if fact_id in content.facts else None
        if fact and not fact.sure:
            yield text.hint(f"Der Fakt „{fact_id}“ ist nicht gesichert; die Seite sagt das dazu.")
        if fact and fact.is_past_review(content.today):
            yield text.hint(f"Der Fakt „{fact_id}“ war bis zum {fact.review_by:%d.%m.%Y} zu prüfen.")
    for braces in _BRACES.findall(REFERENCE.sub("", text.markdown)):
        yield text.error(f"„{braces}“ ist kein Verweis auf einen Fakt. Richtig wäre {{{{ fakt: kennung }}}}.")
    document = text.document
    subject = document.subject if isinstance(document, Motion) else ""
    if "{{" in f"{document.title}{document.summary}{subject}":
        yield text.error("Verweise auf Fakten gelten nur im Text, nicht in Titel, Zusammenfassung oder Betreff.")


def check_facts(content: Content) -> Iterator[Finding]:
    """The register itself."""
    for fact in content.facts:
        if fact.topic and fact.topic not in content.topics:
            yield Finding(f"fakten.yaml: „{fact.id}“ nennt das Thema „{fact.topic}“; das gibt es nicht.", is_error=True)
        if fact.as_of > content.today.isoformat():
            yield Finding(f"fakten.yaml: Der Stand von „{fact.id}“ liegt in der Zukunft.", is_error=True)
        if fact.is_past_review(content.today):
            yield Finding(f"fakten.yaml: „{fact.id}“ war bis zum {fact.review_by:%d.%m.%Y} zu prüfen.")
