"""The start page."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, url_for

from kb.documents import Kind
from web.search.address import Asked, kind_address
from web.search.blueprint import search
from web.search.structured_data import about_site
from web.search.subscribing import feeds
from web.wiring import current_library

MOST_LATEST = 6
MOST_EVENTS = 3

PLAIN_LANGUAGE = "es001"
"""The page in Einfache Sprache; linked if it is there."""

EXAMPLES = ("Wie trete ich dem Netzwerk bei?", "Ehrenamtskarte einführen", "Versicherung im Ehrenamt")
"""Questions that a reader may try; a test asks them of the shipped content."""

PURPOSES = {
    Kind.GUIDE: "Wie man etwas angeht: Schritte, Aufwand, Rechtliches",
    Kind.RECOMMENDATION: "Was das Netzwerk selbst empfiehlt",
    Kind.PRACTICE: "Was Kommunen gemacht haben, was gelang und was nicht",
    Kind.AID: "Checklisten und Material für die tägliche Arbeit",
    Kind.INFOMAIL: "Nachrichten aus dem Netzwerk",
    Kind.EVENT: "Termine zum Lernen und Austauschen",
    Kind.PAPER: "Was Räten und Kreistagen vorlag und was sie beschlossen haben",
    Kind.MODEL: "Texte, von denen eine eigene Vorlage ausgehen kann",
}


@dataclass(frozen=True)
class KindOnOffer:
    """A kind of document that there is something of."""

    kind: Kind
    purpose: str
    count: int
    address: str


@search.get("/")
def start() -> str:
    reading = current_library().reading
    return render_template(
        "search/start.html",
        heading="Bürgerschaftliches Engagement vor Ort fördern",
        topics=reading.topics,
        counts=reading.counts_by_topic(),
        latest=reading.latest(MOST_LATEST),
        events=reading.events(datetime.date.today(), most=MOST_EVENTS),
        municipalities=reading.municipalities,
        kinds=kinds(reading.counts_by_kind()),
        examples=EXAMPLES,
        plain_language=reading.listed((PLAIN_LANGUAGE,)),
        structured_data=about_site(),
        feeds=feeds(Asked()),
    )


def kinds(counts: Mapping[Kind, int]) -> tuple[KindOnOffer, ...]:
    """What there is to find, in the fixed order of the kinds."""
    return tuple(
        KindOnOffer(kind, PURPOSES[kind], counts[kind], url_for("search.results", art=kind_address(kind)))
        for kind in Kind
        if counts.get(kind)
    )
