"""Council, committees, head of administration and what else is called otherwise in a Kreis than in a Stadt."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kb.drafting.naming import WORDINGS, Named
from kb.drafting.pieces import Check, Piece
from kb.municipalities import MunicipalityKind


class Rule(NamedTuple):
    """What it finds, and what stands there instead; None leaves the place to later rules."""

    pattern: re.Pattern[str]
    said: Callable[[re.Match[str]], Piece | None]


_MUNICIPAL = (MunicipalityKind.CITY, MunicipalityKind.TOWN, MunicipalityKind.COMMUNE)
_COUNCILS = r"Stadtrat|Gemeinderat|Rat|Kreistag|Städteregionstag"
_OFFICIAL = r"(?:Ober)?[Bb]ürgermeister|Landr[aä]t|Städteregionsr[aä]t"
_COMPOUND_ENDS = r"(?:mitglied|fraktion|beschl|sitzung|gremien|periode|vorlage|frau|herr|mehrheit|entscheid|büro)"
_PLACE_ENDS = r"(?:verwaltung|gebiet|kämmer|kasse|haushalt|ebene|bevölkerung|entwicklung|vertretung)"


def rules(source: Named | None, target: Named) -> Iterator[Rule]:
    """source: who wrote the text; a model is written for a Stadt or Gemeinde."""
    own = source.kind if source else MunicipalityKind.TOWN
    yield _main_committee(target)
    yield _council(own, target)
    yield Rule(
        re.compile(rf"\b(?:Stadtrats|Gemeinderats|Rats|Kreistags|Städteregionstags)(?={_COMPOUND_ENDS})"),
        _compound(target),
    )
    yield _official(own, target)
    yield from _places(own, target)


def _main_committee(target: Named) -> Rule:
    pattern = r"\b(?:Haupt-(?:, \w{1,40}-){0,3} und (?:Finanz|Personal)ausschuss|Hauptausschuss|Kreisausschuss|Städteregionsausschuss)(?P<of>es)?\b"
    wanted = target.wording.main_committee

    def said(match: re.Match[str]) -> Piece | None:
        is_same_level = match.group().startswith("Haupt") == wanted.startswith("Haupt")
        return (
            None
            if is_same_level
            else Piece(wanted + (match["of"] or ""), Check.COMMITTEE, "Bitte prüfen Sie die Zuständigkeit")
        )

    return Rule(re.compile(pattern), said)


def _council(own: MunicipalityKind, target: Named) -> Rule:
    own_council = WORDINGS[own].council

    def said(match: re.Match[str]) -> Piece | None:
        council = re.sub(r"(?:Stadt|Gemeinde)rat", "Rat", match["council"])
        if council != own_council:
            return Piece(match.group(), Check.COMMITTEE, "Gemeint ist wohl das Gremium einer anderen Ebene")
        return Piece(target.wording.council + ("es" if match["of"] else ""))

    return Rule(re.compile(rf"\b(?P<council>{_COUNCILS})(?P<of>e?s)?(?![\w-])(?! und Tat)"), said)


def _compound(target: Named) -> Callable[[re.Match[str]], Piece]:
    return lambda _: Piece(f"{target.wording.council}s")


def _official(own: MunicipalityKind, target: Named) -> Rule:
    """The head of administration in each of its written forms; whom it means, a reader must see."""
    pattern = rf"\b(?P<office>{_OFFICIAL})(?:(?P<both>[*:]in|/-?in|\(in\)|In)|(?P<she>in)|(?P<of>e?s))?(?![\w*:-])"
    wording = target.wording
    both = f"{wording.head}*in" if wording.head.endswith("er") else f"{wording.head_feminine}/{wording.head}"

    def said(match: re.Match[str]) -> Piece:
        is_deputy = own is MunicipalityKind.CITY and match["office"].startswith("B")
        are_several = match.string[: match.start()].endswith(("innen und ", "innen oder "))
        if is_deputy or are_several:
            return Piece(match.group(), Check.OFFICE)
        ended = f"{wording.head}s" if match["of"] else wording.head
        return Piece(both if match["both"] else wording.head_feminine if match["she"] else ended, Check.OFFICE)

    return Rule(re.compile(pattern), said)


def _places(own: MunicipalityKind, target: Named) -> Iterator[Rule]:
    """Compounds of Stadt, Gemeinde and Kreis, the town hall, and adjectives."""
    wording, prefix = target.wording, WORDINGS[own].prefix
    prefixes = "Stadt|Gemeinde" if own in _MUNICIPAL else prefix
    yield Rule(re.compile(rf"\b(?:{prefixes})(?={_PLACE_ENDS})"), lambda _: Piece(wording.prefix))
    yield Rule(re.compile(r"\b(?:stadt|gemeinde|kreis|regions)weit"), lambda _: Piece(wording.wide))
    yield Rule(re.compile(r"\bRathaus|\bKreishaus"), lambda _: Piece(wording.hall))
    if wording.noun != "Stadt":
        yield Rule(re.compile(r"\bstädtisch(?=e[nmrs]?\b)"), lambda _: Piece("kommunal"))
        yield Rule(re.compile(r"\bStädtisch(?=e[nmrs]?\b)"), lambda _: Piece("Kommunal"))
        yield Rule(re.compile(r"\bStadtteil"), lambda _: Piece("Ortsteil"))
    if target.kind is not MunicipalityKind.CITY:
        only_cities = "Bezirksvertretungen gibt es nur in kreisfreien Städten"
        pattern = re.compile(r"\bBezirksvertretung(?:en)?\b")
        yield Rule(pattern, lambda match: Piece(match.group(), Check.COMMITTEE, only_cities))
    if (own in _MUNICIPAL) != (target.kind in _MUNICIPAL):
        pattern = re.compile(r"\b(?:Gemeindeordnung|Kreisordnung|GO|KrO)(?: (?:NRW|NW))?(?![\w-])")
        yield Rule(pattern, lambda match: Piece(match.group(), Check.LAW, f"Hier gilt die {wording.law}"))
