"""Arranging what readers send in."""

import datetime
from typing import Any

from kb.contributions import Contribution, Experience, Hint, HintKind, Offer, OfferKind
from kb.library import Library
from tests.builders import KOELN

MAILBOX = "ehrenamt@koeln.example"
SENDER = "192.0.2.7"


def an_experience(**changes: Any) -> Experience:
    """Köln reports on the Ehrenamtskarte; fit to be sent."""
    values: dict[str, Any] = {
        "municipality": KOELN,
        "topic": "anerkennung/ehrenamtskarte",
        "year": 2024,
        "done": "Wir haben die Karte mit drei Vereinen erprobt.",
        "worked": "Die Beratung vor Ort.",
        "failed": "Der Antrag war zu lang.",
        "mailbox": MAILBOX,
    }
    return Experience(**values | changes)


def an_offer(**changes: Any) -> Offer:
    """Köln offers help on the Ehrenamtskarte; fit to be sent."""
    values: dict[str, Any] = {
        "municipality": KOELN,
        "kind": OfferKind.OFFERS,
        "topics": ("anerkennung/ehrenamtskarte",),
        "note": "Wir zeigen unsere Unterlagen.",
        "mailbox": MAILBOX,
    }
    return Offer(**values | changes)


def a_hint(**changes: Any) -> Hint:
    """Somebody misses something; fit to be sent."""
    values: dict[str, Any] = {"kind": HintKind.SEARCH, "about": "Leihräder", "text": "Dazu fehlt etwas."}
    return Hint(**values | changes)


def a_stamp(library: Library, form: type[Contribution], minutes: float = 2) -> str:
    """Of a form that was opened so many minutes ago."""
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=minutes)
    return library.contributing.stamp(form, at=at)


def send(library: Library, one: Contribution, sender: str = SENDER) -> None:
    library.contributing.send(one, a_stamp(library, type(one)), sender)
