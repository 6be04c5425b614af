"""JSON Schema from the shapes of the answers."""

from collections.abc import Callable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from web.api.shapes import Says

Schema = dict[str, Any]

_PLAIN: dict[object, Schema] = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}


def components(*shapes: type) -> dict[str, Schema]:
    """The schema of each shape and of all that it refers to, by name."""
    return {shape.__name__: _object(shape) for root in shapes for shape in _with_parts(root)}


def reference(shape: type) -> Schema:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def _with_parts(shape: object) -> Iterator[type]:
    """Every TypedDict that occurs in the type, itself included."""
    if is_typeddict(shape):
        yield shape  # type: ignore[misc]  # a TypedDict is a class
        for hint in get_type_hints(shape).values():
            yield from _with_parts(hint)
    for part in get_args(shape):
        yield from _with_parts(part)


def _object(shape: type) -> Schema:
    fields = get_type_hints(shape, include_extras=True)
    return {
        "type": "object",
        "description": " ".join((shape.__doc__ or "").split()),
        "properties": {name: _schema(hint) for name, hint in fields.items()},
        "required": list(fields),
        "additionalProperties": False,
    }


def _schema(hint: Any) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if is_typeddict(hint):
        return reference(hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _schema(parts[0]) | _said(parts[1:])
    return _MADE_OF_PARTS[origin](parts)


def _tuple(parts: tuple[Any, ...]) -> Schema:
    pieces = [_schema(part) for part in parts]
    return {"type": "array", "prefixItems": pieces, "items": False, "minItems": len(pieces)}


def _any_of(parts: tuple[Any, ...]) -> Schema:
    return {"anyOf": [{"type": "null"} if part is NoneType else _schema(part) for part in parts]}


_MADE_OF_PARTS: dict[Any, Callable[[tuple[Any, ...]], Schema]] = {
    list: lambda parts: {"type": "array", "items": _schema(parts[0])},
    dict: lambda parts: {"type": "object", "additionalProperties": _schema(parts[1])},
    tuple: _tuple,
    Union: _any_of,
    UnionType: _any_of,
}


def _said(notes: tuple[object, ...]) -> Schema:
    (says,) = (note for note in notes[:1] if isinstance(note, Says))
    return {"description": says.text} | ({"format": says.format} if says.format else {})
