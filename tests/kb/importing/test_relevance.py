"""The topic filter takes papers on engagement, leaves what only sounds like it, and says why."""

import pytest

from kb.importing.relevance import judge

ABOUT_ENGAGEMENT = """
Einführung der Ehrenamtskarte NRW
Richtlinie zur Förderung des bürgerschaftlichen Engagements
Zuschüsse an Vereine im Jahr 2025: Vereinsförderung
Konzept zur Beteiligung von Kindern und Jugendlichen
Bürgerhaushalt 2026: Ergebnisse der Zufallsauswahl
Neufassung der Sportförderrichtlinien
Beitritt zum Kommunennetzwerk engagiert in NRW
Integrationslotsinnen und Integrationslotsen: Fortführung
Einrichtung eines Repair-Cafés
Verleihung des Heimatpreises
"""

ABOUT_SOMETHING_ELSE = """
Satzung über die Entschädigung der ehrenamtlich Tätigen im Rat
Entschädigung für ehrenamtliche Tätigkeit: Anpassung der Sitzungsgelder
Vorschlagsliste für die Wahl der ehrenamtlichen Richterinnen und Richter
Wahl der Schöffinnen und Schöffen für die Jahre 2024 bis 2028
Beschaffung eines Löschfahrzeugs für die Freiwillige Feuerwehr
Neubau des Feuerwehrgerätehauses der Freiwilligen Feuerwehr
Haushaltssicherung: Kürzung der freiwilligen Leistungen
Bebauungsplan Nr. 12 „Am Vereinsheim“
Versetzung der Ortstafeln
Ernennung eines ehrenamtlichen Ortsvorstehers
Mitgliedschaft der Stadt im Verein Metropolregion e. V.
Annahme von Spenden
"""


@pytest.mark.parametrize("title", ABOUT_ENGAGEMENT.strip().splitlines())
def test_a_paper_on_engagement_is_taken_by_its_title(title: str) -> None:
    assert judge(title).is_taken


@pytest.mark.parametrize("title", ABOUT_SOMETHING_ELSE.strip().splitlines())
def test_a_paper_that_only_sounds_like_engagement_is_left(title: str) -> None:
    assert not judge(title).is_taken


def test_the_text_decides_where_the_title_says_nothing() -> None:
    text = "Die Freiwilligenagentur koordiniert das Ehrenamt. Ehrenamtliche werden in Vereinen gewonnen."

    assert not judge("Maßnahmen im Stadtteil").is_taken
    assert judge("Maßnahmen im Stadtteil", text).is_taken


def test_a_single_mention_in_a_long_text_does_not_make_the_paper_one_on_engagement() -> None:
    text = "Der Radweg wird verbreitert. " * 200 + "Ehrenamtliche halfen bei der Zählung."

    assert not judge("Neue Wege am Bahnhof", text).is_taken


def test_budget_words_in_the_text_count_for_nothing() -> None:
    verdict = judge("Haushalt 2026", "Die freiwilligen Leistungen werden gekürzt. Freiwillige Aufgaben bleiben. " * 20)

    assert (verdict.points, verdict.grounds) == (0, ())


def test_the_reason_names_concept_place_words_and_points() -> None:
    verdict = judge("Neubau eines Bürgerzentrums")

    assert verdict.reason == (
        "Orte und Formen des Engagements im Titel („Bürgerzentrums“) +6,0; Bauen und Verkehr im Titel („Neubau“) −5,0. "
        "Zusammen +1,0, nötig sind +4,0."
    )


def test_a_paper_without_any_known_word_says_so() -> None:
    assert judge("Sperrmüll auf Abruf").reason == "Kein Wort spricht für bürgerschaftliches Engagement."
