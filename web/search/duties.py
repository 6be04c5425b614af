"""The pages that the law asks for, filled from the operator's settings; what is not known is said to be missing."""

from dataclasses import dataclass

from flask import render_template

from web.search.blueprint import search
from web.wiring import current_settings


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
        lines=[line.strip() for line in operator.address.split(";") if line.strip()],
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
        ombudsstelle=OMBUDSSTELLE,
    )
