"""Files and reports on their way to readers: a council form, a reported experience, an Anlage; keys only, no scripts, axe."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from kb.contributions import Experience
from kb.library import Library
from kb.people import Role
from tests.builders import KOELN, an_article
from tests.journeys.conftest import Visit
from tests.journeys.test_editor import sign_in
from tests.journeys.test_exchange import tab_to
from tests.kb.importing.files.made import a_pdf
from tests.web.workers import an_account

WORD = "Schlüsselbundkasten"
CLERK = "Tel. 0521 514711"


@pytest.fixture(scope="module", autouse=True)
def accounts(library: Library) -> Iterator[None]:
    """What they publish is withdrawn at the end: other journeys count on their hits."""
    an_account(library, "ida", Role.AUTHOR)
    an_account(library, "emil", Role.EDITOR)
    before = public_ids(library)
    yield
    for one in public_ids(library) - before:
        library.editing.archive(one, "emil", library.editing.newest(one).number)


def public_ids(library: Library) -> set[str]:
    every = replace(library.reading.question(), per_page=1_000)
    return {hit.id for hit in library.reading.search(every).hits}


@pytest.fixture
def form(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A filled council form, as offices write them in Word; another file for each test."""
    file = docx.Document()
    file.core_properties.comments = request.node.name
    add_table(
        file, ("Amt, Datum, Telefon", "500 Amt für Soziales, 01.08.2031, 51-2345"), ("Drucksachen-Nr.", "0815/2031")
    )
    file.add_paragraph("Beschlussvorlage der Verwaltung")
    add_table(file, ("Gremium", "Sitzung am", "Beratung"), ("Sozialausschuss", "17.03.2031", "öffentlich"))
    file.add_paragraph("Beratungsgegenstand (Bezeichnung des Tagesordnungspunktes)")
    file.add_paragraph(f"Ehrenamtskarte und {WORD}")
    file.add_paragraph("Beschlussvorschlag:")
    file.add_paragraph(f"Der Rat beschließt den {WORD}.")
    file.add_paragraph("Begründung:")
    file.add_paragraph("Viele Vereine haben danach gefragt. Die Kosten sind gering.")
    file.add_paragraph(f"Auskunft erteilt: Frau Beispiel, {CLERK}")
    file.save(path := tmp_path / "vorlage.docx")
    return path


def add_table(file: docx.document.Document, *rows: tuple[str, ...]) -> None:
    table = file.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def bring_in(page: Page, *files: Path) -> None:
    page.get_by_role("link", name="Datei einlesen").click()
    page.get_by_label("Dateien").set_input_files(list(files))
    page.get_by_role("button", name="Einlesen").click()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_role("link", name="Öffentliche Seite")).to_be_visible()


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_from_a_council_form_to_a_public_paper_without_scripts(visit: Visit, form: Path) -> None:
    page = sign_in(visit, "ida")
    bring_in(page, form)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Bestätigen: Ehrenamtskarte und {WORD}")
    page.get_by_role("link", name=re.compile("Stelle im Text ?: Beschlussvorschlag")).click()
    expect(page.locator("mark:target")).to_contain_text(f"Der Rat beschließt den {WORD}.")
    page.locator("mark:target").get_by_role("link").click()
    page.get_by_role("textbox", name="Begründung").fill("Viele Vereine haben danach gefragt.")
    page.get_by_label("Ehrenamtskarte", exact=True).check()
    page.get_by_label("Kommune").select_option(label="Bielefeld")
    page.get_by_label("geprüft: Drucksachennummer").check()
    page.get_by_role("button", name="Speichern").last.click()
    expect(page.locator("main")).to_contain_text("1 von 8 Teilen geprüft")
    expect(page.get_by_role("textbox", name="Begründung")).to_have_value("Viele Vereine haben danach gefragt.")
    page.get_by_role("button", name=re.compile("Vorschlag wieder einsetzen ?: Begründung")).click()
    expect(page.get_by_role("textbox", name="Begründung")).to_have_value(
        "Viele Vereine haben danach gefragt. Die Kosten sind gering."
    )
    for box in page.get_by_label("geprüft:").all():
        box.check()
    page.get_by_role("button", name="Speichern").last.click()
    expect(page.locator("main")).not_to_contain_text("noch nicht bestätigt")
    page.get_by_role("button", name="Zur Prüfung einreichen").click()
    address = page.url

    page = sign_in(visit, "emil")
    page.goto(address)
    publish(page)
    page.goto(f"{visit.site}/suche?q={WORD}")
    page.get_by_role("link", name=WORD).first.click()
    paper = page.locator("article")
    expect(paper).to_contain_text("Die Kosten sind gering.")
    expect(paper).to_contain_text("0815/2031")
    expect(paper).to_contain_text("Sozialausschuss")
    expect(page.locator("body")).not_to_contain_text("514711")


