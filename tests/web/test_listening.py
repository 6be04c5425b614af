"""Who tries the service at home gets whole addresses; nobody else gets made-up ones."""

import socket
from collections.abc import Iterator

import pytest

from kb.settings import Settings
from web.listening import with_own_address


@pytest.fixture
def loopback() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_on_ones_own_machine_the_sockets_address_is_the_public_one(loopback: socket.socket) -> None:
    port = loopback.getsockname()[1]

    assert with_own_address(Settings(), loopback).address("/hilfe") == f"http://127.0.0.1:{port}/hilfe"
    assert with_own_address(Settings(prefix="/wissen"), loopback).address("/") == f"http://127.0.0.1:{port}/wissen/"


@pytest.mark.parametrize("settings", [Settings(base_url="https://wissen.example"), Settings(proxies=1)])
def test_a_set_address_stays_and_behind_a_proxy_none_is_guessed(settings: Settings, loopback: socket.socket) -> None:
    assert with_own_address(settings, loopback) == settings


def test_open_to_a_network_no_address_is_guessed() -> None:
    with socket.create_server(("0.0.0.0", 0)) as listener:  # nobody connects
        assert with_own_address(Settings(), listener) == Settings()
