"""The log in JSON: an object a line, a number for each request, nothing of what readers typed."""

import io
import json
import logging
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask import request

from kb.errors import SettingsError
from kb.library import Library
from kb.logs import FORMS
from kb.settings import Settings, read_settings
from tests.builders import write_registers
from tests.page import Reader
from tests.service import a_service
from web import create_app

WORD = "Mirabellenzwiebel"


@pytest.fixture(params=sorted(FORMS))
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def log(form: str) -> Iterator[io.StringIO]:
    """What the service would write to standard error, from the lowest level on."""
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(FORMS[form]())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.stream
    root.removeHandler(handler)
    root.setLevel(before)


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_nothing_that_readers_type_is_in_the_log(library: Library, log: io.StringIO, form: str) -> None:
    app = create_app(Settings(log=form), library)
    app.add_url_rule("/kaputt", view_func=lambda: int(request.values["q"]), methods=["GET", "POST"])
    reader = Reader(app)

    for address in ("/suche", "/vorschlaege", "/api/v1/search", "/kaputt", "/eigene-vorlage", f"/{WORD}"):
        reader.get(f"{address}?q={WORD}")
    for address in ("/hinweis", "/erfahrung-melden", "/eigene-vorlage/vorschau", "/kaputt", f"/{WORD}"):
        reader.post(address, data={"q": WORD, "text": WORD, WORD: WORD})
    reader.post("/redaktion/anmelden", data={"name": WORD, "passwort": WORD})

    assert "ValueError" in log.getvalue()
    assert "test_log.py" in log.getvalue()
    assert WORD.casefold() not in log.getvalue().casefold()
    assert "127.0.0.1" not in log.getvalue()


@pytest.mark.parametrize("form", ["json"])
def test_a_request_is_one_object_with_its_number(library: Library, log: io.StringIO) -> None:
    answer = Reader(create_app(Settings(log="json"), library)).get("/dokument/ph001-dem-kommunennetzwerk-beitreten")

    (line,) = objects(log.getvalue())
    assert line["request_id"] == answer.answer.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/dokument/<address>", 200)
    assert 0 < line["milliseconds"] < 60_000
    assert (line["level"], line["logger"]) == ("INFO", "web.operating.watching")


@pytest.mark.parametrize("form", ["json"])
def test_what_else_is_said_during_a_request_carries_its_number(library: Library, log: io.StringIO) -> None:
    app = create_app(Settings(log="json"), library)
    app.add_url_rule("/kaputt", view_func=lambda: 1 // 0)

    number = Reader(app).get("/kaputt").answer.headers["X-Request-ID"]

    assert {line["request_id"] for line in objects(log.getvalue())} == {number}
    assert objects(log.getvalue())[0]["error"][0] == "ZeroDivisionError"


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "4bf92f3577b34da6", True),
        (0, "4bf92f3577b34da6", False),
        (1, "kurz", False),
        (1, f"zu lang{'g' * 70}", False),
    ],
)
def test_only_a_proxy_that_is_trusted_numbers_requests(
    library: Library, proxies: int, given: str, is_taken: bool
) -> None:
    reader = Reader(create_app(Settings(proxies=proxies), library))

    number = reader.get("/hilfe", headers={"X-Request-ID": given}).answer.headers["X-Request-ID"]

    assert (number == given) is is_taken
    assert len(number) >= 8


def test_the_form_of_the_log_is_one_of_two(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="KB_LOG muss „text“ oder „json“ sein"):
        read_settings({"KB_LOG": "xml"}, tmp_path)


def test_a_service_writes_objects_only_and_no_word_of_readers(tmp_path: Path) -> None:
    write_registers(tmp_path)
    with a_service(tmp_path, KB_CONTENT=str(tmp_path), KB_LOG="json") as service:
        connection = HTTPConnection(urlsplit(service.address).netloc)
        for method, path in (("GET", f"/suche?q={WORD}"), ("POST", "/hinweis"), (WORD.upper(), f"/{WORD}?{WORD}")):
            body = f"text={quote(WORD)}" if method == "POST" else None
            connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
            connection.getresponse().read()
        connection.close()

    lines = [line for line in service.log.read_text().splitlines() if line.startswith("{")]
    assert [one["route"] for one in objects("\n".join(lines)) if "route" in one] == ["/suche", "/hinweis", "-"]
    assert WORD.casefold() not in service.log.read_text().casefold()
