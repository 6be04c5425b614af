"""How municipalities are called in German sentences: by article and case, with council, committees and head of administration."""

import re
from dataclasses import dataclass
from enum import Enum

from kb.municipalities import MunicipalityKind


class Case(Enum):
    NOMINATIVE = 0
    GENITIVE = 1
    DATIVE = 2
    ACCUSATIVE = 3


_FEMININE = ("die", "der", "der", "die")
_MASCULINE = ("der", "des", "dem", "den")
_CONTRACTED = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("von", "dem"): "vom",
    ("zu", "dem"): "zum",
    ("bei", "dem"): "beim",
    ("zu", "der"): "zur",
}

_DISTRICT_NAME = re.compile(r"(?:(?P<adjective>\S+)er )?(?P<noun>\S*[Kk]reis)(?P<rest> .+)?")
_IN_BRACKETS = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True)
class Wording:
    """What belongs to one kind of municipality. prefix: begins compounds such as Kreisverwaltung; wide: „kreisweit“."""

    noun: str
    council: str
    main_committee: str
    head: str
    head_feminine: str
    prefix: str
    wide: str
    hall: str
    law: str


_MUNICIPAL_LAW = "Gemeindeordnung (GO NRW)"
_DISTRICT_LAW = "Kreisordnung (KrO NRW)"
_MAIN = "Haupt- und Finanzausschuss"

WORDINGS = {
    MunicipalityKind.CITY: Wording(
        "Stadt", "Rat", _MAIN, "Oberbürgermeister", "Oberbürgermeisterin", "Stadt", "stadtweit", "Rathaus", _MUNICIPAL_LAW
    ),
    MunicipalityKind.TOWN: Wording(
        "Stadt", "Rat", _MAIN, "Bürgermeister", "Bürgermeisterin", "Stadt", "stadtweit", "Rathaus", _MUNICIPAL_LAW
    ),
    MunicipalityKind.COMMUNE: Wording(
        "Gemeinde", "Rat", _MAIN, "Bürgermeister", "Bürgermeisterin", "Gemeinde", "gemeindeweit", "Rathaus", _MUNICIPAL_LAW
    ),
    MunicipalityKind.DISTRICT: Wording(
        "Kreis", "Kreistag", "Kreisausschuss", "Landrat", "Landrätin", "Kreis", "kreisweit", "Kreishaus", _DISTRICT_LAW
    ),
    MunicipalityKind.REGION: Wording(
        *("Städteregion", "Städteregionstag", "Städteregionsausschuss", "Städteregionsrat", "Städteregionsrätin"),
        *("Städteregions", "regionsweit", "Verwaltungsgebäude", _DISTRICT_LAW),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A municipality as sentences speak of it. name: as the register has it, empty if only the kind is known."""

    kind: MunicipalityKind
    name: str = ""

    @property
    def wording(self) -> Wording:
        return WORDINGS[self.kind]

    @property
    def is_masculine(self) -> bool:
        return self.kind is MunicipalityKind.DISTRICT

    @property
    def stands_alone(self) -> bool:
        """Whether the name is used without an article: „in Uedem“, but „im Kreis Kleve“."""
        return self.kind not in (MunicipalityKind.DISTRICT, MunicipalityKind.REGION)

    @property
    def short_name(self) -> str:
        """Without what only tells it from others: `Langenfeld (Rhld.)` → `Langenfeld`."""
        return _IN_BRACKETS.sub("", self.name)

    @property
    def designation(self) -> str:
        """`Gemeinde Uedem`, `Kreis Kleve`: without article, for headings."""
        return f"{self.wording.noun} {self.name}" if self.stands_alone else self.name

    def inflected(self, case: Case, *, with_name: bool = True) -> str:
        """Without article, as it stands behind the definite one: `Kreises Kleve`, `Rheinisch-Bergischen Kreis`."""
        noun = self.wording.noun
        if not with_name or not self.name:
            return f"{noun}es" if self.is_masculine and case is Case.GENITIVE else noun
        if self.stands_alone:
            return f"{noun} {self.short_name}"
        found = _DISTRICT_NAME.fullmatch(self.name)
        return _inflected_district(found, case) if found else self.name

    def with_article(self, case: Case, *, with_name: bool = True, between: str = "") -> str:
        """`des Kreises Kleve`, `die Gemeinde Uedem`. between: an adjective in its weak feminine form."""
        return f"{self.article(case)} {self._adjective(between, case)}{self.inflected(case, with_name=with_name)}"

    def after(self, preposition: str, case: Case, *, with_name: bool = True, between: str = "") -> str:
        """`im Kreis Kleve`, `für die Gemeinde Uedem`; the preposition in lower case."""
        phrase = self.with_article(case, with_name=with_name, between=between)
        article, _, rest = phrase.partition(" ")
        contracted = _CONTRACTED.get((preposition, article))
        return f"{contracted} {rest}" if contracted else f"{preposition} {phrase}"

    def article(self, case: Case) -> str:
        return (_MASCULINE if self.is_masculine else _FEMININE)[case.value]

    def _adjective(self, stem: str, case: Case) -> str:
        if not stem:
            return ""
        is_plain = case is Case.NOMINATIVE or (case is Case.ACCUSATIVE and not self.is_masculine)
        return f"{stem}{'e' if is_plain else 'en'} "


def _inflected_district(found: re.Match[str], case: Case) -> str:
    adjective, noun, rest = found["adjective"], found["noun"], found["rest"] or ""
    before = f"{adjective}{'e' if case is Case.NOMINATIVE else 'en'} " if adjective else ""
    return f"{before}{noun}{'es' if case is Case.GENITIVE else ''}{rest}"
