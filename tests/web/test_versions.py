"""A citation leads to the text that was cited, whatever was published since."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.documents import State
from kb.library import Library
from kb.settings import Settings
from tests.builders import EDITOR, a_library, a_motion, an_article
from tests.page import Reader
from web import create_app

FIRST, DRAFT, THIRD = (f"/dokument/aaa/fassung/{number}" for number in (1, 2, 3))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A document published twice, with a draft between."""
    first = an_article(id="aaa", title="Alter Titel", body="So war es.")
    with a_library(tmp_path, first, a_motion(id="bbb")) as library:
        library.editing.save(replace(first, state=State.DRAFT, body="So wird es vielleicht."), EDITOR, 1)
        library.editing.save(replace(first, state=State.IN_REVIEW, body="So ist es."), EDITOR, 2)
        library.editing.publish("aaa", EDITOR, 3)
        yield library


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(create_app(Settings(base_url="https://wissen.example"), library))


def test_a_citation_names_title_network_version_stand_address_and_the_day_it_was_read(reader: Reader) -> None:
    (citation,) = reader.get("/dokument/bbb-beitritt-zum-kommunennetzwerk").texts("p", class_="citation")

    assert re.fullmatch(
        r"Beitritt zum Kommunennetzwerk\. In: Wissensspeicher Engagement, Kommunennetzwerk: engagiert in NRW\. "
        r"Fassung 1\. https://wissen\.example/dokument/bbb/fassung/1 \(abgerufen am \d+\. \w+ \d{4}\)\.",
        citation,
    )
    assert "Stand: 1. November 2026." in reader.get("/dokument/aaa-alter-titel").texts("p", class_="citation")[0]


def test_the_address_of_a_citation_shows_the_cited_text_after_later_edits(reader: Reader) -> None:
    page = reader.get(FIRST)

    assert "So war es." in page.text
    assert "So ist es." not in page.text
    assert "Sie lesen Fassung 1" in page.text
    assert page.link("zur aktuellen Fassung 4") == "/dokument/aaa-alter-titel"
    assert page.all("meta", name="robots")[0].get("content") == "noindex"
    assert page.canonical == "https://wissen.example/dokument/aaa-alter-titel"


def test_the_newest_version_has_its_lasting_address_too(reader: Reader) -> None:
    page = reader.get("/dokument/aaa/fassung/4")

    assert "So ist es." in page.text
    assert "Frühere Fassung" not in page.text


@pytest.mark.parametrize(
    "address", [DRAFT, THIRD, "/dokument/aaa/fassung/9", "/dokument/aaa/fassung/0", "/dokument/zzz/fassung/1"]
)
def test_what_never_was_public_is_not_found(reader: Reader, address: str) -> None:
    assert reader.get(address).status == 404


def test_a_withdrawn_document_is_gone_in_every_version_and_stays_so_when_it_comes_back(
    reader: Reader, library: Library
) -> None:
    library.editing.archive("aaa", EDITOR, 4)
    withdrawn = [reader.get(f"/dokument/aaa/fassung/{number}").status for number in (1, 2, 4)]
    library.editing.return_to_draft("aaa", EDITOR, 5)
    library.editing.submit("aaa", EDITOR, 6)
    library.editing.publish("aaa", EDITOR, 7)

    assert withdrawn == [410, 404, 410]
    assert [reader.get(f"/dokument/aaa/fassung/{number}").status for number in (1, 4, 8)] == [410, 410, 200]
