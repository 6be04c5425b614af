"""The parameters that operations share; those of a search are called as on the pages."""

from collections.abc import Mapping

from kb.errors import InputError
from kb.search.fields import FACETS, YEAR, Facet
from web.api.operations import Parameter
from web.search.address import SORT_ADDRESSES, WRITTEN, YEARS

MOST_HITS = 50

REGISTERS = ("topic", "municipality", "area")
"""Facets whose values are ids of registers, which grow and shrink."""

_EXAMPLES = {"topic": "anerkennung/ehrenamtskarte", "municipality": "05711000", "kind": "praxishilfe"}


def one_of(values: Mapping[str, object]) -> Mapping[str, object]:
    return {"type": "string", "enum": list(values)}


def whole_number(least: int, most: int) -> Mapping[str, object]:
    return {"type": "integer", "minimum": least, "maximum": most}


YEAR_NUMBER = whole_number(YEARS.start, YEARS.stop - 1)


def _schema(facet: Facet) -> Mapping[str, object]:
    if facet is YEAR:
        return YEAR_NUMBER
    values = WRITTEN[facet.name].values()
    return one_of(dict.fromkeys(values)) if values else {"type": "string", "maxLength": 200}


FILTERS = tuple(
    Parameter(
        name=facet.parameter,
        says=f"Filter „{facet.label}“; mehrere Werte sind Alternativen",
        example=_EXAMPLES.get(facet.name, ""),
        schema=_schema(facet),
        is_list=True,
        register=facet.name if facet.name in REGISTERS else "",
    )
    for facet in FACETS
)

SEARCH = (
    Parameter(name="q", says="die Frage, in der Sprache des Suchfelds", example="Ehrenamtskarte einführen"),
    *FILTERS,
    Parameter(name="jahr_von", says="ab diesem Jahr", schema=YEAR_NUMBER),
    Parameter(name="jahr_bis", says="bis zu diesem Jahr", schema=YEAR_NUMBER),
    Parameter(name="genau", says="1: nur genaue Schreibweise", schema=one_of({"1": None})),
    Parameter(
        name="zuerst",
        says="was für diese Zielgruppe geschrieben ist, kommt zuerst",
        schema=one_of(dict.fromkeys(WRITTEN["audience"].values())),
    ),
    Parameter(name="woertlich", says="1: keine andere Schreibweise versuchen", schema=one_of({"1": None})),
    Parameter(name="sortierung", says="Reihenfolge", schema=one_of(SORT_ADDRESSES)),
    Parameter(name="anzahl", says="Treffer je Antwort", example="10", schema=whole_number(1, MOST_HITS)),
    Parameter(name="cursor", says="Marke aus „next“ der vorigen Antwort"),
)

DOCUMENT = Parameter(name="document_id", says="Kennung eines Dokuments", example="ph001", is_in_path=True)


def number_of(value: str, name: str, least: int, most: int, default: int) -> int:
    """Raises InputError for what is no whole number in this range."""
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most)) and least <= int(value) <= most):
        raise InputError(f"„{name}“ muss eine ganze Zahl von {least} bis {most} sein.")
    return int(value)
