"""An officer looks for guidance: search, narrow down, read, go on by topic, come back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

WITHOUT_SCRIPTS = pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)


@WITHOUT_SCRIPTS
def test_from_a_question_over_a_filter_to_document_and_topic_and_back(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site)
    page.get_by_label("Was suchen Sie?").fill("Beitritt")
    page.get_by_role("main").get_by_role("button", name="Suchen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d\d Treffer für „Beitritt“$"))

    page.get_by_label("Sitzungsvorlage (1)").check()
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Treffer für „Beitritt“")
    results = page.url

    page.get_by_role("link", name="Beitritt zum Kommunennetzwerk").click()
    expect(page).to_have_url(re.compile(r"/dokument/sv001-beitritt-zum-kommunennetzwerk#[a-z-]+$"))
    expect(page.get_by_role("heading", name="Beschlussvorschlag")).to_be_visible()

    page.get_by_role("complementary").get_by_role("link", name="Beitritt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beitritt")
    page.go_back()
    page.go_back()

    assert page.url == results
    expect(page.get_by_label("Sitzungsvorlage (1)")).to_be_checked()
    page.get_by_role("link", name="Filter entfernen: Sitzungsvorlage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d\d Treffer für „Beitritt“$"))
    assert visit.elsewhere == []
    assert visit.context.cookies() == []


@pytest.mark.parametrize("visit", [(390, "light", False)], indirect=True)
def test_on_a_phone_the_filters_wait_behind_one_button_and_the_first_hit_is_in_sight(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site + "/suche?q=Beitritt&art=sitzungsvorlage")
    first_hit = page.get_by_role("heading", level=3).first

    expect(page.get_by_label("Sitzungsvorlage (1)")).to_be_hidden()
    assert (first_hit.bounding_box() or {})["y"] < 900

    page.get_by_text("Filter (1 gesetzt)").click()
    page.get_by_label("Sitzungsvorlage (1)").uncheck()
    page.get_by_label("Mustervorlage (1)").check()
    page.get_by_role("button", name="Filter anwenden").click()

    expect(page.get_by_role("link", name="Muster: Beitritt")).to_be_visible()


@WITHOUT_SCRIPTS
def test_on_a_desk_the_filters_stand_beside_the_results(visit: Visit) -> None:
    visit.page.goto(visit.site + "/suche?q=Beitritt")
    filters = visit.page.get_by_role("group", name="Filter", exact=True).bounding_box() or {}
    first_hit = visit.page.get_by_role("heading", level=3).first.bounding_box() or {}

    assert filters["x"] + filters["width"] < first_hit["x"]
    assert first_hit["y"] < 900


@WITHOUT_SCRIPTS
def test_by_keyboard_alone_the_way_to_the_content_is_two_keys(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site + "/themen/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_fonts_are_the_own_ones(visit: Visit) -> None:
    visit.open("/")

    assert visit.page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').length") == 2


def test_the_printed_page_has_the_text_and_no_navigation(visit: Visit) -> None:
    visit.open("/dokument/sv001")
    visit.page.emulate_media(media="print")

    expect(visit.page.get_by_role("navigation", name="Hauptnavigation")).to_be_hidden()
    expect(visit.page.get_by_text("Adresse dieser Seite")).to_be_visible()
    expect(visit.page.get_by_role("heading", name="Beschlussvorschlag")).to_be_visible()
