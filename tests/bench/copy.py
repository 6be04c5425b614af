"""Copying a large knowledge base to PostgreSQL, killed again and again meanwhile; a server of its own is started.

python -m tests.bench.copy [--documents 100000] [--kills 10]
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, insert, select

from kb.store import Database, Store, open_store
from kb.store.copying import copy
from kb.store.tables import metadata
from tests.builders import a_motion
from tests.kb.store.stores import save
from tests.postgres import a_server


def kill_while_copying(source: str, target: str, kills: int, *, longest: float, most: int, at_once: int) -> None:
    """Start copying and end it the hard way after a random time of at most `longest` seconds, `kills` times over.

    most: pieces of `at_once` rows that one attempt gets done at most, so that none comes to the end.
    """
    limits = map(str, (kills, longest, most, at_once))
    subprocess.run([sys.executable, "-m", "tests.bench.copy", "--kill", source, target, *limits], check=True)


def _killed(source: str, target: str, *limits: str) -> None:
    """In a process of its own, which is forked for each attempt: starting anew would take longer than copying."""
    kills, longest, most, at_once = limits
    chance = random.Random(0)
    for _ in range(int(kills)):
        copier = os.fork()
        if not copier:
            _copy_some(source, target, int(most), int(at_once))
        time.sleep(chance.uniform(0, float(longest)))
        os.kill(copier, signal.SIGKILL)
        os.waitpid(copier, 0)


def _copy_some(source: str, target: str, most: int, at_once: int) -> None:
    pieces = count(1)

    def stop_early(*_: int) -> None:
        time.sleep(1000 if next(pieces) >= most else 0)

    copy(Database(source), Database(target), stop_early, at_once)


def fill(store: Store, documents: int) -> None:
    """One paper as it is saved, and its rows again and again under other ids: saving each would take an hour."""
    text = "Die Stadt fördert bürgerschaftliches Engagement. " * 40
    save(store, a_motion(id="m0000000", rationale=text))
    with store.database.writing() as connection:
        models = {table: connection.execute(select(table)).mappings().all() for table in metadata.sorted_tables}
        for first in range(1, documents, 1000):
            numbers = range(first, min(first + 1000, documents))
            for table, rows in models.items():
                if rows:
                    connection.execute(insert(table), [_again(row, number) for row in rows for number in numbers])


def _again(row: RowMapping, number: int) -> dict[str, Any]:
    own = {"id": f"m{number:07}"} if isinstance(row.get("id"), str) else {"id": number + 1} if "id" in row else {}
    own |= {"document_id": f"m{number:07}"} if "document_id" in row else {}
    own |= {"number": number + 1} if "changed_at" in row else {}
    return {**row, **own}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--kill", nargs=6, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.kill:
        _killed(*asked.kill)
        return
    with tempfile.TemporaryDirectory() as folder, a_server() as server:
        source = f"sqlite:///{Path(folder) / 'quelle.sqlite'}"
        with closing(open_store(source)) as store:
            _timed("filled", lambda: fill(store, asked.documents))
        target = server.empty("kb_bench_copy")
        most = max(1, asked.documents * 8 // 500 // (asked.kills + 1))
        _timed("killed", lambda: kill_while_copying(source, target, asked.kills, longest=20.0, most=most, at_once=500))
        with closing(Database(source)) as original, closing(Database(target)) as copied:
            rows = _timed("finished and compared", lambda: copy(original, copied))
            print(rows)
        whole = server.empty("kb_bench_whole")
        with closing(Database(source)) as original, closing(Database(whole)) as copied:
            _timed("copied at one go and compared", lambda: copy(original, copied))


def _timed(what: str, work: Callable[[], Any]) -> Any:
    began, used = time.monotonic(), time.process_time()
    result = work()
    print(f"{what}: {time.monotonic() - began:.0f} s, own CPU {time.process_time() - used:.0f} s", flush=True)
    return result


if __name__ == "__main__":
    main()
