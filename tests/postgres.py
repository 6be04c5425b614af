"""PostgreSQL for tests: a server of the run's own, and a database of each test's own."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from kb.store import open_store

URL = "KB_TEST_POSTGRES"
"""Names a server that runs already: postgresql+psycopg://…, as somebody who may create databases."""

MISSING = "PostgreSQL fehlt (Debian: apt-get install postgresql)"

_ACCOUNTS = ("postgres", "nobody")
"""The server refuses to run as root."""
_PATIENCE = 60.0
_PR_SET_PDEATHSIG = 1


def is_there() -> bool:
    return bool(os.environ.get(URL) or _programs())


def _programs() -> Path | None:
    """The folder of the newest server's programs."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    found = Path(on_path) if on_path else next(reversed(installed), None)
    return found.parent if found else None


@dataclass(frozen=True)
class Server:
    """A server by its URL, which names a database that is always there. template: what its databases are copies of."""

    url: str
    template: str = "template0"

    def url_of(self, name: str) -> str:
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def create(self, name: str, sorting: str = "C") -> str:
        """The URL of a database that is made anew."""
        self.drop(name)
        language = f"TEMPLATE template0 ENCODING 'UTF8' LOCALE '{sorting}'"
        self.run(f"CREATE DATABASE {name} {language if self.template == 'template0' else f'TEMPLATE {self.template}'}")
        return self.url_of(name)

    def empty(self, name: str) -> str:
        """The URL of a database without any tables."""
        return replace(self, template="template0").create(name)

    def has(self, name: str) -> bool:
        return bool(self.run(f"SELECT true FROM pg_database WHERE datname = '{name}'"))

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, statement: str) -> Any:
        """Outside any transaction, as creating and dropping databases wants it; returns the first value, if any."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                answer = connection.execute(text(statement))
                return answer.scalar() if answer.returns_rows else None
        finally:
            engine.dispose()


@contextmanager
def a_server() -> Iterator[Server]:
    """The named server, or one that is started and ends with the block, or with this process in whatever way.

    Its template is an empty knowledge base.
    """
    if named := os.environ.get(URL):
        yield _with_template(Server(named))
        return
    programs = _programs()
    assert programs, MISSING
    folder = Path(tempfile.mkdtemp(prefix="kb-postgres-"))
    try:
        with _running(programs, folder) as url:
            yield _with_template(Server(url))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _with_template(server: Server) -> Server:
    name = f"kb_template_{os.getpid()}"
    open_store(server.create(name)).close()
    return replace(server, template=name)


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[str]:
    account = _account()
    if account:
        shutil.chown(folder, account.get("user"))
    data, port = folder / "data", _free_port()
    how = ("--auth=trust", "--username=wissen", "--encoding=UTF8", "--locale=C", "--no-sync")
    subprocess.run([programs / "initdb", *how, data], check=True, capture_output=True, cwd=folder, **account)
    limits = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
    fast = {"fsync": "off", "full_page_writes": "off", "max_connections": 200, "shared_buffers": "64MB"}
    options = [word for name, value in (limits | fast).items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options],
            stdout=log, stderr=log, cwd=folder, preexec_fn=_end_with_parent,  # noqa: PLW1509  # no other thread runs yet
            **account,
        )  # fmt: skip
    try:
        url = f"postgresql+psycopg://wissen@127.0.0.1:{port}/postgres"
        _wait_for(Server(url), server, folder / "log")
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(_PATIENCE)


def _account() -> dict[str, Any]:
    """Whom the server runs as, as `subprocess` takes it."""
    if os.geteuid():
        return {}
    known = Path("/etc/passwd").read_text(encoding="utf-8")
    name = next(one for one in _ACCOUNTS if f"\n{one}:" in known)
    return {"user": name, "extra_groups": []}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _end_with_parent() -> None:
    """In the server's process: SIGINT, which ends it at once, as soon as the tests are gone, also by kill -9."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.run("SELECT 1")
        except OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))
