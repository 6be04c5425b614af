"""Somebody types into a search field: completions come, and nothing else changes."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visit

OPTIONS = "datalist option"


def offered(page: Page) -> list[str]:
    expect(page.locator(OPTIONS).first).to_be_attached()
    return page.locator(OPTIONS).evaluate_all("all => all.map(one => one.value)")


@pytest.mark.parametrize("path", ["/", "/suche?q=Beitritt", "/themen/"])
def test_typing_offers_completions_and_submits_nothing(visit: Visit, path: str) -> None:
    visit.open(path)
    field = visit.page.locator("input[name=q]")
    before = field.bounding_box()
    field.fill("")
    field.press_sequentially("ehrenamtsk")

    assert offered(visit.page) == ["Ehrenamtskarte", "Ehrenamtskarte einführen"]
    assert field.bounding_box() == before
    assert visit.page.url == visit.site + path
    assert len([one for one in visit.requests if "/vorschlaege" in one.url]) < len("ehrenamtsk")
    assert visit.faults() == []
    assert visit.elsewhere == []
    assert visit.context.cookies() == []


def test_another_spelling_is_named_so_that_the_browser_shows_it(visit: Visit) -> None:
    visit.open("/")
    visit.page.locator("input[name=q]").press_sequentially("Ehrenantsk")

    assert offered(visit.page)[0] == "Ehrenamtskarte"
    assert visit.page.locator(OPTIONS).first.get_attribute("label") == "Ehrenamtskarte (zu „Ehrenantsk“)"


def test_completions_of_what_was_typed_before_go_away(visit: Visit) -> None:
    visit.open("/")
    field = visit.page.locator("input[name=q]")
    field.press_sequentially("ehrenamtsk")
    offered(visit.page)

    field.fill("e")

    expect(visit.page.locator(OPTIONS)).to_have_count(0)


def test_the_policy_of_the_pages_lets_the_script_ask(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site)
    page.get_by_label("Was suchen Sie?").press_sequentially("ehrenamtsk")

    assert "Ehrenamtskarte einführen" in offered(page)
    context.close()


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_without_scripts_the_field_is_a_plain_one(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site)
    page.get_by_label("Was suchen Sie?").press_sequentially("Ehrenamtskarte")

    expect(page.locator("datalist")).to_have_count(0)
    assert page.locator("input[name=q]").get_attribute("list") is None
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Treffer für „Ehrenamtskarte“")
