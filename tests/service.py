"""Running `wissensspeicher serve` as an operator does: real processes, real sockets."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests import databases, indexes

PROGRAM = Path(sys.executable).with_name("wissensspeicher")
PATIENCE = 60.0
"""Seconds after which something that should happen is taken as not happening."""


@dataclass(frozen=True)
class Service:
    """A running service: its supervisor, its address and what it writes to its log."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    def page(self, path: str = "/") -> str:
        with urlopen(self.address.rstrip("/") + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def children(self, role: str) -> set[int]:
        """The process ids of the web processes (`web`) or the worker (`work`)."""
        running = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(pid) for pid in running if f" {role} " in _command(int(pid))}


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def is_running(pid: int) -> bool:
    return "web.child" in _command(pid)


def environment(data: Path, **settings: str) -> dict[str, str]:
    """This process's environment with these settings and no others."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    stores = {"KB_DATABASE": databases.url_for(data), "KB_INDEX": indexes.url_for(data)}
    return inherited | stores | {"KB_DATA": str(data), "KB_PORT": "0"} | settings


@contextmanager
def a_service(folder: Path, program: Path = PROGRAM, **settings: str) -> Iterator[Service]:
    """Start a service over the data in `folder` and end it afterwards. program: the console script of an installation."""
    log = folder / "protokoll.txt"
    with log.open("w") as err:
        process = subprocess.Popen(
            [program, "serve"], env=environment(folder / "daten", **settings), cwd=folder, stdout=subprocess.PIPE, stderr=err, text=True
        )  # fmt: skip
    try:
        assert process.stdout
        told = process.stdout.readline()
        address = re.search(r"http://\S+", told)
        assert address, told + log.read_text()
        yield Service(process, address.group(), log)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def eventually(happens: Callable[[], object]) -> bool:
    """Whether it becomes true before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if happens():
            return True
        time.sleep(0.05)
    return False
