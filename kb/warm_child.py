"""Both ends of a warm child process for work that may hang or grow: one JSON line in, one JSON line out.

The parent owns a `WarmChild`; the child's module calls `answer_questions`. Memory, and the processor time of each
question, are limited where the system can. `subprocess`, not `multiprocessing`: callers are scripts without a main
guard, web servers with threads, and forks.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import kb

if sys.platform != "win32":
    import resource

READY = "ready"
START_LIMIT = 30.0
"""Seconds until the child must be ready: importing takes long on a busy machine."""

Json = dict[str, Any]


class ChildUnavailable(Exception):
    """The child process does not start."""


class WarmChild:
    """One child process, started when first asked, shared by all threads, one question at a time."""

    def __init__(self, module: str, limit: float) -> None:
        """module: run as `python -m`. limit: seconds for one question."""
        self._module, self._limit = module, limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0

    def ask(self, question: Mapping[str, object]) -> Json | None:
        """The child's answer; None if it hung or died over the question. Raises ChildUnavailable."""
        with self._lock:
            process = self._running()
            answer = _exchange(process, json.dumps(question), self._limit)
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
            self._process, self._owner = _started(self._module), os.getpid()
            if _exchange(self._process, None, START_LIMIT) is None:
                self._stop()
                raise ChildUnavailable("the child process did not become ready")
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


def _started(module: str) -> subprocess.Popen[str]:
    root = Path(kb.__file__).parent.parent
    try:
        return subprocess.Popen(  # noqa: S603  # a module of ours, by our own Python
            [sys.executable, "-m", module],
            cwd=root,  # so that the child finds this very `kb`, wherever the parent was started
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="ascii",
        )
    except OSError as error:
        raise ChildUnavailable(str(error)) from error


def _exchange(process: subprocess.Popen[str], question: str | None, limit: float) -> Json | None:
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


def answer_questions(answer: Callable[[Json], Json], *, most_memory: int, most_seconds: int) -> None:
    """The child's life: answer until there is no more input. Ends silently when nobody reads the answers any more.

    most_memory: bytes of address space. most_seconds: processor time of one question; the parent's shorter limit acts
    first, this one holds when the parent is gone. What `answer` raises becomes `{"error": …}`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the parent; this one ends with its pipe
    _limit_memory(most_memory)
    answers = sys.stdout
    sys.stdout = sys.stderr  # nothing but answers may get into the pipe
    print(json.dumps(READY), file=answers, flush=True)
    for line in sys.stdin:
        _limit_time(most_seconds)
        print(json.dumps(_answered(answer, json.loads(line))), file=answers, flush=True)


def _answered(answer: Callable[[Json], Json], question: Json) -> Json:
    try:
        return answer(question)
    except RecursionError:
        return {"error": "nested"}
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # noqa: BLE001  # hostile input finds new ones; the parent reports each
        return {"error": f"{type(error).__name__}: {error}"}


def _limit_memory(most: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _limit_time(seconds: int) -> None:
    """Let the next question have so many seconds beyond what was used so far."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
