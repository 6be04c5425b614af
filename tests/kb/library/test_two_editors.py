"""Two processes save the same documents at once: no update is lost, and every conflict is told."""

import json
import subprocess
import sys
from pathlib import Path

from kb.documents import State
from kb.library import open_library
from tests.builders import a_library, an_article, settings_in

EDITS = 12
"""Of each process."""

SCRIPT = """
import json, random, sys
from dataclasses import replace
from pathlib import Path
from kb.errors import EditConflict
from kb.library import open_library
from tests.builders import settings_in

name, folder, edits = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
random.seed(name)
saved, conflicts = [], 0
with open_library(settings_in(folder)) as library:
    while len(saved) < edits:
        newest = library.editing.newest(random.choice(("eins1", "zwei2")))
        text = f"{newest.document.summary} {name}{len(saved)}"
        try:
            library.editing.save(replace(newest.document, summary=text), name, newest.number)
            saved.append(f"{name}{len(saved)}")
        except EditConflict:
            conflicts += 1
print(json.dumps([saved, conflicts]))
"""


def test_of_two_processes_none_loses_an_update(tmp_path: Path) -> None:
    with a_library(tmp_path, *(an_article(id=one, summary="", state=State.DRAFT) for one in ("eins1", "zwei2"))):
        command = [sys.executable, "-c", SCRIPT]
        started = [
            subprocess.Popen([*command, name, str(tmp_path), str(EDITS)], stdout=subprocess.PIPE, text=True)
            for name in ("erika", "otto")
        ]
        told = [json.loads(one.communicate(timeout=300)[0]) for one in started]

    with open_library(settings_in(tmp_path)) as library:
        ends = [library.editing.newest(one) for one in ("eins1", "zwei2")]
    kept = " ".join(one.document.summary for one in ends).split()
    assert sorted(kept) == sorted(edit for saved, _ in told for edit in saved)
    assert sum(one.number for one in ends) == 2 + 2 * EDITS
