"""The help page: what it promises is so."""

import pytest

from kb.library import Library
from kb.search.grammar.typed_fields import ALL_FIELDS
from kb.settings import Settings
from tests.page import Reader
from web import create_app
from web.search.help_page import LESSONS, Example

EXAMPLES = [example for lesson in LESSONS for example in lesson.examples]


@pytest.fixture(scope="module")
def reader(shipped: Library) -> Reader:
    return Reader(create_app(Settings(), shipped))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.typed)
def test_an_example_finds_something_and_is_taken_as_typed(reader: Reader, example: Example) -> None:
    results = reader.follow(reader.get("/hilfe"), example.typed)

    assert "Treffer" in results.heading
    assert not results.heading.startswith("Keine Treffer")
    assert results.all("ul", class_="notes") == []
    assert results.all("p", class_="suggestion") == []


def found(reader: Reader, question: str, **more: str) -> int:
    heading = reader.get("/suche", query_string={"q": question, **more}).heading
    return 0 if heading.startswith("Keine") else int(heading.split()[0].replace(".", ""))


def test_the_words_between_do_what_the_page_says(reader: Reader) -> None:
    sport, culture = found(reader, "titel:Sport"), found(reader, "titel:Kultur")

    assert found(reader, "Sport UND Kultur") < found(reader, "Sport ODER Kultur")
    assert found(reader, "Förderung NICHT Sport") == found(reader, "Förderung -Sport") < found(reader, "Förderung")
    assert found(reader, "titel:Sport ODER titel:Kultur") <= sport + culture


def test_a_phrase_a_beginning_and_the_exact_spelling_do_what_the_page_says(reader: Reader) -> None:
    assert found(reader, "„freiwillige Feuerwehr“") < found(reader, "freiwillige ODER Feuerwehr")
    assert found(reader, "Vereine", genau="1") < found(reader, "Vereine")
    assert found(reader, "Verein*", genau="1") > found(reader, "Verein", genau="1")


def test_a_field_narrows(reader: Reader) -> None:
    assert found(reader, "Ehrenamtskarte jahr:2014-2020") < found(reader, "Ehrenamtskarte")
    assert found(reader, "nr:FBS/032/2014") == 1


def test_the_page_names_every_field(reader: Reader) -> None:
    text = reader.get("/hilfe").text

    assert [name for name in ALL_FIELDS if f"{name}:" not in text and name != "begruendung"] == []


def test_every_page_leads_to_the_help(reader: Reader) -> None:
    assert reader.get("/gibt-es-nicht").link("Hilfe") == "/hilfe"
