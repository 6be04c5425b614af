"""An officer narrows a search down, hands its address on, follows it, and cites what she found."""

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from kb.library import Library
from tests.builders import EDITOR
from tests.journeys.conftest import Visit

WITHOUT_SCRIPTS = pytest.mark.parametrize("visit", [(1280, "light", False), (390, "dark", False)], indirect=True)


CHOSEN = (
    ("", "Sitzungsvorlage (1)"),
    ("Kreis und Regierungsbezirk", "Regierungsbezirk Detmold (1)"),
    ("Ergebnis", "beschlossen (1)"),
)
"""Each box to tick, below the group that is to be opened before."""


def press_until(page: Page, key: str, target: str, most: int = 80) -> None:
    """Go on by keyboard until what has the focus is called `target`."""
    for _ in range(most):
        page.keyboard.press(key)
        if target in page.locator(":focus").first.evaluate("one => one.labels?.[0]?.innerText ?? one.innerText"):
            return
    pytest.fail(f"„{target}“ ist mit der Tastatur nicht zu erreichen")


@WITHOUT_SCRIPTS
def test_three_filters_by_keyboard_and_the_address_shows_the_same_to_somebody_else(
    visit: Visit, browser: Browser
) -> None:
    page = visit.page
    page.goto(visit.site + "/suche?q=Beitritt")
    if (page.viewport_size or {})["width"] < 600:
        press_until(page, "Tab", "Filter")
        page.keyboard.press("Enter")
    for closed_group, label in CHOSEN:
        if closed_group:
            press_until(page, "Tab", closed_group)
            page.keyboard.press("Enter")
        press_until(page, "Tab", label)
        page.keyboard.press("Space")
    press_until(page, "Tab", "Filter anwenden")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Treffer für „Beitritt“")
    shared = page.locator("link[rel=canonical]").get_attribute("href") or ""

    other = browser.new_context()
    window = other.new_page()
    window.goto(visit.site + shared)

    assert shared == "/suche?q=Beitritt&art=sitzungsvorlage&gebiet=057&ergebnis=beschlossen"
    for label in ("Sitzungsvorlage", "Regierungsbezirk Detmold", "beschlossen"):
        expect(window.get_by_role("link", name=f"Filter entfernen: {label}")).to_be_visible()
    assert window.locator(".hit__title").all_inner_texts() == page.locator(".hit__title").all_inner_texts()
    other.close()


@WITHOUT_SCRIPTS
def test_a_search_is_followed_by_its_feed_which_tells_of_a_change(visit: Visit, library: Library) -> None:
    page = visit.page
    page.goto(visit.site + "/suche?q=Beitritt&art=mustervorlage")
    press_until(page, "Shift+Tab", "JSON Feed")
    address = page.locator(":focus").get_attribute("href") or ""
    before = entries(visit.site + address)
    newest = library.editing.newest("mv001")

    library.editing.save(newest.document, EDITOR, newest.number)

    (known,), (changed,) = before, entries(visit.site + address)
    assert (known["id"], known["title"]) == (changed["id"], "Muster: Beitritt")
    assert changed["date_modified"] >= known["date_modified"]
    page.goto(visit.site + changed["url"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Muster: Beitritt")


def entries(address: str) -> list[dict[str, str]]:
    with urlopen(address) as answer:
        return json.load(answer)["items"]  # type: ignore[no-any-return]


@WITHOUT_SCRIPTS
def test_a_citation_leads_to_the_version_that_was_cited(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site + "/dokument/ph002")
    citation = page.locator(".citation").inner_text()

    cited = re.search(r"/dokument/ph002/fassung/\d+", citation)

    assert cited
    page.goto(visit.site + cited.group())
    expect(page.get_by_role("heading", level=1)).to_have_text("Ehrenamtskarte einführen")
    assert visit.sideways() == 0
