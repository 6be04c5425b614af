"""Readers of a small knowledge base."""

import datetime
from collections.abc import Iterator

import pytest

from kb.documents import Attachment, Consultation, Kind, Outcome
from kb.library import Library, open_library
from kb.settings import Settings
from tests.builders import KOELN, a_library, a_motion, an_article
from tests.page import Reader
from web import create_app

GUIDE = an_article(
    id="ph001",
    title="Dem Kommunennetzwerk beitreten",
    review_by=datetime.date(2027, 3, 31),
    related=("sv001", "ph002", "weg01"),
    body="## Anlass\n\nIhre Kommune möchte den Beitritt.\n\n## Vorgehen\n\n### Beschluss\n\nDer Rat entscheidet.",
)
PAPER = a_motion(
    id="sv001",
    outcome=Outcome.ADOPTED,
    decision="Der Rat hat den Beitritt beschlossen.",
    debate="Eine Fraktion fragte nach den Kosten.",
    finances="Keine zusätzlichen Mittel.",
    attachments=(Attachment(title="Gemeinsame Erklärung", rights="nicht frei"),),
    source="Stadt Bielefeld",
    source_url="https://bielefeld.example/7091",
)
MODEL = a_motion(
    id="mv001",
    kind=Kind.MODEL,
    title="Muster: Beitritt zum Netzwerk",
    municipality="",
    reference="",
    consultations=(Consultation(committee="Ausschuss für Soziales"),),
    placeholders=(("kommune", "Name der Kommune"), ("frist", "Frist für den Bericht")),
)
CARD = an_article(
    id="ph002",
    title="Ehrenamtskarte <einführen>",
    topics=("anerkennung/ehrenamtskarte",),
    body="Die Karte dankt für <b>Engagement</b>.",
)
EXAMPLE = an_article(
    id="pb001", kind=Kind.PRACTICE, title="Räume in Köln", municipality=KOELN, topics=("anerkennung",), body="Räume."
)
WITHDRAWN = an_article(id="weg01", title="Überholt")
MANY = tuple(an_article(id=f"viel{number:02}", title=f"Nachbarschaft {number}") for number in range(12))

DOCUMENTS = (GUIDE, PAPER, MODEL, CARD, EXAMPLE, WITHDRAWN, *MANY)


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A knowledge base with documents of four kinds, one withdrawn, and twelve that make a second page."""
    with a_library(tmp_path_factory.mktemp("wissen"), *DOCUMENTS) as library:
        library.editing.archive("weg01", "Redaktion", 1)
        yield library


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(create_app(Settings(), library))


@pytest.fixture(scope="package")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A knowledge base with the content that is shipped."""
    with open_library(Settings(data=tmp_path_factory.mktemp("mitgeliefert"))) as library:
        library.keeping.load_content()
        library.keeping.heal()
        yield library
