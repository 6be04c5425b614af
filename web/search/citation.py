"""How a document is cited, ready to be copied."""

import datetime
from dataclasses import dataclass

from kb.library import PublishedDocument
from web.format import day
from web.search.addresses import version_address
from web.wiring import SITE_NAME, public_address

NETWORK = "Kommunennetzwerk: engagiert in NRW"


@dataclass(frozen=True)
class Citation:
    """text: all of it, the address too. address: of the very version that is cited."""

    text: str
    address: str


def citation(published: PublishedDocument, today: datetime.date) -> Citation:
    """`Titel. In: Wissensspeicher …, Fassung 3, Stand: 1. November 2026. https://… (abgerufen am …).`"""
    document = published.document
    address = public_address(version_address(document.id, published.revision))
    title = document.title.rstrip(".")
    end = "" if title.endswith(("?", "!")) else "."
    stand = f", Stand: {day(document.as_of)}" if document.as_of else ""
    where = f"In: {SITE_NAME}, {NETWORK}. Fassung {published.revision}{stand}."
    return Citation(f"{title}{end} {where} {address} (abgerufen am {day(today)}).", address)
