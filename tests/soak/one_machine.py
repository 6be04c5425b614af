"""Part of `make soak`: save through the library, be killed at any moment, start again, and lose nothing.

python -m tests.soak.one_machine [KILLS]
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kb.errors import NotFound
from kb.library import Library, open_library
from kb.settings import Settings

SAVER = """
import sys
from pathlib import Path
from kb.documents import Article, Kind
from kb.library import open_library
from kb.settings import Settings
library = open_library(Settings(data=Path(sys.argv[1])))
library.keeping.heal()
print("ready", flush=True)
for number in range(100_000):
    saved = library.editing.save(Article(kind=Kind.GUIDE, title=f"Lauf {sys.argv[2]} Nummer {number}"), "probe")
    print(saved.id, flush=True)
"""


def kill_while_saving(folder: Path, kills: int) -> list[str]:
    """Ids of all documents whose save was acknowledged before the saver was killed, `kills` times over."""
    chance = random.Random(0)
    return [one for attempt in range(kills) for one in _one_life(folder, attempt, chance.uniform(0.0, 0.25))]


def _one_life(folder: Path, attempt: int, seconds: float) -> list[str]:
    run = [sys.executable, "-c", SAVER, str(folder), str(attempt)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdout
        saver.stdout.readline()
        time.sleep(seconds)
        saver.send_signal(signal.SIGKILL)
        # The last line may be cut by the kill: an id that is not whole was not acknowledged.
        return [line.strip() for line in saver.stdout.readlines() if line.endswith("\n")]


def lost_and_differing(library: Library, acknowledged: list[str]) -> tuple[set[str], int]:
    """Acknowledged ids that the database lacks, and how many documents database and index disagree about.

    What a worker does after a start is done first: heal and apply what waits.
    """
    library.keeping.heal()
    library.keeping.apply_pending(wait=True)
    return {one for one in acknowledged if not _is_there(library, one)}, library.keeping.reconcile()


def _is_there(library: Library, one: str) -> bool:
    try:
        return library.reading.document(one).document.id == one
    except NotFound:
        return False


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        acknowledged = kill_while_saving(folder, kills)
        with open_library(Settings(data=folder)) as library:
            lost, differing = lost_and_differing(library, acknowledged)
            health = library.keeping.health()
    print(
        f"{kills} kills, {len(acknowledged)} saves acknowledged, {len(lost)} lost, {differing} differing in the index"
    )
    print(health.message)
    sys.exit(1 if lost or differing else 0)


if __name__ == "__main__":
    main()
