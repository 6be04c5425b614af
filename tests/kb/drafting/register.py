"""A register with what the drafting tests speak of, and adapters over it."""

from kb.drafting.adapting import Adapter
from kb.drafting.naming import Named
from kb.drafting.pieces import Pieces
from kb.municipalities import Municipality, MunicipalityKind, MunicipalityRegister

NAMES = (
    "Bielefeld", "Köln", "Kleve", "Uedem", "Aachen", "Lage", "Gütersloh", "Kreis Kleve", "Kreis Gütersloh", "Städteregion Aachen",
    "Rheinisch-Bergischer Kreis", "Langenfeld (Rhld.)",
)  # fmt: skip
REGISTER = MunicipalityRegister(
    tuple(Municipality(ags=f"{number:08}", name=name) for number, name in enumerate(NAMES, 1))
)

BIELEFELD = Named(MunicipalityKind.CITY, "Bielefeld")
KLEVE = Named(MunicipalityKind.DISTRICT, "Kreis Kleve")
UEDEM = Named(MunicipalityKind.COMMUNE, "Uedem")
AACHEN = Named(MunicipalityKind.REGION, "Städteregion Aachen")
RHEIN_BERG = Named(MunicipalityKind.DISTRICT, "Rheinisch-Bergischer Kreis")
LANGENFELD = Named(MunicipalityKind.TOWN, "Langenfeld (Rhld.)")


def from_bielefeld(target: Named) -> Adapter:
    return Adapter(BIELEFELD, target, REGISTER)


def from_model(target: Named, **blanks: str) -> Adapter:
    return Adapter(None, target, REGISTER, "Kommune", blanks)


def shown(pieces: Pieces) -> str:
    """What must be checked in angle brackets: `seit ‹2012›`."""
    return "".join(f"‹{one.text}›" if one.check else one.text for one in pieces)
