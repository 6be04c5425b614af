"""Errors as German pages with ways on."""

import shutil
from pathlib import Path

import pytest
from flask import request

from kb.errors import (
    EditConflict,
    ForbiddenMove,
    IndexDamaged,
    InvalidDocument,
    KnowledgeBaseError,
    NotFound,
    SearchUnavailable,
    SettingsError,
    StoreUnavailable,
    Withdrawn,
)
from kb.library import Library, open_library
from kb.settings import Settings
from tests.builders import EDITOR, a_library, an_article, settings_in
from tests.page import Reader
from web import create_app
from web.errors import status_of

STATUSES = [
    (NotFound("x"), 404),
    (Withdrawn("x"), 410),
    (InvalidDocument("x", ["y"]), 400),
    (EditConflict("x", 1, 2), 409),
    (ForbiddenMove("x", "a", "b"), 409),
    (SearchUnavailable(), 503),
    (IndexDamaged("x"), 503),
    (StoreUnavailable("x"), 503),
    (SettingsError("x"), 500),
]


@pytest.mark.parametrize(("error", "status"), STATUSES)
def test_every_error_has_its_status(error: KnowledgeBaseError, status: int) -> None:
    assert status_of(error) == status


def test_a_page_that_is_not_there_leads_on(reader: Reader) -> None:
    page = reader.get("/gibt/es/nicht")

    assert page.status == 404
    assert page.heading == "Seite nicht gefunden"
    assert page.link("Alle Themen") == "/themen/"


def test_while_there_is_no_index_titles_are_searched_and_the_page_says_so(tmp_path: Path) -> None:
    with open_library(settings_in(tmp_path)) as library:
        library.keeping.load_content()
        library.editing.save(an_article(id="ph001", title="Dem Netzwerk beitreten", summary="", topics=()), EDITOR)
        library.editing.save(
            an_article(id="ph002", title="Räume öffnen", summary="", topics=("netzwerk/beitritt",)), EDITOR
        )
        library.editing.save(an_article(id="ph003", title="Dank", summary="Ein Fest", topics=()), EDITOR)
        shutil.rmtree(tmp_path / "daten" / "index", ignore_errors=True)
        reader = Reader(create_app(Settings(), library))

        page = reader.get("/suche?q=beitreten&gremium=Rat")
        umlaut = reader.get("/suche?q=räume")

        assert page.status == 200
        assert page.heading == "2 Treffer für „beitreten“"
        assert page.texts("h3", class_="hit__title") == ["Dem Netzwerk beitreten", "Räume öffnen"]
        assert "Die Suche ist gerade eingeschränkt" in page.text
        assert "die anderen wurden weggelassen" in page.text
        assert page.answer.headers["Cache-Control"] == "no-store"
        assert umlaut.link("Räume öffnen")
        assert reader.get("/suche?q=Mondlandung").heading.startswith("Keine Treffer")
        assert reader.get("/suche?q=AG").heading.startswith("Keine Treffer")
        assert reader.get("/suche?q=titel:Dank+-Räume").texts("h3", class_="hit__title") == ["Dank"]
        assert reader.get("/suche?q=Dank+art:praxishilfe").texts("h3", class_="hit__title") == ["Dank"]
        assert reader.get("/").status == 200
        assert reader.get("/health").status == 503
        assert reader.get("/api/v1/search?q=beitreten").status == 503


def test_the_full_search_comes_back_by_itself(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(id="ph001", title="Dank", body="Die Wippelhütte steht.")) as library:
        reader = Reader(create_app(Settings(), library))
        shutil.rmtree(tmp_path / "daten" / "index")
        limited = reader.get("/suche?q=Wippelhütte")

        library.keeping.heal()

        assert "eingeschränkt" in limited.text
        assert "Dank" in reader.get("/suche?q=Wippelhütte").text
        assert "eingeschränkt" not in reader.get("/suche?q=Wippelhütte").text


def test_an_unexpected_error_is_a_german_page_and_is_logged(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(), library)
    app.add_url_rule("/kaputt", view_func=lambda: 1 // 0)

    page = Reader(app).get("/kaputt?q=Geheimwort")

    assert page.status == 500
    assert page.heading == "Hier ist etwas schiefgegangen"
    assert "ZeroDivisionError" in caplog.text
    assert "Geheimwort" not in caplog.text


def test_too_large_a_request_is_refused_in_german(library: Library) -> None:
    app = create_app(Settings(), library)
    app.add_url_rule("/annahme", view_func=lambda: str(len(request.get_data())), methods=["POST"])

    page = Reader(app).post("/annahme", data=b"x" * (2 * 1024 * 1024))

    assert page.status == 413
    assert page.heading == "Anfrage zu groß"


def test_the_health_check_is_for_machines(reader: Reader) -> None:
    answer = reader.get("/health").answer

    assert answer.json
    assert answer.json["status"] == "ok"
    assert answer.json["public"] == answer.json["indexed"] == 17
