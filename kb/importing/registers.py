"""The files that documents refer to by id: themen.yaml → TopicTree, kommunen.csv → MunicipalityRegister."""

import csv
import io
import re

from kb.errors import InvalidDocument, UnknownField, UnreadableFile
from kb.importing.yaml_text import Plain, read_yaml
from kb.municipalities import Municipality, MunicipalityRegister
from kb.topics import Topic, TopicTree

TOPIC_FIELDS = ("id", "label", "alternative_labels", "scope_note")
MUNICIPALITY_FIELDS = ("ags", "name", "art", "kreis", "regierungsbezirk")

_TOPIC_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


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
    return Municipality(
        ags=row["ags"], name=row["name"], sort=row["art"], district=row["kreis"], region=row["regierungsbezirk"]
    )


def _refuse_repeated(found: list[Municipality], name: str) -> None:
    seen: set[str] = set()
    for one in found:
        if one.ags in seen:
            raise InvalidDocument(name, [f"Der AGS {one.ags} steht zweimal da."])
        seen.add(one.ags)
