"""What readers get: results with labels, documents, lists and counts."""

from pathlib import Path

import pytest

from kb.documents import Kind, State
from kb.errors import NotFound
from kb.library import Library
from kb.search.query import Filters, Sort
from tests.builders import BIELEFELD, KOELN, TOPICS, a_library, a_motion, an_article
from tests.databases import take_away


def test_results_name_topics_municipalities_kinds_and_actors(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(), a_motion()) as library:
        results = library.reading.search(library.reading.question("Kommunennetzwerk"))

    labels = {name: {one.value: one.label for one in values} for name, values in results.facets.items()}
    assert results.total == 2
    assert labels["kind"] == {"guide": "Praxishilfe", "paper": "Sitzungsvorlage"}
    assert labels["topic"]["netzwerk/beitritt"] == "Beitritt"
    assert labels["municipality"] == {BIELEFELD: "Bielefeld"}
    assert labels["actor"]["politik"] == "Politik"
    assert labels["year"]["2018"] == "2018"


def test_a_question_carries_filters_order_and_page(library: Library) -> None:
    filters = Filters(kind=("paper",))

    question = library.reading.question("Beitritt", filters, Sort.DATE, 2)

    assert (question.text, question.filters, question.sort, question.page) == ("Beitritt", filters, Sort.DATE, 2)


def test_a_page_past_the_end_is_not_found(library: Library) -> None:
    library.reading.search(library.reading.question("Beitritt", page=1))

    with pytest.raises(NotFound, match="Seite 2"):
        library.reading.search(library.reading.question("Beitritt", page=2))


def test_searching_needs_no_database(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article()) as library:
        assert library.reading.topics
        library.close()
        take_away(tmp_path / "daten")

        results = library.reading.search(library.reading.question("Kommunennetzwerk"))

    assert results.total == 1
    assert results.facets["topic"][0].label == "Kommunennetzwerk"


def test_what_was_never_public_looks_as_if_it_were_not_there(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), "Redaktion")

    with pytest.raises(NotFound) as hidden:
        library.reading.document(draft.id)
    with pytest.raises(NotFound) as absent:
        library.reading.document("gibtesnicht")

    assert type(hidden.value) is type(absent.value)
    assert hidden.value.message.replace(draft.id, "gibtesnicht") == absent.value.message


def test_topics_and_municipalities_list_their_documents(tmp_path: Path) -> None:
    documents = (an_article(id="aaa"), a_motion(id="bbb"), an_article(id="ccc", topics=("anerkennung",)))
    with a_library(tmp_path, *documents) as library:
        reading = library.reading

        assert reading.topics == TOPICS
        assert [one.id for one in reading.topic_documents("netzwerk")] == ["aaa", "bbb"]
        assert [one.id for one in reading.municipality_documents(BIELEFELD)] == ["bbb"]
        assert reading.municipality_documents(KOELN) == ()
        assert reading.counts_by_topic() == {"netzwerk": 2, "netzwerk/beitritt": 2, "anerkennung": 1}
        assert reading.counts_by_municipality() == {BIELEFELD: 1}
        assert reading.counts_by_kind() == {Kind.GUIDE: 2, Kind.PAPER: 1}
        assert [one.id for one in reading.latest(2)] == ["ccc", "bbb"]
        assert [one.id for one in reading.listed(("ccc", "zzz", "aaa"))] == ["ccc", "aaa"]


def test_an_unknown_topic_or_municipality_is_not_found(library: Library) -> None:
    with pytest.raises(NotFound):
        library.reading.topic_documents("gibtesnicht")
    with pytest.raises(NotFound):
        library.reading.municipality_documents("00000000")


def test_a_question_without_hits_is_answered_in_its_better_spelling(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(title="Versicherung im Ehrenamt")) as library:
        reading = library.reading
        asked = reading.question("Versicherng")

        corrected, literal = reading.search(asked), reading.search(asked, literally=True)

    assert (corrected.total, corrected.corrected, corrected.suggestion) == (1, "Versicherung", "")
    assert (literal.total, literal.corrected, literal.suggestion) == (0, "", "Versicherung")


def test_a_better_spelling_that_finds_nothing_is_not_offered(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(title="Versicherung im Ehrenamt")) as library:
        reading = library.reading

        results = reading.search(reading.question("Versicherng", Filters(kind=("paper",))))

    assert (results.total, results.corrected, results.suggestion) == (0, "", "")


def test_only_exact_spelling_is_asked_for_on_demand(library: Library) -> None:
    assert library.reading.question("Beitritt", only_exact=True).wording.only_exact
    assert not library.reading.question("Beitritt").wording.only_exact
