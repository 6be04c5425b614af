"""What may be sent in: every fault of a contribution as a German sentence by the name of its field."""

import datetime
import re
from collections.abc import Iterator

from kb.contributions import Contribution, Experience, Hint, HintKind, Offer, OfferKind
from kb.importing.privacy import MAIL, is_personal_address
from kb.library.registers import KnownIds

EARLIEST_YEAR = 1990
MOST_TOPICS = 3
MOST = {
    "done": 5000,
    "worked": 3000,
    "failed": 3000,
    "note": 500,
    "about": 300,
    "text": 3000,
    "mailbox": 254,
    "reply_to": 254,
}
"""Characters, by field."""

_OFFICE = re.compile(
    r"ehrenamt|engage|freiwillig|b(?:ü|ue)rger|stadt|gemeinde|kreis|rathaus|info|kontakt|post|service|b(?:ü|ue)ro|amt\b|stelle"
    r"|sozial|verwaltung|netzwerk|verein|redaktion|team|koordin|zentral|fachb|kultur|sport|jugend|senior|integration",
    re.IGNORECASE,
)

_NO_ADDRESS = "Bitte geben Sie das Funktionspostfach als E-Mail-Adresse an, zum Beispiel ehrenamt@stadt.example."
_PERSONAL = (
    "Diese Adresse sieht nach der einer Person aus. Weil sie öffentlich werden kann und Zuständigkeiten wechseln, "
    "brauchen wir ein Funktionspostfach, zum Beispiel ehrenamt@stadt.example."
)

Fault = tuple[str, str]


def is_office_address(address: str) -> bool:
    """Whether a mailbox is not plainly a person's: `ehrenamt@`, `buero.ehrenamt@`, but not `vorname.nachname@`."""
    local = address.partition("@")[0]
    looks_personal = is_personal_address(address) or "_" in local
    return not looks_personal or bool(_OFFICE.search(local)) or any(map(str.isdigit, local))


def faults_of(one: Contribution, known: KnownIds) -> dict[str, str]:
    """Empty if it may be sent. The first fault of each field counts."""
    of_its_kind = {Experience: _of_experience, Offer: _of_offer, Hint: _of_hint}[type(one)]
    found = [*of_its_kind(one, known), *_too_long(one)]  # type: ignore[operator]  # each takes its own kind
    return dict(reversed(found))


def _of_experience(one: Experience, known: KnownIds) -> Iterator[Fault]:
    yield from _of_municipality(one.municipality, known)
    if one.topic not in known.topics:
        yield "topic", "Bitte wählen Sie ein Thema aus der Liste."
    this_year = datetime.date.today().year
    if not EARLIEST_YEAR <= one.year <= this_year:
        yield "year", f"Bitte geben Sie ein Jahr von {EARLIEST_YEAR} bis {this_year} mit vier Ziffern an."
    if not one.done:
        yield "done", "Bitte beschreiben Sie in ein paar Sätzen, was Ihre Kommune gemacht hat."
    yield from _of_mailbox(one.mailbox)


def _of_offer(one: Offer, known: KnownIds) -> Iterator[Fault]:
    yield from _of_municipality(one.municipality, known)
    yield from _of_kind(isinstance(one.kind, OfferKind))
    if not one.topics or any(topic not in known.topics for topic in one.topics):
        yield "topics", "Bitte wählen Sie mindestens ein Thema aus der Liste."
    if len(one.topics) > MOST_TOPICS:
        yield "topics", f"Bitte wählen Sie höchstens {MOST_TOPICS} Themen."
    yield from _of_mailbox(one.mailbox)


def _of_hint(one: Hint, known: KnownIds) -> Iterator[Fault]:  # noqa: ARG001  # called like the others
    yield from _of_kind(isinstance(one.kind, HintKind))
    if not one.text:
        yield "text", "Bitte schreiben Sie, was Ihnen aufgefallen ist oder fehlt."
    if one.reply_to and not MAIL.fullmatch(one.reply_to):
        yield "reply_to", "Das ist keine E-Mail-Adresse. Sie können das Feld auch leer lassen."


def _of_kind(is_chosen: bool) -> Iterator[Fault]:  # noqa: FBT001  # the only thing to say
    if not is_chosen:
        yield "kind", "Bitte wählen Sie aus, worum es geht."


def _of_municipality(ags: str, known: KnownIds) -> Iterator[Fault]:
    if ags not in known.municipalities:
        yield "municipality", "Bitte wählen Sie eine Kommune aus der Liste."


def _of_mailbox(address: str) -> Iterator[Fault]:
    if not MAIL.fullmatch(address):
        yield "mailbox", _NO_ADDRESS
    elif not is_office_address(address):
        yield "mailbox", _PERSONAL


def _too_long(one: Contribution) -> Iterator[Fault]:
    for field, value in vars(one).items():
        most = MOST.get(field)
        if most and len(value) > most:
            yield field, f"Der Text hat {len(value)} Zeichen; höchstens {most} passen hinein. Bitte kürzen Sie ihn."
