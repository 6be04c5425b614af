"""The fields of a form: how they look, what may be chosen, and how what was typed is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from werkzeug.datastructures import MultiDict

from kb.errors import UnknownField

STAMP, TRAP, STEP = "stempel", "homepage", "schritt"
"""What every form carries beside its fields. People never see the trap."""

Typed = Mapping[str, str]
"""What was typed, by name of the field; nothing is missing."""


class Sort(StrEnum):
    """How a field looks."""

    LINE = "line"
    MAIL = "mail"
    YEAR = "year"
    TEXT = "text"
    LIST = "list"
    ONE_OF = "one_of"
    CONSENT = "consent"


@dataclass(frozen=True)
class Choice:
    """Something to choose; `group` is the heading that it stands below in a list."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a form. name: in the form. part: the part of the contribution that it fills, if any. most: characters."""

    name: str
    part: str = ""
    label: str
    sort: Sort
    hint: str = ""
    is_optional: bool = False
    most: int = 0
    rows: int = 6
    choices: tuple[Choice, ...] = ()

    def label_of(self, value: str) -> str:
        """A chosen value as it was shown."""
        return next((one.label for one in self.choices if one.value == value), value)


def read_typed(fields: tuple[Field, ...], sent: MultiDict[str, str]) -> dict[str, str]:
    """What was typed, with line ends as one sign. Raises UnknownField for a name that the form does not have."""
    known = [*(one.name for one in fields), STAMP, TRAP, STEP]
    for name in sent:
        if name not in known:
            raise UnknownField(name, known)
    return {one.name: sent.get(one.name, "").replace("\r\n", "\n") for one in fields}


def prefilled(fields: tuple[Field, ...], asked: MultiDict[str, str]) -> dict[str, str]:
    """What a link to the form says about its fields; what does not fit is left out."""
    return {one.name: _fitting(one, asked.get(one.name, "")) for one in fields}


def _fitting(field: Field, value: str) -> str:
    if field.sort in (Sort.LIST, Sort.ONE_OF):
        return value if any(one.value == value for one in field.choices) else ""
    return value[: field.most] if field.sort is Sort.LINE else ""
