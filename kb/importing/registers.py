"""What documents refer to by id: themen.yaml → TopicTree, kommunen.csv → MunicipalityRegister, fakten.yaml → FactRegister."""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from kb.errors import InvalidDocument, UnknownField, UnreadableFile
from kb.facts import Fact, FactRegister
from kb.importing.yaml_text import Plain, read_yaml
from kb.municipalities import COLUMNS, Municipality, MunicipalityRegister
from kb.topics import Topic, TopicTree

TOPIC_FIELDS = ("id", "label", "alternative_labels", "scope_note")
FACT_FIELDS = tuple(one.name for one in fields(Fact))
MUNICIPALITY_FIELDS = tuple(COLUMNS)

_TOPIC_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
_FACT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_IN_FACT_ID = 100
_THEMSELVES = {field: field for field in FACT_FIELDS}
_NEEDED = ("label", "value", "source", "authority")


def read_topics(text: str, name: str) -> TopicTree:
    """The topic tree from YAML: a list of mappings with `TOPIC_FIELDS`, parents before their narrower topics.

    Raises UnreadableFile, UnknownField or InvalidDocument; `name` is the file's.
    """
    entries = read_yaml(text.removeprefix("\ufeff").replace("\r\n", "\n"), name)
    if not isinstance(entries, list):
        raise UnreadableFile(name, "Zeile 1: Hier wird eine Liste von Themen erwartet, jedes beginnt mit „- id: “.")
    reasons: list[str] = []
    topics = tuple(_topic(entry, number, name, reasons) for number, entry in enumerate(entries, 1))
    _refuse_broken_tree(topics, reasons)
    if reasons:
        raise InvalidDocument(name, reasons)
    return TopicTree(topics)


def _topic(entry: Plain, number: int, name: str, reasons: list[str]) -> Topic:
    if not isinstance(entry, dict):
        raise InvalidDocument(
            name, [f"Der {number}. Eintrag ist kein Thema mit den Feldern {', '.join(TOPIC_FIELDS)}."]
        )
    for field in entry:
        if field not in TOPIC_FIELDS:
            raise UnknownField(field, TOPIC_FIELDS, f"{name}, {number}. Thema")
    alternatives = entry.get("alternative_labels") or []
    texts = [entry.get(field, "") for field in ("id", "label", "scope_note")]
    if not isinstance(alternatives, list) or not all(isinstance(one, str) for one in [*texts, *alternatives]):
        reasons.append(f"Im {number}. Thema muss „alternative_labels“ eine Liste sein und alles andere Text.")
        return Topic(id="", label="")
    topic_id, label, scope_note = map(str, texts)
    if not _TOPIC_ID.fullmatch(topic_id) or not label.strip():
        reasons.append(f"Das {number}. Thema braucht „id“ (a–z, Ziffern, - und /) und „label“.")
    return Topic(id=topic_id, label=label, alternative_labels=tuple(map(str, alternatives)), scope_note=scope_note)


def _refuse_broken_tree(topics: tuple[Topic, ...], reasons: list[str]) -> None:
    seen: set[str] = set()
    for topic in topics:
        if topic.id in seen:
            reasons.append(f"Das Thema „{topic.id}“ steht zweimal da.")
        if topic.parent and topic.parent not in seen:
            reasons.append(f"Über „{topic.id}“ fehlt das Thema „{topic.parent}“; es muss davor stehen.")
        seen.add(topic.id)


