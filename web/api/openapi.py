"""The description of the interface in OpenAPI 3.1, made from what is declared."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from web.api.blueprint import VERSION_PATH
from web.api.operations import Operation, Parameter
from web.api.schemas import components, reference
from web.problems import MEDIA_TYPE
from web.search.address import MOST_VALUES

Schema = dict[str, Any]

_PROBLEM: Schema = {
    "type": "object",
    "description": "Was nicht ging und was zu tun ist (RFC 9457)",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "known": {"type": "array", "items": {"type": "string"}, "description": "die Parameter, die es gibt"},
    },
    "required": ["type", "title", "status", "detail"],
}

_REFUSALS = {
    "400": "Ein Parameter ist unbekannt oder hat einen Wert, den es nicht gibt",
    "429": "Zu viele Fragen; Retry-After nennt die Sekunden bis zur nächsten",
    "503": "Suche oder Datenbank sind gerade nicht verfügbar",
}

MARKS = {"cursor", "since"}
_NO_MARK = {"404": "Diese Marke gibt es hier nicht, oder sie gehört zu einer anderen Frage"}
_GONE = {"404": "Das gibt es nicht", "410": "Das Dokument wurde zurückgezogen"}


Registers = Mapping[str, list[str]]
"""The ids that there are, by register; see `Parameter.register`."""


def openapi(operations: list[Operation], server: str, registers: Registers) -> Schema:
    """The whole document; server: the public address that the paths are below."""
    shapes = [one.answer for one in operations if one.answer is not str]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wissensspeicher Engagement",
            "version": version("wissensspeicher"),
            "summary": "Suche und Dokumente zum bürgerschaftlichen Engagement in den Kommunen Nordrhein-Westfalens",
            "license": {"name": "Inhalte: CC BY 4.0, soweit beim Dokument nichts anderes steht", "url": CC_BY},
        },
        "servers": [{"url": server}],
        "paths": {f"{VERSION_PATH}{one.path}": {"get": _operation(one, registers)} for one in operations},
        "components": {"schemas": components(*shapes) | {"Problem": _PROBLEM}},
    }


CC_BY = "https://creativecommons.org/licenses/by/4.0/deed.de"


def _operation(one: Operation, registers: Registers) -> Schema:
    names = {parameter.name for parameter in one.parameters}
    refusals = _REFUSALS | (_GONE if "document_id" in names else {}) | (_NO_MARK if names & MARKS else {})
    schema = {"type": "string"} if one.answer is str else reference(one.answer)
    answers: Schema = {"200": {"description": one.title, "content": {one.media_type: {"schema": schema}}}}
    answers["304"] = {"description": "Unverändert: If-None-Match nannte das ETag der jetzigen Antwort"}
    refused = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {
        "operationId": one.name,
        "summary": one.title,
        "description": one.says,
        "parameters": [_parameter(parameter, registers) for parameter in one.parameters],
        "responses": answers | {status: {"description": says} | refused for status, says in refusals.items()},
    }


def _parameter(one: Parameter, registers: Registers) -> Schema:
    value = {"type": "string", "enum": registers[one.register]} if one.register else dict(one.schema)
    schema: Schema = {"type": "array", "items": value, "maxItems": MOST_VALUES} if one.is_list else value
    described: Schema = {
        "name": one.name,
        "in": "path" if one.is_in_path else "query",
        "required": one.is_in_path,
        "description": one.says,
        "schema": schema,
    }
    if one.example:
        described["example"] = [one.example] if one.is_list else one.example
    return described
