"""Keeps the children of `serve` running: web processes that share one listening socket, and the background worker.

The supervisor holds the socket, so nobody is turned away while a child is replaced. Children hold the reading end of a
pipe; when the supervisor ends in whatever way, even by kill -9, they see its end and end too.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

logger = logging.getLogger(__name__)

GRACE = 8.0
"""Seconds that children have to end after SIGTERM, before they are killed."""

PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before the first, second, third … restart in a row."""

PROVEN_AFTER = 60.0
"""A child that ran for so many seconds starts again without a pause."""

LOOK_EVERY = 0.1


@dataclass
class Child:
    """One child process, by what it is for; `shares` are file descriptors it inherits."""

    name: str
    arguments: tuple[str, ...]
    shares: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    deaths: int = field(default=0, init=False)
    not_before: float = field(default=0.0, init=False)

    def start(self, life: int) -> None:
        """Start it as a fresh interpreter; `-P` keeps the current folder from shadowing our packages."""
        command = [sys.executable, "-P", "-m", "web.child", str(life), *self.arguments]
        self.process = subprocess.Popen(command, pass_fds=(life, *self.shares), stdin=subprocess.DEVNULL)  # noqa: S603  # our own words only
        self.started = time.monotonic()

    def bury(self, code: int) -> None:
        """Note its death and when it may start again."""
        now = time.monotonic()
        self.deaths = 1 if now - self.started > PROVEN_AFTER else self.deaths + 1
        pause = PAUSES[min(self.deaths, len(PAUSES)) - 1]
        self.process, self.not_before = None, now + pause
        logger.warning("%s ended %s, starting again in %.1f s", self.name, _ending(code), pause)


def children(listener: socket.socket, processes: int, *, worker: bool) -> tuple[Child, ...]:
    """The children of one service: so many web processes on `listener`, and the worker if wanted."""
    descriptor = listener.fileno()
    web = tuple(
        Child(f"web process {number}", ("web", str(descriptor)), (descriptor,)) for number in range(1, processes + 1)
    )
    return (*web, Child("worker", ("work",))) if worker else web


class Supervisor:
    """Runs children until SIGTERM or SIGINT."""

    def __init__(self, family: Sequence[Child]) -> None:
        self.family = family
        self.is_stopping = False

    def run(self) -> None:
        """Start the children, replace those that die, and end them all when told to."""
        ours = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)}
        life, held = os.pipe()
        try:
            while not self.is_stopping:
                for child in self.family:
                    self._tend(child, life)
                time.sleep(LOOK_EVERY)
        finally:
            self._end()
            os.close(held)
            os.close(life)
            for number, before in ours.items():
                signal.signal(number, before)

    def _tend(self, child: Child, life: int) -> None:
        if child.process and (code := child.process.poll()) is not None:
            child.bury(code)
        if not child.process and time.monotonic() >= child.not_before and not self.is_stopping:
            child.start(life)

    def _end(self) -> None:
        running = [child.process for child in self.family if child.process]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.warning("a child did not end within %.0f s and is killed", GRACE)
                process.kill()
                process.wait()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True


def _ending(code: int) -> str:
    return f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
