"""What can be asked, said once: the route, the refusal of unknown parameters, OpenAPI and the German page come from it."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from kb.errors import InputError, UnknownField
from web.api.blueprint import VERSION_PATH, api
from web.search.address import MOST_VALUES

TEXT: Mapping[str, object] = {"type": "string"}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One thing that may be said in an address; `says` and `example` are for readers, `schema` is JSON Schema.

    is_list: it may be given several times, and any of its values is enough.
    register: `topic`, `municipality` or `area` if its values are the ids of those.
    """

    name: str
    says: str
    example: str = ""
    schema: Mapping[str, object] = field(default_factory=lambda: TEXT)
    is_list: bool = False
    is_in_path: bool = False
    register: str = ""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One address and what it answers: a TypedDict, or text of another media type."""

    path: str
    name: str
    title: str
    says: str
    parameters: tuple[Parameter, ...]
    answer: type
    media_type: str = "application/json"
    example: str = ""


OPERATIONS: list[Operation] = []
"""In the order in which they were declared."""

Viewed = Callable[..., ResponseReturnValue]


def operation(declared: Operation) -> Callable[[Viewed], Viewed]:
    """Serve what `declared` says with the decorated function."""
    OPERATIONS.append(declared)
    known = [one.name for one in declared.parameters if not one.is_in_path]

    def serve(view: Viewed) -> Viewed:
        @functools.wraps(view)
        def answer(**path: Any) -> ResponseReturnValue:
            refuse_unknown(known)
            _refuse_repeated(declared.parameters)
            return view(**path)

        rule = VERSION_PATH + declared.path.replace("{", "<").replace("}", ">")
        api.add_url_rule(rule, declared.name, answer, methods=["GET"])
        return view

    return serve


def refuse_unknown(known: list[str]) -> None:
    """Raises UnknownParameter for the first parameter that the operation does not have."""
    for name in request.args:
        if name not in known:
            raise UnknownParameter(name, known)


def _refuse_repeated(parameters: Sequence[Parameter]) -> None:
    """Nothing that was said is left out without a word. Raises InputError."""
    for one in parameters:
        count = len(request.args.getlist(one.name))
        if count > 1 and not one.is_list:
            raise InputError(f"„{one.name}“ darf nur einmal angegeben werden, steht hier aber {count}-mal.")
        if count > MOST_VALUES:
            raise InputError(
                f"„{one.name}“ darf höchstens {MOST_VALUES}-mal angegeben werden, steht hier aber {count}-mal."
            )


class UnknownParameter(UnknownField):
    """A parameter that does not exist, with the known ones."""

    @property
    def message(self) -> str:
        near = get_close_matches(self.name, self.known, 1)
        hint = f" Gemeint war vielleicht „{near[0]}“." if near else ""
        known = f"Bekannt sind: {', '.join(self.known)}." if self.known else "Diese Adresse kennt keine Parameter."
        return f"Den Parameter „{self.name[:100]}“ gibt es hier nicht.{hint} {known}"
