"""An officer makes an own motion: from a Mustervorlage to the filled file, and from a comparison."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import KOELN
from tests.journeys.conftest import Visit

GUETERSLOH = "05754008"
COMPARISON = "/vergleichen?dokument=sv001&dokument=mv001"
PAGES = (
    "/eigene-vorlage?grundlage=mv001",
    f"/eigene-vorlage?grundlage=mv001&kommune={GUETERSLOH}",
    f"/eigene-vorlage?grundlage=mv001&kommune={KOELN}",
    f"/sprechzettel?grundlage=sv001&kommune={KOELN}",
    "/vergleichen",
    "/vergleichen?dokument=sv001",
    COMPARISON,
)
WITHOUT_SCRIPTS = pytest.mark.parametrize("visit", [(1280, "light", False), (390, "light", False)], indirect=True)
LONGEST_WAY = 120
"""Presses of the tabulator key."""


def text_of_download(page: Page, button: str, folder: Path) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    waiting.value.save_as(folder / "vorlage.docx")
    return text_of(folder / "vorlage.docx")


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def press_on_to(target: Locator, key: str = "Tab") -> None:
    """By keyboard alone until the focus is there."""
    for _ in range(LONGEST_WAY):
        if target.evaluate("one => one === document.activeElement"):
            return
        target.page.keyboard.press(key)
    pytest.fail(f"{target} ist mit der Tastatur nicht zu erreichen.")


@WITHOUT_SCRIPTS
def test_from_a_model_motion_to_the_filled_file(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(visit.site + "/dokument/mv001")
    page.get_by_role("link", name="Eigene Vorlage erstellen").click()
    page.get_by_label("Für welche Kommune?").select_option("Gütersloh")
    page.get_by_role("button", name="Weiter zu den Angaben").click()
    page.get_by_label("Stadt", exact=True).check()
    page.get_by_role("button", name="Weiter zu den Angaben").click()

    page.get_by_label("Federführung").fill("Fachbereich Familie")
    page.get_by_label("Sitzung am").first.fill("2027-03-04")
    page.get_by_role("textbox", name="Kurzfassung").fill("Kurz gesagt.")
    page.get_by_role("button", name="Vorschau ansehen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Vorlage in der Vorschau")
    expect(page.get_by_role("heading", name=re.compile("Prüfstelle"))).to_be_visible()
    text = text_of_download(page, "Als DOCX herunterladen", tmp_path)
    for said in ("Stadt Gütersloh", "Fachbereich Familie", "04.03.2027", "Kurz gesagt.", "Quellenhinweis"):
        assert said in text
    assert visit.elsewhere == []
    assert visit.context.cookies() == []


@WITHOUT_SCRIPTS
def test_from_a_motion_over_a_comparison_to_an_own_one(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site + "/dokument/sv001")
    page.get_by_role("link", name="Mit anderen vergleichen").click()
    page.get_by_label("Muster: Beitritt").check()
    page.get_by_role("button", name="Vergleichen").click()
    expect(page).to_have_url(re.compile(r"dokument=sv001&dokument=mv001$"))
    expect(page.get_by_role("heading", name="Beschlussvorschlag")).to_be_visible()

    page.get_by_label("übernehmen: Begründung aus Muster: Beitritt").check()
    page.get_by_role("button", name="Eigene Vorlage aus diesen Teilen").click()

    expect(page.get_by_text("Begründung: Muster: Beitritt")).to_be_visible()


def test_by_keyboard_alone_to_the_file(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.goto(visit.site + "/dokument/mv001")
    press_on_to(page.get_by_role("link", name="Eigene Vorlage erstellen"))
    page.keyboard.press("Enter")
    press_on_to(page.get_by_label("Für welche Kommune?"))
    page.keyboard.type("Köln")
    press_on_to(page.get_by_role("button", name="Weiter zu den Angaben"))
    page.keyboard.press("Enter")
    press_on_to(page.get_by_label("Federführung"))
    page.keyboard.type("Sozialreferat")
    press_on_to(page.get_by_role("button", name="Vorschau ansehen"))
    page.keyboard.press("Enter")
    press_on_to(page.get_by_role("button", name="Als DOCX herunterladen"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "vorlage.docx")

    assert "Sozialreferat" in text_of(tmp_path / "vorlage.docx")


def test_by_keyboard_alone_through_a_comparison(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.site + "/vergleichen?dokument=sv001")
    press_on_to(page.get_by_label("Muster: Beitritt"))
    page.keyboard.press("Space")
    press_on_to(page.get_by_role("button", name="Vergleichen"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"dokument=sv001&dokument=mv001$"))
    press_on_to(page.get_by_label("übernehmen: Beschlussvorschlag aus Beitritt zum Kommunennetzwerk"))
    page.keyboard.press("ArrowDown")

    expect(page.get_by_label("übernehmen: Beschlussvorschlag aus Muster: Beitritt")).to_be_checked()


@pytest.mark.parametrize("visit", [(390, "light", False)], indirect=True)
def test_on_a_phone_the_motions_of_a_comparison_stand_below_each_other(visit: Visit) -> None:
    visit.page.goto(visit.site + COMPARISON)
    first, second = (one.bounding_box() or {} for one in visit.page.locator(".comparison__cell").all()[:2])

    assert second["y"] >= first["y"] + first["height"]
    assert second["x"] == first["x"]


@pytest.mark.parametrize(
    "visit",
    [(width, scheme, True) for width in (1280, 390, 320) for scheme in ("light", "dark")],
    indirect=True,
)
def test_axe_finds_no_fault_and_no_page_is_wider_than_the_window(visit: Visit) -> None:
    faults, too_wide = {}, {}
    for path in PAGES:
        visit.open(path)
        faults[path], too_wide[path] = visit.faults(), visit.sideways()
    visit.open(f"/eigene-vorlage?grundlage=sv001&kommune={KOELN}")
    visit.page.get_by_role("button", name="Vorschau ansehen").click()
    visit.page.get_by_text("Alle Stellen").click()
    faults["preview"], too_wide["preview"] = visit.faults(), visit.sideways()

    assert {path: found for path, found in faults.items() if found} == {}
    assert {path: pixels for path, pixels in too_wide.items() if pixels > 0} == {}
    assert visit.elsewhere == []


def test_a_printed_speaking_note_fills_one_page(visit: Visit) -> None:
    visit.open(f"/sprechzettel?grundlage=sv001&kommune={KOELN}")

    pages = visit.page.pdf(format="A4").count(b"/Type /Page\n")

    assert pages == 1
