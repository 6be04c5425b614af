"""Two processes edit the same few documents at once; and how long an editor waits with many documents in.

python -m tests.bench.edits [--data FOLDER] [--edits N] [--documents N] [--saves N]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.documents import State
from kb.library import open_library
from tests.bench.desk import measure
from tests.bench.timing import spread
from tests.builders import a_library, an_article, settings_in

SHARED = ("eins1", "zwei2", "drei3")
EDITORS = ("erika", "otto")

SCRIPT = """
import json, random, sys
from dataclasses import replace
from pathlib import Path
from kb.errors import EditConflict
from kb.library import open_library
from tests.bench.edits import SHARED
from tests.builders import settings_in

name, folder, edits = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
chance = random.Random(name)
saved, refused = [], []
with open_library(settings_in(folder)) as library:
    while len(saved) < edits:
        newest, mark = library.editing.newest(chance.choice(SHARED)), f"{name}{len(saved)}"
        document = replace(newest.document, body=f"{newest.document.body} {mark}")
        try:
            done = library.editing.save(document, name, newest.number)
            saved.append([done.id, done.revision, mark])
        except EditConflict as conflict:
            refused.append([conflict.document, conflict.based_on, conflict.newest])
print(json.dumps([saved, refused]))
"""
"""One editor: appends a mark to a document that the other one edits too, until so many of hers are saved."""


@dataclass(frozen=True)
class Told:
    """What the processes were told. saved: (document, revision, mark). refused: (document, based on, newest)."""

    saved: tuple[tuple[str, int, str], ...]
    refused: tuple[tuple[str, int, int], ...]


def edit_at_once(folder: Path, edits: int) -> Told:
    """Both editors over a new knowledge base in `folder`, each until half of the edits are saved."""
    with a_library(folder, *(an_article(id=one, body="", state=State.DRAFT) for one in SHARED)):
        pass
    command = [sys.executable, "-c", SCRIPT]
    running = [
        subprocess.Popen([*command, name, str(folder), str(edits // 2)], stdout=subprocess.PIPE, text=True)
        for name in EDITORS
    ]
    told = [json.loads(one.communicate()[0]) for one in running]
    saved = tuple((one, number, mark) for each in told for one, number, mark in each[0])
    return Told(saved, tuple((one, based_on, newest) for each in told for one, based_on, newest in each[1]))


def wrong(folder: Path, told: Told) -> list[str]:
    """What does not fit between what was told and what is kept.

    Every save is a revision of its own that has its mark behind all marks of the one before, and there are no others;
    every refusal names a newer revision than the one that the edit was based on.
    """
    with open_library(settings_in(folder)) as library:
        kept = {(one, each.number): each for one in SHARED for each in library.editing.history(one)}
    marks = {(one, number): mark for one, number, mark in told.saved}
    texts = {key: revision.document.body.split() for key, revision in kept.items()}
    lost = [key for key, mark in marks.items() if texts.get(key) != [*texts.get((key[0], key[1] - 1), ["?"]), mark]]
    unknown = kept.keys() - marks.keys() - {(one, 1) for one in SHARED}
    silent = [one for one in told.refused if not one[1] < one[2]]
    return [f"{len(found)} {name}: {list(found)[:3]}" for name, found in _named(lost, unknown, silent) if found]


def _named(lost: object, unknown: object, silent: object) -> list[tuple[str, Sequence[object]]]:
    return [("lost", lost), ("never told", unknown), ("refused without a newer revision", silent)]  # type: ignore[list-item]


def main() -> None:
    asked = _asked()
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    if asked.edits:
        with tempfile.TemporaryDirectory() as folder:
            told = edit_at_once(Path(folder), asked.edits)
            faults = wrong(Path(folder), told)
        print(
            f"{len(told.saved)} edits saved, {len(told.refused)} conflicts told; faults: {faults or 'none'}", flush=True
        )
    if asked.saves:
        with tempfile.TemporaryDirectory() as folder:
            for what, times in measure(Path(folder), asked.data, asked.documents, asked.saves).items():
                found = spread(times)
                print(f"{what:<60} p50 {found.p50:6.0f}  p95 {found.p95:6.0f}  most {found.most:6.0f} ms")
    print(f"load {os.getloadavg()[0]:.1f}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with papers.jsonl.gz or docs.jsonl")
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    main()
