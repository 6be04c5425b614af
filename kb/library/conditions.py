"""Fields that readers type, such as `kommune:Köln` or `jahr:2018-2020`, turned into filters."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kb.language.dates import iso_date
from kb.municipalities import MunicipalityRegister
from kb.search.fields import FACET_NAMED, FACETS
from kb.search.query import Condition, Filters
from kb.slugs import slugify
from kb.topics import TopicTree

COMMITTEE_ABBREVIATIONS = {
    "bv": "Bezirksvertretung",
    "fa": "Finanzausschuss",
    "ha": "Hauptausschuss",
    "hfa": "Haupt- und Finanzausschuss",
    "jha": "Jugendhilfeausschuss",
    "ka": "Kreisausschuss",
    "kt": "Kreistag",
    "rpa": "Rechnungsprüfungsausschuss",
    "spa": "Sportausschuss",
}
_BEFORE_A_NAME = re.compile(r"(?:(?:Landeshaupt|Bundes|Hanse|Kreis)?stadt|Gemeinde) ", re.IGNORECASE)
_ADDITION = re.compile(r" \([^)]*\)")
_PLURALS = ("", "e", "n", "en", "s")
_YEAR = re.compile(r"(?:1[89]|20|21)[0-9]{2}")
_SPAN = re.compile(rf"({_YEAR.pattern})\s?[-–]\s?({_YEAR.pattern})")
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Conditions:
    """What conditions can refer to. committees: gives the names that documents have; asked only when one is typed."""

    topics: TopicTree
    municipalities: MunicipalityRegister
    committees: Callable[[], Iterable[str]]

    def filters(self, condition: Condition) -> Filters | None:
        """What the condition narrows to, or None if its value means nothing or several things."""
        value = condition.value.strip()[:_LONGEST_NAME]
        match condition.field:
            case "year":
                return _span(value)
            case "year_from":
                return Filters(year_from=_year(value)) if _year(value) else None
            case "year_to":
                return Filters(year_to=_year(value)) if _year(value) else None
            case field:
                ids = self._ids(field, value)
                return replace(Filters(), **{field: ids}) if ids else None  # type: ignore[arg-type]  # it holds ids

    def _ids(self, field: str, value: str) -> tuple[str, ...]:
        match field:
            case "topic":
                return _named(value, {one.id: [one.id, one.label, *one.alternative_labels] for one in self.topics})
            case "municipality":
                name = _BEFORE_A_NAME.sub("", value) if _BEFORE_A_NAME.match(value) else value
                return _named(name, {one.ags: [one.ags, *_names(one.name)] for one in self.municipalities})
            case "area":
                return _named(value, {one.code: [one.name, one.short_name] for one in self.municipalities.areas})
            case _ if labels := FACET_NAMED[field].labels:
                return _named(value, {one: [label + ending for ending in _PLURALS] for one, label in labels.items()})
            case _:
                written = COMMITTEE_ABBREVIATIONS.get(value.lower(), value)
                return _named(written, {name: [name] for name in self.committees()})

    def is_known(self, condition: Condition) -> bool:
        return self.filters(condition) is not None

    def narrowed(self, filters: Filters, conditions: Iterable[Condition]) -> Filters:
        """The filters with what the conditions add: values of one facet are alternatives, years narrow one another."""
        found = [one for one in map(self.filters, conditions) if one]
        joined = {name: _together(getattr(one, name) for one in (filters, *found)) for name in _ID_FIELDS}
        return replace(
            Filters(**joined),  # type: ignore[arg-type]  # these fields hold ids
            year_from=max((one.year_from for one in (filters, *found) if one.year_from), default=None),
            year_to=min((one.year_to for one in (filters, *found) if one.year_to), default=None),
        )


_ID_FIELDS = tuple(facet.name for facet in FACETS)


def _together(ids: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for several in ids for one in several))


def _names(name: str) -> tuple[str, ...]:
    """`Halle (Westf.)` is known as `Halle` too."""
    return (name, _ADDITION.sub("", name))


def _named(value: str, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The ids of exactly this name, in any case and with umlauts or transcribed; else the only one that begins so."""
    asked = slugify(value, _LONGEST_NAME)
    if not asked:
        return ()
    slugs = {one: [slugify(name, _LONGEST_NAME) for name in several] for one, several in names.items()}
    exact = tuple(one for one, several in slugs.items() if asked in several)
    begun = tuple(one for one, several in slugs.items() if any(name.startswith(asked) for name in several))
    return exact or (begun if len(begun) == 1 else ())


def _span(value: str) -> Filters | None:
    """`2018` or `2018-2020`."""
    span = _SPAN.fullmatch(value)
    if span:
        first, last = sorted((int(span[1]), int(span[2])))
        return Filters(year_from=first, year_to=last)
    return Filters(year_from=int(value), year_to=int(value)) if _YEAR.fullmatch(value) else None


def _year(value: str) -> int | None:
    """The year of `2018` or of a date in any notation."""
    year = value if _YEAR.fullmatch(value) else iso_date(value)[:4]
    return int(year) if year else None
