"""What stands in a form ⇄ the document that it means. Nothing that was typed is changed but line ends."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from kb.documents import AnyDocument, Attachment, Consultation, Kind, Outcome, document_class
from kb.errors import InputError
from web.editor.fields import PART, PRACTICE_PARTS, Field, Section, Sort, sections_for

Values = dict[str, list[str]]
"""What was typed, by name in the form."""

SPARE_STEPS = 2
"""Empty rows below a Beratungsfolge."""

YES, NO = "ja", "nein"


@dataclass(frozen=True)
class Form:
    """The form of one document with what stands in it."""

    kind: Kind
    sections: tuple[Section, ...]
    values: Values

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def names(self) -> set[str]:
        return {name for field in self.fields for name in field.names}

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, values in self.values.items() for value in values)

    def one(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> list[str]:
        return self.values.get(name, [])

    def steps(self) -> list[dict[str, str]]:
        """The rows of a Beratungsfolge, some of them empty."""
        names = ("committee", "date", "public", "outcome")
        columns = [self.many(f"consultations.{name}") for name in names]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]
        filled = [row for row in rows if any(row.values())]
        return filled + [dict.fromkeys(names, "") for _ in range(SPARE_STEPS)]


def form_of(document: AnyDocument) -> Form:
    """The form that shows the document."""
    in_parts = document.kind is Kind.PRACTICE and _parts(document.body) is not None
    return form_with(sections_for(document.kind, in_parts=in_parts), document)


def form_with(sections: tuple[Section, ...], document: AnyDocument) -> Form:
    """A form of these sections that shows the document."""
    values: Values = {}
    for field in (one for section in sections for one in section.fields):
        values |= _shown(field, document)
    return Form(document.kind, sections, values)


def sent_form(kind: Kind, sent: MultiDict[str, str]) -> Form:
    """The form as it was sent."""
    return sent_with(sections_for(kind, in_parts=kind is Kind.PRACTICE and "body" not in sent), kind, sent)


def sent_with(sections: tuple[Section, ...], kind: Kind, sent: MultiDict[str, str]) -> Form:
    """A form of these sections as it was sent."""
    form = Form(kind, sections, {})
    values = {name: [one.replace("\r\n", "\n") for one in sent.getlist(name)] for name in sent if name in form.names}
    return Form(kind, sections, values)


def document_of(form: Form, before: AnyDocument) -> AnyDocument:
    """The document as the form says; what has no field stays as it was. Raises InputError for what cannot be read."""
    known = {field.name for field in fields(document_class(form.kind))}
    values: dict[str, Any] = {one.name: _read(one, form) for one in form.fields if one.name in known}
    if "attachments" in values:  # the form names them; files come and go on a page of their own
        values["attachments"] += tuple(one for one in before.attachments if one.file)
    if any(one.name.startswith(PART) for one in form.fields):
        values["body"] = _body(form)
    return replace(before, **values)


def _shown(field: Field, document: AnyDocument) -> Values:
    if field.name.startswith(PART):
        parts = _parts(document.body) or {}
        return {field.name: [parts.get(field.label, "")]}
    value = getattr(document, field.name)
    if field.sort is Sort.STEPS:
        return _shown_steps(value)
    if field.sort in (Sort.SEVERAL, Sort.TOPICS):
        return {field.name: list(value)}
    as_text = _AS_TEXT.get(field.sort, _plain)
    return {field.name: [as_text(value)]}


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _attachment_lines(files: Sequence[Attachment]) -> str:
    parts = ((one.title, one.url or ("-" if one.rights else ""), one.rights) for one in files if not one.file)
    return "\n".join(" | ".join(filter(None, one)) for one in parts)


_AS_TEXT: dict[Sort, Callable[[Any], str]] = {
    Sort.WORDS: " ".join,
    Sort.ATTACHMENTS: _attachment_lines,
    Sort.PLACEHOLDERS: lambda pairs: "\n".join(f"{name}: {label}" for name, label in pairs),
}


def _shown_steps(steps: Sequence[Consultation]) -> Values:
    public = {True: YES, False: NO, None: ""}
    return {
        "consultations.committee": [one.committee for one in steps],
        "consultations.date": [str(one.date or "") for one in steps],
        "consultations.public": [public[one.public] for one in steps],
        "consultations.outcome": [str(one.outcome or "") for one in steps],
    }


def _read(field: Field, form: Form) -> Any:
    if field.sort is Sort.STEPS:
        return tuple(_step(row) for row in form.steps() if any(row.values()))
    if field.sort in (Sort.SEVERAL, Sort.TOPICS):
        return tuple(dict.fromkeys(form.many(field.name)))
    if field.sort is Sort.DATE:
        return _day(form.one(field.name), field.label)
    read = _outcome if field.name == "outcome" else _READERS.get(field.sort, str.strip)
    return read(form.one(field.name))


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"[^\s,;]+", text)))


def _prose(text: str) -> str:
    """Blanks at the beginning of the first line mean something in Markdown."""
    return text.strip("\n").rstrip()


def _day(text: str, label: str) -> datetime.date | None:
    """As browsers send it, or as people write it."""
    if not text.strip():
        return None
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text.strip())
    try:
        day, month, year = map(int, found.groups()) if found else reversed([*map(int, text.split("-"))])
        return datetime.date(year, month, day)
    except ValueError as error:
        raise InputError(
            f"„{label}“: „{text}“ ist kein Datum. Richtig wäre zum Beispiel 31.03.2027. Es wurde noch nichts gespeichert."
        ) from error


def _outcome(text: str) -> Outcome | None:
    if text and text not in set(Outcome):
        raise InputError(f"Das Beratungsergebnis „{text}“ gibt es nicht. Es wurde noch nichts gespeichert.")
    return Outcome(text) if text else None


def _attachment(line: str) -> Attachment:
    title, url, rights, *_ = (*(one.strip() for one in line.split("|", 2)), "", "")
    return Attachment(title=title, url="" if url == "-" else url, rights=rights)


def _placeholder(line: str) -> tuple[str, str]:
    name, _, label = line.partition(":")
    return name.strip(), label.strip()


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.strip())


_READERS: dict[Sort, Callable[[str], Any]] = {
    Sort.WORDS: _words,
    Sort.ATTACHMENTS: lambda text: tuple(map(_attachment, _lines(text))),
    Sort.PLACEHOLDERS: lambda text: tuple(map(_placeholder, _lines(text))),
    Sort.MARKDOWN: _prose,
    Sort.PLAIN: _prose,
}


def _step(row: dict[str, str]) -> Consultation:
    return Consultation(
        committee=row["committee"].strip(),
        date=_day(row["date"], "Datum der Beratung"),
        public={YES: True, NO: False}.get(row["public"]),
        outcome=_outcome(row["outcome"]),
    )


def _parts(body: str) -> dict[str, str] | None:
    """The body by its headings; None if it is built in another way than the form would build it."""
    pieces = re.split(r"^## +(.+?) *$\n*", body, flags=re.MULTILINE)
    found = dict(zip(pieces[1::2], (one.rstrip() for one in pieces[2::2]), strict=True))
    in_order = [label for label in PRACTICE_PARTS if label in found]
    is_ours = not pieces[0].strip() and list(found) == in_order and _joined(found.items()) == body.strip()
    return found if is_ours else None


def _body(form: Form) -> str:
    return _joined((label, _prose(form.one(f"{PART}{at}"))) for at, label in enumerate(PRACTICE_PARTS))


def _joined(parts: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join(f"## {label}\n\n{text}" for label, text in parts if text)
