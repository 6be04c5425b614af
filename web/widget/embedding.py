"""The page that makes the lines which put the search on another site, with a preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import get_template_attribute, render_template, request, url_for

from kb.documents import AUDIENCES, Kind
from kb.library import Library
from web.search.address import kind_address
from web.widget.blueprint import widget
from web.widget.choice import COUNTS, DEFAULTS, FIRST, LANGUAGES, THEMES, Choice, read_choice
from web.widget.releases import CURRENT, RELEASES
from web.wiring import current_library, current_settings, public_address

STAND_IN = "https://wissen.example.org"
"""Stands in the lines while the settings do not say the public address."""


@dataclass(frozen=True)
class Select:
    """A field to choose from: value and label of each option, the chosen value."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


@widget.get("/einbinden")
def embedding() -> str:
    library = current_library()
    choice = read_choice(request.args, library)
    return render_template(
        "widget/embedding.html",
        heading="Suche auf der eigenen Website einbinden",
        choice=choice,
        selects=selects(choice, library),
        element=lines("script_lines", choice),
        frame=lines("frame_lines", choice),
        script_address=_absolute(url_for("widget.released", version=CURRENT)),
        integrity=RELEASES[CURRENT],
        version=CURRENT,
        default_colour=DEFAULTS.farbe,
        origin=_origin(),
        has_address=bool(current_settings().base_url),
        ancestors=current_settings().frame_ancestors.split(),
    )


def lines(macro: str, choice: Choice) -> str:
    """The HTML that somebody copies, with absolute addresses."""
    made = get_template_attribute("widget/lines.html", macro)
    return str(
        made(
            choice,
            script=_absolute(url_for("widget.released", version=CURRENT)),
            integrity=RELEASES[CURRENT],
            results=_absolute(url_for("search.results")),
            frame=_absolute(url_for("widget.frame", **choice.attributes)),  # type: ignore[arg-type]  # url_for's own keywords start with _
        )
    ).strip()


def selects(choice: Choice, library: Library) -> tuple[Select, ...]:
    reading = library.reading
    kinds = reading.counts_by_kind()
    topics = [(one.id, "– " * one.id.count("/") + one.label) for one in reading.topics]
    places = sorted(((one.ags, f"{one.name} ({one.sort})" if one.sort else one.name) for one in reading.municipalities), key=lambda place: place[1])  # fmt: skip
    return (
        Select("thema", "Thema", [("", "alle Themen"), *topics], choice.thema),
        Select(
            "art",
            "Art",
            [("", "alle Arten"), *((kind_address(one), one.label) for one in Kind if kinds.get(one))],
            choice.art,
        ),
        Select("kommune", "Kommune", [("", "alle Kommunen"), *places], choice.kommune),
        Select("zielgruppe", "Für wen", [("", "für alle"), *AUDIENCES.items()], choice.zielgruppe),
        Select("zuerst", "Zuerst zeigen für", list(FIRST.items()), choice.zuerst or DEFAULTS.zuerst),
        Select("anzahl", "Treffer", [(one, one) for one in COUNTS], choice.anzahl or DEFAULTS.anzahl),
        Select("sprache", "Sprache der Bedienung", list(LANGUAGES.items()), choice.sprache or DEFAULTS.sprache),
        Select("darstellung", "Darstellung", list(THEMES.items()), choice.darstellung or DEFAULTS.darstellung),
    )


def _absolute(path: str) -> str:
    address = public_address(path)
    return address if urlsplit(address).netloc else STAND_IN + address


def _origin() -> str:
    """Scheme and host of this service, as a policy names it."""
    parts = urlsplit(current_settings().base_url or STAND_IN)
    return f"{parts.scheme}://{parts.netloc}"
