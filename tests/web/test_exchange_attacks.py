"""Forms under attack: foreign sites, replays, floods, huge and odd input. And nothing pending is ever public."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.contributions import Experience, Hint, Offer
from kb.library import Library
from kb.settings import Settings
from kb.store.submissions import MOST_PER_NETWORK
from tests.builders import a_library, an_article
from tests.contributions import a_hint, a_stamp, an_experience, an_offer, send
from tests.page import Reader
from tests.web.test_exchange import EXPERIENCE, HINT
from tests.web.test_routes import ROUTES
from web import create_app

SECRET_WORD = "Quastenflossermeldung"
POSTS = 200


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, an_article(id="ph001")) as opened:
        yield opened


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(create_app(Settings(), library))


def sendable(library: Library, **changes: str) -> dict[str, str]:
    return HINT | {"schritt": "senden", "stempel": a_stamp(library, Hint)} | changes


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://falsch-weitergereicht.example"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://boese.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.boese.example"}, 403),
    ],
)
def test_a_form_on_another_site_sends_nothing(
    reader: Reader, library: Library, headers: dict[str, str], status: int
) -> None:
    page = reader.post("/hinweis", data=sendable(library), headers=headers)

    assert page.status == status
    assert len(library.contributing.hints()) == (status == 303)


def test_the_public_address_counts_as_the_own_site_whatever_the_proxy_says(library: Library) -> None:
    reader = Reader(create_app(Settings(base_url="https://wissen.example.org"), library))

    page = reader.post("/hinweis", data=sendable(library), headers={"Origin": "https://wissen.example.org"})

    assert page.status == 303


def test_a_replayed_form_is_thanked_for_and_kept_once(reader: Reader, library: Library) -> None:
    filled = EXPERIENCE | {"schritt": "senden", "stempel": a_stamp(library, Experience)}

    statuses = {reader.post("/erfahrung-melden", data=filled).status for _ in range(20)}

    assert (statuses, len(library.contributing.reports())) == ({303}, 1)


def test_of_a_flood_of_posts_a_network_gets_through_what_a_day_allows(reader: Reader, library: Library) -> None:
    stamps = [a_stamp(library, Hint) for _ in range(POSTS)]
    post = reader.client.post

    statuses = [
        post("/hinweis", data=HINT | {"schritt": "senden", "stempel": one, "text": f"Flut {number}"}).status_code
        for number, one in enumerate(stamps)
    ]

    assert statuses == [303] * MOST_PER_NETWORK + [429] * (POSTS - MOST_PER_NETWORK)
    assert len(library.contributing.hints()) == MOST_PER_NETWORK


def test_at_the_limit_what_was_typed_stays(reader: Reader, library: Library) -> None:
    for number in range(MOST_PER_NETWORK):
        send(library, a_hint(text=f"Hinweis {number}"), "127.0.0.1")

    page = reader.post("/hinweis", data=sendable(library, text="Mein langer Text"))

    assert page.status == 429
    assert "Mein langer Text" in page.text


def test_a_network_is_not_escaped_by_a_forged_header(reader: Reader, library: Library) -> None:
    for number in range(MOST_PER_NETWORK + 3):
        forged = {"X-Forwarded-For": f"203.{number}.113.1"}
        reader.post("/hinweis", data=sendable(library, text=f"Flut {number}"), headers=forged)

    assert len(library.contributing.hints()) == MOST_PER_NETWORK


def test_an_unknown_field_is_refused_by_name(reader: Reader, library: Library) -> None:
    page = reader.post("/hinweis", data=sendable(library, txt="vertippt"))

    assert page.status == 400
    assert "Das Feld „txt“ gibt es nicht. Gemeint war vielleicht „text“." in page.text
    assert library.contributing.hints() == ()


def test_a_text_that_is_too_long_is_refused_and_stays(reader: Reader, library: Library) -> None:
    page = reader.post("/hinweis", data=sendable(library, text="ä" * 3001))

    assert page.status == 422
    assert "höchstens 3000" in page.text
    assert "ä" * 3001 in page.html


def test_a_huge_request_is_not_read(reader: Reader, library: Library) -> None:
    assert reader.post("/hinweis", data=sendable(library, text="x" * 2_000_000)).status == 413


@pytest.mark.parametrize(
    "typed",
    [
        '"><script>alert(1)</script>',
        "</textarea><img src=x onerror=alert(1)>",
        "\u202egnp.exe",
        "{{ 7 * 7 }}",
        "a\x00b\x0bc\ufffe",
        "🙂" * 100,
        "\n\n\n",
    ],
)
def test_odd_input_is_shown_as_text(reader: Reader, typed: str) -> None:
    for address, field in (("/erfahrung-melden", "vorgehen"), ("/austausch/melden", "notiz"), ("/hinweis", "text")):
        page = reader.post(address, data={field: typed, "schritt": "aendern"})

        assert page.status == 200
        assert not page.all("img")


def test_what_is_pending_is_found_nowhere_public(reader: Reader, library: Library) -> None:
    send(library, an_experience(done=SECRET_WORD, worked=f"[{SECRET_WORD}](https://x.example)"))
    send(library, an_offer(note=SECRET_WORD))
    send(library, a_hint(text=SECRET_WORD, about=f"/{SECRET_WORD}"))
    library.keeping.apply_pending()
    draft = library.contributing.reports()[0].document

    asked = [address for address, _ in ROUTES.values()]
    asked += [
        "/suche",
        "/suche?q=Vorgehen",
        "/suche?kommune=05315000",
        "/vorschlaege?q=Quasten",
        "/kommunen/05315000-koeln",
    ]
    asked += [f"/dokument/{draft}", "/themen/anerkennung/ehrenamtskarte", "/austausch/?art=bietet"]
    for address in asked:
        page = reader.get(address)
        assert not re.search(f"{SECRET_WORD}|{draft}-", page.html, re.IGNORECASE), address
    assert f"{SECRET_WORD}“" in reader.get(f"/suche?q={SECRET_WORD}").text  # the own question


def test_what_is_pending_is_not_exported(library: Library, tmp_path: Path) -> None:
    send(library, an_experience(done=SECRET_WORD))

    library.keeping.export(tmp_path / "export")

    assert not any(SECRET_WORD in path.read_text() for path in (tmp_path / "export").rglob("*") if path.is_file())


def test_nothing_that_was_sent_stands_in_the_log(
    reader: Reader, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    reader.post("/hinweis", data=sendable(library, text=SECRET_WORD))
    reader.post("/hinweis", data=sendable(library, text=SECRET_WORD, stempel=""))
    reader.post("/hinweis", data={"stempel": a_stamp(library, Offer), SECRET_WORD: "x"})

    assert SECRET_WORD not in caplog.text
