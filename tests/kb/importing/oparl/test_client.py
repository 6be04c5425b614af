"""The client is polite and does not let a server do as it likes."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from kb.errors import AddressRefused, ServerUnavailable, UnreadableAnswer
from kb.importing.oparl import client as module
from kb.importing.oparl.addresses import Reach, host_of, read_networks
from kb.importing.oparl.client import Client
from tests.council_server import a_council


def get(url: str, *, times: int = 1, per_second: float = 1000, longest: float = 10) -> None:
    """Ask with a client that may reach this one server."""
    reach = Reach(frozenset({host_of(url)}), read_networks("127.0.0.0/8"))
    with closing(Client(reach, "Probe", per_second, pause=0.01, longest=longest)) as client:
        for _ in range(times):
            client.get(url)


@contextmanager
def a_raw_server(answer: bytes, *, drips: bool = False) -> Iterator[str]:
    """Sends the same bytes to whoever connects, and if it drips, a blank now and then for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                    with connection:
                        connection.recv(65536)
                        connection.sendall(answer)
                        while drips:
                            connection.sendall(b" ")
                            time.sleep(0.05)
                except OSError:
                    if listener.fileno() < 0:
                        return

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_requests_keep_their_distance() -> None:
    with a_council() as council:
        start = time.monotonic()
        get(council.system, times=4, per_second=20)

    assert time.monotonic() - start >= 0.15


def test_a_server_that_fails_is_asked_again_a_few_times_and_then_told() -> None:
    with a_council() as council:
        council.breaks_at = {"/system"}

        with pytest.raises(ServerUnavailable) as failed:
            get(council.system)

    assert (failed.value.status, len(council.asked)) == (500, 4)


def test_a_redirect_to_a_server_that_nobody_named_is_refused() -> None:
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
    with a_raw_server(answer) as url, pytest.raises(AddressRefused, match=r"169\.254\.169\.254"):
        get(url)


def test_a_server_that_redirects_for_ever_is_left() -> None:
    answer = b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
    with a_raw_server(answer) as url, pytest.raises(ServerUnavailable, match="leitet immer wieder weiter"):
        get(url)


def test_an_answer_that_is_too_large_is_not_read_to_its_end() -> None:
    answer = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (module.MOST_BYTES + 10)
    with a_raw_server(answer) as url, pytest.raises(UnreadableAnswer, match="größer als 20 MB"):
        get(url)


def test_a_packed_answer_that_unpacks_to_too_much_is_refused() -> None:
    bomb = gzip.compress(b"0" * (module.MOST_BYTES * 3))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n".encode()
    with a_raw_server(head + bomb) as url, pytest.raises(UnreadableAnswer, match="größer als 20 MB"):
        get(url)


def test_a_server_that_says_too_little_or_nonsense_is_unavailable() -> None:
    for answer in (b"", b"Unsinn\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nkurz"):
        with a_raw_server(answer) as url, pytest.raises(ServerUnavailable):
            get(url)


def test_a_server_that_drips_is_left_when_time_is_over() -> None:
    with a_raw_server(b"HTTP/1.1 200 OK\r\n\r\n", drips=True) as url:
        start = time.monotonic()
        with pytest.raises(ServerUnavailable):
            get(url, longest=0.3)

    assert time.monotonic() - start < 5


def test_an_unknown_name_is_told() -> None:
    url = "https://gibt-es-nicht.invalid/"

    with pytest.raises(ServerUnavailable, match="nicht bekannt"):
        get(url)
