"""The same question is answered once, until the knowledge base changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from kb.library import Library
from kb.settings import Settings
from tests.builders import a_library, an_article
from web import create_app
from web.caching import Answers, Kept


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, an_article(id="ph001", title="Ehrenamt stärken")) as library:
        yield library


@pytest.fixture
def client(library: Library, tmp_path: Path) -> Client:
    return create_app(Settings(data=tmp_path), library).test_client(use_cookies=False)


def test_a_kept_answer_is_the_same_to_the_last_byte_and_header(client: Client) -> None:
    first, second = (client.get("/suche?q=Ehrenamt") for _ in range(2))

    assert first.get_data() == second.get_data()
    for answer in (first, second):
        assert answer.headers.pop("X-Request-ID")  # each has its own
    assert list(first.headers) == list(second.headers)


def test_who_has_the_answer_already_is_sent_nothing(client: Client) -> None:
    first = client.get("/suche?q=Ehrenamt")

    again = client.get("/suche?q=Ehrenamt", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_a_change_is_seen_by_the_next_request(client: Client, library: Library) -> None:
    before = client.get("/suche?q=Nachbarschaft")
    library.editing.archive("ph001", "Redaktion", 1)

    after = client.get("/suche?q=Ehrenamt", headers={"If-None-Match": before.headers["ETag"]})

    assert "Keine Treffer" in after.text


def test_gzip_and_plain_answers_are_not_mixed_up(client: Client) -> None:
    client.get("/suche?q=Ehrenamt", headers={"Accept-Encoding": "gzip"})

    plain = client.get("/suche?q=Ehrenamt")

    assert "Content-Encoding" not in plain.headers
    assert "Ehrenamt" in plain.text


def test_who_has_a_page_already_is_sent_it_only_after_a_change(client: Client, library: Library) -> None:
    address = "/dokument/ph001-ehrenamt-staerken"
    known = {"If-None-Match": client.get(address).headers["ETag"], "Accept-Encoding": "gzip"}

    unchanged = client.get(address, headers=known)
    library.editing.archive("ph001", "Redaktion", 1)

    assert (unchanged.status_code, unchanged.get_data()) == (304, b"")
    assert client.get(address, headers=known).status_code == 410


@pytest.mark.parametrize("address", ["/health", "/nicht-da"])
def test_other_addresses_are_never_compared(client: Client, address: str) -> None:
    assert "ETag" not in client.get(address).headers


def test_old_answers_make_room_for_new_ones() -> None:
    answers = Answers(most_bytes=10)
    for name in ("a", "b", "c"):
        answers.keep((name,), Kept([], b"12345", name))
        answers.get(("a",))

    assert [bool(answers.get((name,))) for name in ("a", "b", "c")] == [True, False, True]
