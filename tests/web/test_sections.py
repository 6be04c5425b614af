"""A hit leads to the section in which its passage stands."""

from urllib.parse import quote

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.page import Reader
from web import create_app

QUESTIONS = [
    "Ehrenamtskarte einführen",
    "Haushaltsmittel",
    "Der Rat beschließt",
    "Versicherung der Freiwilligen",
    "Was kostet das?",
]


def test_a_hit_below_a_heading_names_it_and_opens_there(reader: Reader) -> None:
    page = reader.get("/suche?q=entscheidet")

    assert page.texts("p", class_="hit__section") == ["Im Abschnitt „Beschluss“"]
    assert (
        page.link("Dem Kommunennetzwerk beitreten")
        == "/dokument/ph001-dem-kommunennetzwerk-beitreten#abschnitt-beschluss"
    )


def test_a_hit_in_a_part_of_a_motion_opens_at_the_part(reader: Reader) -> None:
    page = reader.get("/suche?q=Mittel&art=sitzungsvorlage")

    assert page.texts("p", class_="hit__section") == ["Im Abschnitt „Finanzielle Auswirkungen“"]
    assert page.link("Beitritt zum Kommunennetzwerk").endswith("#finanzielle-auswirkungen")


def test_a_hit_above_all_headings_opens_at_the_top(reader: Reader) -> None:
    page = reader.get("/suche?q=Köln")

    assert not page.texts("p", class_="hit__section")
    assert "#" not in page.link("Räume in Köln")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_section_that_a_hit_leads_to_is_on_its_page(shipped: Library, question: str) -> None:
    reader = Reader(create_app(Settings(), shipped))
    results = reader.get(f"/suche?q={quote(question)}")

    targets = [
        link.get("href", "")
        for link in results.all("a")
        if "#" in link.get("href", "") and "/dokument/" in link.get("href", "")
    ]

    assert targets
    for target in targets:
        address, _, anchor = target.partition("#")
        assert any(heading.get("id") == anchor for level in "23456" for heading in reader.get(address).all(f"h{level}"))
