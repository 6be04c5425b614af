"""A paper and what its meetings made of it become a document of the knowledge base."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kb.documents import Attachment, Consultation, Kind, Motion, Outcome, State
from kb.importing.oparl.objects import AgendaItem, File, Meeting, Paper, Step
from kb.importing.oparl.sorts import Sort, own_files, sort_of_file, sort_of_paper
from kb.importing.validity import MOST_IN_TITLE

_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
_ID_LENGTH = 12

_SIGNS = re.compile(r"[\\`\[<]|(?<!\w)[*_]|[*_](?!\w)|^#|^>", re.MULTILINE)

RIGHTS = "Amtliches Werk (§ 5 UrhG); für Anlagen gelten eigene Rechte"
_OWN_RIGHTS = "Rechte nicht geprüft"

_RESULTS = (
    (re.compile(r"geändert|mit änderung|abweichend|modifizier"), re.compile(r"ungeändert|unverändert|ohne änderung"), Outcome.AMENDED),
    (re.compile(r"abgelehnt|ablehnung|zurückgewiesen"), None, Outcome.REJECTED),
    (re.compile(r"vertagt|vertagung|zurückgestellt|verwiesen|verweisung|abgesetzt|von der tagesordnung"), None, Outcome.POSTPONED),
    (re.compile(r"kenntnis"), None, Outcome.NOTED),
    (re.compile(r"zugestimmt|zustimmung|beschlossen|angenommen|annahme|einstimmig|mehrheitlich|genehmigt|empfohlen"), None, Outcome.ADOPTED),
)  # fmt: skip
_NOT = re.compile(r"\b(?:nicht|kein\w*|ohne)\s+(?:zugestimmt|zustimmung|beschlossen|angenommen|empfohlen)")


@dataclass(frozen=True)
class Surroundings:
    """What a paper refers to. meetings, names (of committees and offices): by address; what cannot be read is absent."""

    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def document_id(paper_id: str) -> str:
    """Always the same for the same paper, so that a harvest that begins anew makes nothing twice."""
    number = int.from_bytes(sha256(paper_id.encode("utf-8", "replace")).digest()[:12])
    signs = []
    for _ in range(_ID_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[place])
    return "".join(signs)


def as_motion(
    paper: Paper, around: Surroundings, *, municipality: str, source: str, text: Motion | None = None
) -> Motion:
    """A draft. municipality: AGS. source: name of the council information system's body. text: what its file says."""
    steps = [(_consultation(step, around), _agenda_item(step, around), step) for step in paper.steps]
    consultations = [one for one, _, _ in steps if one]
    motion = Motion(
        id=document_id(paper.id),
        kind=Kind.PAPER,
        state=State.DRAFT,
        title=_shortened(paper.name),
        subject=paper.name,
        municipality=municipality,
        reference=paper.reference,
        type=_type(paper),
        office=next((around.names[one] for one in paper.offices if one in around.names), ""),
        date=paper.day,
        as_of=paper.modified,
        consultations=tuple(sorted(consultations, key=_by_day)),
        outcome=_outcome(steps),
        decision=_decision(steps),
        attachments=tuple(_attachment(one) for one in (*own_files(paper), *_other_files(paper))),
        source=f"Ratsinformationssystem: {source}",
        source_url=paper.web or (paper.id if paper.id.startswith("http") else ""),
        rights=RIGHTS,
        origin="Über OParl eingelesen",
    )
    return _completed(motion, text) if text else motion


def _completed(motion: Motion, text: Motion) -> Motion:
    """With the parts that only the paper's file tells; where both say something, the server's fields count."""
    only_in_text = ("resolution", "rationale", "short_version", "finances", "earlier")
    missing = ("office", "date", "consultations")
    parts = {name: getattr(text, name) for name in only_in_text}
    parts |= {name: getattr(text, name) for name in missing if not getattr(motion, name)}
    return replace(motion, **parts)


def _shortened(title: str) -> str:
    return title if len(title) <= MOST_IN_TITLE else title[: MOST_IN_TITLE - 1].rpartition(" ")[0] + "…"


def _as_markdown(text: str) -> str:
    """Plain text whose signs stay what they are in Markdown."""
    return _SIGNS.sub(r"\\\g<0>", text)


def _type(paper: Paper) -> str:
    sort = sort_of_paper(paper)
    return paper.type or ("" if sort is Sort.PAPER else sort.value)


def _consultation(step: Step, around: Surroundings) -> Consultation | None:
    """None if not even the committee is known."""
    meeting = around.meetings.get(step.meeting)
    addresses = (*step.organizations, *(meeting.organizations if meeting else ()))
    committee = next((around.names[one] for one in addresses if one in around.names), meeting.name if meeting else "")
    if not committee:
        return None
    item = _agenda_item(step, around)
    return Consultation(
        committee=committee,
        date=meeting.day if meeting else None,
        public=item.public if item else None,
        outcome=read_result(item.result) if item else None,
    )


def _agenda_item(step: Step, around: Surroundings) -> AgendaItem | None:
    meeting = around.meetings.get(step.meeting)
    return meeting.item(step.agenda_item) if meeting and step.agenda_item else None


def read_result(said: str) -> Outcome | None:
    """`ungeändert beschlossen`, `Einstimmige Zustimmung`, `Kenntnisnahme`, …; None for what is not known."""
    lowered = said.lower()
    if "teilweise" in lowered:
        return None
    if _NOT.search(lowered):
        return Outcome.REJECTED
    for pattern, unless, outcome in _RESULTS:
        if pattern.search(unless.sub("", lowered) if unless else lowered):
            return outcome
    return None


_Steps = Sequence[tuple[Consultation | None, AgendaItem | None, Step]]


def _outcome(steps: _Steps) -> Outcome | None:
    """Of the last decisive step with a result; where none is called decisive, of the last with one."""
    known = [(one, step) for one, _, step in steps if one and one.outcome]
    decisive = [(one, step) for one, step in known if step.is_decisive or "entscheidung" in step.role.lower()]
    ordered = sorted((one for one, _ in decisive or known), key=_by_day)
    return ordered[-1].outcome if ordered else None


def _decision(steps: _Steps) -> str:
    """The adopted wording of the last step that has one."""
    worded = [(one, item) for one, item, _ in steps if one and item and item.resolution]
    worded.sort(key=lambda pair: _by_day(pair[0]))
    return _as_markdown(worded[-1][1].resolution) if worded else ""


def _by_day(one: Consultation) -> datetime.date:
    return one.date or datetime.date.max


def _other_files(paper: Paper) -> tuple[File, ...]:
    own = own_files(paper)
    return tuple(one for one in paper.files if one not in own)


def _attachment(file: File) -> Attachment:
    sort = sort_of_file(file)
    is_official = sort is not Sort.ANNEX
    title = (
        file.name
        if sort in (Sort.PAPER, Sort.ANNEX) or sort.value.lower() in file.name.lower()
        else f"{sort.value}: {file.name}"
    )
    return Attachment(title=title, url=file.url, rights=file.license or ("" if is_official else _OWN_RIGHTS))
