"""The forms and spellings of a word have one stem; different words keep theirs."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.language import fold, stem


@pytest.mark.parametrize(
    "spellings",
    [
        "Förderung Foerderung FÖRDERUNG forderung",
        "Zuschuss Zuschuß ZUSCHUSS Zuschüsse",
        "Straße Strasse STRASSE Straßen",
        "Maßnahme MASSNAHMEN Massnahmen",
        "Städte Staedte Stadt",
        "Beschluss Beschluß Beschlüsse Beschluesse",
        "Räte Raete Rat Rates",
        "Kommune Kommunen",
        "Verträge Vertrag",
        "Workshop Workshops",
        "Café Cafe",
        "potenziell potentiell",
        "Schifffahrt Schiffahrt",
        "Kommunennetzwerkes Kommunennnetzwerkes",
        "Bürger Bürgerin Bürgerinnen BürgerInnen Buerger",
        "Ärzte Ärztin Ärztinnen Aerztinnen",
        "Kollegen Kollegin Kolleginnen",
        "Lotsen Lotsinnen",
        "Beamte Beamtin Beamtinnen",
        "Studenten Studentin Studentinnen",
        "Teilnehmer Teilnehmerin Teilnehmende Teilnehmenden",
    ],
)
def test_forms_and_spellings_of_a_word_have_one_stem(spellings: str) -> None:
    assert len({stem(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Termin", "Term"),
        ("Berlin", "Berl"),
        ("gewinnen", "gewen"),
        ("Dachrinnen", "Dachr"),
        ("Steuer", "Stur"),
        ("neue", "nu"),
        ("Uhr", "Gebühr"),
        ("Post", "Postulat"),
        ("Kost", "Kostüm"),
    ],
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["neue", "steuer", "quelle", "frauen", "treue", "bauen"])
def test_an_e_of_its_own_after_a_vowel_stays(word: str) -> None:
    assert fold(word) == word


def test_a_stem_is_never_longer_than_64_characters() -> None:
    assert len(stem("ß" * 1_000)) <= 64


def test_threads_stem_at_once_without_disturbing_one_another() -> None:
    words = [f"förder{number}ungen" for number in range(2_000)]
    with ThreadPoolExecutor(8) as threads:
        stems = list(threads.map(stem, words * 4))
    assert stems == [stem(word) for word in words] * 4
