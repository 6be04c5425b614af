"""themen.yaml and kommunen.csv: what is read, and what is refused with a sentence that helps."""

import pytest

from kb.errors import InputError, InvalidDocument, UnknownField, UnreadableFile
from kb.importing.registers import read_municipalities, read_topics

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
