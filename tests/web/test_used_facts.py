"""The facts in a text stand below it with Stand, source and authority, and warn once their review is past."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.documents import Kind
from kb.settings import Settings
from tests.builders import EDITOR, a_fact, a_library, a_motion, an_article
from tests.page import Reader
from web import create_app

FRESH = a_fact()
PAST = a_fact(
    id="alt", label="Alter <Wert>", value="5 & mehr", unit="", as_of="", source_url="", review_by=datetime.date(2020, 1, 31)
)  # fmt: skip


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with a_library(tmp_path) as library:
        for fact in (FRESH, PAST):
            library.editing.save_fact(fact, EDITOR)
        text = "Bis {{ fakt: ehrenamtspauschale }}, dazu {{ fakt: alt }}."
        library.editing.save(an_article(id="ph001", body=text), EDITOR)
        library.editing.save(an_article(id="ph002", title="Ohne"), EDITOR)
        library.editing.save(a_motion(id="mv001", kind=Kind.MODEL, finances=text), EDITOR)
        yield Reader(create_app(Settings(), library))


@pytest.mark.parametrize("address", ["ph001-dem-kommunennetzwerk-beitreten", "mv001-beitritt-zum-kommunennetzwerk"])
def test_a_document_names_the_facts_in_it_with_their_source(reader: Reader, address: str) -> None:
    page = reader.get(f"/dokument/{address}")

    (section,) = page.texts("section", class_="used-facts")
    assert section.startswith("Angaben mit Stand und Quelle")
    assert "Ehrenamtspauschale 960 Euro im Jahr Stand: 1. Januar 2026 · Quelle: Merkblatt des Finanzamts" in section
    assert "Auskunft: örtliches Finanzamt · Nächste Prüfung: 31. Dezember 2099" in section
    assert page.link("Merkblatt des Finanzamts") == "https://finanzamt.example/merkblatt"


def test_a_fact_past_its_review_warns(reader: Reader) -> None:
    (section,) = reader.get("/dokument/ph001-dem-kommunennetzwerk-beitreten").texts("section", class_="used-facts")

    assert "Alter <Wert> 5 & mehr Prüfdatum überschritten: 31. Januar 2020 Stand: nicht angegeben" in section


def test_a_document_without_facts_has_no_such_section(reader: Reader) -> None:
    assert reader.get("/dokument/ph002-ohne").all("section", class_="used-facts") == []
