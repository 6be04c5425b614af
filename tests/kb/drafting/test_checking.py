"""Everything taken over that is a claim of its authors is marked."""

import time

import pytest

from kb.drafting.pieces import Check
from tests.kb.drafting.register import UEDEM, from_bielefeld

MARKED = (
    ("54 Städte und zehn Pilotkommunen", [("54", Check.NUMBER), ("zehn", Check.NUMBER)]),
    ("Sechs Vereine", [("Sechs", Check.NUMBER)]),
    ("1.250,50 Euro und 3 Prozent", [("1.250,50 Euro", Check.AMOUNT), ("3 Prozent", Check.AMOUNT)]),
    ("12 Mio. Euro", [("12 Mio. Euro", Check.AMOUNT)]),
    ("am 21. August 2018", [("21. August 2018", Check.DATE)]),
    ("am 21.08.2018, Ende 2012", [("21.08.2018", Check.DATE), ("2012", Check.DATE)]),
    ("Frau Dr. Erika Muster", [("Frau Dr. Erika Muster", Check.PERSON)]),
    ("das Amt für soziale Leistungen", [("Amt für soziale Leistungen", Check.OFFICE)]),
    ("das Amt für Soziales und Wohnen", [("Amt für Soziales und Wohnen", Check.OFFICE)]),
    ("das Sozialamt, die Staatskanzlei", [("Sozialamt", Check.OFFICE), ("Staatskanzlei", Check.OFFICE)]),
    ("das Ministerium", [("Ministerium", Check.OFFICE)]),
    ("das Ehrenamt insgesamt", []),
    ("der Sozial- und Gesundheitsausschuss", [("Sozial- und Gesundheitsausschuss", Check.COMMITTEE)]),
    ("nach § 41 Abs. 1 GO NRW", [("§ 41 Abs. 1 GO NRW", Check.LAW)]),
    ("die Hauptsatzung", [("Hauptsatzung", Check.LAW)]),
    ("Drucksache 7091/2014-2020", [("Drucksache 7091/2014-2020", Check.REFERENCE)]),
    ("die Vorlage vom Mai", []),
    ("siehe https://example.org/a", [("https://example.org/a", Check.REFERENCE)]),
    ("ehrenamt@stadt.example", [("ehrenamt@stadt.example", Check.REFERENCE)]),
    ("in Gütersloh und in Lage", [("Gütersloh", Check.PLACE), ("Lage", Check.PLACE)]),
    ("in der Lage", []),
    ("das „Bündnis“ und die Caritas", [("„Bündnis“", Check.NAME), ("Caritas", Check.NAME)]),
    ("bis [Datum]", [("[Datum]", Check.BLANK)]),
)


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_what_must_be_checked_is_marked_with_its_sort(text: str, expected: list[tuple[str, Check]]) -> None:
    pieces = from_bielefeld(UEDEM).adapt(text)

    assert [(one.text, one.check) for one in pieces if one.check] == expected
    assert "".join(one.text for one in pieces) == text


@pytest.mark.parametrize("piece", ["A-", "A ", "1.", "Haupt-, A", "a.", "Amt für ", "in der Stadt "])
def test_no_text_takes_long(piece: str) -> None:
    """Twice the text takes about twice the time; a pattern that tries everything from everywhere took minutes."""
    adapter = from_bielefeld(UEDEM)
    adapter.adapt(piece)
    start = time.process_time()
    adapter.adapt(piece * (20_000 // len(piece)))

    assert time.process_time() - start < 5