def read_municipalities(text: str, name: str) -> MunicipalityRegister:
    """The register from CSV with the header `MUNICIPALITY_FIELDS`.

    Raises UnreadableFile, UnknownField or InvalidDocument with line numbers; `name` is the file's.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        _refuse_wrong_header(tuple(rows.fieldnames or ()), name)
        found = [_municipality(row, rows.line_num, name) for row in rows]
    except csv.Error as error:
        raise UnreadableFile(name, f"Zeile {rows.line_num} ist kein gültiges CSV.") from error
    _refuse_repeated(found, name)
    return MunicipalityRegister(tuple(found))


def _refuse_wrong_header(header: tuple[str, ...], name: str) -> None:
    for field in header:
        if field not in MUNICIPALITY_FIELDS:
            raise UnknownField(field, MUNICIPALITY_FIELDS, f"{name}, Zeile 1")
    if header != MUNICIPALITY_FIELDS:
        raise UnreadableFile(name, f"Zeile 1 muss lauten: {','.join(MUNICIPALITY_FIELDS)}")


def _municipality(row: dict[str, str], line: int, name: str) -> Municipality:
    if None in row or None in row.values():
        raise UnreadableFile(name, f"Zeile {line} muss {len(MUNICIPALITY_FIELDS)} durch Komma getrennte Werte haben.")
    if not re.fullmatch(r"[0-9]{8}", row["ags"]) or not row["name"].strip():
        raise InvalidDocument(name, [f"Zeile {line} braucht einen AGS aus acht Ziffern und einen Namen."])
    return Municipality(**{field: row[column] for column, field in COLUMNS.items()})


def _refuse_repeated(found: list[Municipality], name: str) -> None:
    seen: set[str] = set()
    for one in found:
        if one.ags in seen:
            raise InvalidDocument(name, [f"Der AGS {one.ags} steht zweimal da."])
        seen.add(one.ags)


def read_facts(text: str, name: str) -> FactRegister:
    """The facts from YAML: a list of mappings with `FACT_FIELDS`; lines that begin with „#“ are not part of it.

    Raises UnreadableFile, UnknownField or InvalidDocument; `name` is the file's.
    """
    entries = read_yaml(text.removeprefix("\ufeff").replace("\r\n", "\n"), name)
    if not isinstance(entries, list):
        raise UnreadableFile(name, "Zeile 1: Hier wird eine Liste von Fakten erwartet, jeder beginnt mit „- id: “.")
    reasons: list[str] = []
    found = tuple(_fact(entry, number, name, reasons) for number, entry in enumerate(entries, 1))
    _refuse_repeated_facts(found, reasons)
    if reasons:
        raise InvalidDocument(name, reasons)
    return FactRegister(found)


def _fact(entry: Plain, number: int, name: str, reasons: list[str]) -> Fact:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise InvalidDocument(name, [f"Der {number}. Eintrag ist kein Fakt mit den Feldern {', '.join(FACT_FIELDS)}."])
    for field in entry:
        if field not in FACT_FIELDS:
            raise UnknownField(field, FACT_FIELDS, f"{name}, {number}. Fakt")
    given = {field: str(value) for field, value in entry.items()}
    where = f"Im {number}. Fakt („{given.get('id', '')}“)"
    sure, review_by = given.pop("sure", ""), given.pop("review_by", "")
    reasons.extend(f"{where}: {problem}" for problem in _fact_problems(given, sure, _THEMSELVES))
    fact = Fact(**{"id": "", "label": "", "value": ""} | given, sure=sure == "true")  # type: ignore[arg-type]  # only texts are left
    return replace(fact, review_by=_day(review_by, where, reasons))


def fact_problems(fact: Fact, names: Mapping[str, str]) -> Iterator[str]:
    """German sentences on what a fact lacks. names: what they call its fields."""
    given = {field: value for field, value in vars(fact).items() if isinstance(value, str)}
    yield from _fact_problems(given, "true" if fact.sure else "false", names)
    if fact.review_by is None:
        yield f"„{names['review_by']}“ muss ein Datum sein."


def _fact_problems(given: dict[str, str], sure: str, names: Mapping[str, str]) -> Iterator[str]:
    fact_id = given.get("id", "")
    if not _FACT_ID.fullmatch(fact_id) or len(fact_id) > _MOST_IN_FACT_ID:
        yield f"„{names['id']}“ besteht aus Kleinbuchstaben (a–z), Ziffern und Bindestrichen."
    if missing := [names[field] for field in _NEEDED if not given.get(field, "").strip()]:
        yield f"Es fehlt: {', '.join(missing)}."
    if any("\n" in value for value in given.values()):
        yield "Jeder Wert steht in einer Zeile."
    if not _is_period(given.get("as_of", "")):
        yield f"„{names['as_of']}“ ist ein Tag, ein Monat oder ein Jahr: 2026-11-30, 2026-11 oder 2026."
    if sure not in ("true", "false"):
        yield f"„{names['sure']}“ muss true oder false sein."
    if not re.match(r"(https?://\S+)?\Z", given.get("source_url", "")):
        yield f"„{names['source_url']}“ muss mit https:// oder http:// beginnen."


def _is_period(text: str) -> bool:
    """Whether it is empty, a day, a month or a year."""
    if not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", text, re.ASCII):
        return False
    try:
        datetime.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _day(text: str, where: str, reasons: list[str]) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        reasons.append(f"{where}: „review_by“ muss ein Datum wie 2026-11-30 sein.")
        return None


def _refuse_repeated_facts(found: tuple[Fact, ...], reasons: list[str]) -> None:
    seen: set[str] = set()
    for fact in found:
        if fact.id in seen:
            reasons.append(f"Der Fakt „{fact.id}“ steht zweimal da.")
        seen.add(fact.id)
