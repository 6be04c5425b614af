"""Documents to measure on: paragraphs of a given folder, or of made-up text, drawn again and again.

The same seed gives the same documents, and the first thousand of ten thousand are the thousand.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kb.language import clean_text

SEED = 20261122
TOPICS = tuple(f"thema{number}" for number in range(12))
COMMITTEES = tuple(f"Ausschuss {number}" for number in range(30))
MUNICIPALITIES = tuple(f"05{number:03d}000" for number in range(396))
SHORTEST, LONGEST = 80, 5_000
MEDIAN = {"paper": 600, "guide": 800}
"""Words, by kind."""

_WORDS = (
    "Ehrenamt Engagement Verein Förderung Kommune Beteiligung Anerkennung Versicherung Haushalt Ausschuss Beschluss Rat "
    "Jugend Sport Kultur Raum Zuschuss Antrag Freiwillige Stiftung Initiative Verwaltung Bürgerinnen Quartier Netzwerk "
    "Richtlinie Bericht Konzept Stelle Karte Preis Schule Alter Integration Umwelt Feuerwehr Nachbarschaft Fest Mittel"
).split()
_TAILS = "konzept förderung beirat mittel richtlinie stelle arbeit bericht raum fonds projekt verein".split()
_BLANK_LINE = re.compile(r"\n\s*\n")
_FEWEST_WORDS = 20


@dataclass(frozen=True)
class Record:
    """A document as every engine takes it. body: clean text on one line."""

    id: str
    kind: str
    title: str
    body: str
    topics: tuple[str, ...]
    municipality: str
    committee: str
    day: date


def paragraphs(folder: Path | None) -> list[str]:
    """Paragraphs of 20 words and more from `papers.jsonl.gz` or `docs.jsonl` in a folder, else 2,000 made-up ones.

    Cleaned, and each on one line.
    """
    if folder is None:
        return _made_up(random.Random(SEED))
    found = [part.split() for text in _texts(folder) for part in _BLANK_LINE.split(text)]
    if long := [clean_text(" ".join(words)) for words in found if len(words) >= _FEWEST_WORDS]:
        return long
    raise SystemExit(f"{folder}: neither papers.jsonl.gz nor docs.jsonl with paragraphs of {_FEWEST_WORDS} words")


def _texts(folder: Path) -> Iterator[str]:
    papers, docs = folder / "papers.jsonl.gz", folder / "docs.jsonl"
    if papers.exists():
        with gzip.open(papers, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from (file.get("text") or "" for file in json.loads(line).get("files", []))
    elif docs.exists():
        for line in docs.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def _made_up(chance: random.Random) -> list[str]:
    """Text with a long tail, as language has: the word of rank r comes about as often as 1/r."""
    words = [*_WORDS, *(word + tail for word in _WORDS for tail in _TAILS)]
    words += [f"{word}{first}{second}" for word in words for first in ("nach", "vor") for second in _TAILS]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    return [" ".join(chance.choices(words, weights, k=chance.randint(30, 120))) + "." for _ in range(2_000)]


def records(count: int, source: Sequence[str]) -> Iterator[Record]:
    """Half motions, half articles; lengths lognormal. Few topics, places and committees have most of the documents."""
    chance = random.Random(SEED)
    topics, places, committees = (_falling(values) for values in (TOPICS, MUNICIPALITIES, COMMITTEES))
    for number in range(count):
        kind = ("paper", "guide")[number % 2]
        body = _body(chance, source, _length(chance, MEDIAN[kind]))
        yield Record(
            id=f"b{number:07d}",
            kind=kind,
            title=" ".join(body.split(maxsplit=7)[:7]),
            body=body,
            topics=tuple(dict.fromkeys(chance.choices(TOPICS, topics, k=2))),
            municipality=chance.choices(MUNICIPALITIES, places)[0],
            committee=chance.choices(COMMITTEES, committees)[0] if kind == "paper" else "",
            day=date(2012, 1, 1) + timedelta(days=chance.randrange(5_400)),
        )


def _falling(values: Sequence[str]) -> list[float]:
    return [1 / (rank + 1) ** 0.8 for rank in range(len(values))]


def _length(chance: random.Random, median: int) -> int:
    return min(LONGEST, max(SHORTEST, round(median * chance.lognormvariate(0, 0.6))))


def _body(chance: random.Random, source: Sequence[str], words: int) -> str:
    parts: list[str] = []
    while words > 0:
        parts.append(" ".join(chance.choice(source).split()[:words]))
        words -= parts[-1].count(" ") + 1
    return " ".join(parts)
