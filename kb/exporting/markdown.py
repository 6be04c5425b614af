"""Document values → Markdown with YAML front matter, byte for byte always the same.

`read_document(write_document(d)) == d`; what equals its default is not written.
"""

import datetime
from dataclasses import fields

from kb.documents import MOTION_PARTS, AnyDocument, Attachment, Consultation, State, field_names
from kb.exporting.yaml_text import Bare, Literal, write_yaml

FENCE = "---\n"


def write_document(document: AnyDocument) -> str:
    """The document as the text of a file."""
    values = {field: _written(field, getattr(document, field)) for field in field_names(document.kind)}
    header = write_yaml({field: value for field, value in values.items() if value is not None})
    body = f"\n{document.body}\n" if document.body else ""
    return f"{FENCE}{header}{FENCE}{body}"


def _written(field: str, value: object) -> object:
    """A field's value as YAML takes it; None if it is not written."""
    if value in ("", (), None) or (field == "state" and value is State.PUBLISHED):
        return None
    if field in MOTION_PARTS:
        return Literal(f"{value}\n")
    if field == "placeholders" and isinstance(value, tuple):
        return dict(value)
    if isinstance(value, tuple):
        return [_entry(one) for one in value]
    return _scalar(value)


def _entry(value: object) -> object:
    """One entry of a list: an id, a consultation or an attachment."""
    if not isinstance(value, Consultation | Attachment):
        return _scalar(value)
    held = ((one.name, getattr(value, one.name), one.default) for one in fields(value))
    return {name: _scalar(one) for name, one, default in held if one not in (default, "")}


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    if isinstance(value, datetime.date):
        return Bare(value.isoformat())
    return str(value)
