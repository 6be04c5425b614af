"""OParl objects as strict values. What a value needs and an object lacks makes the object a bad one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kb.errors import UnreadableAnswer
from kb.importing.oparl import reading
from kb.importing.oparl.reading import Json

MOST_IN_ID = 1_000
_AGS_DIGITS, _OF_A_KREIS = 8, 5


@dataclass(frozen=True, kw_only=True)
class Body:
    """A Körperschaft: a municipality. ags: eight digits, or empty. papers: address of its list of papers."""

    id: str
    name: str
    ags: str
    papers: str


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of a paper. text: what the server says stands in it, mostly nothing."""

    name: str
    url: str
    mime_type: str = ""
    text: str = ""
    license: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A Beratung of a paper. meeting, agenda_item: addresses; content of either where it came along."""

    meeting: str = ""
    agenda_item: str = ""
    organizations: tuple[str, ...] = ()
    is_decisive: bool = False
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """What a meeting did with a paper."""

    id: str
    public: bool | None = None
    result: str = ""
    resolution: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A Sitzung. names: of its committees, where they came along."""

    id: str
    name: str = ""
    day: datetime.date | None = None
    organizations: tuple[str, ...] = ()
    items: tuple[AgendaItem, ...] = ()

    def item(self, address: str) -> AgendaItem | None:
        return next((one for one in self.items if one.id == address), None)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A Drucksache. related: addresses of papers that belong to the same matter. offices: addresses, the leading one first."""

    id: str
    name: str
    reference: str = ""
    day: datetime.date | None = None
    modified: datetime.date | None = None
    type: str = ""
    web: str = ""
    main_file: File | None = None
    files: tuple[File, ...] = ()
    steps: tuple[Step, ...] = ()
    related: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


def read_bodies(content: object, url: str) -> tuple[Body, ...]:
    """The bodies in a list, or in an object that is one itself. Raises UnreadableAnswer."""
    items = reading.read_page(content, url).items
    return tuple(body for one in items if isinstance(one, dict) for body in _body(one))


def _body(value: Json) -> Iterator[Body]:
    papers, name = reading.address(value, "paper"), reading.text(value, "name") or reading.text(value, "shortName")
    if papers:
        yield Body(id=reading.address(value, "id"), name=name, ags=read_ags(reading.text(value, "ags")), papers=papers)


def read_ags(said: str) -> str:
    """Eight digits: a Kreis has five of its own, and a number may have lost its leading zero. Else empty."""
    digits = said.replace(" ", "")
    if not digits.isdecimal():
        return ""
    whole = digits.zfill(_AGS_DIGITS) if len(digits) == _AGS_DIGITS - 1 else digits
    whole = f"{digits}000" if len(digits) == _OF_A_KREIS else whole
    return whole if len(whole) == _AGS_DIGITS else ""


def identity(item: object, place: str) -> str:
    """The id of an item in a list. Raises UnreadableAnswer for an item without one; `place` says which it is."""
    found = reading.text(item, "id") if isinstance(item, dict) else ""
    if not found or len(found) > MOST_IN_ID:
        raise UnreadableAnswer(place, "Der Eintrag ist kein Objekt mit einer Kennung (id).")
    return found


def is_deleted(item: Json) -> bool:
    """Deleted, or no longer published: both are told alike."""
    return reading.is_true(item, "deleted") is True


def read_paper(item: Json, place: str) -> Paper:
    """Raises UnreadableAnswer if it is another kind of object, or nobody could tell what it is about."""
    kind = reading.type_of(item)
    if kind and kind.lower() != "paper":
        raise UnreadableAnswer(place, f"Der Eintrag ist keine Drucksache, sondern „{kind[:40]}“.")
    name = reading.text(item, "name")
    if not name:
        raise UnreadableAnswer(place, "Die Drucksache hat keinen Betreff (name).")
    main = next(_files(item, "mainFile"), None)
    return Paper(
        id=identity(item, place),
        name=name,
        reference=reading.text(item, "reference"),
        day=reading.day(item, "date"),
        modified=reading.day(item, "modified"),
        type=reading.text(item, "paperType"),
        web=reading.address(item, "web"),
        main_file=main,
        files=tuple(one for one in _files(item, "auxiliaryFile") if one != main),
        steps=tuple(_step(one) for one in reading.objects(item, "consultation")),
        related=related_papers(item),
        offices=reading.addresses(item, "underDirectionOf"),
    )


def related_papers(item: Json) -> tuple[str, ...]:
    """Without itself: some servers relate a paper to itself."""
    fields = ("relatedPaper", "superordinatedPaper", "subordinatedPaper")
    found = (one for field in fields for one in reading.addresses(item, field))
    return tuple(dict.fromkeys(one for one in found if one != reading.text(item, "id")))


def _files(item: Json, field: str) -> Iterator[File]:
    for one in reading.objects(item, field):
        url = reading.address(one, "accessUrl") or reading.address(one, "downloadUrl")
        name = reading.text(one, "name") or reading.text(one, "fileName") or "Datei ohne Namen"
        if url and not is_deleted(one):
            about = {"mime_type": reading.text(one, "mimeType").lower(), "license": reading.text(one, "license")}
            yield File(name=name, url=url, text=reading.long_text(one, "text"), **about)


def _step(value: Json) -> Step:
    return Step(
        meeting=reading.address(value, "meeting"),
        agenda_item=reading.address(value, "agendaItem"),
        organizations=reading.addresses(value, "organization"),
        is_decisive=reading.is_true(value, "authoritative") is True,
        role=reading.text(value, "role"),
    )


def read_meeting(content: object, url: str) -> Meeting | None:
    """The meeting at an address; its own id may be another one. None if it is deleted or none at all."""
    if not isinstance(content, dict) or is_deleted(content):
        return None
    return Meeting(
        id=url,
        name=reading.text(content, "name"),
        day=reading.day(content, "start"),
        organizations=reading.addresses(content, "organization"),
        items=tuple(_agenda_item(one) for one in reading.objects(content, "agendaItem")),
    )


def _agenda_item(value: Json) -> AgendaItem:
    return AgendaItem(
        id=reading.text(value, "id"),
        public=reading.is_true(value, "public"),
        result=reading.text(value, "result"),
        resolution=reading.long_text(value, "resolutionText"),
    )


def read_name(content: object) -> str:
    """The name of an organization; empty if there is none."""
    if not isinstance(content, dict):
        return ""
    return reading.text(content, "name") or reading.text(content, "shortName")
