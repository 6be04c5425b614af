"""The pages that the law asks for, filled from the operator's settings; what is not known is said to be missing."""

from dataclasses import dataclass

from flask import current_app, render_template

from web.search.blueprint import search
from web.wiring import current_settings

FEEDBACK_FORM = "/hinweis"


@dataclass(frozen=True)
class Office:
    """A public office that readers may turn to."""

    name: str
    address: str


OMBUDSSTELLE = Office(
    "Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen",
    "https://www.lbbp.nrw.de/ombudsstelle",
)


@search.get("/impressum")
def imprint() -> str:
    operator = current_settings().operator
    required = (operator.name, operator.address, operator.email, operator.represented_by)
    return render_template(
        "search/imprint.html",
        heading="Impressum",
        operator=operator,
        lines=_parts(operator.address),
        is_complete=all(required),
    )


@search.get("/datenschutz")
def privacy() -> str:
    return render_template("search/privacy.html", heading="Datenschutz", operator=current_settings().operator)


@search.get("/barrierefreiheit")
def accessibility() -> str:
    return render_template(
        "search/accessibility.html",
        heading="Barrierefreiheit",
        operator=current_settings().operator,
        gaps=_parts(current_settings().operator.accessibility_gaps),
        feedback=feedback_address(),
        ombudsstelle=OMBUDSSTELLE,
    )


def feedback_address() -> str:
    """Of the form for hints, if there is one: readers need no e-mail for it."""
    has_form = any(rule.rule == FEEDBACK_FORM for rule in current_app.url_map.iter_rules())
    return f"{current_settings().prefix}{FEEDBACK_FORM}" if has_form else ""


def _parts(listed: str) -> list[str]:
    """What a setting lists, divided by semicolons."""
    return [part.strip() for part in listed.split(";") if part.strip()]
