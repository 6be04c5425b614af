"""Nothing about persons: no names, no numbers, and only addresses of offices."""

from collections.abc import Iterator

from kb.importing.privacy import is_personal_address, personal_data
from kb.library.content_rules.reading import Content
from kb.library.values import Finding


def check_persons(content: Content) -> Iterator[Finding]:
    for text in content.texts:
        document = text.document
        for found in personal_data("\n\n".join((document.title, document.summary, document.source, text.markdown))):
            if "@" in found and not is_personal_address(found):
                yield text.hint(f"„{found}“ ist eine E-Mail-Adresse; erlaubt sind nur Funktionspostfächer.")
            else:
                yield text.error(f"„{found}“ sieht nach einer Angabe über eine Person aus.")
    for fact in content.facts:
        for found in personal_data(f"{fact.value}\n\n{fact.source}\n\n{fact.authority}"):
            yield Finding(
                f"fakten.yaml, {fact.id}: „{found}“ sieht nach einer Angabe über eine Person aus.", is_error=True
            )
