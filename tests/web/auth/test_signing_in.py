"""Signing in, out, and what happens to what was typed when the session is over."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from kb.store.tables import sessions
from tests.builders import a_library
from tests.page import Worker
from tests.web.workers import PASSWORD, an_account
from web import create_app


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as library:
        an_account(library, "erika", Role.EDITOR)
        yield library


@pytest.fixture
def worker(library: Library) -> Worker:
    return Worker(create_app(Settings(), library))


def test_she_comes_to_the_page_that_she_wanted(worker: Worker) -> None:
    asked = worker.get("/redaktion/passwort")
    form = worker.get(asked.answer.headers["Location"])
    back = form.all("input", name="weiter")[0].get("value", "")

    answer = worker.post("/redaktion/anmelden", data={"name": "Erika ", "passwort": PASSWORD, "weiter": back})

    assert answer.answer.headers["Location"] == "/redaktion/passwort"
    assert worker.get("/redaktion/").heading == "Schreibtisch"


@pytest.mark.parametrize(
    "back", ["https://boese.example/", "//boese.example", "/\\boese", "/suche", "/redaktion/\\x", "/redaktion/\n/x"]
)
def test_nobody_is_sent_elsewhere(worker: Worker, back: str) -> None:
    answer = worker.post("/redaktion/anmelden", data={"name": "erika", "passwort": PASSWORD, "weiter": back})

    assert answer.answer.headers["Location"] == "/redaktion/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(worker: Worker) -> None:
    wrong = worker.post("/redaktion/anmelden", data={"name": "erika", "passwort": "falsch"})
    unknown = worker.post("/redaktion/anmelden", data={"name": "egon", "passwort": "falsch"})

    assert wrong.status == unknown.status == 401
    assert wrong.text.replace("erika", "egon") == unknown.text
    assert "passen nicht zusammen" in wrong.text


def test_each_session_has_a_new_id_and_ends_on_the_server(worker: Worker, library: Library) -> None:
    worker.sign_in("erika", PASSWORD)
    first = worker.client.get_cookie("sitzung", path="/redaktion")
    worker.sign_in("erika", PASSWORD)
    second = worker.client.get_cookie("sitzung", path="/redaktion")
    assert first
    assert second
    assert first.value != second.value

    worker.send("/redaktion/abmelden")

    assert library.people.signed_in(second.value) is None
    assert worker.get("/redaktion/").status == 303


@pytest.mark.parametrize("known", ["erika", "egon"])
def test_after_eight_wrong_tries_even_the_right_password_waits(worker: Worker, known: str) -> None:
    for _ in range(8):
        assert worker.post("/redaktion/anmelden", data={"name": known, "passwort": "falsch"}).status == 401

    refused = worker.post("/redaktion/anmelden", data={"name": known, "passwort": PASSWORD})

    assert refused.status == 429
    assert "zu viele Versuche" in refused.text


def test_a_network_has_its_own_limit(worker: Worker) -> None:
    for number in range(40):
        worker.post("/redaktion/anmelden", data={"name": f"name{number}", "passwort": "falsch"})

    assert worker.post("/redaktion/anmelden", data={"name": "erika", "passwort": PASSWORD}).status == 429


def test_an_idle_session_ends(worker: Worker, library: Library) -> None:
    worker.sign_in("erika", PASSWORD)
    make_idle(library)

    assert worker.get("/redaktion/").status == 303


def make_idle(library: Library) -> None:
    """Two hours pass without a request."""
    store = library.people._store
    with store.database.writing() as connection:
        long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2, minutes=1)
        connection.execute(update(sessions).values(seen_at=long_ago))


def test_what_was_typed_outlives_the_session(worker: Worker, library: Library) -> None:
    worker.sign_in("erika", PASSWORD)
    make_idle(library)
    text = "Erste Zeile\n\n„Zweite“ <b>Zeile</b> & mehr"

    asked = worker.post("/redaktion/passwort", data={"bisher": text, "schluessel": worker.form_key})

    assert asked.status == 401
    assert "Nichts ist verloren" in asked.text
    kept = {one.get("name"): one.get("value") for one in asked.all("input", type="hidden")}
    resumed = worker.post("/redaktion/anmelden", data={"name": "erika", "passwort": PASSWORD, **kept})
    assert resumed.all("form")[1].get("action") == "/redaktion/passwort"
    (area,) = resumed.all("textarea", name="bisher")
    assert "".join(area.itertext()).replace("\r\n", "\n") == text
    assert resumed.all("input", name="schluessel")


def test_a_start_password_is_replaced_before_anything_else(library: Library, worker: Worker) -> None:
    start = library.people.add("neu", Role.ADMINISTRATOR, by="Test")
    worker.sign_in("neu", start)

    assert worker.get("/redaktion/").answer.headers["Location"] == "/redaktion/passwort"
    assert worker.send("/redaktion/passwort", bisher=start, neu="kurz", nochmal="kurz").status == 400
    assert worker.send("/redaktion/passwort", bisher=start, neu=PASSWORD, nochmal=PASSWORD + "x").status == 400
    assert worker.send("/redaktion/passwort", bisher=start, neu=PASSWORD, nochmal=PASSWORD).status == 303
    assert worker.get("/redaktion/").status == 200


def test_a_disabled_account_is_out_at_once(library: Library, worker: Worker) -> None:
    worker.sign_in("erika", PASSWORD)

    library.people.disable("erika", by="Test")

    assert worker.get("/redaktion/").status == 303
    assert worker.post("/redaktion/anmelden", data={"name": "erika", "passwort": PASSWORD}).status == 401


def test_unknown_fields_are_refused_by_name(worker: Worker) -> None:
    refused = worker.post("/redaktion/anmelden", data={"name": "erika", "passwort": PASSWORD, "rolle": "administrator"})

    assert refused.status == 400
    assert "rolle" in refused.text
