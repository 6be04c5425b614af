"""The values in one line of a Beratungsfolge: committees, days, public or not, outcomes."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from kb.documents import Outcome
from kb.importing.dates import DATE_PATTERN, as_date


class Kind(Enum):
    COMMITTEE = auto()
    DATE = auto()
    PUBLIC = auto()
    OUTCOME = auto()
    UNREAD = auto()


Value = str | datetime.date | bool | Outcome | None


@dataclass(frozen=True)
class Item:
    """One value of the table with the number of its line; `value` is of the kind's type, or None if unreadable."""

    kind: Kind
    value: Value
    line: int


_WEEKDAY = r"(?:(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Mo|Di|Mi|Do|Fr|Sa|So)\.?,?\s(?:den\s)?)?"
_TOKEN = re.compile(
    rf"(?P<date>{_WEEKDAY}{DATE_PATTERN})"
    r"|(?P<head>(?<!\S)Ö\s?/\s?N(?!\S))"
    r"|(?P<both>(?i:\böffentlich\s?/\s?nicht\s?-?öffentlich\b))"
    r"|(?P<closed>(?i:\bnicht\s?-?\s?öffentlich\b)|\bN[Öö]?\b|\bnö\b)"
    r"|(?P<open>(?i:\böffentlich\b)|\b[Öö]\b)"
    r"|(?P<outcome>(?i:\b(?:(?:einstimmig|mehrheitlich|ungeändert|unverändert|geändert|mit\sÄnderungen)\s){0,2}"
    r"(?:beschlossen|angenommen|zugestimmt|abgelehnt|vertagt|zurückgestellt)\b|\b(?:zur\s)?Kenntnis\sgenommen\b))"
    r"|(?P<noise>\bTOP\b\s?\d*|\b\d{1,2}[:.]\d{2}\sUhr\b|[☐☒☑✓✗|]+|(?<!\S)[xX](?!\S))"
)
_OUTCOMES = (
    (re.compile(r"(?<!un)geändert|mit\sänderungen"), Outcome.AMENDED),
    (re.compile(r"beschlossen|angenommen|zugestimmt"), Outcome.ADOPTED),
    (re.compile(r"abgelehnt"), Outcome.REJECTED),
    (re.compile(r"vertagt|zurückgestellt"), Outcome.POSTPONED),
    (re.compile(r"kenntnis"), Outcome.NOTED),
)
_ROLE = re.compile(
    r"(?:Vorberatung|vorberaten|Entscheidung|Kenntnisnahme|Anhörung|Behandlung|Beschlussfassung|Empfehlung|Beratung|Information|zur\s\w+|Beschluss|Geplant|Offen|Erledigt|Abgeschlossen)",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(
    r"ausschu(?:ss|ß)|rat\b|rates\b|kreistag|versammlung|vertretung|kommission|vorstand|konferenz|gremium|senat\b|parlament|plenum|beirat",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:\b(?:und|oder|für|der|des|die|den|im|in|von|zur|zum|sowie|öffentliche|städtische)|[-,/&])$"
)
_BEGUN_NAME = re.compile(r"[A-ZÄÖÜ][\w/]+-(?:,? (?:[A-ZÄÖÜ][\w/]+-|und|oder|sowie|&)){0,6}")
"""„Sozial- und“: the first line of a name in a narrow column."""
_PLACE_FOLLOWS = re.compile(r"\b(?:Stadt|Gemeinde|Kreises|Stadtbezirks?|Bezirksvertretung|Eigenbetrieb)$")
_PLAIN_NAME = re.compile(
    r"[A-ZÄÖÜ][\w/-]*,?(?: (?:(?:für|und|der|des|die|im|in|von|zur|zum|sowie|&) ){0,2}[A-ZÄÖÜ][\w/-]*,?){0,8}"
)
_NOT_A_NAME = re.compile(
    r"(?:Der|Die|Das|Am|Im|In|Für|Wir|Es|Auf|Aus|Mit|Nach|Zu[rm]?)\s|.*[.!?:;]$|Gremi|Termin|Antrag\b|Offenlage\b"
)
_RUNNING_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+")
_AROUND_NAME = " \t,;|:·–-"
_AROUND_LAST_NAME = " \t;|:·–"
"""At a line's end a comma or hyphen says that the name goes on."""
_MEETING = re.compile(
    r"(?:\d{1,3}\.\s*)?(?:(?:nicht)?öffentliche\s+|gemeinsame\s+)?(?:Plenars|Ratss|S)itzung\s+(?:(?:des|der)\s+)?(?=[A-ZÄÖÜ])",
    re.IGNORECASE,
)
_MEETING_ON = re.compile(
    rf"\d{{1,3}}\.\s(?:Plenars|Ratss|S)itzung\s(?:des|der)\s[A-ZÄÖÜ][\w -]{{3,60}}?\s+am\s+{DATE_PATTERN}$"
)
_BEGUN_MEETING = re.compile(r"(?:Plenars|S)itzung(?:\s+(?:des|der))?(?:\s+[A-ZÄÖÜ]\w+-)?")
_GENITIVE = re.compile(r"(?<=rat)(?:e?s)\b|(?<=schuss)es\b")
_BEGINS_GENITIVE = re.compile(r"\w*[Rr]ate?s\s[A-ZÄÖÜ]")
_MENTIONS = re.compile(r"\b(?:de[rsmn]|i[mn]|zu[rm]?|durch|an|von|bei|über|erhalten)\s")
_AGENDA_MARK = re.compile(r"(?:TOP\s)?[ÖN]\s?\d{1,3}(?:\.\d{1,3})*")
_MANY_DIGITS = re.compile(r"\d.*\d")
_BROKEN_DAYS = re.compile(r"\s\d{1,2}\.\s?/.*$")
_STEM = 3
_LONGEST_NAME = 100
_LONGEST_ROW = 200
_LEAST_LETTERS = 3


