"""Whatever a server writes into a field reads as a value or as missing."""

import datetime

import pytest

from kb.errors import UnreadableAnswer
from kb.importing.oparl import reading
from kb.importing.oparl.objects import read_ags

URL = "https://ris.example/papers"


@pytest.mark.parametrize(
    ("held", "read"),
    [
        ("Rat", "Rat"),
        ("  Rat\n der  Stadt ", "Rat der Stadt"),
        ("Rat &amp; Verwaltung", "Rat & Verwaltung"),
        ("Rat\x03", "Rat"),
        (["Rat", "Ausschuss"], "Rat"),
        (12, "12"),
        ("N/A", ""),
        ("k.A.", ""),
        (None, ""),
        (True, ""),
        ({"de": "Rat"}, ""),
        ([], ""),
    ],
)
def test_a_text_is_one_clean_line_or_missing(held: object, read: str) -> None:
    assert reading.text({"name": held}, "name") == read


@pytest.mark.parametrize(
    ("held", "read"),
    [
        ("2020-02-01", datetime.date(2020, 2, 1)),
        ("2020-02-01T23:00:00+01:00", datetime.date(2020, 2, 1)),
        ("01.02.2020", datetime.date(2020, 2, 1)),
        ("2020-02-30", None),
        ("0001-01-01", None),
        ("N/A", None),
        (20200201, None),
    ],
)
def test_a_day_is_read_in_any_spelling_or_missing(held: object, read: datetime.date | None) -> None:
    assert reading.day({"date": held}, "date") == read


@pytest.mark.parametrize(
    ("held", "read"),
    [
        ("https://a.example/1", ("https://a.example/1",)),
        (["https://a.example/1", None, 7, "kaputt", {"id": "https://a.example/2"}], ("https://a.example/1", "https://a.example/2")),
        ({"id": "https://a.example/1"}, ("https://a.example/1",)),
        ("javascript:alert(1)", ()),
        (None, ()),
    ],
)  # fmt: skip
def test_addresses_are_found_in_texts_objects_and_lists(held: object, read: tuple[str, ...]) -> None:
    assert reading.addresses({"organization": held}, "organization") == read


@pytest.mark.parametrize("links", [None, [], {}, {"next": None}, {"next": ""}, {"next": 5}, {"next": "N/A"}])
def test_a_list_ends_where_no_next_page_is_named(links: object) -> None:
    assert reading.read_page({"data": [], "links": links}, URL).next == ""


def test_the_next_page_may_be_named_relatively_and_its_address_stays_as_it_is() -> None:
    assert (
        reading.read_page({"data": None, "links": {"next": "?seite=2&q=a%2Fb"}}, URL).next == f"{URL}?seite=2&q=a%2Fb"
    )


@pytest.mark.parametrize("body", [b"<html>", b"{", b"[" * 100_000, b"\xff\xfe", b"1" * 10_000])
def test_what_is_no_json_or_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableAnswer):
        reading.read_page(reading.parse(body, URL), URL)


def test_the_type_is_told_by_the_last_part_of_its_address() -> None:
    types = ("https://schema.oparl.org/1.0/Paper", "https://schema.oparl.org/1.1/Paper/", "Paper")

    assert {reading.type_of({"type": one}) for one in types} == {"Paper"}


@pytest.mark.parametrize(
    ("said", "ags"),
    [("05711000", "05711000"), ("5711000", "05711000"), ("05754", "05754000"), ("05 711 000", "05711000"), ("N/A", ""), ("057", "")],
)  # fmt: skip
def test_the_key_of_a_municipality_has_eight_digits_or_is_missing(said: str, ags: str) -> None:
    assert read_ags(said) == ags
