"""What the search field asks for while somebody types."""

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.page import Reader
from web import create_app

ODD = ("", "?q=", "?q=e", "?q=%00", "?q=%ff%fe", "?q=%F0%9F%99%82", "?q=((%22", "?q=" + "a" * 5000, "?x=1&q=e&q=f")


def test_the_answer_has_the_form_of_opensearch_suggestions(reader: Reader) -> None:
    typed, texts, kinds, addresses = reader.get("/vorschlaege?q=ehrenamtsk").answer.json or []

    assert typed == "ehrenamtsk"
    assert texts == ["Ehrenamtskarte", "Ehrenamtskarte <einführen>"]
    assert kinds == ["Thema", "Dokument"]
    assert addresses == ["/themen/anerkennung/ehrenamtskarte", "/dokument/ph002-ehrenamtskarte-einfuehren"]


@pytest.mark.parametrize("typed", ["ehrenamtsk", "7091", "beitr", "muster"])
def test_every_address_leads_to_a_page(reader: Reader, typed: str) -> None:
    for address in (reader.get(f"/vorschlaege?q={typed}").answer.json or [])[3]:
        assert reader.get(address).status == 200


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_asked_is_answered(reader: Reader, odd: str) -> None:
    answer = reader.get(f"/vorschlaege{odd}").answer

    assert answer.status_code == 200
    assert (answer.json or [])[1:] == [[], [], []]


def test_other_parameters_change_nothing(reader: Reader) -> None:
    assert reader.get("/vorschlaege?q=beitr&x=y").html == reader.get("/vorschlaege?q=beitr").html


def test_the_answer_is_kept_and_never_taken_for_a_script(reader: Reader) -> None:
    first, second = (reader.get("/vorschlaege?q=beitr").answer for _ in range(2))

    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.mimetype == "application/x-suggestions+json"
    assert first.headers["X-Content-Type-Options"] == "nosniff"


def test_addresses_come_from_the_settings(library: Library) -> None:
    settings = Settings(base_url="https://wissen.example.org/wissen", prefix="/wissen")
    reader = Reader(create_app(settings, library))

    page = reader.get("/wissen/")
    addresses = (reader.get("/wissen/vorschlaege?q=ehrenamtsk").answer.json or [])[3]

    assert [one.get("data-vorschlaege") for one in page.all("input", name="q")] == ["/wissen/vorschlaege"]
    assert addresses[0].startswith("https://wissen.example.org/wissen/themen/")


@pytest.mark.parametrize("address", ["/", "/suche?q=Beitritt", "/themen/", "/gibt-es-nicht"])
def test_every_search_field_says_where_to_ask_and_needs_no_list(reader: Reader, address: str) -> None:
    (field,) = reader.get(address).all("input", name="q")

    assert field.get("data-vorschlaege") == "/vorschlaege"
    assert field.get("list") is None
