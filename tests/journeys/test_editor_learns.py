"""An editor's day: a question found nothing, she gives it a synonym by keyboard and without scripts, and it finds."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from kb.library import Library
from kb.people import Role
from kb.statistics import Searched
from tests.journeys.conftest import Visit
from tests.journeys.test_exchange import tab_to
from tests.web.workers import PASSWORD, an_account

YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)
QUESTION = "Dankeskärtchen"
PAGES = ("/redaktion/statistik", "/redaktion/synonyme", "/redaktion/treffer-oben?frage=karte&suche=Karte")


def sign_in(page: Page, site: str, library: Library) -> None:
    if "lotte" not in {one.name for one in library.people.all()}:
        an_account(library, "lotte", Role.EDITOR)
    page.goto(site + "/redaktion/anmelden")
    page.get_by_label("Name", exact=True).fill("lotte")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Schreibtisch")).to_be_visible()


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_a_question_without_result_gets_a_synonym_and_finds(visit: Visit, library: Library) -> None:
    page = visit.page
    library.learning.note(Searched(QUESTION, is_empty=True), YESTERDAY)
    visit.page.goto(f"{visit.site}/suche?q={QUESTION}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Keine Treffer für „{QUESTION}“")
    library.learning.flush()

    sign_in(page, visit.site, library)
    page.goto(visit.site + "/redaktion/statistik")
    tab_to(page, "Synonym anlegen")
    page.keyboard.press("Enter")
    tab_to(page, "Zeile")
    page.keyboard.press("End")
    page.keyboard.type("Ehrenamtskarte")
    tab_to(page, "Wirkung ansehen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 von")
    expect(page.locator(".rankings")).to_contain_text("Ehrenamtskarte einführen")
    tab_to(page, "Übernehmen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="dankeskärtchen => Ehrenamtskarte", exact=True)).to_be_visible()

    page.goto(f"{visit.site}/suche?q={QUESTION}")
    expect(page.get_by_role("link", name="Ehrenamtskarte einführen")).to_be_visible()
    page.goto(visit.site + "/redaktion/statistik")
    expect(page.get_by_role("row", name=QUESTION)).to_contain_text("Synonym angelegt")
    library.steering.undo_synonyms("lotte")


@pytest.mark.parametrize("visit", [(1280, "light", True), (390, "dark", True)], indirect=True)
def test_the_pages_are_fit_for_everybody(visit: Visit, library: Library) -> None:
    sign_in(visit.page, visit.site, library)
    library.steering.pin("Karte", ["ph002"], "lotte")
    for words in ("leihbus", "vereinsheim sanieren lassen"):
        library.learning.note(Searched(words, is_empty=True), YESTERDAY)
        library.learning.note(Searched(words, is_empty=True))
    library.learning.flush()
    for address in PAGES:
        visit.open(address)
        assert visit.faults() == [], address
        assert visit.sideways() <= 0, address
    library.steering.unpin("Karte", "lotte")
