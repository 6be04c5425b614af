"""An editor's day: written, given back, mended, published, found, archived, gone; two at once; by keyboard alone."""

import datetime
import time

import pytest
from playwright.sync_api import Page, expect

from kb.documents import State
from kb.library import Library
from kb.people import Role
from tests.builders import a_fact, an_article
from tests.journeys.conftest import Visit
from tests.web.workers import PASSWORD, an_account

WORD = "Kranichtanz"


@pytest.fixture(scope="module", autouse=True)
def accounts(library: Library) -> None:
    an_account(library, "erika", Role.AUTHOR)
    an_account(library, "otto", Role.EDITOR)


def sign_in(visit: Visit, name: str) -> Page:
    page = visit.page
    visit.context.clear_cookies()
    page.goto(f"{visit.site}/redaktion/anmelden")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schreibtisch")
    return page


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_from_a_draft_to_a_public_text_and_out_again_without_scripts(visit: Visit, library: Library) -> None:
    page = sign_in(visit, "erika")
    page.get_by_role("link", name="Arbeitshilfe").click()
    page.get_by_label("Titel").fill("Kraniche zählen")
    page.get_by_role("textbox", name="Text", exact=True).fill(f"## Anlass\n\nDer {WORD}.")
    page.get_by_text("Kommunennetzwerk", exact=True).click()
    page.get_by_label("Beitritt").check()
    page.get_by_role("button", name="Vorschau").click()
    expect(page.locator(".desk-preview")).to_contain_text(f"Der {WORD}.")
    expect(page.get_by_label("Beitritt")).to_be_checked()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Zur Prüfung einreichen").click()
    address = page.url

    page = sign_in(visit, "otto")
    page.get_by_role("link", name="Kraniche zählen").first.click()
    page.get_by_label("Was ist zu tun?").fill("Bitte die Quelle nennen.")
    page.get_by_role("button", name="Mit Kommentar zurückgeben").click()

    page = sign_in(visit, "erika")
    page.get_by_role("link", name="Kraniche zählen").first.click()
    expect(page.locator("main")).to_contain_text("otto: Bitte die Quelle nennen.")
    page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_label("Quelle", exact=True).fill("Eigene Zählung")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Zur Prüfung einreichen").click()

    page = sign_in(visit, "otto")
    page.goto(address)
    page.get_by_role("button", name="Veröffentlichen").click()
    published = time.monotonic()
    page.goto(f"{visit.site}/suche?q={WORD}")
    expect(page.get_by_role("link", name="Kraniche zählen")).to_be_visible()
    assert time.monotonic() - published < 2

    page.goto(address)
    page.get_by_role("button", name="Archivieren").click()
    page.goto(f"{visit.site}/suche?q={WORD}")
    expect(page.get_by_role("link", name="Kraniche zählen")).to_have_count(0)


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Go on with the Tab key until what has this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        label = page.locator("*:focus").evaluate("one => (one.labels?.[0] ?? one).textContent.trim()")
        if label.startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_by_keyboard_alone_with_the_toolbar_and_what_was_typed_is_kept(visit: Visit, library: Library) -> None:
    page = sign_in(visit, "erika")
    tab_to(page, "Arbeitshilfe")
    page.keyboard.press("Enter")
    expect(page.get_by_role("toolbar", name="Formatieren: Text")).to_be_visible()
    tab_to(page, "Titel")
    page.keyboard.type("Nur Tasten")
    tab_to(page, "Überschrift")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    tab_to(page, "Text")
    page.keyboard.type("Wichtig")
    page.keyboard.press("Control+A")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("*:focus")).to_have_text("Fett")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_value("**Wichtig**")

    page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("status")).to_contain_text("aufgehoben, noch nicht gespeichert")
    assert library.desk.kept_inputs("erika")[0].value("title") == "Nur Tasten"
    page.get_by_label("Titel").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nur Tasten")
    assert library.desk.kept_inputs("erika") == ()


@pytest.mark.parametrize("visit", [(1280, "light", True), (390, "dark", True)], indirect=True)
def test_axe_finds_no_fault_on_the_desk_and_no_page_is_too_wide(visit: Visit, library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), "otto")
    changed = library.editing.save(an_article(id=draft.id, title="Anders", state=State.DRAFT), "otto", 1)
    library.editing.submit(draft.id, "otto", changed.revision)
    page = sign_in(visit, "otto")
    base = f"/redaktion/dokument/{draft.id}"
    faults, too_wide = {}, {}
    library.editing.save_fact(a_fact(review_by=datetime.date(2026, 11, 1)), "otto")
    library.editing.save(
        an_article(body="{{ fakt: ehrenamtspauschale }}", review_by=datetime.date(2026, 11, 1)), "otto"
    )
    kinds = ("/redaktion/neu/practice", "/redaktion/neu/paper", "/redaktion/neu/model")
    kept = (
        "/redaktion/fakten",
        "/redaktion/fakten/neu",
        "/redaktion/fakten/ehrenamtspauschale",
        "/redaktion/pruefungen",
    )
    for path in ("/redaktion/", base, f"{base}/bearbeiten", f"{base}/fassungen", f"{base}/fassungen/2", *kinds, *kept):
        visit.open(path)
        faults[path], too_wide[path] = visit.faults(), visit.sideways()
    visit.open(f"{base}/bearbeiten")
    page.get_by_role("button", name="Vorschau").click()
    faults["preview"], too_wide["preview"] = visit.faults(), visit.sideways()
    library.editing.save(an_article(id=draft.id, title="Noch anders", state=State.DRAFT), "erika", 3)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inzwischen geändert")
    faults["conflict"], too_wide["conflict"] = visit.faults(), visit.sideways()

    assert {path: found for path, found in faults.items() if found} == {}
    assert {path: pixels for path, pixels in too_wide.items() if pixels > 0} == {}
    assert visit.elsewhere == []
