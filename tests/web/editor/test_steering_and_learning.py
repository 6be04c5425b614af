"""A question that found nothing is seen on the desk, gets a remedy there, and finds something afterwards."""

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from kb.documents import State
from kb.library import Library
from kb.statistics import Searched
from kb.store import Store, open_store
from tests.builders import a_library, an_article
from tests.databases import url_for
from tests.page import Reader, Worker

YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)
CARD = an_article(id="ph001", title="Ehrenamtskarte einführen", body="Die Karte dankt.")
ROOMS = an_article(id="ph002", title="Räume vergeben", body="Das Haus der Vereine.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, CARD, ROOMS) as library:
        library.learning.note(Searched("Dankeskärtchen", is_empty=True), YESTERDAY)
        yield library


@contextmanager
def database(folder: Path) -> Iterator[Store]:
    with closing(open_store(url_for(folder / "daten"))) as store:
        yield store


def searched(app: Flask, library: Library, text: str) -> str:
    page = Reader(app).get(f"/suche?q={text}")
    library.learning.flush()
    return page.heading


def test_a_question_without_result_is_remedied_by_a_synonym(app: Flask, library: Library, editor: Worker) -> None:
    assert searched(app, library, "Dankeskärtchen").startswith("Keine Treffer")
    desk = editor.get("/redaktion/statistik")
    form = editor.get(desk.link("Synonym anlegen"))
    assert [one.get("value") for one in form.all("input", name="zeile")] == ["dankeskärtchen => "]

    fields = {"zeile": "Dankeskärtchen => Ehrenamtskarte", "frage": "dankeskärtchen", "fragen": "dankeskärtchen"}
    preview = editor.send("/redaktion/synonyme", schritt="vorschau", **fields)
    assert "1 von 1 verglichenen Fragen" in preview.text
    assert searched(app, library, "Dankeskärtchen").startswith("Keine Treffer")

    assert editor.send("/redaktion/synonyme", schritt="uebernehmen", **fields).status == 303
    assert searched(app, library, "Dankeskärtchen").startswith("1 Treffer")
    assert "Synonym angelegt am" in editor.get("/redaktion/statistik").text


def test_taking_a_synonym_back_brings_the_former_answer(app: Flask, editor: Worker, tmp_path: Path) -> None:
    before = Reader(app).get("/suche?q=Räume").html
    editor.send("/redaktion/synonyme", schritt="uebernehmen", zeile="Räume, Karte")
    assert Reader(app).get("/suche?q=Räume").html != before

    editor.send("/redaktion/synonyme/zuruecknehmen")

    assert Reader(app).get("/suche?q=Räume").html == before
    with database(tmp_path) as store:
        deeds = {one.action for one in store.audit.newest()}
    assert deeds >= {"Synonym gesetzt", "Letzte Änderung zurückgenommen"}


def test_a_recommended_document_comes_first_and_says_so(app: Flask, editor: Worker) -> None:
    editor.send("/redaktion/treffer-oben", frage="Karte", dokumente="ph002")

    hits = Reader(app).get("/suche?q=karte").texts("li", class_="hit")

    assert hits[0].startswith("Von der Redaktion empfohlen")
    assert "Räume vergeben" in hits[0]
    assert len(hits) == 2


def test_what_is_not_public_cannot_be_recommended(editor: Worker) -> None:
    refused = editor.send("/redaktion/treffer-oben", frage="Karte", dokumente="gibtsnicht")

    assert refused.status == 400
    assert "Es wurde nichts geändert" in refused.text
    assert [one.get("value") for one in refused.all("input", name="dokumente")] == ["gibtsnicht"]


@pytest.mark.parametrize("line", ["allein", "a, b # c", ""])
def test_a_line_that_cannot_be_read_is_shown_again(editor: Worker, line: str) -> None:
    refused = editor.send("/redaktion/synonyme", schritt="uebernehmen", zeile=line)

    assert refused.status == 400
    assert [one.get("value") for one in refused.all("input", name="zeile")] == [line]


def test_documents_are_found_for_choosing(editor: Worker) -> None:
    page = editor.get("/redaktion/treffer-oben?frage=karte&suche=Räume")

    assert [one.get("value") for one in page.all("input", name="wahl")] == ["ph002"]


def test_a_requested_contribution_is_a_draft(app: Flask, library: Library, editor: Worker, tmp_path: Path) -> None:
    searched(app, library, "Dankeskärtchen")

    editor.send("/redaktion/statistik/beitrag-anfordern", frage="dankeskärtchen")

    with database(tmp_path) as store:
        [new] = set(store.documents.ids()) - {"ph001", "ph002"}
    assert library.editing.newest(new).document.state is State.DRAFT
    assert "Beitrag angefordert am" in editor.get("/redaktion/statistik").text


def test_an_ignored_question_leaves_the_list_and_comes_back(app: Flask, library: Library, editor: Worker) -> None:
    searched(app, library, "Dankeskärtchen")

    editor.send("/redaktion/statistik/ignorieren", frage="dankeskärtchen")
    assert "Synonym anlegen" not in editor.get("/redaktion/statistik").text
    editor.send("/redaktion/statistik/wieder-zeigen", frage="dankeskärtchen")

    assert "Synonym anlegen" in editor.get("/redaktion/statistik").text


def test_a_kept_answer_counts_like_a_new_one(app: Flask, library: Library) -> None:
    for _ in range(3):
        searched(app, library, "Karte")

    assert library.learning.days()[-1].counts.asked == 3


def test_narrowing_and_turning_pages_is_no_new_question(app: Flask, library: Library) -> None:
    for address in ("/suche", "/suche?q=Karte&art=praxishilfe", "/suche?q=", "/vorschlaege?q=Kar"):
        Reader(app).client.get(address)
    library.learning.flush()

    assert library.learning.days()[-1].counts.asked == 0
