"""„Erfahrung melden“: what a municipality did becomes the draft of a Praxisbeispiel."""

import re

from flask import render_template
from flask.typing import ResponseReturnValue

from kb.contributions import Experience
from web.exchange.blueprint import exchange
from web.exchange.choices import municipality_choices, topic_choices
from web.exchange.fields import Field, Sort, Typed
from web.exchange.sending import Form, answer

MAILBOX_HINT = (
    "Ein Postfach Ihrer Stelle, das auch bleibt, wenn Zuständigkeiten wechseln, zum Beispiel ehrenamt@stadt.example. "
    "Adressen von Personen nehmen wir nicht an."
)

NEXT_STEPS = (
    "Die Redaktion liest Ihren Bericht und macht daraus ein Praxisbeispiel.",
    "Bei Fragen schreibt sie an das Funktionspostfach, das Sie genannt haben.",
    "Erst wenn die Redaktion das Praxisbeispiel freigibt, ist es öffentlich. Bis dahin ist nichts von Ihrem Bericht zu sehen oder zu finden.",
)


@exchange.route("/erfahrung-melden", methods=["GET", "POST"])
def experience() -> ResponseReturnValue:
    return answer(_form())


@exchange.get("/erfahrung-melden/danke")
def experience_thanks() -> str:
    return render_template("exchange/thanks.html", heading="Danke für Ihren Bericht", steps=NEXT_STEPS)


def _form() -> Form:
    return Form(
        heading="Erfahrung melden",
        fields=_fields(),
        makes=Experience,
        contribution=_contribution,
        template="exchange/experience.html",
        thanks="exchange.experience_thanks",
    )


def _fields() -> tuple[Field, ...]:
    return (
        Field(name="kommune", part="municipality", label="Kommune", sort=Sort.LIST, choices=municipality_choices()),
        Field(name="thema", part="topic", label="Thema", sort=Sort.LIST, choices=topic_choices()),
        Field(name="jahr", part="year", label="Jahr", sort=Sort.YEAR, most=4, hint="In dem das Wesentliche geschah."),
        Field(
            name="vorgehen",
            part="done",
            label="Was haben Sie gemacht?",
            sort=Sort.TEXT,
            most=5000,
            rows=8,
            hint="Anlass, Schritte, Beteiligte, Aufwand. Ein paar Sätze genügen, Stichworte auch.",
        ),
        Field(name="gelungen", part="worked", label="Was hat geklappt?", sort=Sort.TEXT, most=3000, is_optional=True),
        Field(
            name="schwierig",
            part="failed",
            label="Was hat nicht geklappt?",
            sort=Sort.TEXT,
            most=3000,
            is_optional=True,
        ),
        Field(name="postfach", part="mailbox", label="Funktionspostfach", sort=Sort.MAIL, most=254, hint=MAILBOX_HINT),
        Field(
            name="freigabe",
            label="Wir melden das im Auftrag der Kommune. Die Redaktion darf den Text bearbeiten und unter der Lizenz CC BY 4.0 veröffentlichen.",
            sort=Sort.CONSENT,
        ),
    )


def _contribution(typed: Typed) -> Experience:
    return Experience(
        municipality=typed["kommune"],
        topic=typed["thema"],
        year=_year(typed["jahr"]),
        done=typed["vorgehen"],
        worked=typed["gelungen"],
        failed=typed["schwierig"],
        mailbox=typed["postfach"],
    )


def _year(typed: str) -> int:
    """0 for what is no year."""
    found = re.fullmatch(r"\s*([0-9]{4})\s*", typed)
    return int(found.group(1)) if found else 0
