"""A question as an address, both ways: `/suche?q=…&art=…` ↔ what is asked.

Whatever an address says that cannot be understood is left out and named in a note; nothing is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from kb.documents import AUDIENCES, Kind
from kb.library import Library, Reading
from kb.search.fields import FACETS, YEAR, Facet
from kb.search.query import Filters, Sort
from kb.slugs import slugify

WRITTEN = {facet.name: {one: slugify(label) for one, label in facet.labels.items()} for facet in FACETS}
"""How the ids of a facet are written in an address: `guide` → `praxishilfe`, `amended` → `geaendert-beschlossen`."""

READ = {name: {written: one for one, written in of_it.items()} for name, of_it in WRITTEN.items()}
"""The same the other way."""

SORT_ADDRESSES = {"relevanz": Sort.RELEVANCE, "datum": Sort.DATE, "titel": Sort.TITLE}
SORT_WRITTEN = {sort: written for written, sort in SORT_ADDRESSES.items()}

MOST_VALUES = 50
"""Of one facet in one address; nobody ticks more."""
LONGEST_VALUE = 200
YEARS = range(1800, 2200)
LONGEST_NUMBER = 9
"""Digits; a longer page number is past any end."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an address asks for; `notes` are German sentences on what in it was left out.

    only_exact: words count only as they are written. first_for: the audience whose documents come first. literally: no other spelling is tried if nothing is found.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    only_exact: bool = False
    first_for: str = ""
    literally: bool = False
    notes: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, object]:
        """The parameters of the shortest address that asks the same, for `url_for`; there is only one such address."""
        chosen = {
            facet.parameter: sorted(written(facet.name, one) for one in getattr(self.filters, facet.name))
            for facet in FACETS
        }
        parts: dict[str, object] = {
            "q": self.text,
            **chosen,
            "jahr_von": self.filters.year_from,
            "jahr_bis": self.filters.year_to,
            "genau": "1" if self.only_exact else None,
            "zuerst": written("audience", self.first_for),
            "woertlich": "1" if self.literally else None,
            "sortierung": SORT_WRITTEN[self.sort] if self.sort is not Sort.RELEVANCE else None,
            "seite": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in parts.items() if value}

    def on_page(self, page: int) -> "Asked":
        return replace(self, page=page)

    def asking(self, text: str) -> "Asked":
        """The same filters for other words."""
        return replace(self, text=text, page=1, literally=False)

    def without_typed(self, typed: str) -> "Asked":
        """Without a field that stands in the text."""
        return self.asking(" ".join(self.text.replace(typed, " ", 1).split()))

    def subscribed(self) -> "Asked":
        """What a feed of the same question goes by: it has an order of its own, and no pages."""
        return replace(self, sort=Sort.RELEVANCE, page=1)

    def as_typed(self) -> "Asked":
        """The same without trying another spelling."""
        return replace(self, page=1, literally=True)

    def in_any_form(self) -> "Asked":
        return replace(self, page=1, only_exact=False)

    def for_everybody(self) -> "Asked":
        return replace(self, page=1, first_for="")

    def sorted_by(self, sort: Sort) -> "Asked":
        return replace(self, sort=sort, page=1)

    def unfiltered(self) -> "Asked":
        return replace(self, filters=Filters(), only_exact=False, first_for="", page=1)

    def without(self, name: str, value: str = "") -> "Asked":
        """Without one value of a facet, or without `year_from` or `year_to`."""
        chosen = getattr(self.filters, name)
        kept = tuple(one for one in chosen if one != value) if isinstance(chosen, tuple) else None
        return replace(self, filters=replace(self.filters, **{name: kept}), page=1)  # type: ignore[arg-type]  # same type as before


def kind_address(kind: Kind) -> str:
    return WRITTEN["kind"][kind]


def written(facet: str, value: str) -> str:
    """A facet's value as addresses have it."""
    return WRITTEN[facet].get(value, value)


