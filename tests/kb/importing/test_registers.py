"""themen.yaml, kommunen.csv and fakten.yaml: what is read, and what is refused with a sentence that helps."""

import datetime

import pytest

from kb.errors import InputError, InvalidDocument, UnknownField, UnreadableFile
from kb.importing.registers import read_facts, read_municipalities, read_topics

HEADER = "ags,name,art,kreis,regierungsbezirk\n"


def test_topics_are_read_in_their_order() -> None:
    tree = read_topics("- id: a\n  label: A\n- id: a/b\n  label: B\n  alternative_labels:\n  - BB\n", "themen.yaml")

    assert [topic.id for topic in tree] == ["a", "a/b"]
    assert tree.get("a/b").alternative_labels == ("BB",)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("a: b", UnreadableFile, "Hier wird eine Liste von Themen erwartet"),
        ("- a", InvalidDocument, "Der 1. Eintrag ist kein Thema"),
        ("- id: a\n  label: A\n  narrower: []", UnknownField, "Das Feld „narrower“ gibt es nicht."),
        ("- id: a", InvalidDocument, "Das 1. Thema braucht „id“"),
        ("- id: A b\n  label: A", InvalidDocument, "Das 1. Thema braucht „id“"),
        ("- id: a\n  label: A\n- id: a\n  label: B", InvalidDocument, "Das Thema „a“ steht zweimal da."),
        ("- id: a/b\n  label: B\n- id: a\n  label: A", InvalidDocument, "Über „a/b“ fehlt das Thema „a“"),
        ("- id: a\n  label: A\n  alternative_labels: x", InvalidDocument, "muss „alternative_labels“ eine Liste sein"),
        ("- id: a\n label: A", UnreadableFile, "Zeile 2 ist kein gültiges YAML"),
    ],
)
def test_broken_topics_are_refused(text: str, kind: type[InputError], reason: str) -> None:
    with pytest.raises(kind) as caught:
        read_topics(text, "themen.yaml")

    assert reason in caught.value.message


def test_municipalities_are_read_in_their_order() -> None:
    register = read_municipalities(f"{HEADER}05711000,Bielefeld,kreisfreie Stadt,,Detmold\n", "kommunen.csv")

    assert register.get("05711000").name == "Bielefeld"
    assert register.get("05711000").region == "Detmold"


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("ags,name,art,kreis,bezirk\n", UnknownField, "Das Feld „bezirk“ gibt es nicht."),
        ("name,ags,art,kreis,regierungsbezirk\n", UnreadableFile, "Zeile 1 muss lauten: ags,name"),
        (f"{HEADER}05711000,Bielefeld\n", UnreadableFile, "Zeile 2 muss 5 durch Komma getrennte Werte haben."),
        (f"{HEADER}05711000,a,b,c,d,e\n", UnreadableFile, "Zeile 2 muss 5 durch Komma getrennte Werte haben."),
        (f"{HEADER}5711000,Bielefeld,,,\n", InvalidDocument, "Zeile 2 braucht einen AGS aus acht Ziffern"),
        (f"{HEADER}05711000,,,,\n", InvalidDocument, "Zeile 2 braucht einen AGS aus acht Ziffern"),
        (f"{HEADER}05711000,A,,,\n05711000,B,,,\n", InvalidDocument, "Der AGS 05711000 steht zweimal da."),
        (f'{HEADER}05711000,"A\n', UnreadableFile, "ist kein gültiges CSV."),
    ],
)
def test_a_broken_register_is_refused(text: str, kind: type[InputError], reason: str) -> None:
    with pytest.raises(kind) as caught:
        read_municipalities(text, "kommunen.csv")

    assert reason in caught.value.message


FACT = "- id: a\n  label: A\n  value: '3'\n  source: Q\n  authority: Amt\n  sure: true\n  review_by: 2027-01-31\n"


def test_facts_are_read_in_their_order() -> None:
    second = FACT.replace("id: a", "id: b-2").replace("true", "false") + "  as_of: 2026-11\n  unit: Euro\n"
    facts = read_facts(f"# Erklärung\n\n{FACT}{second}", "fakten.yaml")

    assert [fact.id for fact in facts] == ["a", "b-2"]
    assert (facts.get("a").sure, facts.get("a").review_by) == (True, datetime.date(2027, 1, 31))
    assert (facts.get("b-2").as_of, facts.get("b-2").unit, facts.get("b-2").sure) == ("2026-11", "Euro", False)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("a: b", UnreadableFile, "Hier wird eine Liste von Fakten erwartet"),
        ("- a", InvalidDocument, "Der 1. Eintrag ist kein Fakt"),
        (FACT.replace("value: '3'", "value: [3]"), InvalidDocument, "Der 1. Eintrag ist kein Fakt"),
        (FACT.replace("value", "wert"), UnknownField, "Das Feld „wert“ gibt es nicht."),
        (FACT.replace("id: a", "id: A b"), InvalidDocument, "„id“ besteht aus Kleinbuchstaben"),
        (FACT.replace("authority: Amt", "authority: ''"), InvalidDocument, "Es fehlt: authority."),
        (FACT.replace("'3'", '"3\\n4"'), InvalidDocument, "Jeder Wert steht in einer Zeile."),
        (FACT + "  as_of: 11/2026\n", InvalidDocument, "„as_of“ ist ein Tag, ein Monat oder ein Jahr"),
        (FACT + "  as_of: 2026-13\n", InvalidDocument, "„as_of“ ist ein Tag, ein Monat oder ein Jahr"),
        (FACT.replace("true", "ja"), InvalidDocument, "„sure“ muss true oder false sein."),
        (FACT.replace("2027-01-31", "bald"), InvalidDocument, "„review_by“ muss ein Datum"),
        (FACT + "  source_url: www.land.nrw\n", InvalidDocument, "„source_url“ muss mit https://"),
        (FACT + FACT, InvalidDocument, "Der Fakt „a“ steht zweimal da."),
    ],
)
def test_broken_facts_are_refused(text: str, kind: type[InputError], reason: str) -> None:
    with pytest.raises(kind) as caught:
        read_facts(text, "fakten.yaml")

    assert reason in caught.value.message
