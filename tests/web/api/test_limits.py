"""So many questions and no more, in one process and in several behind one store."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kb.errors import SettingsError
from kb.library import Library
from kb.settings import Settings
from web import create_app
from web.limiting import InMemory, network_of

ADDRESS = "/api/v1/search?q=Beitritt"


def a_client(library: Library, **settings: object) -> FlaskClient:
    return create_app(Settings(**settings), library).test_client()  # type: ignore[arg-type]  # the settings' own types


def statuses(client: FlaskClient, count: int, **arguments: object) -> list[int]:
    return [client.get(ADDRESS, **arguments).status_code for _ in range(count)]  # type: ignore[arg-type]


def test_after_the_limit_the_answer_says_when_to_come_back(library: Library) -> None:
    client = a_client(library, limit=5)

    assert statuses(client, 5) == [200] * 5
    refused = client.get(ADDRESS)

    assert (refused.status_code, refused.content_type) == (429, "application/problem+json")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit"].startswith('"netz";r=0;t=')
    assert refused.headers["RateLimit-Policy"] == '"netz";q=5;w=60'
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in refused.headers["Access-Control-Expose-Headers"]


def test_pages_for_people_are_not_counted(library: Library) -> None:
    client = a_client(library, limit=1)
    statuses(client, 2)

    assert client.get("/suche?q=Beitritt").status_code == 200


def test_a_made_up_forwarding_moves_nothing(library: Library) -> None:
    client = a_client(library, limit=3)

    found = [client.get(ADDRESS, headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code for number in range(5)]

    assert found == [200] * 3 + [429] * 2


def test_behind_proxies_only_what_the_last_ones_said_counts(library: Library) -> None:
    client = a_client(library, limit=3, proxies=1)

    same = [
        client.get(ADDRESS, headers={"X-Forwarded-For": f"1.2.3.{number}, 9.9.9.9"}).status_code for number in range(4)
    ]

    assert same == [200] * 3 + [429]
    assert client.get(ADDRESS, headers={"X-Forwarded-For": "8.8.8.8"}).status_code == 200


def test_the_minute_before_counts_as_far_as_it_lies_within_the_last_sixty_seconds() -> None:
    clock = [0.0]
    count = InMemory(10, now=lambda: clock[0])
    assert [count("a").is_allowed for _ in range(11)] == [True] * 10 + [False]

    clock[0] = 90.0

    assert [count("a").is_allowed for _ in range(6)] == [True] * 5 + [False]
    assert count("b").is_allowed


def a_refused(asked_at: float, refused_at: float) -> tuple[list[float], InMemory, int]:
    """A clock to set, a counter that has allowed all at the first moment and refuses at the second, and what it told."""
    clock = [asked_at]
    count = InMemory(300, now=lambda: clock[0])
    for moment in (asked_at, refused_at):
        clock[0] = moment
        while (told := count("a")).is_allowed:
            pass
    return clock, count, told.again


@pytest.mark.parametrize("asked_at", [0.0, 12.51, 30.6, 45.7, 50.0, 59.9])
@pytest.mark.parametrize("later", [0.0, 0.4, 10.5, 14.1])
def test_who_waits_as_long_as_told_is_answered_and_a_second_earlier_would_not_be(asked_at: float, later: float) -> None:
    clock, count, seconds = a_refused(asked_at, asked_at + later)
    clock[0] += seconds
    other_clock, other, _ = a_refused(asked_at, asked_at + later)
    other_clock[0] += seconds - 1.001

    assert count("a").is_allowed
    assert not other("a").is_allowed


def test_after_the_seconds_of_the_header_all_questions_are_there_again() -> None:
    clock = [50.0]
    count = InMemory(10, now=lambda: clock[0])
    told = [count("a") for _ in range(10)][-1]

    clock[0] += told.reset

    assert count("a").left == 9


def test_what_a_browser_asks_beforehand_is_not_counted(library: Library) -> None:
    client = a_client(library, limit=1)

    assert [client.options(ADDRESS).status_code for _ in range(3)] == [204] * 3
    assert client.get(ADDRESS).status_code == 200


def test_an_ipv6_household_counts_as_one() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert network_of("::ffff:1.2.3.4") == "1.2.3.4"
    assert network_of("unix:") == "?"


@pytest.mark.parametrize("limits", ["memcached", "foo://", "redis:/"])
def test_a_store_that_there_is_not_is_an_error(library: Library, limits: str) -> None:
    with pytest.raises(SettingsError, match="KB_LIMITS"):
        a_client(library, limits=limits)


def test_a_store_that_does_not_answer_turns_nobody_away(library: Library) -> None:
    assert statuses(a_client(library, limits="redis://127.0.0.1:1", limit=1), 2) == [200, 200]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis of our own."""
    server = shutil.which("redis-server")
    if server is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Ohne Redis (redis-server) nicht geprüft.")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


def test_two_processes_behind_one_store_count_together(library: Library, redis: str) -> None:
    one, other = a_client(library, limits=redis, limit=10), a_client(library, limits=redis, limit=10)

    found = [client.get(ADDRESS).status_code for _ in range(8) for client in (one, other)]

    assert found.count(200) == 10
    assert found[10:] == [429] * 6
