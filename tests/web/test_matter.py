"""The page of a paper shows its Vorgang: every paper of the same matter, with what became of it."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from kb.documents import Motion, Outcome
from kb.library import Library
from kb.settings import Settings
from tests.builders import KOELN, a_library, a_motion
from tests.page import Reader
from web import create_app


def a_paper(name: str, year: int, **changes: Any) -> Motion:
    values = {
        "id": name,
        "title": f"Papier {name}",
        "date": datetime.date(year, 3, 1),
        "consultations": (),
        "earlier": "",
    }
    return a_motion(**{**values, **changes})


DOCUMENTS = (
    a_paper("antrag", 2020, reference="2020/0308", type="Antrag", outcome=Outcome.POSTPONED),
    a_paper("zusatz", 2021, reference="2020/0308/1", type="Änderungsantrag", outcome=Outcome.REJECTED),
    a_paper(
        "folge", 2022, reference="2022/0511", type="Bericht", earlier="Beschluss vom 1.3.2020, Drucksache 2020/0308"
    ),
    a_paper("protokoll", 2023, reference="", type="Niederschrift", matter="fonds"),
    a_paper("haupt", 2019, reference="2020/0308", type="Beschlussvorlage", matter="fonds", outcome=Outcome.ADOPTED),
    a_paper("anderswo", 2020, reference="2020/0308", municipality=KOELN),
    a_paper("allein", 2020, reference="2020/0999"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with a_library(tmp_path_factory.mktemp("vorgang"), *DOCUMENTS) as library:
        yield library


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(create_app(Settings(), library))


@pytest.mark.parametrize("name", ["haupt", "antrag", "zusatz", "folge", "protokoll"])
def test_every_paper_of_a_matter_shows_its_course_by_day_with_results(reader: Reader, name: str) -> None:
    (matter,) = course(reader, name)

    assert "5 Papiere gehören zu dieser Sache." in matter
    places = [matter.index(f"Papier {one}") for one in ("haupt", "antrag", "zusatz", "folge", "protokoll")]
    assert places == sorted(places)
    assert "beschlossen" in matter
    assert "Änderungsantrag, 2020/0308/1 Ergebnis: abgelehnt" in matter
    assert matter.count("(dieses Papier)") == 1


@pytest.mark.parametrize("name", ["anderswo", "allein"])
def test_the_same_number_elsewhere_is_another_matter(reader: Reader, name: str) -> None:
    assert course(reader, name) == []


def test_a_paper_of_the_course_is_not_listed_a_second_time(reader: Reader) -> None:
    links = reader.get("/dokument/haupt-papier-haupt").texts("a")

    assert [links.count(f"Papier {one}") for one in ("antrag", "zusatz", "folge", "protokoll")] == [1, 1, 1, 1]
    assert "Papier anderswo" in links


def course(reader: Reader, name: str) -> list[str]:
    page = reader.get(f"/dokument/{name}-papier-{name}")
    return [text for text in page.texts("section") if text.startswith("Vorgang")]
