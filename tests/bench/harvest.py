"""How fast a council information system is read, and whether being killed meanwhile does any harm.

python -m tests.bench.harvest --data FOLDER [--papers 5000] [--kills 50] [--without-files]

--data: a folder with OParl objects in papers/, meetings/ and organizations.json; they are multiplied and served on loopback.
"""

import argparse
import itertools
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from kb.library import Library, open_library
from kb.settings import Operator, Settings
from tests.council_server import Council, Json, a_council

HARVESTER = """
import sys
from pathlib import Path
from tests.bench.harvest import opened
with opened(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    for report in library.harvesting.run(full=True):
        print(*report.messages, sep="\\n", flush=True)
"""

State = dict[str, tuple[str, str, str, str, int]]


def opened(folder: Path) -> Library:
    """The knowledge base in the folder, which may read servers on loopback as fast as they answer."""
    operator = Operator(email="wissen@stelle.example")
    return open_library(Settings(data=folder, harvest_networks="127.0.0.0/8", harvest_rate=1000, operator=operator))


def prepared(folder: Path, url: str) -> None:
    """A knowledge base that knows the server, so that a child process can read it."""
    with opened(folder) as library:
        library.keeping.load_content()
        library.harvesting.add(url, publish=True)


def kill_while_harvesting(folder: Path, kills: int, longest: float) -> None:
    """Start reading and end it the hard way after a random time of at most `longest` seconds, `kills` times over."""
    chance = random.Random(0)
    for _ in range(kills):
        run = [sys.executable, "-c", HARVESTER, str(folder)]
        with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(chance.uniform(0.0, longest))
            child.send_signal(signal.SIGKILL)


def state_of(library: Library) -> State:
    """Of every document that came from a server: title, state, reference, matter, and how often it was saved."""
    found = {}
    for one in library.harvesting.documents():
        history = library.editing.history(one)
        document = history[0].document
        reference, matter = (getattr(document, name) for name in ("reference", "matter"))
        found[one] = (document.title, document.state.value, reference, matter, len(history))
    return found


def multiply(council: Council, data: Path, count: int) -> None:
    """Fill the council with so many papers: those of the folder, again and again under other ids."""
    meetings = [_read(path, council) for path in sorted((data / "meetings").glob("*.json"))]
    organizations = _read(data / "organizations.json", council)
    council.others |= {urlsplit(one["id"]).path: one for one in (*meetings, *organizations)}
    papers = [_read(path, council) for path in sorted((data / "papers").glob("*.json"))]
    copies = itertools.product(range(count // len(papers) + 1), papers)
    for copy, paper in itertools.islice(copies, count):
        changed = paper | {"id": f"{paper['id']}-{copy}", "reference": f"{paper.get('reference', '')}/{copy}"}
        council.papers[urlsplit(changed["id"]).path] = changed


def _without_files(paper: Json) -> Json:
    return {name: said for name, said in paper.items() if name not in ("mainFile", "auxiliaryFile")}


def _read(path: Path, council: Council) -> dict:  # type: ignore[type-arg]  # JSON as it came
    return json.loads(path.read_text(encoding="utf-8").replace("https://web1.karlsruhe.de", council.base))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--papers", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--without-files", action="store_true", help="no paper names a file that would be asked for")
    asked = parser.parse_args(arguments)
    with a_council(page_size=100) as council, tempfile.TemporaryDirectory() as name:
        multiply(council, asked.data, asked.papers)
        if asked.without_files:
            council.papers = {path: _without_files(paper) for path, paper in council.papers.items()}
        clean, killed = Path(name, "clean"), Path(name, "killed")
        seconds = _measure(clean, council, asked.papers)
        if not asked.kills:
            return
        _kill(killed, council, asked.kills, longest=max(seconds / asked.kills * 2, 0.2))
        with opened(clean) as one, opened(killed) as other:
            differing = state_of(one).items() ^ state_of(other).items()
            twice = [key for key, value in state_of(other).items() if value[-1] > 2]
            print(f"{asked.kills} kills: {len(differing)} differences, {len(twice)} documents saved too often")
            sys.exit(1 if differing or twice else 0)


def _measure(folder: Path, council: Council, papers: int) -> float:
    prepared(folder, council.system)
    with opened(folder) as library:
        start, work = time.perf_counter(), time.process_time()
        (first,) = library.harvesting.run()
        seconds, work = time.perf_counter() - start, time.process_time() - work
        (again,) = library.harvesting.run(full=True)
        second = time.perf_counter() - start - seconds
    print(*first.messages, sep="\n")
    print(
        f"{papers} papers: {seconds:.1f} s, {papers / seconds:.0f} a second (processor: {work:.1f} s, the server's share with it); unchanged {papers / second:.0f} a second"
    )
    assert again.is_complete
    return seconds


def _kill(folder: Path, council: Council, kills: int, longest: float) -> None:
    prepared(folder, council.system)
    kill_while_harvesting(folder, kills, longest)
    with opened(folder) as library:
        print(*(line for report in library.harvesting.run(full=True) for line in report.messages), sep="\n")


if __name__ == "__main__":
    main()
