"""What differs between two revisions of a document, field by field as the form names them."""

from dataclasses import dataclass

from kb.documents import AnyDocument
from web.editor.comparing import Piece, differences
from web.editor.fields import Field, Sort, sections_for
from web.editor.typed import form_with
from web.wiring import current_library


@dataclass(frozen=True)
class Change:
    """A field that differs."""

    label: str
    pieces: tuple[Piece, ...]


def changes(old: AnyDocument, new: AnyDocument) -> tuple[Change, ...]:
    """In the order of the form; empty if both say the same."""
    before, after = _texts(old), _texts(new)
    return tuple(
        Change(label, differences(before.get(label, ""), text))
        for label, text in after.items()
        if before.get(label, "") != text
    )


def texts_of(document: AnyDocument) -> dict[str, str]:
    """What the document says, by label; without what is empty."""
    return {label: text for label, text in _texts(document).items() if text}


def _texts(document: AnyDocument) -> dict[str, str]:
    form = form_with(sections_for(document.kind, in_parts=False), document)
    fields = (field for section in form.sections for field in section.fields)
    return {field.label: _text(field, form.values) for field in fields} | {"Dateien": _files(document)}


def _files(document: AnyDocument) -> str:
    kept = (one for one in document.attachments if one.file)
    return "\n".join(
        f"{one.title}, {one.rights or 'ohne Rechte'}, {'wird' if one.is_handed_out else 'nicht'} herausgegeben"
        for one in kept
    )


def _text(field: Field, values: dict[str, list[str]]) -> str:
    if field.sort is Sort.STEPS:
        rows = zip(*(values[name] for name in field.names), strict=True)
        return "\n".join(", ".join(filter(None, row)) for row in rows)
    labels = {choice.value: choice.label for choice in field.choices}
    shown = (labels.get(one, one) for one in values[field.name])
    return "\n".join(_topic_label(one) if field.sort is Sort.TOPICS else one for one in shown)


def _topic_label(topic: str) -> str:
    topics = current_library().reading.topics
    return topics.label(topic) if topic in topics else topic