def read_question(arguments: MultiDict[str, str], library: Library) -> Asked:
    """What the parameters of an address ask for; unknown parameters are ignored."""
    notes: list[str] = []
    chosen = {facet.name: _chosen(arguments, facet, library.reading, notes) for facet in FACETS}
    years = {name: _year(arguments, parameter, notes) for name, parameter in _YEAR_PARAMETERS.items()}
    filters = Filters(**chosen, **_in_order(years))  # type: ignore[arg-type]  # the facet names are those of Filters
    return Asked(
        text=arguments.get("q", "").strip(),
        filters=replace(filters, topic=_narrowest(filters.topic, "/"), area=_narrowest(filters.area)),
        sort=_sort(arguments, notes),
        page=_page(arguments, notes),
        only_exact=arguments.get("genau", "").strip() == "1",
        first_for=_first_for(arguments, notes),
        literally=arguments.get("woertlich", "").strip() == "1",
        notes=tuple(notes),
    )


_YEAR_PARAMETERS = {"year_from": "jahr_von", "year_to": "jahr_bis"}


def _chosen(arguments: MultiDict[str, str], facet: Facet, reading: Reading, notes: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in filter(None, map(str.strip, arguments.getlist(facet.parameter)[:MOST_VALUES])):
        value_id = READ[facet.name].get(value, value)
        if facet is YEAR:
            value_id = str(_whole_number(value) or value)
        if _is_known(facet, value_id, reading):
            found[value_id] = None
        else:
            notes.append(f"Den Filter „{facet.label}: {value[:LONGEST_VALUE]}“ gibt es nicht; er wurde weggelassen.")
    return tuple(found)


def _is_known(facet: Facet, value: str, reading: Reading) -> bool:
    """Whether a facet can have this value; committees are known by documents only, so any may be asked for."""
    match facet.name:
        case "topic":
            return value in reading.topics
        case "municipality":
            return value in reading.municipalities
        case "area":
            return reading.municipalities.has_area(value)
        case YEAR.name:
            return _whole_number(value) in YEARS
        case _:
            return value in facet.labels if facet.labels else len(value) <= LONGEST_VALUE


def _first_for(arguments: MultiDict[str, str], notes: list[str]) -> str:
    value = arguments.get("zuerst", "").strip()
    audience = READ["audience"].get(value, value)
    if audience and audience not in AUDIENCES:
        notes.append(f"Die Zielgruppe „{value[:LONGEST_VALUE]}“ gibt es nicht; sie wurde weggelassen.")
        return ""
    return audience


def _narrowest(chosen: tuple[str, ...], joint: str = "") -> tuple[str, ...]:
    """Without what a chosen narrower one lies in: ticking a narrower topic or a Kreis means that one."""
    return tuple(one for one in chosen if not any(other != one and other.startswith(one + joint) for other in chosen))


def _year(arguments: MultiDict[str, str], parameter: str, notes: list[str]) -> int | None:
    value = arguments.get(parameter, "").strip()
    if not value:
        return None
    year = _whole_number(value)
    if year is None or year not in YEARS:
        notes.append(f"„{value[:LONGEST_VALUE]}“ ist keine Jahreszahl; der Filter wurde weggelassen.")
        return None
    return year


def _in_order(years: Mapping[str, int | None]) -> Mapping[str, int | None]:
    """Years the right way round, for those who typed them the other way."""
    first, last = years["year_from"], years["year_to"]
    return {"year_from": last, "year_to": first} if first and last and first > last else years


def _sort(arguments: MultiDict[str, str], notes: list[str]) -> Sort:
    value = arguments.get("sortierung", "").strip() or "relevanz"
    if value not in SORT_ADDRESSES:
        notes.append(f"Die Sortierung „{value[:LONGEST_VALUE]}“ gibt es nicht; sortiert ist nach Relevanz.")
    return SORT_ADDRESSES.get(value, Sort.RELEVANCE)


def _page(arguments: MultiDict[str, str], notes: list[str]) -> int:
    value = arguments.get("seite", "").strip()
    page = _whole_number(value) if value else 1
    if not page:
        notes.append(f"„{value[:LONGEST_VALUE]}“ ist keine Seitenzahl; Sie sehen die erste Seite.")
    return page or 1


def _whole_number(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()):
        return None
    return int(value[:LONGEST_NUMBER])
