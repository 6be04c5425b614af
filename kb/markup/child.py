"""The warm child process: one JSON line in, one JSON line out, until its parent closes the pipe.

Started as `python -m kb.markup.child`. Memory and the processor time of each text are limited where the system can.
"""

import json
import signal
import sys
from dataclasses import asdict

from kb.markup.converting import convert

if sys.platform != "win32":
    import resource

READY = "ready"
MOST_MEMORY = 1 << 30
"""Bytes of address space."""
MOST_SECONDS = 8
"""Processor time of one text. The parent's shorter limit acts first; this one holds when the parent is gone."""
MOST_OUTPUT = 4_000_000
"""Characters of HTML: a text of the allowed size that grows beyond this was made to do so."""


def main() -> None:
    """Answer until there is no more input. Ends silently when nobody reads the answers any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the parent; this one ends with its pipe
    _limit_memory()
    answers = sys.stdout
    sys.stdout = sys.stderr  # nothing but answers may get into the pipe
    _send(answers, READY)
    for line in sys.stdin:
        _limit_time()
        _send(answers, _answer(json.loads(line)))


def _answer(question: dict[str, str | int]) -> dict[str, object]:
    try:
        markdown, prefix, highest = str(question["markdown"]), str(question["id_prefix"]), int(question["highest"])
        rendered = convert(markdown, id_prefix=prefix, highest=highest)
    except RecursionError:
        return {"error": "nested"}
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # noqa: BLE001  # hostile input finds new ones; the parent reports each
        return {"error": f"{type(error).__name__}: {error}"}
    return {"error": "memory"} if len(rendered.html) > MOST_OUTPUT else asdict(rendered)


def _send(answers: object, value: object) -> None:
    print(json.dumps(value), file=answers, flush=True)  # type: ignore[call-overload]


def _limit_memory() -> None:
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, most))


def _limit_time() -> None:
    """Let the next text have `MOST_SECONDS` beyond what was used so far."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + MOST_SECONDS, most))


if __name__ == "__main__":
    main()
