"""Filters as a reader sees them: what can be ticked, how often it occurs, and what is ticked already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from kb.documents import ACTORS, Kind, Outcome
from kb.library import Library
from kb.search.fields import FACETS, YEAR, Facet
from kb.search.results import FacetValue, Results
from kb.topics import TopicTree
from web.search.address import Asked, written

MOST_SHOWN = 6
"""Values of a facet that are shown at once; the rest waits behind „weitere anzeigen“."""

ONLY_EXACT = "nur genaue Schreibweise"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value that can be ticked; `depth` is 1 for a narrower topic. `value` is as in the address."""

    value: str
    label: str
    count: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True, kw_only=True)
class ChoiceGroup:
    """The values of one facet: those shown at once, and the others."""

    parameter: str
    label: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """A filter that is set, with the address that removes it."""

    label: str
    address: str


def choice_groups(results: Results, asked: Asked, library: Library) -> tuple[ChoiceGroup, ...]:
    """One group a facet that has anything to tick."""
    groups = (_group(facet, results, asked, library) for facet in FACETS)
    return tuple(group for group in groups if group.shown)


def chosen_filters(asked: Asked, library: Library) -> tuple[Chosen, ...]:
    """All filters that are set, in the order of the facets."""
    ticked = [
        Chosen(_label(facet.name, value, library), _address(asked.without(facet.name, value)))
        for facet in FACETS
        for value in getattr(asked.filters, facet.name)
    ]
    exact = [Chosen(ONLY_EXACT, _address(asked.in_any_form()))] if asked.only_exact else []
    return (*ticked, *_chosen_years(asked), *exact)


def years(results: Results) -> tuple[int, int] | None:
    """The first and the last year that have hits."""
    found = [int(one.value) for one in results.facets.get(YEAR.name, ()) if one.value.isdigit()]
    return (min(found), max(found)) if found else None


def _group(facet: Facet, results: Results, asked: Asked, library: Library) -> ChoiceGroup:
    chosen = getattr(asked.filters, facet.name)
    values = _with_chosen(results.facets.get(facet.name, ()), chosen)
    if facet.name == "topic":
        topics = _topic_choices(values, chosen, library.reading.topics)
        return ChoiceGroup(parameter=facet.parameter, label=facet.label, shown=topics)
    choices = [_choice(facet.name, one, chosen, library) for one in _in_order(facet.name, values)]
    shown = [one for position, one in enumerate(choices) if position < MOST_SHOWN or one.is_chosen]
    more = [one for one in choices if one not in shown]
    return ChoiceGroup(parameter=facet.parameter, label=facet.label, shown=tuple(shown), more=tuple(more))


def _with_chosen(values: Iterable[FacetValue], chosen: Sequence[str]) -> list[FacetValue]:
    """The counted values, and what is ticked but finds nothing, so that it can be unticked."""
    counted = list(values)
    missing = set(chosen) - {one.value for one in counted}
    return counted + [FacetValue(value=one, count=0) for one in chosen if one in missing]


_FIXED_ORDERS = {
    "kind": [kind.value for kind in Kind],
    "actor": list(ACTORS),
    "outcome": [one.value for one in Outcome],
}


def _in_order(name: str, values: list[FacetValue]) -> list[FacetValue]:
    if name not in _FIXED_ORDERS:
        return values
    order = _FIXED_ORDERS[name]
    return sorted(values, key=lambda one: order.index(one.value) if one.value in order else len(order))


def _choice(name: str, value: FacetValue, chosen: Sequence[str], library: Library) -> Choice:
    return Choice(
        value=written(name, value.value),
        label=value.label or _label(name, value.value, library),
        count=value.count,
        is_chosen=value.value in chosen,
    )


def _topic_choices(values: list[FacetValue], chosen: Sequence[str], topics: TopicTree) -> tuple[Choice, ...]:
    """Top topics, and below one that is ticked (or has something ticked below it) its narrower ones."""
    counts = {one.value: one.count for one in values}
    open_branches = {one.split("/")[0] for one in chosen}
    return tuple(
        Choice(
            value=topic.id,
            label=topic.label,
            count=counts[topic.id],
            is_chosen=topic.id in chosen,
            depth=topic.id.count("/"),
        )
        for topic in topics
        if topic.id in counts and (topic.parent is None or topic.id.split("/")[0] in open_branches)
    )


def _label(name: str, value: str, library: Library) -> str:
    if name == "kind":
        return Kind(value).label
    if name == "topic":
        return library.reading.topics.label(value)
    if name == "outcome":
        return Outcome(value).label
    if name == "actor":
        return ACTORS.get(value, value)
    return library.reading.municipalities.name(value) if name == "municipality" else value


def _chosen_years(asked: Asked) -> Iterable[Chosen]:
    if asked.filters.year_from is not None:
        yield Chosen(f"ab {asked.filters.year_from}", _address(asked.without("year_from")))
    if asked.filters.year_to is not None:
        yield Chosen(f"bis {asked.filters.year_to}", _address(asked.without("year_to")))


def _address(asked: Asked) -> str:
    return url_for("search.results", **asked.parameters)  # type: ignore[arg-type]  # url_for's own keywords start with _
