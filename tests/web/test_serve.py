"""`wissensspeicher serve` prepares, answers, replaces children that die, and ends with all of them."""

import os
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

import pytest

from kb.documents import Article, Kind
from kb.library import open_library
from kb.settings import read_settings
from tests.service import PATIENCE, PROGRAM, a_service, environment, eventually, is_running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a service has run before."""
    folder = tmp_path_factory.mktemp("dienst")
    with a_service(folder) as service:
        service.page()
    return folder


def test_it_prepares_the_data_prints_its_address_and_answers(tmp_path: Path) -> None:
    with a_service(tmp_path) as service:
        page = service.page()

        assert "<h1" in page
        assert "Kommunennetzwerk" in service.page("/suche?q=Netzwerk")
        assert (tmp_path / "daten").stat().st_mode & 0o777 == 0o700


def test_a_second_start_does_nothing_again_and_loses_nothing(folder: Path) -> None:
    settings = read_settings(environment(folder / "daten"), folder)
    with open_library(settings) as library:
        library.editing.save(Article(kind=Kind.GUIDE, title="Zwischen zwei Starts"), "Test")

    with a_service(folder) as service:
        found = service.page(f"/suche?q={quote('Zwischen zwei Starts')}")

    assert "Zwischen" in found
    assert "0 Dateien neu, 0 geändert" in service.log.read_text()
    assert "gebaut" not in service.log.read_text()


def test_what_is_published_while_it_runs_is_found_without_a_restart(folder: Path, tmp_path: Path) -> None:
    settings = read_settings(environment(folder / "daten"), folder)
    file = tmp_path / "neu.md"
    file.write_text("---\nkind: guide\ntitle: Quellsteinlesung\n---\n")
    with a_service(folder) as service, open_library(settings) as library:
        imported = library.keeping.import_file(file, "Test", publish=True)  # which leaves the index to the worker

        assert eventually(lambda: imported.id in service.page("/suche?q=Quellsteinlesung"))


def test_what_the_server_itself_refuses_is_said_in_german(folder: Path) -> None:
    with a_service(folder) as service, pytest.raises(HTTPError) as refused:
        service.page(f"/suche?q={'a' * 300_000}")

    assert refused.value.code == 431
    assert (
        refused.value.read().decode()
        == "Die Adresse ist zu lang. Bitte kürzen Sie die Frage oder wählen Sie weniger Filter.\n"
    )


@pytest.mark.parametrize("role", ["web", "work"])
def test_a_child_that_is_killed_is_replaced(folder: Path, role: str) -> None:
    with a_service(folder) as service:
        assert eventually(lambda: service.children(role))
        (killed,) = service.children(role)

        os.kill(killed, signal.SIGKILL)

        assert eventually(lambda: service.children(role) - {killed})
        assert "<h1" in service.page()
        assert "by SIGKILL" in service.log.read_text()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_with_all_its_children(folder: Path, told: signal.Signals) -> None:
    with a_service(folder, KB_PROCESSES="2") as service:
        assert eventually(lambda: len(service.children("web")) == 2)
        service.page()
        children = service.children("web") | service.children("work")

        service.process.send_signal(told)

        assert service.process.wait(timeout=10) == 0
        assert not any(map(is_running, children))


def test_children_end_when_the_supervisor_is_killed(folder: Path) -> None:
    with a_service(folder) as service:
        service.page()
        children = service.children("web") | service.children("work")

        service.process.kill()

        assert eventually(lambda: not any(map(is_running, children)))


def test_a_taken_port_is_said_with_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = subprocess.run(
            [PROGRAM, "serve"],
            env=environment(tmp_path / "daten", KB_PORT=port),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert refused.returncode == 2
    assert f"Der Port {port} auf 127.0.0.1 ist schon vergeben." in refused.stderr
    assert "KB_PORT=" in refused.stderr
    assert not (tmp_path / "daten").exists()


def test_an_address_of_another_machine_is_refused_in_german(tmp_path: Path) -> None:
    refused = subprocess.run(
        [PROGRAM, "serve"],
        env=environment(tmp_path / "daten", KB_HOST="192.0.2.1"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert refused.returncode == 2
    assert "An KB_HOST „192.0.2.1“ kann der Dienst nicht lauschen" in refused.stderr


def test_the_log_names_neither_questions_nor_readers(folder: Path) -> None:
    with a_service(folder) as service:
        service.page(f"/suche?q={quote('Geheimwort')}&seite=1")
        with suppress(OSError):
            service.page(f"/gibt-es-nicht?q={quote('Geheimwort')}")

    assert "Geheimwort" not in service.log.read_text()
    assert "127.0.0.1" not in service.log.read_text()
