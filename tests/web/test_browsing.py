"""Start page, topics and municipalities."""

from urllib.parse import quote

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.builders import a_library
from tests.page import Reader, text_of
from web import create_app


def test_the_start_page_offers_search_topics_kinds_and_the_latest(reader: Reader) -> None:
    page = reader.get("/")

    (form,) = [one for one in page.all("form", role="search") if one.get("class") == "large-search"]
    assert form.get("action") == "/suche"
    assert "15 Dokumente" in page.text
    assert page.link("1 Sitzungsvorlage") == "/suche?art=sitzungsvorlage"
    assert len(page.all("li", class_="documents__item")) == 6


def test_an_empty_knowledge_base_has_a_start_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    with a_library(tmp_path_factory.mktemp("leer")) as library:
        page = Reader(create_app(Settings(), library)).get("/")

    assert "Noch ist kein Dokument veröffentlicht." in page.text


def test_the_topics_page_lists_narrower_topics_with_counts(reader: Reader) -> None:
    page = reader.get("/themen/")

    assert page.link("Kommunennetzwerk") == "/themen/netzwerk"
    assert page.link("Ehrenamtskarte (1)") == "/themen/anerkennung/ehrenamtskarte"


def test_a_topic_page_shows_narrower_topics_and_documents_by_kind(reader: Reader) -> None:
    page = reader.get("/themen/netzwerk")

    assert page.link("Beitritt") == "/themen/netzwerk/beitritt"
    kinds = ["Praxishilfen (13)", "Sitzungsvorlagen (1)", "Mustervorlagen (1)"]
    assert page.texts("h2") == ["Unterthemen", "Auf dieser Seite", *kinds, "Kommunen mit Erfahrung"]


def test_a_topic_page_shows_six_of_a_kind_and_opens_to_the_others(reader: Reader) -> None:
    (more,) = reader.get("/themen/netzwerk").all("details", class_="more")

    assert text_of(next(more.iter("summary"))) == "7 Praxishilfen mehr zeigen"
    assert len(list(more.iter("li"))) == 7


def test_a_topic_page_names_municipalities_with_experience(reader: Reader) -> None:
    assert "Bielefeld (1)" in reader.get("/themen/netzwerk").texts("li")
    assert reader.get("/themen/netzwerk").link("Bielefeld") == "/kommunen/05711000-bielefeld"
    assert "Kommunen mit Erfahrung" not in reader.get("/themen/anerkennung/ehrenamtskarte").texts("h2")


def test_a_municipality_shows_its_documents_and_the_topics_it_knows_about(reader: Reader) -> None:
    page = reader.get("/kommunen/05711000-bielefeld")

    assert page.texts("h2") == ["Sitzungsvorlagen", "Themen mit Erfahrung"]
    assert page.link("Beitritt") == "/dokument/sv001-beitritt-zum-kommunennetzwerk"
    assert "Beitritt (1)" in page.texts("li")
    assert "Kommunennetzwerk (1)" not in page.texts("li")


def test_a_narrower_topic_shows_its_scope_and_the_way_up(reader: Reader) -> None:
    page = reader.get("/themen/netzwerk/beitritt")

    assert "Beschlüsse und Erklärung." in page.text
    assert page.texts("nav", class_="breadcrumb") == ["Start Themen Kommunennetzwerk"]


@pytest.mark.parametrize("unknown", ["/themen/nichts", "/themen/netzwerk/nichts", "/kommunen/00000000-nirgends"])
def test_what_is_not_in_a_register_is_not_found(reader: Reader, unknown: str) -> None:
    page = reader.get(unknown)

    assert page.status == 404
    assert "gibt es hier nicht" in page.text


def test_municipalities_with_documents_come_first_then_all_by_district(reader: Reader) -> None:
    page = reader.get("/kommunen/")

    assert page.texts("ul", class_="chips") == ["Bielefeld (1) Köln (1)"]
    assert page.texts("h2") == ["Kommunen mit Dokumenten", "Regierungsbezirk Detmold", "Regierungsbezirk Köln"]
    assert page.texts("h3") == ["Kreisfreie Städte", "Kreis Gütersloh", "Kreisfreie Städte"]


def test_a_municipality_without_documents_says_so(reader: Reader) -> None:
    assert "noch keine Dokumente" in reader.get("/kommunen/05754008-guetersloh").text


def test_a_wrong_slug_of_a_municipality_is_moved(reader: Reader) -> None:
    moved = reader.get("/kommunen/05711000-brackwede")

    assert moved.status == 301
    assert moved.answer.headers["Location"] == "/kommunen/05711000-bielefeld"


def test_every_example_question_finds_something_in_what_is_shipped(shipped: Library) -> None:
    reader = Reader(create_app(Settings(), shipped))

    examples = [address for address in reader.get("/").links().values() if address.startswith("/suche?q=")]

    assert len(examples) >= 3
    for address in examples:
        assert not reader.get(address).heading.startswith("Keine Treffer"), quote(address)
