"""What was withdrawn is gone wherever readers and machines may look, within seconds."""

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.documents import Kind
from kb.library import Library
from kb.settings import Settings
from tests.builders import BIELEFELD, EDITOR, a_library, a_motion, an_article
from tests.page import Reader
from web import create_app

WORD = "Quittensaftwoche"
"""In title and text of a paper and an event; the others and the questions lack it."""

MOST_SECONDS = 5

PAPER = a_motion(id="vorlage", title=f"Apfelfest: {WORD}", subject=WORD, resolution=f"Die {WORD} kommt.", matter="obst")
EVENT = an_article(
    id="termin",
    kind=Kind.EVENT,
    title=f"Apfelfest: {WORD}",
    summary=f"Einladung zur {WORD}.",
    starts=datetime.date.today() + datetime.timedelta(days=9),
    municipality=BIELEFELD,
)
NEIGHBOURS = (
    an_article(id="nachbar", title="Apfelfest im Garten", related=("vorlage", "termin")),
    a_motion(id="folge", title="Apfelfest: Bericht", reference="7092/2014-2020", matter="obst"),
)

SHOWN = {
    "the search": "/suche?q=Apfelfest",
    "everything there is": "/suche",
    "the Atom feed": "/suche.atom?q=Apfelfest",
    "the JSON feed": "/suche.json?q=Apfelfest",
    "suggestions": "/vorschlaege?q=Quittens",
    "events": "/termine",
    "the calendar": "/termine.ics",
    "its own page": "/dokument/vorlage",
    "its revision": "/dokument/vorlage/fassung/1",
    "its calendar": "/termine/termin.ics",
    "a page that names it": "/dokument/nachbar-apfelfest-im-garten",
    "its matter": "/dokument/folge-apfelfest-bericht",
    "the comparison": "/vergleichen?dokument=vorlage&dokument=folge",
    "an own motion of it": "/eigene-vorlage?grundlage=vorlage",
    "notes on it": "/sprechzettel?grundlage=vorlage",
    "the municipality": f"/kommunen/{BIELEFELD}-bielefeld",
    "the search of the API": "/api/v1/search?q=Apfelfest",
    "suggestions of the API": "/api/v1/suggest?q=Quittens",
    "the document of the API": "/api/v1/documents/vorlage",
    "its Markdown": "/api/v1/documents/vorlage.md",
    "what is related in the API": "/api/v1/documents/nachbar/related",
    "the sitemap": "/sitemap-2.xml",
}
"""Where the word stands before, in an address or in text."""

ALSO_CHECKED = {
    "the start": "/",
    "the topic": "/themen/netzwerk/beitritt",
    "changes": "/api/v1/changes",
    "the first sitemap": "/sitemap-1.xml",
}


@pytest.fixture
def obst(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, PAPER, EVENT, *NEIGHBOURS) as library:
        yield library


def naming(library: Library, addresses: dict[str, str]) -> set[str]:
    """Where an answer has the word, in whatever case."""
    reader = Reader(create_app(Settings(base_url="https://wissen.example", limits=""), library))
    answers = {name: reader.client.get(address, follow_redirects=True).data for name, address in addresses.items()}
    return {name for name, answer in answers.items() if WORD.lower().encode() in answer.lower()}


def exported(library: Library, folder: Path) -> str:
    library.keeping.export(folder)
    return "".join(file.read_text("utf-8") for file in folder.rglob("*") if file.is_file())


def test_what_is_withdrawn_is_gone_everywhere_within_seconds(obst: Library, tmp_path: Path) -> None:
    before = naming(obst, SHOWN)
    written_before = exported(obst, tmp_path / "vorher")
    start = time.monotonic()

    obst.editing.archive("vorlage", EDITOR, 1)
    obst.editing.archive("termin", EDITOR, 1)

    assert naming(obst, SHOWN | ALSO_CHECKED) == set()
    assert time.monotonic() - start < MOST_SECONDS
    assert before == set(SHOWN)
    assert WORD in written_before
    assert WORD not in exported(obst, tmp_path / "nachher")


def test_a_search_for_it_finds_nothing_and_says_nothing_of_it(obst: Library) -> None:
    obst.editing.archive("vorlage", EDITOR, 1)
    obst.editing.archive("termin", EDITOR, 1)

    found = obst.reading.search(obst.reading.question(WORD))

    assert (found.total, found.hits) == (0, ())
    assert not obst.reading.suggest(WORD[:8])
