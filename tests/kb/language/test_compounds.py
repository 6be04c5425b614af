"""Which words are cut into their nouns, and which are better left whole."""

import pytest

from kb.language.compounds import compound_parts, compound_tails
from kb.language.fold import fold


@pytest.mark.parametrize(
    ("word", "nouns"),
    [
        ("Engagementförderung", "engagement förderung"),
        ("Haushaltsmittel", "haushalt mittel"),
        ("Jugendhilfeausschuss", "jugend hilfe ausschuss"),
        ("Ehrenamtsakademie", "ehrenamt akademie"),
        ("Vereinsförderung", "verein förderung"),
        ("Kommunennetzwerk", "kommune netzwerk"),
        ("Gemeinderat", "gemeinde rat"),
        ("Selbsthilfekontaktstelle", "selbsthilfe kontakt stelle"),
        ("Raumnutzung", "raum nutzung"),
        ("Strassenfest", "strasse fest"),
        ("Sprachkurs", "sprache kurs"),
        ("Hilfsangebot", "hilfe angebot"),
        ("Wohnraum", "wohnen raum"),
        ("Wartezimmer", "warten zimmer"),
        ("Großveranstaltung", "groß veranstaltung"),
        ("familienfreundliche", "familie freundlich"),
        ("planungsrechtlichen", "planung recht"),
        ("Nichtregierungsorganisation", "nicht regierung organisation"),
    ],
)
def test_a_compound_is_its_nouns(word: str, nouns: str) -> None:
    assert compound_parts(fold(word.lower())) == tuple(map(fold, nouns.split()))


@pytest.mark.parametrize(
    "word",
    ["Gütersloh", "Kohorte", "Statistik", "Lehrerin", "Postulat", "Kostüme", "Montage", "Gebühr", "Verwaltung", "Beratung",
     "Kommentieren", "auszugleichen", "zugewiesen", "dauerhafte", "klimatischen", "elektronische", "wöchentlich", "Support",
     "Studierende", "Lotsinnen", "gemeinsamen", "vereinfachen", "untersucht", "ehrenamtlich", "Karlsruhe", "Neuerung",
     "Rathaus", "Feuerwehr", "Bürgermeister", "Veranstaltung", "Gegenstand", "Verein", "x" * 100, "a1b2c3d4"],
)  # fmt: skip
def test_what_only_looks_like_one_stays_whole(word: str) -> None:
    assert compound_parts(fold(word.lower())) == ()


def test_the_ends_of_a_compound_are_given_as_they_are_written() -> None:
    assert compound_tails(fold("Kulturvereinsheime")) == ("vereinsheime", "heime")
    assert compound_tails(fold("Gütersloh")) == ()
