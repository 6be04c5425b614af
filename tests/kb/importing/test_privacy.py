"""Personal data that is no part of a motion is left out; what only looks like it stays."""

import pytest

from kb.importing.privacy import is_phone_number, without_contact_lines, without_signature
from kb.importing.privacy_guard import PersonalKind, masked

PROSE = "Der Kasten wird angebracht."


@pytest.mark.parametrize(
    "number", ["0123 45-6789", "0123/456789", "0123 – 45 67 89", "+49 123 456789", "0049 (123) 456789"]
)
def test_a_phone_number_in_prose_is_masked(number: str) -> None:
    assert masked(f"Fragen unter {number}.") == f"Fragen unter {PersonalKind.PHONE.mask}."


@pytest.mark.parametrize("label", ["Tel. ", "Telefon: ", "Durchwahl ", "Fax: ", "Tel.-Nr. ", "Telefon "])
def test_a_labelled_extension_is_masked(label: str) -> None:
    assert masked(f"{label}98-7654, Zimmer 3") == f"{label}{PersonalKind.PHONE.mask}, Zimmer 3"


@pytest.mark.parametrize(
    "text",
    [
        *("Drucksache 0815/2029-2034", "0367/2012", "VO/2020/08575", "am 04.09.2018", "1.234.567 Euro", "2014-2020"),
        *(
            "Produkt 01.02.03",
            "§ 5 Abs. 2",
            "Konto 1.400.21.10.06.02.92",
            "54 Beitritte",
            "0,5 Stellen",
            "Haus Nr. 12-14",
        ),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("98-7654", True),
        ("Tel. 98-7654", True),
        ("App. 123", True),
        ("0123 / 456", True),
        ("47", False),
        ("Amt 47", False),
    ],
)
def test_a_field_that_is_only_a_phone_number_is_known(text: str, is_number: bool) -> None:
    assert is_phone_number(text) is is_number


@pytest.mark.parametrize(
    "block",
    [
        ("Beigeordnete", "", "", "Vera Beispiel"),
        ("Vera Beispiel", "Bürgermeisterin"),
        ("gez. Beispiel",),
        ("In Vertretung", "Dr. Vera Muster-Beispiel", "Erste Beigeordnete"),
        ("Musterstadt, den 03.02.2031", "Der Bürgermeister", "i. V. Beispiel"),
        ("Der Oberbürgermeister", "Vera von der Beispiel"),
        ("Beigeordnete\tAmtsleiter", "Vera Beispiel\tUwe Muster"),
        ("Mit freundlichen Grüßen", "Vera Beispiel", "Fraktionsvorsitzende"),
        ("(Landrätin)", ""),
        ("Beigeordneter und Stadtkämmerer", "DR. VERA BEISPIEL"),
        ("Fachbereichsleiterin", "Vera O'Muster"),
        ("Leitung des Amtes für Vereine", "Dr.-Ing. Vera zur Muster"),
    ],
)
def test_a_signatory_block_is_left_out(block: tuple[str, ...]) -> None:
    assert without_signature([PROSE, "", *block, ""]) == [PROSE, ""]


@pytest.mark.parametrize(
    "end",
    [
        ("Vera Beispiel",),
        ("Der Bürgermeister wird beauftragt.",),
        ("Kasten, Schloss und Schild",),
        ("Rat der Stadt", "Alter Bahnhof"),
    ],
)
def test_an_end_without_function_or_signature_stays(end: tuple[str, ...]) -> None:
    assert without_signature([PROSE, *end]) == [PROSE, *end]


def test_contact_fields_are_left_out_with_the_name_below() -> None:
    lines = ["Ansprechpartnerin:", "", "Frau Vera Beispiel", "Telefon: 98-7654", "E-Mail: v@musterstadt.example", PROSE]

    assert without_contact_lines(lines) == ["", PROSE]


def test_a_contact_field_does_not_take_the_sentence_below() -> None:
    assert without_contact_lines(["Kontakt:", PROSE]) == [PROSE]
