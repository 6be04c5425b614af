"""Filters as a reader sees them: what can be ticked, how often it occurs, and what is ticked already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from kb.documents import AUDIENCES
from kb.library import Library
from kb.search.fields import FACETS, YEAR, Facet
from kb.search.results import FacetValue, Results
from web.search.address import Asked, written

MOST_SHOWN = 6
"""Values of a facet that are shown at once; the rest waits behind „weitere anzeigen“."""

OPEN_AT_ONCE = ("kind", "topic", "municipality")
"""Facets whose values show at once; the others open on a click, or when one of their values is ticked."""

MOST_COUNTED = 8
"""Filters that a result without hits tries to leave out."""

ONLY_EXACT = "nur genaue Schreibweise"


class Choice(NamedTuple):
    """One value that can be ticked, and what lies in it; `value` is as in the address.

    A tuple, as there are hundreds on a page.
    """

    value: str
    label: str
    count: int  # type: ignore[assignment]  # hides the tuple's own method, which nobody needs here
    is_chosen: bool
    narrower: tuple["Choice", ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether its narrower ones show at once: because it or one of them is ticked."""
        return self.is_chosen or any(one.is_open for one in self.narrower)


@dataclass(frozen=True, kw_only=True)
class ChoiceGroup:
    """The values of one facet: those shown at once, and the others."""

    parameter: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()
    is_open: bool = True


@dataclass(frozen=True)
class Chosen:
    """A filter that is set, with the question without it."""

    label: str
    without: Asked

    @property
    def address(self) -> str:
        return address_of(self.without)


@dataclass(frozen=True)
class Released:
    """What a question would find without one of its filters."""

    chosen: Chosen
    count: int


def address_of(asked: Asked, endpoint: str = "search.results") -> str:
    """The shortest address that asks this, of the page or of a feed."""
    return url_for(endpoint, **asked.parameters)  # type: ignore[arg-type]  # url_for's own keywords start with _


def choice_groups(results: Results, asked: Asked, library: Library) -> tuple[ChoiceGroup, ...]:
    """One group a facet that has anything to tick."""
    groups = (_group(facet, results, asked, library) for facet in FACETS)
    return tuple(group for group in groups if group.shown)


def chosen_filters(asked: Asked, library: Library) -> tuple[Chosen, ...]:
    """All filters that are set, in the order of the facets, then what was typed as a field."""
    ticked = [
        Chosen(library.reading.label(facet.name, value), asked.without(facet.name, value))
        for facet in FACETS
        for value in getattr(asked.filters, facet.name)
    ]
    exact = [Chosen(ONLY_EXACT, asked.in_any_form())] if asked.only_exact else []
    first = [Chosen(f"zuerst für {AUDIENCES[asked.first_for]}", asked.for_everybody())] if asked.first_for else []
    typed = [Chosen(one.typed, asked.without_typed(one.typed)) for one in library.reading.typed_conditions(asked.text)]
    return (*ticked, *_chosen_years(asked), *exact, *first, *typed)


def released(chosen: Iterable[Chosen], count: Callable[[Asked], int]) -> tuple[Released, ...]:
    """The filters without which there are hits, most hits first. count: how many hits a question has."""
    tried = [Released(one, count(one.without)) for one in tuple(chosen)[:MOST_COUNTED]]
    return tuple(sorted((one for one in tried if one.count), key=lambda one: -one.count))


def years(results: Results) -> tuple[int, int] | None:
    """The first and the last year that have hits."""
    found = [int(one.value) for one in results.facets.get(YEAR.name, ()) if one.value.isdigit()]
    return (min(found), max(found)) if found else None


def _group(facet: Facet, results: Results, asked: Asked, library: Library) -> ChoiceGroup:
    chosen = getattr(asked.filters, facet.name)
    choices = [
        _choice(facet, one, chosen) for one in results.facets.get(facet.name, ()) if one.count or one.value in chosen
    ]
    match facet.name:
        case "topic":
            order = [(topic.id, topic.parent) for topic in library.reading.topics]
            shown, more = _tree(choices, order), ()
        case "area":
            areas = library.reading.municipalities.areas
            order = [(one.code, None if one.is_region else one.region) for one in areas]
            shown, more = _tree(choices, order), ()
        case _:
            shown, more = _divided(_in_order(facet, choices))
    is_open = bool(chosen) or facet.name in OPEN_AT_ONCE
    return ChoiceGroup(parameter=facet.parameter, label=facet.label, shown=shown, more=more, is_open=is_open)


def _choice(facet: Facet, value: FacetValue, chosen: Sequence[str]) -> Choice:
    return Choice(written(facet.name, value.value), value.label, value.count, is_chosen=value.value in chosen)


def _in_order(facet: Facet, choices: list[Choice]) -> list[Choice]:
    """Fixed values in their order, years from the latest; all others stay most frequent first."""
    if facet is YEAR:
        return sorted(choices, key=lambda one: one.value, reverse=True)
    order = {label: place for place, label in enumerate(facet.labels.values())}
    return sorted(choices, key=lambda one: order.get(one.label, len(order))) if order else choices


def _divided(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Those shown at once, with all that are ticked, and the others."""
    most = len(choices) if len(choices) == MOST_SHOWN + 1 else MOST_SHOWN  # nobody opens a list of one
    is_shown = [place < most or one.is_chosen for place, one in enumerate(choices)]
    pairs = list(zip(choices, is_shown, strict=True))
    return tuple(one for one, shown in pairs if shown), tuple(one for one, shown in pairs if not shown)


def _tree(choices: Iterable[Choice], order: Iterable[tuple[str, str | None]]) -> tuple[Choice, ...]:
    """The broadest choices, each with its narrower ones. order: values, each with the broader one or None."""
    by_value = {one.value: one for one in choices}
    narrower: dict[str | None, list[str]] = {}
    for value, broader in order:
        if value in by_value:
            narrower.setdefault(broader if broader in by_value else None, []).append(value)
    return tuple(_branches(None, by_value, narrower))


def _branches(
    broader: str | None, choices: Mapping[str, Choice], narrower: Mapping[str | None, Sequence[str]]
) -> Iterator[Choice]:
    for value in narrower.get(broader, ()):
        yield choices[value]._replace(narrower=tuple(_branches(value, choices, narrower)))


def _chosen_years(asked: Asked) -> Iterable[Chosen]:
    if asked.filters.year_from is not None:
        yield Chosen(f"ab {asked.filters.year_from}", asked.without("year_from"))
    if asked.filters.year_to is not None:
        yield Chosen(f"bis {asked.filters.year_to}", asked.without("year_to"))
