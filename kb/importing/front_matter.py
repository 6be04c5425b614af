"""Markdown with YAML front matter → document values. The other direction is `kb.exporting.markdown`."""

import datetime
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kb.documents import (
    MOTION_PARTS,
    AnyDocument,
    Attachment,
    Consultation,
    Kind,
    Outcome,
    State,
    document_class,
    field_names,
)
from kb.errors import InvalidDocument, UnknownField, UnreadableFile
from kb.importing.text_files import MOST_BYTES, read_text
from kb.importing.validity import refuse_invalid
from kb.importing.yaml_text import Plain, read_yaml

FENCE = "---"

_FENCE_LINE = re.compile(rf"^{FENCE}[ \t]*$", re.MULTILINE)

Choice = TypeVar("Choice", bound=StrEnum)


def read_document_file(path: Path, name: str = "") -> AnyDocument:
    """The document in a UTF-8 file. Raises UnreadableFile, UnknownField or InvalidDocument.

    name: what messages call the file, by default its own name.
    """
    name = name or path.name
    return read_document(read_text(path, name), name)


def read_document(text: str, name: str) -> AnyDocument:
    """The document in `text`; `name` is the file's, for messages.

    Raises UnreadableFile with the line number, UnknownField with the known ones, InvalidDocument with the reasons.
    """
    if len(text) > MOST_BYTES:
        raise UnreadableFile(name, f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    header, body = _split(text, name)
    values = read_yaml(header, name, first_line=2)
    if not isinstance(values, dict):
        raise UnreadableFile(name, "Zeile 2: Hier werden Felder erwartet, z. B. „title: Mein Titel“.")
    document = _document(values, body, name)
    refuse_invalid(document, name)
    return document


def has_fields(text: str) -> bool:
    """Whether the text begins with fields, right or wrong."""
    return bool(_FENCE_LINE.match(text.removeprefix("\ufeff").replace("\r\n", "\n")))


def _split(text: str, name: str) -> tuple[str, str]:
    """Front matter and body; the blank line between them and the last line's end belong to neither.

    A file whose first line ends as on Windows is read as such throughout; otherwise a carriage return is content.
    """
    text = text.removeprefix("\ufeff")
    if text.startswith((f"{FENCE}\r\n", f"{FENCE} \r\n")):
        text = text.replace("\r\n", "\n")
    opening = _FENCE_LINE.match(text)
    if not opening:
        raise UnreadableFile(name, f"Zeile 1: Die Datei muss mit einer Zeile „{FENCE}“ und den Feldern beginnen.")
    closing = _FENCE_LINE.search(text, opening.end())
    if not closing:
        raise UnreadableFile(name, f"Zeile 1: Den Feldern fehlt die schließende Zeile „{FENCE}“.")
    body = text[closing.end() :].removeprefix("\n").removeprefix("\n").removesuffix("\n")
    return text[opening.end() + 1 : closing.start()], body


def _document(values: Mapping[str, Plain], body: str, name: str) -> AnyDocument:
    kind = _kind(values, name)
    known = field_names(kind)
    for field in values:
        if field not in known:
            raise UnknownField(field, known, name)
    reasons: list[str] = []
    read = {field: _READERS.get(field, _text)(value, field, reasons) for field, value in values.items()}
    if "title" not in read:
        reasons.append("Der Titel (title) fehlt.")
    if reasons:
        raise InvalidDocument(name, reasons)
    return document_class(kind)(**read, body=body)


def _kind(values: Mapping[str, Plain], name: str) -> Kind:
    reasons: list[str] = []
    kind = _choice(Kind, values["kind"], "kind", reasons) if values.get("kind") else None
    if kind is None:
        known = ", ".join(Kind)
        raise InvalidDocument(name, reasons or [f"Die Art (kind) fehlt. Bekannt sind: {known}."])
    return kind


Reader = Callable[[Plain, str, list[str]], Any]
"""Turns what stands in a field into its value; appends a German reason if it does not fit."""


def _text(value: Plain, field: str, reasons: list[str]) -> str:
    if isinstance(value, str):
        return value
    reasons.append(f"„{field}“ muss ein Text sein.")
    return ""


def _part(value: Plain, field: str, reasons: list[str]) -> str:
    """A Markdown part; the line end that a literal block closes with is not content."""
    return _text(value, field, reasons).removesuffix("\n")


def _day(value: Plain, field: str, reasons: list[str]) -> datetime.date | None:
    if value == "":
        return None
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    reasons.append(f"„{field}“ muss ein Datum wie 2026-11-30 sein, ist aber „{value}“.")
    return None


def _choice(choices: type[Choice], value: Plain, field: str, reasons: list[str]) -> Choice | None:
    if value == "":
        return None
    if isinstance(value, str) and value in list(choices):
        return choices(value)
    reasons.append(f"„{field}“: „{value}“ gibt es nicht. Bekannt sind: {', '.join(choices)}.")
    return None


def _state(value: Plain, field: str, reasons: list[str]) -> State:
    return _choice(State, value, field, reasons) or State.PUBLISHED


def _outcome(value: Plain, field: str, reasons: list[str]) -> Outcome | None:
    return _choice(Outcome, value, field, reasons)


def _kind_again(value: Plain, field: str, reasons: list[str]) -> Kind | None:
    return _choice(Kind, value, field, reasons)


def _truth(value: Plain, field: str, reasons: list[str]) -> bool | None:
    known = {"": None, "true": True, "false": False}
    if isinstance(value, str) and value in known:
        return known[value]
    reasons.append(f"„{field}“ muss true oder false sein, ist aber „{value}“.")
    return None


def _yes(value: Plain, field: str, reasons: list[str]) -> bool:
    return bool(_truth(value, field, reasons))


def _list(value: Plain, field: str, reasons: list[str]) -> list[Plain]:
    if isinstance(value, list):
        return value
    if value != "":
        reasons.append(f"In „{field}“ wird eine Liste erwartet, eine Zeile „- Wert“ je Eintrag.")
    return []


def _texts(value: Plain, field: str, reasons: list[str]) -> tuple[str, ...]:
    return tuple(_text(one, field, reasons) for one in _list(value, field, reasons))


def _entry(value: Plain, field: str, readers: Mapping[str, Reader], needed: str, reasons: list[str]) -> dict[str, Any]:
    """One mapping of a list, such as a consultation."""
    if not isinstance(value, dict) or not value.get(needed):
        reasons.append(f"Jeder Eintrag in „{field}“ braucht „{needed}“.")
        return {needed: ""}
    for key in value:
        if key not in readers:
            raise UnknownField(key, readers, field)
    return {key: readers[key](one, f"{field}: {key}", reasons) for key, one in value.items()}


def _consultations(value: Plain, field: str, reasons: list[str]) -> tuple[Consultation, ...]:
    readers: dict[str, Reader] = {"committee": _text, "date": _day, "public": _truth, "outcome": _outcome}
    entries = _list(value, field, reasons)
    return tuple(Consultation(**_entry(one, field, readers, "committee", reasons)) for one in entries)


def _attachments(value: Plain, field: str, reasons: list[str]) -> tuple[Attachment, ...]:
    readers: dict[str, Reader] = {"title": _text, "url": _text, "rights": _text, "file": _text, "is_released": _yes}
    entries = _list(value, field, reasons)
    return tuple(Attachment(**_entry(one, field, readers, "title", reasons)) for one in entries)


def _placeholders(value: Plain, field: str, reasons: list[str]) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict):
        return tuple((name, _text(label, field, reasons)) for name, label in value.items())
    if value != "":
        reasons.append(f"In „{field}“ wird „name: Bezeichnung“ erwartet, eine Zeile je Platzhalter.")
    return ()


_READERS: dict[str, Reader] = {
    **dict.fromkeys(MOTION_PARTS, _part),
    **dict.fromkeys(("as_of", "review_by", "valid_until", "starts", "ends", "date"), _day),
    **dict.fromkeys(("topics", "actors", "audience", "related"), _texts),
    "kind": _kind_again,
    "state": _state,
    "outcome": _outcome,
    "consultations": _consultations,
    "attachments": _attachments,
    "placeholders": _placeholders,
}
"""How each field is read; every other field is text."""
