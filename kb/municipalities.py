"""The register of municipalities and Kreise, held by AGS (Amtlicher Gemeindeschlüssel)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kb.errors import NotFound
from kb.slugs import slugify


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
class MunicipalityRegister:
    """All known municipalities in the order of the file."""

    municipalities: tuple[Municipality, ...] = ()
    _by_ags: dict[str, Municipality] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_ags", {one.ags: one for one in self.municipalities})

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self.municipalities)

    def __contains__(self, ags: object) -> bool:
        return ags in self._by_ags

    def get(self, ags: str) -> Municipality:
        """Raises NotFound for an unknown AGS."""
        if ags not in self._by_ags:
            raise NotFound(f"Die Kommune „{ags}“")
        return self._by_ags[ags]

    def name(self, ags: str) -> str:
        return self._by_ags[ags].name if ags in self._by_ags else ags

    def named(self, name: str) -> Municipality | None:
        """The municipality of exactly this name, if there is just one."""
        found = [one for one in self.municipalities if one.name.casefold() == name.strip().casefold()]
        return found[0] if len(found) == 1 else None
