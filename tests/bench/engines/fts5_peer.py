"""SQLite FTS5 over stems, without a second copy of the text in it; facets by grouping the hits."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tests.bench.corpus import Record
from tests.bench.engines.page import FACETS, PER_PAGE, Page, snippet
from tests.bench.questions import Question, Sort

_WORD = re.compile(r"\w+")
_STEMMER = Stemmer.Stemmer("german")
_TABLES = """
CREATE VIRTUAL TABLE found USING fts5(stems, content='');
CREATE VIRTUAL TABLE lexicon USING fts5vocab(found, 'row');
CREATE TABLE shown (rowid INTEGER PRIMARY KEY, title, body);
CREATE TABLE facts (rowid INTEGER PRIMARY KEY, kind, municipality, committee, year, day);
CREATE TABLE topics (document INTEGER, topic, PRIMARY KEY (document, topic)) WITHOUT ROWID;
"""
_FAST = """
PRAGMA cache_size = -200000; PRAGMA mmap_size = 4000000000; PRAGMA temp_store = memory;
CREATE TEMP TABLE hits (rowid INTEGER PRIMARY KEY, score REAL);
"""


class Fts5:
    """The database in one folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "fts5.sqlite", isolation_level=None)
        self._near: dict[str, list[str]] = {}

    def build(self, documents: Iterable[Record]) -> None:
        database = self._database
        database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {_TABLES} BEGIN;")
        for number, one in enumerate(documents):
            database.execute("INSERT INTO found (rowid, stems) VALUES (?, ?)", (number, _stems(one)))
            database.execute("INSERT INTO shown VALUES (?, ?, ?)", (number, one.title, one.body))
            facts = (number, one.kind, one.municipality, one.committee or None, one.day.year, one.day.toordinal())
            database.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)", facts)
            database.executemany("INSERT INTO topics VALUES (?, ?)", [(number, topic) for topic in one.topics])
        database.execute("COMMIT")
        database.executescript(
            "INSERT INTO found (found) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE); ANALYZE"
        )

    def open(self) -> None:
        self._database.executescript(_FAST)
        lexicon = self._database.execute("SELECT term FROM lexicon WHERE doc > 2")
        self._near = _by_first_letter(row[0] for row in lexicon)

    def answer(self, asked: Question) -> Page:
        self._find(asked)
        if asked.sort is Sort.MISTYPED:
            word = _stem(asked.words[0])
            process.extractOne(word, self._near.get(word[:1], ()), scorer=OSA.distance, score_cutoff=1)
        (total,) = self._database.execute("SELECT count(*) FROM hits").fetchone()
        hits = [(title, snippet(body, asked.text)) for title, body in self._shown(asked)]
        return Page(total, self._facets(), hits)

    def _find(self, asked: Question) -> None:
        """Put the hits with their scores into the table of this name."""
        self._database.execute("DELETE FROM hits")
        asking = "INSERT INTO hits SELECT found.rowid, bm25(found) FROM found WHERE found MATCH ?"
        values: tuple[str, ...] = (_match(asked),)
        if asked.kind:
            asking = asking.replace("WHERE", "CROSS JOIN facts ON facts.rowid = found.rowid WHERE")
            asking += " AND facts.kind = ? AND facts.municipality = ?"
            values += (asked.kind, asked.municipality)
        self._database.execute(asking, values)

    def _facets(self) -> dict[str, dict[str, int]]:
        def counted(asking: str) -> dict[str, int]:
            return {str(value): count for value, count in self._database.execute(asking) if value is not None}

        facets = {
            name: counted(f"SELECT {name}, count(*) FROM hits CROSS JOIN facts USING (rowid) GROUP BY 1")
            for name in FACETS
            if name != "topic"
        }
        topics = "SELECT topic, count(*) FROM hits CROSS JOIN topics ON topics.document = hits.rowid GROUP BY 1"
        return facets | {"topic": counted(topics)}

    def _shown(self, asked: Question) -> list[tuple[str, str]]:
        first = f"LIMIT {PER_PAGE} OFFSET {(asked.page - 1) * PER_PAGE}"
        best = f"SELECT rowid FROM hits ORDER BY score {first}"
        if asked.sort is Sort.BY_DATE:
            best = f"SELECT rowid FROM hits CROSS JOIN facts USING (rowid) ORDER BY day DESC {first}"
        return self._database.execute(f"SELECT title, body FROM ({best}) JOIN shown USING (rowid)").fetchall()


def _match(asked: Question) -> str:
    if asked.sort is Sort.PREFIX:
        return f'"{asked.words[0]}"*'
    stems = list(map(_stem, asked.words))
    if asked.sort is Sort.PHRASE:
        return f'"{" ".join(stems)}"'
    return " OR ".join(f'"{stem}"' for stem in stems)


def _stems(record: Record) -> str:
    return " ".join(map(_stem, _WORD.findall(f"{record.title}\n{record.body}".lower())))


@lru_cache(100_000)
def _stem(word: str) -> str:
    return _STEMMER.stemWord(word)


def _by_first_letter(terms: Iterable[str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for term in terms:
        found[term[:1]].append(term)
    return found
