"""A municipality reports an experience, without JavaScript and by keyboard alone; forms are fit for everybody."""

import pytest
from playwright.sync_api import Page, expect

from kb.library import Library
from tests.journeys.conftest import Visit

PAGES = (
    "/erfahrung-melden",
    "/erfahrung-melden/danke",
    "/austausch/",
    "/austausch/melden",
    "/hinweis?art=barriere",
    "/kommunen/05315000-koeln",
)
LONGER_THAN_A_ROBOT = 3100
"""Milliseconds."""


def tab_to(page: Page, name: str) -> None:
    """Go on with the Tab key until the field or button of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        label = focused.evaluate("one => (one.labels?.[0] ?? one).textContent.trim()") if focused.count() else ""
        if f"{label} ".startswith(f"{name} "):
            return
    raise AssertionError(f"{name} is not reached by Tab")


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_an_experience_is_reported_by_keyboard_without_scripts(visit: Visit, library: Library) -> None:
    page = visit.page
    before = len(library.contributing.reports())
    page.goto(visit.site + "/themen/anerkennung/ehrenamtskarte")
    tab_to(page, "Erfahrung melden")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Thema")).to_have_value("anerkennung/ehrenamtskarte")

    tab_to(page, "Kommune")
    page.keyboard.type("Köln")
    tab_to(page, "Jahr")
    page.keyboard.type("2024")
    tab_to(page, "Was haben Sie gemacht?")
    page.keyboard.type("Die Karte mit Vereinen erprobt.")
    tab_to(page, "Funktionspostfach")
    page.keyboard.type("maria.muster@koeln.example")
    tab_to(page, "Wir melden das")
    page.keyboard.press("Space")
    tab_to(page, "Weiter zur Vorschau")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Was haben Sie gemacht?")).to_have_value("Die Karte mit Vereinen erprobt.")
    page.get_by_label("Funktionspostfach").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("ehrenamt@koeln.example")
    page.wait_for_timeout(LONGER_THAN_A_ROBOT)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Erfahrung melden: Vorschau")
    tab_to(page, "Jetzt senden")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihren Bericht")
    assert len(library.contributing.reports()) == before + 1
    assert visit.context.cookies() == []


@pytest.mark.parametrize("visit", [(1280, "light", True), (390, "dark", True), (320, "light", True)], indirect=True)
def test_axe_finds_no_fault_and_no_page_is_too_wide(visit: Visit) -> None:
    faults, too_wide = {}, {}
    for path in PAGES:
        visit.open(path)
        faults[path], too_wide[path] = visit.faults(), visit.sideways()
    visit.open("/erfahrung-melden")
    visit.page.get_by_role("button", name="Weiter zur Vorschau").click()
    faults["with faults"], too_wide["with faults"] = visit.faults(), visit.sideways()
    visit.page.get_by_label("Kommune", exact=True).select_option(label="Köln")
    visit.page.get_by_label("Thema").select_option("netzwerk")
    visit.page.get_by_label("Jahr").fill("2024")
    visit.page.get_by_label("Was haben Sie gemacht?").fill("Frau Müller half. " + "Donaudampfschifffahrt" * 9)
    visit.page.get_by_label("Funktionspostfach").fill("ehrenamt@koeln.example")
    visit.page.get_by_label("Wir melden das").check()
    visit.page.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(visit.page.get_by_role("button", name="Jetzt senden")).to_be_visible()
    faults["preview"], too_wide["preview"] = visit.faults(), visit.sideways()

    assert {path: found for path, found in faults.items() if found} == {}
    assert {path: pixels for path, pixels in too_wide.items() if pixels > 0} == {}
    assert visit.elsewhere == []
