"""Documents and questions to measure on: paragraphs of a given folder, or of made-up text."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kb.documents import Article, Consultation, Kind, Motion
from kb.exporting.markdown import write_document
from kb.exporting.registers import write_municipalities, write_topics
from kb.municipalities import Municipality, MunicipalityRegister
from kb.topics import Topic, TopicTree

SEED = 20261122
WORDS = (
    "Ehrenamt Engagement Verein Förderung Kommune Beteiligung Anerkennung Versicherung Haushalt Ausschuss Beschluss Rat "
    "Jugend Sport Kultur Raum Zuschuss Antrag Freiwillige Stiftung Initiative Verwaltung Bürgerinnen Quartier Netzwerk "
    "Richtlinie Bericht Konzept Stelle Karte Preis Schule Alter Integration Umwelt Feuerwehr Nachbarschaft Fest Mittel"
).split()
TAILS = "konzept förderung beirat mittel richtlinie stelle arbeit bericht raum fonds projekt verein".split()
TOPICS = tuple(f"thema{number}" for number in range(12))
BLANK_LINE = re.compile(r"\n\s*\n")
COMMITTEES = tuple(f"Ausschuss {number}" for number in range(30))
MUNICIPALITIES = tuple(f"05{number:03d}000" for number in range(396))


def paragraphs(folder: Path | None) -> list[str]:
    """Paragraphs of 20 words and more from `papers.jsonl.gz` or `docs.jsonl` in a folder, else 2,000 made-up ones."""
    if folder is None:
        return _made_up(random.Random(SEED))
    found = [part for text in _texts(folder) for part in BLANK_LINE.split(text) if len(part.split()) >= 20]
    if not found:
        raise SystemExit(f"{folder}: neither papers.jsonl.gz nor docs.jsonl with paragraphs of 20 words")
    return found


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
    """Text with a long tail: some words are everywhere, compounds and numbers are rare."""
    rare = [word + tail for word in WORDS for tail in TAILS]

    def word() -> str:
        return chance.choice(WORDS) if chance.random() < 0.6 else chance.choice(rare)

    return [" ".join(word() for _ in range(chance.randint(30, 120))) + "." for _ in range(2_000)]


def documents(count: int, source: list[str]) -> Iterator[Article | Motion]:
    """Half articles (median 800 words), half motions (600), lengths lognormal from 80 to 5,000 words."""
    chance = random.Random(SEED)
    for number in range(count):
        is_motion = number % 2 == 0
        words = min(5_000, max(80, int(chance.lognormvariate(6.4 if is_motion else 6.68, 0.6))))
        yield _document(chance, number, _text(chance, source, words), is_motion=is_motion)


def _text(chance: random.Random, source: list[str], words: int) -> str:
    parts: list[str] = []
    while words > 0:
        parts.append(" ".join(chance.choice(source).split()[:words]))
        words -= len(parts[-1].split())
    return "\n\n".join(parts)


def _document(chance: random.Random, number: int, text: str, *, is_motion: bool) -> Article | Motion:
    day = date(2000, 1, 1) + timedelta(days=chance.randrange(9_000))
    shared = {
        "id": f"b{number:07d}",
        "title": " ".join(text.split()[:7]),
        "topics": tuple(chance.sample(TOPICS, 2)),
        "actors": ("verwaltung",),
        "municipality": chance.choice(MUNICIPALITIES),
        "as_of": day,
    }
    if not is_motion:
        return Article(kind=Kind.GUIDE, body=text, **shared)
    return Motion(
        kind=Kind.PAPER,
        reference=f"{number}/{day.year}",
        date=day,
        consultations=(Consultation(committee=chance.choice(COMMITTEES)),),
        rationale=text,
        **shared,
    )


def questions(source: list[str], count: int = 200) -> list[str]:
    """Mixed questions: frequent and rare single words, two to four words, phrases, references, exclusions."""
    chance = random.Random(SEED + 1)

    def some(least: int, most: int) -> str:
        words = [word.strip(".,;:()") for word in chance.choice(source).split()]
        start = chance.randrange(max(1, len(words) - most))
        return " ".join(words[start : start + chance.randint(least, most)]).replace('"', "")

    shapes = [
        lambda: some(1, 1),
        lambda: some(2, 4),
        lambda: f'"{some(2, 2)}"',
        lambda: f"{chance.randrange(1000)}/{chance.randrange(2000, 2024)}",
        lambda: f"{some(2, 3)} -{some(1, 1)}",
    ]
    return [shapes[number % len(shapes)]() for number in range(count)]


def write(folder: Path, found: Iterator[Article | Motion]) -> None:
    """The documents as a content folder, with the registers that they refer to."""
    folder.mkdir(parents=True)
    topics = TopicTree(tuple(Topic(id=one, label=one) for one in TOPICS))
    places = MunicipalityRegister(tuple(Municipality(ags=one, name=f"Ort {one}") for one in MUNICIPALITIES))
    (folder / "themen.yaml").write_text(write_topics(topics), encoding="utf-8")
    (folder / "kommunen.csv").write_text(write_municipalities(places), encoding="utf-8")
    for document in found:
        (folder / f"{document.id}.md").write_text(write_document(document), encoding="utf-8")
