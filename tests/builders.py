"""Arranging documents, settings and whole knowledge bases. Every value can be changed by name."""

import datetime
from pathlib import Path
from typing import Any

from kb.documents import AnyDocument, Article, Consultation, Kind, Motion, Outcome
from kb.exporting.registers import write_municipalities, write_topics
from kb.facts import Fact
from kb.library import Library, open_library
from kb.municipalities import Municipality, MunicipalityRegister
from kb.settings import Settings
from kb.topics import Topic, TopicTree
from tests import databases, indexes

EDITOR = "Redaktion"

TOPICS = TopicTree(
    (
        Topic(id="netzwerk", label="Kommunennetzwerk", alternative_labels=("engagiert in NRW",)),
        Topic(id="netzwerk/beitritt", label="Beitritt", scope_note="Beschlüsse und Erklärung."),
        Topic(id="anerkennung", label="Anerkennung"),
        Topic(id="anerkennung/ehrenamtskarte", label="Ehrenamtskarte"),
    )
)

BIELEFELD = "05711000"
KOELN = "05315000"

MUNICIPALITIES = MunicipalityRegister(
    (
        Municipality(ags=KOELN, name="Köln", sort="kreisfreie Stadt", region="Köln"),
        Municipality(ags=BIELEFELD, name="Bielefeld", sort="kreisfreie Stadt", region="Detmold"),
        Municipality(
            ags="05754008", name="Gütersloh", sort="kreisangehörig", district="Kreis Gütersloh", region="Detmold"
        ),
    )
)


def an_article(**changes: Any) -> Article:
    """A Praxishilfe on joining the network; public unless `state` says otherwise."""
    values: dict[str, Any] = {
        "kind": Kind.GUIDE,
        "title": "Dem Kommunennetzwerk beitreten",
        "summary": "Wie eine Kommune dem Netzwerk beitritt.",
        "topics": ("netzwerk/beitritt",),
        "actors": ("verwaltung",),
        "audience": ("verwaltung",),
        "as_of": datetime.date(2026, 11, 1),
        "source": "Eigener Text der Redaktion",
        "rights": "CC BY 4.0",
        "body": "## Anlass\n\nIhre Kommune möchte Engagement fördern.\n\n## Vorgehen\n\n1. Beschluss fassen\n2. Erklärung abgeben",
    }
    return Article(**values | changes)


def a_motion(**changes: Any) -> Motion:
    """A Sitzungsvorlage of Bielefeld with consultations and all common parts."""
    values: dict[str, Any] = {
        "kind": Kind.PAPER,
        "title": "Beitritt zum Kommunennetzwerk",
        "topics": ("netzwerk/beitritt",),
        "actors": ("politik", "verwaltung"),
        "municipality": BIELEFELD,
        "reference": "7091/2014-2020",
        "type": "Beschlussvorlage der Verwaltung",
        "office": "Amt für soziale Leistungen",
        "date": datetime.date(2018, 8, 1),
        "subject": "Beitritt der Stadt zum Kommunennetzwerk",
        "consultations": (
            Consultation(
                committee="Sozialausschuss", date=datetime.date(2018, 9, 4), public=True, outcome=Outcome.ADOPTED
            ),
            Consultation(committee="Rat", date=datetime.date(2018, 9, 27), public=True),
        ),
        "resolution": "Der Rat beschließt den Beitritt.",
        "rationale": "Das Netzwerk bietet fachlichen Austausch.\n\nKosten entstehen nicht.",
    }
    return Motion(**values | changes)


def a_fact(**changes: Any) -> Fact:
    """The sure fact `ehrenamtspauschale`, to be reviewed in the far future."""
    values: dict[str, Any] = {
        "id": "ehrenamtspauschale",
        "label": "Ehrenamtspauschale",
        "value": "960",
        "unit": "Euro im Jahr",
        "as_of": "2026-01-01",
        "source": "Merkblatt des Finanzamts",
        "source_url": "https://finanzamt.example/merkblatt",
        "authority": "örtliches Finanzamt",
        "sure": True,
        "review_by": datetime.date(2099, 12, 31),
        "topic": "anerkennung",
    }
    return Fact(**values | changes)


def settings_in(folder: Path, **changes: Any) -> Settings:
    """Settings whose data lie below `folder`, with a starter corpus of registers only."""
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    write_registers(content)
    data = changes.pop("data", folder / "daten")
    stores = {"database": databases.url_for(data), "index": indexes.url_for(data)}
    return Settings(**stores | {"data": data, "content": content} | changes)


def write_registers(content: Path) -> None:
    """Put `TOPICS` and `MUNICIPALITIES` into a content folder."""
    (content / "themen.yaml").write_text(write_topics(TOPICS), encoding="utf-8")
    (content / "kommunen.csv").write_text(write_municipalities(MUNICIPALITIES), encoding="utf-8")


def a_library(folder: Path, *documents: AnyDocument, **settings: Any) -> Library:
    """A knowledge base below `folder` with registers, an index, and these documents saved in the states they carry.

    To be closed, or used in a `with` block.
    """
    library = open_library(settings_in(folder, **settings))
    library.keeping.load_content()
    library.keeping.heal()
    for document in documents:
        library.editing.save(document, EDITOR)
    return library
