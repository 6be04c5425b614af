"""Values ⇄ JSON, as revisions and registers keep them. What equals its default is left out."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any

from kb.documents import AnyDocument, Attachment, Consultation, Kind, Outcome, State, document_class
from kb.markup import Heading, Rendered

Json = dict[str, Any]


def document_as_json(document: AnyDocument) -> Json:
    return _as_json(document)


def _as_json(value: Any) -> Json:
    present = ((one.name, getattr(value, one.name), one.default) for one in fields(value))
    return {name: _plain(held) for name, held, default in present if default is MISSING or held != default}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Consultation | Attachment):
        return _as_json(value)
    return value


def document_from_json(content: Json) -> AnyDocument:
    kind = Kind(content["kind"])
    return document_class(kind)(**_read(content))


def _read(content: Json) -> dict[str, Any]:
    return {name: _READERS[name](value) if name in _READERS else value for name, value in content.items()}


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("as_of", "review_by", "valid_until", "starts", "ends", "date"), _day),
    **dict.fromkeys(("topics", "actors", "audience", "related"), tuple),
    "kind": Kind,
    "state": State,
    "outcome": Outcome,
    "consultations": lambda steps: tuple(Consultation(**_read(step)) for step in steps),
    "attachments": lambda files: tuple(Attachment(**file) for file in files),
    "placeholders": lambda pairs: tuple((name, label) for name, label in pairs),
}


def parts_as_json(parts: Mapping[str, Rendered]) -> Json:
    return {name: asdict(part) for name, part in parts.items()}


def parts_from_json(content: Json) -> dict[str, Rendered]:
    return {name: _rendered(part) for name, part in content.items()}


def _rendered(part: Json) -> Rendered:
    headings = tuple(Heading(**heading) for heading in part["headings"])
    pages = tuple((offset, number) for offset, number in part.get("pages", ()))  # older renderings have none
    return Rendered(html=part["html"], text=part["text"], headings=headings, pages=pages)