def names_committee(text: str) -> bool:
    """Whether a committee is what the text names, and not only mentioned in it („Wahl des Beirates“)."""
    name = committee_name(text)
    found = _COMMITTEE.search(name)
    if not found or _NOT_A_NAME.match(name) or len(name) > _LONGEST_NAME or not name[0].isupper():
        return False
    return not _MENTIONS.search(name[: found.start()]) and not _MANY_DIGITS.search(name)


def is_committee(name: str, *, beside_date: bool) -> bool:
    """Whether a cell of the table is a committee: by its words, or by a date beside a plain name."""
    return names_committee(name) or (beside_date and bool(_PLAIN_NAME.fullmatch(name)))


def committee_name(text: str) -> str:
    """„8. Plenarsitzung des Gemeinderates“ → „Gemeinderat“; days that no calendar has are no part of the name."""
    meeting = _MEETING.match(text)
    name = _BROKEN_DAYS.sub("", text[meeting.end() :] if meeting else text)
    return _GENITIVE.sub("", name, count=1) if meeting or _BEGINS_GENITIVE.match(name) else name


@dataclass(frozen=True)
class BegunName:
    """A committee's name that may go on in another line; is_next: nothing was read since."""

    text: str
    is_next: bool

    def goes_on(self, rest: str) -> bool:
        """Whether `rest` completes the name; the cells beside it may have come out between them."""
        if _UNFINISHED.search(self.text) or self.text.count("(") > self.text.count(")"):
            return True
        is_place = bool(_PLACE_FOLLOWS.search(self.text)) and not names_committee(rest)
        return self.is_next and (rest[0].islower() or is_place)


def items_of(line: str, number: int, *, is_table: bool, before: BegunName | None) -> list[Item] | None:
    """The values of one line, or None if it is not of a table; outside of one only a whole row counts."""
    if len(line) > _LONGEST_ROW:
        return None
    if _AGENDA_MARK.fullmatch(line):
        return []
    items: list[Item] = []
    position = 0
    for token in _TOKEN.finditer(line):
        items += [Item(Kind.COMMITTEE, name, number) for name in _names(line[position : token.start()], _AROUND_NAME)]
        items += _token_item(token, number)
        position = token.end()
    last = (name for name in _names(line[position:], _AROUND_LAST_NAME) if not _repeats(name, before))
    items += [Item(Kind.COMMITTEE, name, number) for name in last]
    items = list(dict.fromkeys(items))  # „Ö 3“ beside „öffentlich“ says the same twice
    is_row = is_table or bool(_MEETING_ON.match(line))
    return items if _is_plausible(items, is_table=is_row, before=before) else None


def _repeats(name: str, before: BegunName | None) -> bool:
    """Whether „Sitzung des Rates“ beside a date only says again whose date it is."""
    if before is None or not _MEETING.match(name):
        return False
    return committee_name(name)[:_STEM] == before.text[:_STEM]


def _is_plausible(items: Sequence[Item], *, is_table: bool, before: BegunName | None) -> bool:
    names = [str(item.value) for item in items if item.kind is Kind.COMMITTEE]
    kinds = {item.kind for item in items}
    if not is_table:
        return kinds >= {Kind.COMMITTEE, Kind.DATE, Kind.PUBLIC} and len(names) == 1 and names_committee(names[0])
    if not names:
        return True
    if len(names) > 1 or _NOT_A_NAME.match(names[0]) or len(names[0]) > _LONGEST_NAME:
        return False
    is_begun = _BEGUN_NAME.fullmatch(names[0]) or _BEGUN_MEETING.fullmatch(names[0])
    is_known = bool(is_begun) or is_committee(names[0], beside_date=Kind.DATE in kinds)
    return is_known or (before is not None and before.goes_on(names[0]))


def _names(text: str, around: str) -> list[str]:
    """The committee's name in what stands between two other values, if there is one."""
    name = _RUNNING_NUMBER.sub("", text.strip(around)).removesuffix(" am")
    is_name = sum(map(str.isalpha, name)) >= _LEAST_LETTERS and not _ROLE.fullmatch(name)
    return [name] if is_name else []


def _token_item(token: re.Match[str], line: int) -> list[Item]:
    match token.lastgroup:
        case "date":
            return [Item(Kind.DATE, as_date(_without_weekday(token.group())), line)]
        case "both" | "closed" | "open":
            public = None if token.lastgroup == "both" else token.lastgroup == "open"
            return [Item(Kind.PUBLIC, public, line)]
        case "outcome":
            return [Item(Kind.OUTCOME, _outcome(token.group()), line)]
    return []


def _without_weekday(written: str) -> str:
    return written[next(position for position, sign in enumerate(written) if sign.isdigit()) :]


def outcome_of(told: str) -> Outcome | None:
    """What a vote's record says: the first outcome named in it; „einstimmig“ alone means adopted."""
    found = next((match for match in _TOKEN.finditer(told) if match.lastgroup == "outcome"), None)
    if found:
        return _outcome(found.group())
    return Outcome.ADOPTED if re.fullmatch(r"\W*einstimmig\W*", told, re.IGNORECASE) else None


def _outcome(written: str) -> Outcome | None:
    folded = written.lower()
    return next((outcome for pattern, outcome in _OUTCOMES if pattern.search(folded)), None)
