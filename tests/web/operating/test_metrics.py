"""What Prometheus reads, and who may."""

import re
import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest

from kb.errors import SettingsError
from kb.library import Library
from kb.settings import Settings, read_settings
from tests.builders import a_library, write_registers
from tests.page import Reader
from tests.service import a_service
from web import create_app


def figure(text: str, name: str, **labels: str) -> float:
    """The value of one series; 0 if there is none."""
    told = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    found = re.search(rf"^wissensspeicher_{name}{re.escape(f'{{{told}}}') if told else ''} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0


def test_requests_are_counted_by_route_and_kind_of_status_also_if_the_answer_was_kept(library: Library) -> None:
    reader = Reader(create_app(Settings(), library))
    for address in ("/suche?q=Karte", "/suche?q=Karte", "/suche?q=Dank", "/dokument/ph001-dem", "/Mirabelle"):
        reader.get(address)

    told = reader.get("/metrics").answer

    assert told.headers["Content-Type"].startswith("text/plain; version=")
    assert figure(told.text, "requests_total", route="/suche", status="2xx") == 3
    assert figure(told.text, "requests_total", route="/dokument/<address>", status="3xx") == 1
    assert figure(told.text, "requests_total", route="-", status="4xx") == 1
    assert figure(told.text, "request_seconds_count", route="/suche") == 3
    assert figure(told.text, "searches_total", kind="full") == 3
    assert figure(told.text, "index_documents") == 17
    assert figure(told.text, "index_ready") == 1
    assert "Mirabelle" not in told.text
    assert "Karte" not in told.text


def test_searches_that_titles_answered_are_counted_apart(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        reader = Reader(create_app(Settings(), library))
        shutil.rmtree(tmp_path / "daten" / "index")
        reader.get("/suche?q=Karte")

        told = reader.get("/metrics").answer.text

    assert figure(told, "searches_total", kind="limited") == 1
    assert figure(told, "index_ready") == 0


@pytest.mark.parametrize(
    ("networks", "address", "status"),
    [
        ("", "127.0.0.1", 200),
        ("", "::1", 200),
        ("", "10.1.2.3", 404),
        ("10.1.0.0/16", "10.1.2.3", 200),
        ("10.1.0.0/16", "::ffff:10.1.2.3", 200),
        ("10.1.0.0/16, 2001:db8::/32", "10.2.0.1", 404),
        ("10.1.0.0/16", "unknown", 404),
    ],
)
def test_only_the_own_machine_and_named_networks_read_it(
    library: Library, networks: str, address: str, status: int
) -> None:
    reader = Reader(create_app(Settings(metrics_networks=networks), library))

    assert reader.get("/metrics", environ_overrides={"REMOTE_ADDR": address}).status == status


def test_behind_a_proxy_the_reader_counts_and_not_the_proxy(library: Library) -> None:
    reader = Reader(create_app(Settings(proxies=1), library))

    refused = reader.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1, 203.0.113.9"})

    assert refused.status == 404
    assert reader.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status == 200


def test_what_is_no_network_keeps_the_service_from_starting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="KB_METRICS_NETWORKS braucht Netze wie"):
        read_settings({"KB_METRICS_NETWORKS": "10.1.0.0/16, nebenan"}, tmp_path)


def test_the_web_processes_of_a_service_count_together(tmp_path: Path) -> None:
    write_registers(tmp_path)
    with a_service(tmp_path, KB_CONTENT=str(tmp_path), KB_PROCESSES="2") as service:
        for _ in range(20):
            with urlopen(service.address + "hilfe") as answer:
                answer.read()

        assert figure(service.page("/metrics"), "requests_total", route="/hilfe", status="2xx") == 20
