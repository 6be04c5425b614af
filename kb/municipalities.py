"""The register of municipalities and Kreise, held by AGS (Amtlicher Gemeindeschlüssel)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kb.errors import NotFound
from kb.slugs import slugify

COLUMNS = {"ags": "ags", "name": "name", "art": "sort", "kreis": "district", "regierungsbezirk": "region"}
"""The columns of `kommunen.csv`, each with the field of `Municipality` that it fills."""

DISTRICT_DIGITS = 5
REGION_DIGITS = 3


class MunicipalityKind(StrEnum):
    """What a municipality is by its constitution; it decides how council, committees and head of administration are called."""

    CITY = "kreisfreie-stadt"
    TOWN = "stadt"
    COMMUNE = "gemeinde"
    DISTRICT = "kreis"
    REGION = "staedteregion"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    MunicipalityKind.CITY: "kreisfreie Stadt",
    MunicipalityKind.TOWN: "Stadt",
    MunicipalityKind.COMMUNE: "Gemeinde",
    MunicipalityKind.DISTRICT: "Kreis",
    MunicipalityKind.REGION: "Städteregion",
}

_KINDS_BY_SORT = {
    "kreisfreie Stadt": MunicipalityKind.CITY,
    "kreisangehörige Stadt": MunicipalityKind.TOWN,
    "kreisangehörige Gemeinde": MunicipalityKind.COMMUNE,
    "Kreis": MunicipalityKind.DISTRICT,
}


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """One Stadt, Gemeinde or Kreis.

    ags: eight digits for a municipality, five and three zeros for a Kreis.
    sort: `kreisfreie Stadt`, `kreisangehörige Gemeinde`, `Kreis`, … as the register prints it.
    """

    ags: str
    name: str
    sort: str = ""
    district: str = ""
    region: str = ""

    @property
    def slug(self) -> str:
        """The address part: name made URL-safe, with the AGS that keeps it unique."""
        return f"{self.ags}-{slugify(self.name)}"

    @property
    def kind(self) -> MunicipalityKind | None:
        """None if the register does not say whether it is a Stadt or a Gemeinde."""
        if self.name.startswith("Städteregion "):
            return MunicipalityKind.REGION
        return _KINDS_BY_SORT.get(self.sort)


@dataclass(frozen=True)
class Area:
    """A Kreis or Regierungsbezirk with all that lies in it; `code` is what the AGS there begin with."""

    code: str
    name: str

    @property
    def is_region(self) -> bool:
        return len(self.code) == REGION_DIGITS

    @property
    def region(self) -> str:
        """The code of the Regierungsbezirk that it is or lies in."""
        return self.code[:REGION_DIGITS]

    @property
    def short_name(self) -> str:
        """`Kleve` for `Kreis Kleve`."""
        return self.name.removeprefix("Regierungsbezirk ").removeprefix("Kreis ")


def area_codes(ags: str) -> tuple[str, ...]:
    """Of the Kreis and the Regierungsbezirk that a municipality lies in; for a kreisfreie Stadt the first names none."""
    return (ags[:DISTRICT_DIGITS], ags[:REGION_DIGITS]) if ags else ()


@dataclass(frozen=True)
class MunicipalityRegister:
    """All known municipalities in the order of the file."""

    municipalities: tuple[Municipality, ...] = ()
    _by_ags: dict[str, Municipality] = field(init=False, repr=False, compare=False)
    _areas: dict[str, Area] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_ags", {one.ags: one for one in self.municipalities})
        object.__setattr__(self, "_areas", {one.code: one for one in _areas_of(self.municipalities)})

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self.municipalities)

    def __contains__(self, ags: object) -> bool:
        return ags in self._by_ags

    def get(self, ags: str) -> Municipality:
        """Raises NotFound for an unknown AGS."""
        if ags not in self._by_ags:
            raise NotFound(f"Die Kommune „{ags}“")
        return self._by_ags[ags]

    @property
    def areas(self) -> tuple[Area, ...]:
        """Every Kreis and Regierungsbezirk, in the order of the codes: a Regierungsbezirk before its Kreise."""
        return tuple(sorted(self._areas.values(), key=lambda one: one.code))

    def has_area(self, code: str) -> bool:
        return code in self._areas

    def area_name(self, code: str) -> str:
        return self._areas[code].name if code in self._areas else code

    def name(self, ags: str) -> str:
        return self._by_ags[ags].name if ags in self._by_ags else ags

    def named(self, name: str) -> Municipality | None:
        """The municipality of exactly this name, if there is just one."""
        found = [one for one in self.municipalities if one.name.casefold() == name.strip().casefold()]
        return found[0] if len(found) == 1 else None


def _areas_of(municipalities: Iterable[Municipality]) -> Iterator[Area]:
    for one in municipalities:
        if one.region:
            yield Area(one.ags[:REGION_DIGITS], f"Regierungsbezirk {one.region}")
        if one.district:
            yield Area(one.ags[:DISTRICT_DIGITS], one.district)
