"""Personal data is found with its place and masked; what only looks like it stays."""

import pytest

from kb.importing.motion import read_motion
from kb.importing.privacy_guard import PersonalKind, find_personal_data, masked
from tests.kb.importing.motion.forms import a_form

FINDINGS = [
    ("Fragen an vera.beispiel@musterstadt.example bitte.", PersonalKind.MAIL, "vera.beispiel@musterstadt.example"),
    ("Telefon: 0123 45-6789", PersonalKind.PHONE, "0123 45-6789"),
    ("Frau Beispiel, Am Anger 4, 99999 Musterstadt", PersonalKind.ADDRESS, "Am Anger 4, 99999 Musterstadt"),
    ("Lange Straße 12 a\n99999 Musterstadt", PersonalKind.ADDRESS, "Lange Straße 12 a\n99999 Musterstadt"),
    ("Herr Muster, wohnhaft Lindenweg 3, stellt den Antrag.", PersonalKind.ADDRESS, "Lindenweg 3"),
    ("geb. am 01.02.1970 in Musterstadt", PersonalKind.BIRTH, "01.02.1970"),
    ("Geburtsdatum: 1. Februar 1970", PersonalKind.BIRTH, "1. Februar 1970"),
    ("Vera Beispiel, * 1.2.1970", PersonalKind.BIRTH, "1.2.1970"),
    ("Sachbearbeiterin: Vera Beispiel", PersonalKind.CLERK, "Vera Beispiel"),
    ("Auskunft erteilt: Herr Muster", PersonalKind.CLERK, "Herr Muster"),
]


@pytest.mark.parametrize(("text", "kind", "said"), FINDINGS)
def test_personal_data_is_found_at_its_place(text: str, kind: PersonalKind, said: str) -> None:
    (found,) = find_personal_data(text)

    assert (found.kind, text[found.start : found.end]) == (kind, said)


@pytest.mark.parametrize(("text", "kind", "said"), FINDINGS)
def test_what_is_found_is_masked_and_nothing_else(text: str, kind: PersonalKind, said: str) -> None:
    assert masked(text) == text.replace(said, kind.mask)
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize("text", [text for text, _, _ in FINDINGS])
def test_the_list_for_confirmation_does_not_tell_the_data(text: str) -> None:
    (found,) = find_personal_data(text)

    assert sum(map(str.isalnum, found.masked)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        *("Der Radweg an der Langen Straße 12 wird gebaut.", "am 01.02.2031 im Alten Bahnhof", "16 Plätze, 99999 Euro"),
        *("Kontakt: Im Rathaus ist das Büro zuständig.", "Bearbeiter/in:\nGemarkung: Musterau", "0815/2029-2034"),
        "Zum Stadtgeburtstag 22.07.2031 wird gefeiert.",
    ],
)
def test_places_days_and_numbers_of_the_matter_stay(text: str) -> None:
    assert masked(text) == text


def test_a_paper_lists_what_was_masked_in_its_parts() -> None:
    rationale = "Begründung:\n\nFragen beantwortet vera@musterstadt.example gern.\n\n"

    motion = read_motion(a_form(rationale=rationale))

    assert motion.rationale == "Fragen beantwortet [E-Mail-Adresse entfernt] gern."
    (found,) = [one for one in motion.personal if one.kind is PersonalKind.MAIL]
    assert motion.text[found.start : found.end] == "vera@musterstadt.example"
