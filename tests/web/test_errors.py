"""Errors as German pages with ways on."""

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
from tests.builders import settings_in
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


def test_while_there_is_no_index_the_page_says_so_and_leads_over_the_topics(tmp_path: Path) -> None:
    with open_library(settings_in(tmp_path)) as library:
        library.keeping.load_content()
        reader = Reader(create_app(Settings(), library))

        page = reader.get("/suche?q=Beitritt")

        assert page.status == 503
        assert page.heading == "Gerade nicht verfügbar"
        assert "sicher gespeichert" in page.text
        assert page.answer.headers["Retry-After"] == "60"
        assert reader.follow(page, "Kommunennetzwerk").status == 200
        assert reader.get("/").status == 200
        assert reader.get("/health").status == 503


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
