"""What an officer entered: parameters of an address or fields of a form → choices, with a German sentence for each fault."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from kb.documents import Consultation
from kb.drafting.naming import Named
from kb.drafting.values import Choices, Origin
from kb.errors import InputError, UnknownField
from kb.library import Library
from kb.municipalities import MunicipalityKind
from kb.slugs import slugify

PARTS = {
    "kurzfassung": "short_version",
    "beschlussvorschlag": "resolution",
    "begruendung": "rationale",
    "finanzen": "finances",
}
"""By the end of a parameter (`aus-begruendung`): the part that is taken from another motion."""

MOST_COMMITTEES = 8
LONGEST = 500
LONGEST_SHORT_VERSION = 6000
PUBLICITY = {"ja": True, "nein": False}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SINGLE = ("grundlage", "kommune", "art", "betreff", "drucksache", "federfuehrung", "datum", "kurzfassung", "format")
_REPEATED = ("gremium", "sitzung", "oeffentlich")


@dataclass(frozen=True)
class Line:
    """A line of the Beratungsfolge as typed."""

    committee: str = ""
    date: str = ""
    publicity: str = ""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What was entered, as typed; errors: German sentences by field."""

    base: Origin
    others: Mapping[str, Origin]
    ags: str = ""
    kind: MunicipalityKind | None = None
    municipality: Named | None = None
    subject: str = ""
    reference: str = ""
    office: str = ""
    date: str = ""
    lines: tuple[Line, ...] = ()
    blanks: Mapping[str, str] = field(default_factory=dict)
    short_version: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    state: tuple[tuple[str, str], ...] = ()

    @property
    def choices(self) -> Choices:
        """To be asked for only without errors."""
        if self.municipality is None:
            raise InputError("Es wurde keine Kommune gewählt.")
        return Choices(
            municipality=self.municipality,
            subject=self.subject,
            reference=self.reference,
            office=self.office,
            date=_day(self.date),
            consultations=tuple(_consultation(one) for one in self.lines),
            blanks=self.blanks,
            short_version=self.short_version,
        )


def read_entered(values: MultiDict[str, str], library: Library, *, strictly: bool) -> Entered:
    """strictly: refuse fields that do not exist, as forms do; addresses may carry any.

    Raises UnknownField; NotFound or Withdrawn for a motion that is not there.
    """
    base = library.drafting.origin(values.get("grundlage", ""))
    others = {part: library.drafting.origin(one) for name, part in PARTS.items() if (one := values.get(f"aus-{name}"))}
    placeholders = {parameter(name): name for name, _ in all_placeholders(base, others)}
    if strictly:
        _refuse_unknown(values, placeholders)
    ags, kind, named = _municipality(values, library)
    entered = Entered(
        base=base,
        others={part: one for part, one in others.items() if one.document.id != base.document.id},
        ags=ags,
        kind=kind,
        municipality=named,
        subject=_text(values, "betreff"),
        reference=_text(values, "drucksache"),
        office=_text(values, "federfuehrung"),
        date=_text(values, "datum"),
        lines=tuple(_lines(values)),
        blanks={name: _text(values, asked) for asked, name in placeholders.items()},
        short_version=_FORBIDDEN.sub("", values.get("kurzfassung", "")).strip()[:LONGEST_SHORT_VERSION],
        state=tuple((name, one) for name, one in values.items(multi=True) if name != "format"),
    )
    return _with_errors(entered)


def all_placeholders(base: Origin, others: Mapping[str, Origin]) -> tuple[tuple[str, str], ...]:
    """Those of every motion that something is taken from, as (name, label); each name once."""
    found: dict[str, str] = {}
    for origin in (base, *others.values()):
        for name, label in origin.placeholders:
            found.setdefault(name, label)
    return tuple(found.items())


def parameter(placeholder: str) -> str:
    return f"platzhalter-{slugify(placeholder)}"


def _refuse_unknown(values: MultiDict[str, str], placeholders: Mapping[str, str]) -> None:
    known = (*_SINGLE, *_REPEATED, *(f"aus-{name}" for name in PARTS), *placeholders)
    for name in values:
        if name not in known:
            raise UnknownField(name, known)


def _municipality(values: MultiDict[str, str], library: Library) -> tuple[str, MunicipalityKind | None, Named | None]:
    ags, kind = values.get("kommune", "").strip(), _kind(values.get("art", ""))
    register = library.reading.municipalities
    if ags not in register:
        return "", kind, None
    one = register.get(ags)
    known = one.kind or kind
    return ags, known, Named(known, one.name) if known else None


def _kind(value: str) -> MunicipalityKind | None:
    return MunicipalityKind(value) if value in set(MunicipalityKind) else None


def _text(values: MultiDict[str, str], name: str) -> str:
    return _cleaned(values.get(name, ""))


def _cleaned(text: str) -> str:
    """On one line, without what no file of a word processor may hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())[:LONGEST]


def _lines(values: MultiDict[str, str]) -> Iterator[Line]:
    columns = (values.getlist(name)[:MOST_COMMITTEES] for name in _REPEATED)
    for committee, date, publicity in zip_longest(*columns, fillvalue=""):
        if committee.strip():
            yield Line(_cleaned(committee), _cleaned(date), publicity)


def _with_errors(entered: Entered) -> Entered:
    return replace(entered, errors=dict(_errors(entered)))


def _errors(entered: Entered) -> Iterator[tuple[str, str]]:
    if not entered.ags:
        yield "kommune", "Wählen Sie eine Kommune aus der Liste."
    elif entered.municipality is None:
        yield "art", "Das Register sagt es nicht: Wählen Sie, ob es eine Stadt oder eine Gemeinde ist."
    if entered.date and _day(entered.date) is None:
        yield "datum", f"„{entered.date[:40]}“ ist kein Datum. Schreiben Sie zum Beispiel 2027-03-31."
    for place, line in enumerate(entered.lines, 1):
        if line.date and _day(line.date) is None:
            yield f"sitzung-{place}", f"„{line.date[:40]}“ ist kein Datum. Schreiben Sie zum Beispiel 2027-03-31."


def _consultation(line: Line) -> Consultation:
    return Consultation(committee=line.committee, date=_day(line.date), public=PUBLICITY.get(line.publicity))


def _day(text: str) -> datetime.date | None:
    """ISO as browsers send it, or `31.03.2027` as people type it where a browser knows no date field."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