def test_by_keyboard_alone_a_file_is_brought_in_and_confirmed(visit: Visit, form: Path) -> None:
    page = sign_in(visit, "ida")
    tab_to(page, "Datei einlesen")
    page.keyboard.press("Enter")
    tab_to(page, "Dateien")
    page.locator("*:focus").set_input_files(form)
    tab_to(page, "Einlesen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bestätigen")
    tab_to(page, "geprüft: Drucksachennummer")
    page.keyboard.press("Space")
    tab_to(page, "Art der Vorlage")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("1 von 8 Teilen geprüft")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    large = tmp_path / "riesig.pdf"
    large.write_bytes(b"x" * 15_000_001)
    page = sign_in(visit, "ida")

    bring_in(page, large)

    expect(page).to_have_url(f"{visit.site}/redaktion/einlesen")
    message = page.get_by_label("Dateien").evaluate("one => one.validationMessage")
    assert message == "Zusammen größer als 15 MB. Bitte wählen Sie weniger oder kleinere Dateien."


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_from_a_reported_experience_to_a_public_example_without_scripts(visit: Visit, library: Library) -> None:
    report = Experience(
        municipality=KOELN,
        topic="anerkennung/ehrenamtskarte",
        year=2024,
        done="Einen Brieftaubenstammtisch gegründet.",
        worked="Alle kamen.",
        mailbox="ehrenamt@koeln.example",
    )
    report_it(visit, report)

    page = sign_in(visit, "emil")
    page.get_by_role("link", name="Köln: Ehrenamtskarte (2024)").first.click()
    page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_label("Titel").fill("Köln: ein Stammtisch für Brieftauben")
    page.get_by_role("button", name="Speichern").last.click()
    page.get_by_role("button", name="Zur Prüfung einreichen").click()
    publish(page)

    page.goto(f"{visit.site}/suche?q=Brieftaubenstammtisch")
    page.get_by_role("link", name="Köln: ein Stammtisch für Brieftauben").click()
    expect(page.locator("article")).to_contain_text("Einen Brieftaubenstammtisch gegründet.")
    expect(page.locator("article")).to_contain_text("Von der Kommune gemeldet")


def report_it(visit: Visit, report: Experience) -> None:
    page = visit.page
    page.goto(f"{visit.site}/erfahrung-melden")
    page.get_by_label("Kommune", exact=True).select_option(report.municipality)
    page.get_by_label("Thema").select_option(report.topic)
    page.get_by_label("Jahr").fill(str(report.year))
    page.get_by_label("Was haben Sie gemacht?").fill(report.done)
    page.get_by_label("Was hat geklappt?").fill(report.worked)
    page.get_by_label("Funktionspostfach").fill(report.mailbox)
    page.get_by_label("Wir melden das").check()
    page.get_by_role("button", name="Weiter zur Vorschau").click()
    page.wait_for_timeout(3100)  # nobody types faster
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihren Bericht")


def an_attachment(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Anlagen (").click()
    page.get_by_label("Datei", exact=True).set_input_files(file)
    page.get_by_label("Titel").fill("Entwurf der Satzung")
    page.get_by_label("Rechte").fill("CC BY 4.0")
    page.get_by_label("Herausgabe erlaubt").check()
    page.get_by_role("button", name="Hinzufügen").click()


@pytest.mark.parametrize("visit", [(1280, "light", False)], indirect=True)
def test_an_attachment_reaches_readers_as_a_file_and_leaves_them(
    visit: Visit, library: Library, tmp_path: Path
) -> None:
    library.editing.save(an_article(id="regal", title="Regal für Satzungen", topics=(), body="Leer."), "emil")
    file = a_pdf(tmp_path / "satzung.pdf", [["Satzung der Reise"]])
    page = sign_in(visit, "emil")
    page.goto(f"{visit.site}/redaktion/dokument/regal")
    an_attachment(page, file)
    page.get_by_role("link", name="Zurück zum Dokument").click()
    page.get_by_role("button", name="Zur Prüfung einreichen").click()
    publish(page)
    page.get_by_role("link", name="Öffentliche Seite").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Entwurf der Satzung (PDF, 1 KB)").click()
    assert download.value.suggested_filename == "entwurf-der-satzung.pdf"
    assert Path(download.value.path()).read_bytes() == file.read_bytes()

    page.goto(f"{visit.site}/redaktion/dokument/regal")
    page.get_by_role("button", name="Archivieren").click()
    gone = page.goto(download.value.url)
    assert gone
    assert gone.status == 410


@pytest.mark.parametrize("visit", [(1280, "light", True), (390, "dark", True)], indirect=True)
def test_axe_finds_no_fault_and_no_page_is_too_wide(visit: Visit, form: Path, tmp_path: Path) -> None:
    broken = tmp_path / "kaputt.docx"
    broken.write_bytes(b"PK\x03\x04")
    page = sign_in(visit, "ida")
    faults, too_wide = {}, {}

    def look(name: str) -> None:
        page.evaluate("document.fonts.ready")
        faults[name], too_wide[name] = visit.faults(), visit.sideways()

    bring_in(page, form)
    document = page.url.rpartition("/")[0]
    page.get_by_text("Nicht gefunden:").click()
    look("confirm")
    page.goto(document)
    look("document")
    an_attachment(page, form)
    look("attachments")
    bring_in(page, form, broken)
    look("uploads")

    assert {name: found for name, found in faults.items() if found} == {}
    assert {name: pixels for name, pixels in too_wide.items() if pixels > 0} == {}
    assert visit.elsewhere == []
