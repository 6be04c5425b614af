"""Impressum, Datenschutz, Barrierefreiheit: filled by the operator, honest while they are not."""

import pytest

from kb.library import Library
from kb.settings import Operator, Settings
from tests.page import Reader
from web import create_app

DUTIES = ("/impressum", "/datenschutz", "/barrierefreiheit")

OPERATOR = Operator(
    name="Stadt Musterstadt",
    address="Rathausplatz 1; 12345 Musterstadt",
    email="post@musterstadt.example",
    represented_by="Bürgermeisterin oder Bürgermeister",
    privacy_email="datenschutz@musterstadt.example",
    accessibility_email="barrieren@musterstadt.example",
    accessibility_note="Teilweise vereinbar nach eigener Prüfung vom März 2026.",
    accessibility_gaps="Alte PDF-Dateien: zu viele; Ein Film: ohne Untertitel",
    accessibility_date="am 3. März 2026 nach eigener Prüfung",
)


@pytest.fixture
def filled(library: Library) -> Reader:
    return Reader(create_app(Settings(operator=OPERATOR), library))


@pytest.mark.parametrize("address", DUTIES)
def test_every_page_links_the_duty_pages(reader: Reader, address: str) -> None:
    for page in ("/", "/suche?q=Beitritt", "/gibt-es-nicht"):
        assert address in reader.get(page).links().values()


@pytest.mark.parametrize("address", DUTIES)
def test_missing_data_are_said_to_be_missing(reader: Reader, address: str) -> None:
    page = reader.get(address)

    assert "Angaben fehlen" in page.text or "Noch nicht geprüft" in page.text


@pytest.mark.parametrize("address", DUTIES)
def test_nothing_is_missing_once_the_operator_filled_it(filled: Reader, address: str) -> None:
    text = filled.get(address).text

    assert "fehlen" not in text
    assert "noch nicht" not in text.lower()


def test_the_imprint_shows_the_operator(filled: Reader) -> None:
    text = filled.get("/impressum").text

    for shown in ("Stadt Musterstadt", "Rathausplatz 1", "12345 Musterstadt", "post@musterstadt.example"):
        assert shown in text


def test_accessibility_claims_only_what_was_entered(filled: Reader, reader: Reader) -> None:
    assert OPERATOR.accessibility_note in filled.get("/barrierefreiheit").text
    assert "keine Vereinbarkeit behauptet" in reader.get("/barrierefreiheit").text


def test_accessibility_names_feedback_and_the_ombudsstelle(filled: Reader) -> None:
    page = filled.get("/barrierefreiheit")

    assert page.link("barrieren@musterstadt.example") == "mailto:barrieren@musterstadt.example"
    assert page.link("Ombudsstelle").startswith("https://")


def test_accessibility_says_what_is_not_accessible_and_when_that_was_found(filled: Reader, reader: Reader) -> None:
    page = filled.get("/barrierefreiheit")

    assert {"Alte PDF-Dateien: zu viele", "Ein Film: ohne Untertitel"} <= set(page.texts("li"))
    assert "Diese Erklärung wurde am 3. März 2026 nach eigener Prüfung erstellt." in page.text
    assert "noch nichts angegeben" in reader.get("/barrierefreiheit").text


def test_accessibility_leads_to_the_form_for_hints_where_there_is_one(library: Library) -> None:
    app = create_app(Settings(operator=OPERATOR, prefix="/wissen"), library)
    app.add_url_rule("/hinweis", "hint_form", lambda: "")

    assert Reader(app).get("/wissen/barrierefreiheit").link("Barriere melden") == "/wissen/hinweis"


def test_privacy_names_the_officer(filled: Reader) -> None:
    assert "datenschutz@musterstadt.example" in filled.get("/datenschutz").text
