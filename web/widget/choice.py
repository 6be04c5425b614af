"""How the search is to look and what it is to find on another site, as an address says it and as the element takes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from werkzeug.datastructures import MultiDict

from kb.documents import AUDIENCES
from kb.library import Library
from web.search.address import READ

FILTERS = ("thema", "art", "kommune", "zielgruppe")
"""Attributes that narrow what is found; the script has the same list."""

FIRST = AUDIENCES | {"alle": "alle gleich"}
"""Who comes first; visitors of a town's own site are mostly from associations."""

LANGUAGES = {"de": "Deutsch", "en": "Englisch"}
THEMES = {"hell": "hell", "dunkel": "dunkel", "auto": "wie das Gerät der Besuchenden"}
COUNTS = tuple(str(count) for count in (3, 5, 10, 20))
COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_TITLE = 100


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The attributes of `<wissensspeicher-suche>` in their order; what is empty is left to the element."""

    thema: str = ""
    art: str = ""
    kommune: str = ""
    zielgruppe: str = ""
    zuerst: str = ""
    titel: str = ""
    anzahl: str = ""
    sprache: str = ""
    darstellung: str = ""
    farbe: str = ""

    @property
    def attributes(self) -> Mapping[str, str]:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value}

    @property
    def filters(self) -> Mapping[str, str]:
        """What a plain form has to send along to find the same."""
        return {name: value for name, value in self.attributes.items() if name in FILTERS}


DEFAULTS = Choice(zuerst="vereine", anzahl="5", sprache="de", darstellung="hell", farbe="#00529f")
"""What the element does by itself, so that a page need not say it."""


def read_choice(arguments: MultiDict[str, str], library: Library) -> Choice:
    """What an address chooses; what is unknown or the default is left out."""
    reading = library.reading
    said = {one.name: arguments.get(one.name, "").strip() for one in fields(Choice)}
    is_known = {
        "thema": said["thema"] in reading.topics,
        "art": said["art"] in READ["kind"],
        "kommune": said["kommune"] in reading.municipalities,
        "zielgruppe": said["zielgruppe"] in AUDIENCES,
        "zuerst": said["zuerst"] in FIRST,
        "titel": len(said["titel"]) <= LONGEST_TITLE,
        "anzahl": said["anzahl"] in COUNTS,
        "sprache": said["sprache"] in LANGUAGES,
        "darstellung": said["darstellung"] in THEMES,
        "farbe": bool(COLOUR.fullmatch(said["farbe"].lower())),
    }
    return Choice(
        **{name: value for name, value in said.items() if is_known[name] and value != getattr(DEFAULTS, name)}
    )
