"""„Amtshilfe und Austausch“: what municipalities offer and seek, and the form that reports it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kb.contributions import KeptOffer, Offer, OfferKind
from web.exchange.blueprint import exchange
from web.exchange.choices import municipality_choices, topic_choices
from web.exchange.experience import MAILBOX_HINT
from web.exchange.fields import Choice, Field, Sort, Typed
from web.exchange.sending import Form, answer
from web.wiring import current_library

KINDS = {"bietet": OfferKind.OFFERS, "sucht": OfferKind.SEEKS}
"""As they stand in addresses and forms."""

KIND_CHOICES = (
    Choice("bietet", "Wir bieten Amtshilfe: Andere dürfen uns zu diesen Themen fragen."),
    Choice("sucht", "Wir suchen Austausch: Wir möchten von anderen zu diesen Themen lernen."),
)

NEXT_STEPS = (
    "Die Redaktion prüft den Eintrag und fragt bei Bedarf im Funktionspostfach nach.",
    "Bestätigt sie ihn, steht er auf der Seite Ihrer Kommune, auf den Seiten der Themen und unter „Amtshilfe und Austausch“.",
    "Soll er später geändert werden oder verschwinden, genügt ein Hinweis an die Redaktion.",
)


@dataclass(frozen=True)
class Chosen:
    """The filter of the list: a topic id or empty, a kind as in addresses or empty."""

    topic: str
    kind: str


@exchange.get("/austausch/")
def offers() -> str:
    topics = topic_choices()
    chosen = Chosen(
        topic=_known(request.args.get("thema", ""), [one.value for one in topics]),
        kind=_known(request.args.get("art", ""), list(KINDS)),
    )
    found = current_library().contributing.offers(topic=chosen.topic, kind=KINDS.get(chosen.kind))
    return render_template(
        "exchange/list.html",
        heading="Amtshilfe und Austausch",
        offers=found,
        chosen=chosen,
        topic_choices=topics,
    )


@exchange.route("/austausch/melden", methods=["GET", "POST"])
def offer() -> ResponseReturnValue:
    return answer(_form())


@exchange.get("/austausch/melden/danke")
def offer_thanks() -> str:
    return render_template("exchange/thanks.html", heading="Danke, Ihr Eintrag ist angekommen", steps=NEXT_STEPS)


@exchange.app_context_processor
def for_other_pages() -> dict[str, Callable[..., object]]:
    """`confirmed_offers(municipality=…, topic=…)`, for pages that show `exchange/offers.html`."""
    return {"confirmed_offers": _confirmed, "registers": lambda: current_library().reading}


def _confirmed(municipality: str = "", topic: str = "") -> tuple[KeptOffer, ...]:
    return current_library().contributing.offers(municipality=municipality, topic=topic)


def _known(value: str, known: list[str]) -> str:
    return value if value in known else ""


def _form() -> Form:
    return Form(
        heading="Amtshilfe anbieten oder Austausch suchen",
        fields=_fields(),
        makes=Offer,
        contribution=_contribution,
        template="exchange/offer.html",
        thanks="exchange.offer_thanks",
    )


def _fields() -> tuple[Field, ...]:
    topics = topic_choices()
    return (
        Field(name="kommune", part="municipality", label="Kommune", sort=Sort.LIST, choices=municipality_choices()),
        Field(name="art", part="kind", label="Worum geht es?", sort=Sort.ONE_OF, choices=KIND_CHOICES),
        Field(name="thema", part="topics", label="Thema", sort=Sort.LIST, choices=topics),
        Field(name="thema_2", part="topics", label="Zweites Thema", sort=Sort.LIST, choices=topics, is_optional=True),
        Field(name="thema_3", part="topics", label="Drittes Thema", sort=Sort.LIST, choices=topics, is_optional=True),
        Field(
            name="notiz",
            part="note",
            label="Was genau?",
            sort=Sort.TEXT,
            most=500,
            rows=4,
            is_optional=True,
            hint="Zum Beispiel: „Wir haben die Ehrenamtskarte 2023 eingeführt und zeigen gern unsere Unterlagen.“",
        ),
        Field(
            name="postfach",
            part="mailbox",
            label="Funktionspostfach",
            sort=Sort.MAIL,
            most=254,
            hint=f"{MAILBOX_HINT} Das Postfach steht öffentlich beim Eintrag.",
        ),
    )


def _contribution(typed: Typed) -> Offer:
    chosen = (typed["thema"], typed["thema_2"], typed["thema_3"])
    return Offer(
        municipality=typed["kommune"],
        kind=KINDS.get(typed["art"]),
        topics=tuple(dict.fromkeys(filter(None, chosen))),
        note=typed["notiz"],
        mailbox=typed["postfach"],
    )
