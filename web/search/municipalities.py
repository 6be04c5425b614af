"""The municipalities: those that contributed, all others, and one with its documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kb.municipalities import Municipality
from kb.slugs import slugify
from web.search.blueprint import search
from web.search.groups import by_kind
from web.search.subscribing import feeds_of
from web.wiring import current_library


@dataclass(frozen=True)
class District:
    """A Kreis (with its own entry, if the register has one) or the kreisfreie Städte, and what belongs to it."""

    name: str
    own: Municipality | None
    members: tuple[Municipality, ...]


@dataclass(frozen=True)
class Region:
    """A Regierungsbezirk."""

    name: str
    districts: tuple[District, ...]


@search.get("/kommunen/")
def municipalities() -> str:
    reading = current_library().reading
    counts = reading.counts_by_municipality()
    return render_template(
        "search/municipalities.html",
        heading="Kommunen",
        contributing=[(one, counts[one.ags]) for one in by_name(reading.municipalities) if one.ags in counts],
        regions=regions(reading.municipalities),
    )


@search.get("/kommunen/<ags>-<slug>")
@search.get("/kommunen/<ags>", defaults={"slug": ""})
def municipality(ags: str, slug: str) -> ResponseReturnValue:
    reading = current_library().reading
    one = reading.municipalities.get(ags)
    if f"{ags}-{slug}" != one.slug:
        return redirect(municipality_address(one), 301)
    return render_template(
        "search/municipality.html",
        heading=one.name,
        municipality=one,
        groups=by_kind(reading.municipality_documents(ags)),
        topics=narrowest(reading.counts_by_topic_of(ags)),
        topic_tree=reading.topics,
        municipalities=reading.municipalities,
        feeds=feeds_of(municipality=(ags,)),
    )


def narrowest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Topics with their counts, those with most documents first, without those that a narrower one stands for."""
    found = ((one, count) for one, count in counts.items() if not any(other.startswith(f"{one}/") for other in counts))
    return sorted(found, key=lambda one: (-one[1], one[0]))


def by_name(municipalities: Iterable[Municipality]) -> list[Municipality]:
    """In the order of the German alphabet, umlauts beside their vowels."""
    return sorted(municipalities, key=lambda one: slugify(one.name))


def municipality_address(one: Municipality) -> str:
    return url_for("search.municipality", ags=one.ags, slug=one.slug.removeprefix(f"{one.ags}-"))


def regions(municipalities: Iterable[Municipality]) -> tuple[Region, ...]:
    """All municipalities by Regierungsbezirk and Kreis, kreisfreie Städte first, each in the order of the register."""
    found: dict[str, dict[str, list[Municipality]]] = {}
    for one in municipalities:
        found.setdefault(one.region, {}).setdefault(_district(one), []).append(one)
    return tuple(
        Region(name, tuple(_grouped(district, members) for district, members in sorted(districts.items())))
        for name, districts in sorted(found.items())
    )


def _district(one: Municipality) -> str:
    """Its Kreis; a Kreis is its own; empty for a kreisfreie Stadt, so that these come first."""
    return one.district or ("" if one.sort == "kreisfreie Stadt" else one.name)


def _grouped(district: str, members: Iterable[Municipality]) -> District:
    listed = tuple(members)
    own = next((one for one in listed if one.name == district and not one.district), None)
    return District(district or "Kreisfreie Städte", own, tuple(one for one in listed if one is not own))
