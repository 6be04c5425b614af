"""Processes that are killed, paused and started again, and whose every whole line is heard."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


def unheard(_line: str) -> None:
    """For processes that have nothing to say."""


@dataclass
class Kept:
    """A process of a machine; starts again with what `order` says then. hear: told each line that came whole."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    hear: Callable[[str], None] = unheard
    order: Callable[[], str] = str
    has_spoken: bool = False
    """Since it was started."""
    _process: "subprocess.Popen[str] | None" = field(default=None, repr=False)
    _listener: threading.Thread | None = field(default=None, repr=False)

    def start(self) -> None:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.command, env=self.environment, cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, process_group=0,
            )  # fmt: skip
        assert process.stdin
        process.stdin.write(f"{self.order()}\n")
        process.stdin.flush()
        self.has_spoken = False
        self._process, self._listener = process, threading.Thread(target=self._listen, args=(process,), daemon=True)
        self._listener.start()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        """The last line may be cut by a kill: then it was not said."""
        assert process.stdout
        for line in process.stdout:
            if line.endswith("\n"):
                self.hear(line)
                self.has_spoken = True

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """As kill -9, with its children, and until all that it said is heard."""
        self._signal(signal.SIGKILL)
        if self._process and self._listener:
            self._process.wait()
            self._listener.join()

    def _signal(self, number: signal.Signals) -> None:
        if self._process and self.is_running:
            os.killpg(self._process.pid, number)
