"""Our index in OpenSearch nodes beside a plain one with the built-in `german` analysis in the same nodes.

python -m tests.bench.cluster --data FOLDER --documents 10000 100000 [1000000] [--analysed 10000] [--nodes 3]
    [--heap 2g] [--copies 1] [--questions N] [--rounds N] [--keep FOLDER]

The first `--analysed` documents are read by our analysis, which is timed by itself. Those behind them have the texts of
these once more, with other places, topics, committees and days: what is timed for them is how fast the nodes take them.
Both indexes grow from one number of documents to the next. Prints tables and fails no test.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from kb.search.engines import open_engine
from kb.search.fields import FACETS
from kb.search.opensearch_engine.address import read_address
from kb.search.opensearch_engine.connection import JSON, Connection
from kb.search.opensearch_engine.generations import Generations
from kb.search.opensearch_engine.mapping import as_source, facet_field
from kb.search.opensearch_engine.writing import Action, Writing
from tests.bench.corpus import Record, paragraphs, records
from tests.bench.engines.opensearch_peer import as_plain, plain_layout, plain_page
from tests.bench.engines.ours import as_indexed, query
from tests.bench.engines.page import FACETS as COUNTED
from tests.bench.questions import SAMPLE, Question, draw_questions
from tests.bench.timing import milliseconds, spread
from tests.cluster.cluster import Cluster, Node, ask, start_cluster

OURS, PLAIN = "wissen", "german"
SHARDS = 3
PATIENCE = 600.0
"""Seconds in which the nodes may take nothing."""

_SETTINGS = {"indices.breaker.total.use_real_memory": "false"}
"""With the serial collector it would count what is not in use any more, and refuse searches for it."""

_OWN = ("day", "years", *(facet_field(one.name) for one in FACETS), *COUNTED)
"""Fields that a repeated text takes from another document."""


def main() -> None:
    asked = _asked()
    source = paragraphs(asked.data)
    questions = draw_questions(records(SAMPLE, source))[: asked.questions]
    with tempfile.TemporaryDirectory() as passing:
        folder = asked.keep or Path(passing)
        made = {PLAIN: as_plain, OURS: lambda one: as_source(as_indexed(one))}
        texts = {name: Texts(folder / f"{name}.jsonl", make, source, asked.analysed) for name, make in made.items()}
        with start_cluster(Path(passing) / "nodes", asked.nodes, _SETTINGS, asked.heap) as cluster:
            copies = min(asked.copies, asked.nodes)
            growing = [Growing(cluster, name, of_it, copies) for name, of_it in texts.items()]
            for count in asked.documents:
                print(
                    f"\n{count} documents, {asked.nodes} nodes, copies: {copies}, load {os.getloadavg()[0]:.1f}\n",
                    flush=True,
                )
                for one in growing:
                    _print(one.name, one.grow(count) | one.size())
                _print_times(growing, questions, asked.rounds)
                print("resident memory of the nodes, MiB:", *(node.megabytes for node in cluster.nodes), flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with papers.jsonl.gz or docs.jsonl")
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--analysed", type=int, default=10_000)
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--heap", default="2g", help="of each node")
    parser.add_argument(
        "--copies", type=int, default=2, choices=(1, 2), help="of each document; one needs half the disk"
    )
    parser.add_argument("--questions", type=int, default=200, help="fewer for a quick look")
    parser.add_argument("--rounds", type=int, default=3, help="in which each question is asked")
    parser.add_argument("--keep", type=Path, help="folder in which texts are read once and used again")
    return parser.parse_args()


def _print(name: str, figures: dict[str, float]) -> None:
    for what, value in figures.items():
        print(f"{name + ': ' + what:<70} {value:>12.1f}", flush=True)


class Texts:
    """The values of all documents for one index; those of the first ones lie in a file, a line each."""

    def __init__(self, file: Path, make: Callable[[Record], JSON], source: Sequence[str], analysed: int) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        if not file.exists():
            self._write(make, source, analysed)
        self._own = [{name: one[name] for name in _OWN if name in one} for one in map(json.loads, self._lines())]

    def _write(self, make: Callable[[Record], JSON], source: Sequence[str], analysed: int) -> None:
        seconds = 0.0
        growing = self._file.with_suffix(".growing")
        with growing.open("w", encoding="utf-8") as lines:
            for record in records(analysed, source):
                begun = time.process_time()
                values = make(record)
                seconds += time.process_time() - begun
                lines.write(json.dumps(values) + "\n")
        growing.rename(self._file)
        _print(self._file.stem, {"texts made ready, documents a second of processor": analysed / seconds})

    def _lines(self) -> Iterator[str]:
        with self._file.open(encoding="utf-8") as lines:
            yield from lines

    def documents(self, first: int, behind: int) -> Iterator[Action]:
        """Documents by number, as they are sent. Numbers begin where a round of the texts does."""
        number, size = first, len(self._own)
        while number < behind:
            for line in self._lines():
                own = self._own[(number + number // size) % size]
                one = f"b{number:07d}"
                yield Action(one, 1, json.loads(line) | own | {"id": one})
                number += 1
                if number == behind:
                    return


class Growing:
    """One of the indexes."""

    def __init__(self, cluster: Cluster, name: str, texts: Texts, copies: int) -> None:
        hosts = ",".join(url.removeprefix("http://") for url in cluster.urls)
        url = f"opensearch+http://{hosts}/{name}?shards={SHARDS}&seconds=60"
        self.name, self._texts, self._count = name, texts, 0
        self._cluster, self._node, self._copies = cluster, cluster.urls[0], copies
        self._connection, self._engine = Connection(read_address(url)), open_engine(url)
        self._generations = Generations(self._connection)
        self._index = self._begun()
        ask(f"{self._node}/{self._index}/_settings", _copied(copies), method="PUT")
        self._generations.switch(self._index)
        self._writing = Writing(self._connection, self._index, PATIENCE)

    def _begun(self) -> str:
        if self.name == OURS:
            return self._generations.begin(SHARDS)
        index = f"{self.name}-1"
        ask(f"{self._node}/{index}", plain_layout(SHARDS), method="PUT")
        return index

    def grow(self, count: int) -> dict[str, float]:
        """Add documents until there are so many, durably and seen by searches."""
        added, self._count, before = count - self._count, count, self._count
        begun, worked, of_nodes = time.perf_counter(), time.process_time(), self.processor_seconds()
        refused = self._writing.write(self._texts.documents(before, count), seen_at_once=False)
        ask(f"{self._node}/{self._index}/_refresh", {}, seconds=600)
        seconds = time.perf_counter() - begun
        assert not refused
        assert ask(f"{self._node}/{self._index}/_count")["count"] == count
        return {
            "taken by the nodes, documents a second": added / seconds,
            "sending one, processor ms": 1_000 * (time.process_time() - worked) / added,
            "taking one, processor ms of the nodes": 1_000 * (self.processor_seconds() - of_nodes) / added,
        }

    def size(self) -> dict[str, float]:
        """Once nothing is being merged."""
        while self._stats("merge")["merges"]["current"]:
            time.sleep(1)
        stored = self._stats("store,segments")
        heaps = [one["jvm"]["mem"] for one in ask(f"{self._node}/_nodes/stats/jvm")["nodes"].values()]
        return {
            "on disk, all copies, MB": stored["store"]["size_in_bytes"] / 1e6,
            "on disk, a document and copy, kB": stored["store"]["size_in_bytes"] / self._count / self._copies / 1e3,
            "segments": stored["segments"]["count"],
            "heap in use, the fullest node, MiB": max(one["heap_used_in_bytes"] for one in heaps) / 2**20,
            "old generation of it, the fullest node, MiB": max(one["pools"]["old"]["used_in_bytes"] for one in heaps)
            / 2**20,
        }

    def processor_seconds(self) -> float:
        """What the nodes took until now, all together."""
        return sum(map(_processor_seconds, self._cluster.nodes))

    def _stats(self, what: str) -> JSON:
        found = ask(f"{self._node}/{self._index}/_stats/{what}", seconds=600)
        return dict(found["_all"]["total"])

    def answer(self, asked: Question) -> object:
        """A page: its exact total, its facets, ten hits with snippets."""
        if self.name == OURS:
            return self._engine.search(query(asked))
        return plain_page(self._connection.search, asked)


def _copied(copies: int) -> JSON:
    return {"auto_expand_replicas": False, "number_of_replicas": copies - 1}


def _processor_seconds(node: Node) -> float:
    assert node.process
    fields = Path(f"/proc/{node.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _print_times(growing: Sequence[Growing], questions: Sequence[Question], rounds: int) -> None:
    """Each question the median of all rounds; the indexes take turns, so that a neighbour on the machine slows both."""
    times: dict[str, list[list[float]]] = {one.name: [[] for _ in questions] for one in growing}
    worked = dict.fromkeys(times, 0.0)
    for one in growing:
        one.answer(questions[0])
    for number, asked in list(enumerate(questions)) * rounds:
        for one in growing:
            before = one.processor_seconds()
            times[one.name][number].append(milliseconds(partial(one.answer, asked), time.perf_counter))
            worked[one.name] += one.processor_seconds() - before
    for name, of_one in times.items():
        found = spread([statistics.median(each) for each in of_one])
        figures = {f"page, wall ms, {what}": value for what, value in asdict(found).items()}
        mean = 1_000 * worked[name] / rounds / len(questions)
        _print(name, figures | {"page, processor ms of the nodes, mean": mean})


if __name__ == "__main__":
    main()
