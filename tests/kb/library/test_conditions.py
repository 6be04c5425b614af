"""Fields that are typed narrow as filters do; what means nothing is searched as words, and the question says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.documents import Consultation, Outcome
from kb.library import Library
from kb.search.grammar.notes import whole_year
from kb.search.query import Filters
from tests.builders import BIELEFELD, KOELN, a_library, a_motion, an_article

HFA, RAT = "Haupt- und Finanzausschuss", "Rat"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    consultations = (Consultation(committee=HFA), Consultation(committee=RAT), Consultation(committee="Ratskommission"))
    paper = a_motion(id="aaa", consultations=consultations, outcome=Outcome.ADOPTED)
    with a_library(tmp_path, paper, an_article(id="bbb")) as library:
        yield library


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("kommune:Köln", Filters(municipality=(KOELN,))),
        ("kommune:koeln", Filters(municipality=(KOELN,))),
        ("stadt:KÖLN", Filters(municipality=(KOELN,))),
        ('kommune:"Stadt Köln"', Filters(municipality=(KOELN,))),
        ("kommune:05315000", Filters(municipality=(KOELN,))),
        ("kommune:Köln kommune:Bielefeld", Filters(municipality=(KOELN, BIELEFELD))),
        ("thema:Anerkennung", Filters(topic=("anerkennung",))),
        ('thema:"engagiert in NRW"', Filters(topic=("netzwerk",))),
        ("thema:anerkennung/ehrenamtskarte", Filters(topic=("anerkennung/ehrenamtskarte",))),
        ("art:Mustervorlage", Filters(kind=("model",))),
        ("art:Praxisbeispiele", Filters(kind=("practice",))),
        ("ergebnis:beschlossen", Filters(outcome=("adopted",))),
        ('ergebnis:"zur Kenntnis genommen"', Filters(outcome=("noted",))),
        ("gremium:HFA", Filters(committee=(HFA,))),
        ("ausschuss:haupt", Filters(committee=(HFA,))),
        ("gremium:rat", Filters(committee=(RAT,))),
        ("akteur:Vereine", Filters(actor=("vereine",))),
        ("zielgruppe:Politik", Filters(audience=("politik",))),
        ('kreis:"Kreis Gütersloh"', Filters(area=("05754",))),
        ("kreis:Gütersloh", Filters(area=("05754",))),
        ("bezirk:Detmold", Filters(area=("057",))),
        ("jahr:2018", Filters(year_from=2018, year_to=2018)),
        ("jahr:2018-2020", Filters(year_from=2018, year_to=2020)),
        ("jahr:2020–2018", Filters(year_from=2018, year_to=2020)),
        ("von:2018", Filters(year_from=2018)),
        ("kommune:Köln jahr:2018", Filters(municipality=(KOELN,), year_from=2018, year_to=2018)),
    ],
)
def test_a_typed_field_narrows_as_a_filter_does(library: Library, typed: str, filters: Filters) -> None:
    question = library.reading.question(typed)

    assert question.filters == filters
    assert question.wording.notes == ()


def test_a_day_narrows_by_its_year_and_the_page_says_so(library: Library) -> None:
    question = library.reading.question("von:01.08.2018 bis:2020-05-01")

    assert question.filters == Filters(year_from=2018, year_to=2020)
    assert question.wording.notes == (whole_year("von", "01.08.2018", "2018"), whole_year("bis", "2020-05-01", "2020"))
    assert question.wording.conditions == ()


@pytest.mark.parametrize(
    "typed", ["kommune:Entenhausen", "thema:Unfug", "art:Roman", "ergebnis:vielleicht", "jahr:bald", "von:31.02.2020",
              "gremium:Kreisrat", "ergebnis:x", "kommune:…"],
)  # fmt: skip
def test_a_field_that_means_nothing_is_searched_as_words_and_said(library: Library, typed: str) -> None:
    question = library.reading.question(f"Beitritt {typed}")

    assert question.filters == Filters()
    assert question.wording.words[0].surface == "Beitritt"
    assert f"„{typed}“" in question.wording.notes[0]


def test_typed_years_narrow_those_that_were_chosen(library: Library) -> None:
    question = library.reading.question("von:2018", Filters(year_from=2010, year_to=2020))

    assert (question.filters.year_from, question.filters.year_to) == (2018, 2020)


def test_a_field_alone_finds_all_that_it_narrows_to(library: Library) -> None:
    results = library.reading.search(library.reading.question("gremium:HFA"))

    assert [hit.id for hit in results.hits] == ["aaa"]
    assert results.notes == ()


def test_results_count_outcomes_by_their_labels(library: Library) -> None:
    results = library.reading.search(library.reading.question("ergebnis:beschlossen"))

    assert [(one.value, one.label, one.count) for one in results.facets["outcome"]] == [("adopted", "beschlossen", 1)]
