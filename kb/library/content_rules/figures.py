"""Numbers about law or money in texts of our own: each must be a declared fact.

Council papers are left out: their figures are what that paper said on that day, and they name it as their source.
"""

import re
from collections.abc import Iterator

from kb.documents import Kind
from kb.facts import REFERENCE
from kb.library.content_rules.reading import Content, Text
from kb.library.values import Finding

OWN = (Kind.GUIDE, Kind.RECOMMENDATION, Kind.AID, Kind.PRACTICE, Kind.MODEL)
GENERAL = (Kind.GUIDE, Kind.RECOMMENDATION, Kind.AID, Kind.MODEL)
"""Texts that say what holds everywhere; a Praxisbeispiel tells what was once and somewhere."""

_ONES = "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig"
_WORD = rf"(?:(?:ein|{_ONES})?(?:hundert|tausend)|{_ONES})"
_NUMBER = rf"(?:\d[\d.,]*|\b{_WORD})"
_MANY = r"(?:\s+(?:Tausend|Mio\.|Mrd\.|Millionen?|Milliarden?))?"
_MONTH = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d)"

_ANYWHERE = (
    re.compile(rf"{_NUMBER}{_MANY}[\s-]*(?:Euro|EUR|€|Cent\b|Prozent|%|v\.\s?H\.)", re.IGNORECASE),
    re.compile(r"(?:EUR|€)\s*\d[\d.,]*"),
    re.compile(r"§+\s*\d+\w*"),
    re.compile(r"\b(?:Art\.|Artikel|Abs\.|Absatz|Nr\.)\s*\d+\w*"),
)
_IN_GENERAL = (
    re.compile(r"\d{1,3}(?:\.\d{3})+"),
    re.compile(rf"{_NUMBER}\s+Stunden?\s+(?:in der|pro|je|im|die)\s+(?:Woche|Monat|Jahr)", re.IGNORECASE),
    re.compile(rf"\bbis\s+(?:spätestens\s+)?(?:zum\s+)?\d{{1,2}}\.\s?{_MONTH}\w*"),
)
_DURATION = re.compile(rf"{_NUMBER}\s+(?:Tagen?|Wochen?|Monate?n?|Jahre?n?)\b", re.IGNORECASE)
_QUOTED = re.compile("„([^“]+)“")
_LEGAL = re.compile(
    r"\b(?:gesetzlich\w*|Gesetz\w*|\w*[Ff]rist(?:en)?|Verjähr\w*|Aufbewahrung\w*|Steuer\w*|steuer\w+|Bußgeld\w*|Haftung\w*)\b"
)


def check_figures(content: Content) -> Iterator[Finding]:
    names = _declared_names(content)
    for text in content.of_kind(*OWN):
        for found in _undeclared(_said(text, names), is_general=text.kind in GENERAL):
            yield text.error(
                f"„{found}“ ist eine Zahl zu Recht oder Geld und kein Verweis auf einen Fakt. Nächster Schritt: den Wert "
                "mit Quelle in fakten.yaml aufnehmen und im Text {{ fakt: kennung }} schreiben, oder ihn weglassen."
            )


def _declared_names(content: Content) -> frozenset[str]:
    """Titles of documents, and names in quotation marks that the register of facts knows („2.000 x 1.000 Euro …“)."""
    titles = {document.title for document in content.by_id.values()}
    quoted = {name for fact in content.facts for name in _QUOTED.findall(f"{fact.label} {fact.value}")}
    return frozenset(name for name in titles | quoted if re.search(r"\d", name))


def _said(text: Text, names: frozenset[str]) -> str:
    """What the text says in its own words: without facts, and without names that carry a number, or their beginning."""
    said = REFERENCE.sub("", f"{text.document.summary}\n\n{text.sentences}")
    said = _QUOTED.sub(
        lambda quoted: "" if any(one.startswith(quoted.group(1)) for one in names) else quoted.group(), said
    )
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    return said


def _undeclared(said: str, *, is_general: bool) -> Iterator[str]:
    patterns = (*_ANYWHERE, *_IN_GENERAL) if is_general else _ANYWHERE
    for pattern in patterns:
        yield from (match.group().strip(" .,") for match in pattern.finditer(said))
    if is_general:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])|\n\n", said):
            if _LEGAL.search(sentence):
                yield from (match.group() for match in _DURATION.finditer(sentence))
