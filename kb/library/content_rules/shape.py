"""The parts that each kind of text must have, in their order, and how long it may be."""

import re
from collections.abc import Iterator

from kb.documents import Kind, Motion
from kb.library.content_rules.reading import Content, Text
from kb.library.values import Finding

GUIDE = (
    *("Anlass", "Worum es geht", "Schritte", "Wer entscheidet und wer mitredet", "Aufwand", "Stolpersteine"),
    *("Formulierungen zum Übernehmen", "Checkliste", "Weiterführend"),
)
PRACTICE = ("Ausgangslage", "Vorgehen", "Beteiligte", "Ergebnis")
MODEL = ("Hinweise zur Verwendung", "Beratungsfolge", "Sprechzettel", "Weiterführend")
ORDERS = ("Stadt", "Gemeinde", "Kreis")
NOTES = ("Beschluss", "Kosten", "Drei Gründe", "Fünf Fragen aus dem Ausschuss")
GUIDE_WORDS = (400, 1200)
MOST_NOTES_WORDS = 400
"""What fits on one printed page."""

OTHER_STATES = (
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern"),
    *("Niedersachsen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"),
)

_PLACEHOLDER = re.compile(r"\[([^\]\n]+)\](?!\()")


def check_shape(content: Content) -> Iterator[Finding]:
    for text in content.of_kind(Kind.GUIDE):
        yield from _guide(text)
    for text in content.of_kind(Kind.PRACTICE):
        yield from _practice(text)
    for text in content.of_kind(Kind.MODEL):
        yield from _model(text)
    for text in content.of_kind(Kind.PAPER):
        yield from _from_a_municipality(text)


def _guide(text: Text) -> Iterator[Finding]:
    titles = tuple(title for level, title in text.headings if level == 2)  # noqa: PLR2004  # the level below the title
    if titles != GUIDE:
        yield text.error(f"Die Überschriften müssen sein: {', '.join(GUIDE)}. {_difference(titles, GUIDE)}")
    least, most = GUIDE_WORDS
    if not least <= len(text.words) <= most:
        yield text.error(f"Der Text hat {len(text.words)} Wörter; eine Praxishilfe hat {least} bis {most}.")


def _difference(titles: tuple[str, ...], expected: tuple[str, ...]) -> str:
    missing = [one for one in expected if one not in titles]
    extra = [one for one in titles if one not in expected]
    found = [f"Es fehlt: {', '.join(missing)}." if missing else "", f"Zu viel: {', '.join(extra)}." if extra else ""]
    return " ".join(filter(None, found)) or "Die Reihenfolge stimmt nicht."


def _practice(text: Text) -> Iterator[Finding]:
    titles = [title for _, title in text.headings]
    if missing := [one for one in PRACTICE if one not in titles]:
        yield text.error(f"Einem Praxisbeispiel fehlt: {', '.join(missing)}.")
    yield from _from_a_municipality(text)


def _from_a_municipality(text: Text) -> Iterator[Finding]:
    """A real paper or example names its place, and says so if that lies outside North Rhine-Westphalia."""
    document = text.document
    if isinstance(document, Motion) and not document.reference and not document.source_url:
        yield text.error(
            "Eine Sitzungsvorlage braucht eine Drucksachennummer (reference) oder eine Adresse (source_url)."
        )
    if document.municipality:
        return
    if not any(state in document.title for state in OTHER_STATES):
        yield text.error("Ohne Kommune aus Nordrhein-Westfalen muss der Titel das Land nennen, etwa „(Hessen)“.")
    if "nordrhein-westf" not in text.markdown.lower():
        yield text.hint(
            "Der Text sagt nur im Titel, dass er nicht aus Nordrhein-Westfalen stammt; dort gelten andere Regeln."
        )


def _model(text: Text) -> Iterator[Finding]:
    motion = text.document
    assert isinstance(motion, Motion)  # noqa: S101  # a model is one
    needed = ("subject", "short_version", "resolution", "rationale", "finances", "consultations", "placeholders")
    if missing := [name for name in needed if not getattr(motion, name)]:
        yield text.error(f"Einer Mustervorlage fehlt: {', '.join(missing)}.")
    if motion.decision or motion.outcome or motion.municipality:
        yield text.error("Eine Mustervorlage ist nie beschlossen: ohne decision, outcome und municipality.")
    if motion.resolution and not motion.resolution.startswith("1. "):
        yield text.error("Der Beschlussvorschlag muss nummeriert sein.")
    yield from _body_of_model(text)
    yield from _placeholders(text, motion)


def _body_of_model(text: Text) -> Iterator[Finding]:
    parts = _subheadings(text)
    if tuple(parts) != MODEL:
        yield text.error(f"Die Überschriften müssen sein: {', '.join(MODEL)}. {_difference(tuple(parts), MODEL)}")
    for name, expected in (("Beratungsfolge", ORDERS), ("Sprechzettel", NOTES)):
        if parts.get(name, expected) != expected:
            yield text.error(f"Unter „{name}“ müssen stehen: {', '.join(expected)}.")
    for title, number in (("Drei Gründe", 3), ("Fünf Fragen aus dem Ausschuss", 5)):
        if (found := _numbered(text.document.body, title)) != number:
            yield text.error(f"Unter „{title}“ stehen {found} statt {number} Punkte.")
    notes = text.document.body.partition("## Sprechzettel")[2].partition("\n## ")[0]
    if len(notes.split()) > MOST_NOTES_WORDS:
        yield text.error(f"Der Sprechzettel hat mehr als {MOST_NOTES_WORDS} Wörter und passt nicht auf eine Seite.")


def _subheadings(text: Text) -> dict[str, tuple[str, ...]]:
    """The headings of level 2 of the body, each with those below it."""
    found: dict[str, tuple[str, ...]] = {}
    for level, title in text.headings:
        if level == 2:  # noqa: PLR2004
            found[title] = ()
        elif found:
            last = next(reversed(found))
            found[last] = (*found[last], title)
    return found


def _numbered(body: str, title: str) -> int:
    section = body.partition(f"### {title}\n")[2].partition("\n#")[0]
    return len(re.findall(r"^\d+\. ", section, re.MULTILINE))


def _placeholders(text: Text, motion: Motion) -> Iterator[Finding]:
    declared = {name for name, _ in motion.placeholders}
    used = set(_PLACEHOLDER.findall(f"{motion.title}\n{motion.subject}\n{text.markdown}"))
    if undeclared := sorted(used - declared):
        yield text.error(f"Diese Platzhalter sind nicht angegeben (placeholders): {', '.join(undeclared)}.")
    if unused := sorted(declared - used):
        yield text.error(f"Diese Platzhalter kommen nirgends vor: {', '.join(unused)}.")
    if unlabelled := sorted(name for name, label in motion.placeholders if not label.strip()):
        yield text.error(f"Diesen Platzhaltern fehlt die Bezeichnung: {', '.join(unlabelled)}.")
