"""The parent's side of the warm child process: ask, wait within a limit, restart what hangs.

`subprocess`, not `multiprocessing`: callers are scripts without a main guard, web servers with threads, and forks.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import kb
from kb.errors import InvalidDocument, RenderingUnavailable
from kb.markup.values import MOST_BYTES, Heading, Rendered

LIMIT = 5.0
"""Seconds for one text."""
START_LIMIT = 30.0
"""Seconds until the child must be ready: importing takes long on a busy machine."""

_TOO_LONG = f"Der Text ist länger als {MOST_BYTES // 1000} KB. Bitte teilen Sie ihn auf."
_TOO_SLOW = (
    f"Der Text ließ sich nicht in {LIMIT:.0f} Sekunden umsetzen. Vermutlich enthält er sehr viele Klammern, Tabellen "
    "oder Verweise hintereinander; bitte vereinfachen Sie ihn."
)
_TOO_NESTED = "Der Text ist zu tief geschachtelt (Listen oder Zitate ineinander); bitte vereinfachen Sie ihn."
_TOO_LARGE = "Der Text wächst beim Umsetzen über jedes Maß; bitte vereinfachen Sie Verweise und Tabellen."
_NOT_CONVERTED = "Der Text ließ sich nicht umsetzen; bitte vereinfachen Sie Klammern, Tabellen und Verweise."


class Child:
    """One child process, shared by all threads, one text at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0

    def ask(self, question: dict[str, object]) -> dict[str, object] | None:
        """The child's answer; None if it hung or died over the question. Raises RenderingUnavailable."""
        with self._lock:
            process = self._running()
            answer = _exchange(process, json.dumps(question), LIMIT)
            if answer is None:
                self._stop()
            return answer

    def close(self) -> None:
        """End the child; the next question starts another."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[str]:
        """The child of *this* process: after a fork the parent's pipes are not ours to use."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._stop()
            self._process, self._owner = _started(), os.getpid()
            if _exchange(self._process, None, START_LIMIT) is None:
                self._stop()
                raise RenderingUnavailable("the child process did not become ready")
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not yet written cannot be: the child is gone
                pipe.close()  # type: ignore[union-attr]  # they are pipes: see _started


def _started() -> subprocess.Popen[str]:
    root = Path(kb.__file__).parent.parent
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "kb.markup.child"],
            cwd=root,  # so that the child finds this very `kb`, wherever the parent was started
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="ascii",
        )
    except OSError as error:
        raise RenderingUnavailable(str(error)) from error


def _exchange(process: subprocess.Popen[str], question: str | None, limit: float) -> dict[str, object] | None:
    """Write a line (if any) and read one; None if the process does not answer within `limit` seconds."""
    assert process.stdin is not None  # noqa: S101  # both are pipes: see _started
    assert process.stdout is not None  # noqa: S101
    watchdog = threading.Timer(limit, process.kill)
    watchdog.start()
    try:
        if question is not None:
            process.stdin.write(question + "\n")
            process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    finally:
        watchdog.cancel()
    return json.loads(line) if line.endswith("\n") else None


_child = Child()
atexit.register(_child.close)


def end_child() -> None:
    """End the child process; the next `render` starts another."""
    _child.close()


def render(markdown: str, *, name: str = "Der Text", id_prefix: str = "abschnitt-", highest: int = 2) -> Rendered:
    """Markdown as safe HTML with its plain text and headings.

    name: what messages call it. id_prefix: begins every heading's id, to be unique on a page with several texts.
    highest: level of the highest heading (2 to 6).
    Raises InvalidDocument if it is longer than `MOST_BYTES`, takes more than `LIMIT` seconds or cannot be converted.
    """
    if len(markdown.encode("utf-8", "replace")) > MOST_BYTES:
        raise InvalidDocument(name, [_TOO_LONG])
    if not markdown.strip():
        return Rendered()
    answer = _child.ask({"markdown": markdown, "id_prefix": id_prefix, "highest": highest})
    if answer is None or "error" in answer:
        raise InvalidDocument(name, [_reason(answer)])
    return _rendered(answer)


def _reason(answer: dict[str, object] | None) -> str:
    known = {"nested": _TOO_NESTED, "memory": _TOO_LARGE}
    return _TOO_SLOW if answer is None else known.get(str(answer["error"]), _NOT_CONVERTED)


def _rendered(answer: dict[str, object]) -> Rendered:
    headings = answer["headings"]
    assert isinstance(headings, list)  # noqa: S101  # the child's shape
    return Rendered(
        html=str(answer["html"]), text=str(answer["text"]), headings=tuple(Heading(**one) for one in headings)
    )
