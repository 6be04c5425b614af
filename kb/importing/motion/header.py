"""The fields of a form's head, recognised by their pattern within the segments that may hold them.

Every function returns all differing candidates, so that the caller can refuse to choose.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from kb.importing.dates import DATE, DATE_PATTERN, dates_in
from kb.importing.motion.hyphens import join_lines
from kb.importing.motion.label_words import Part
from kb.importing.motion.labels import REFERENCE_PATTERN, SHORT_REFERENCE_PATTERN
from kb.importing.motion.pages import PAGE_BREAK
from kb.importing.motion.segments import Segment, says_nothing
from kb.importing.motion.table import items_of
from kb.importing.privacy import is_phone_number, names_person

_REFERENCE = re.compile(REFERENCE_PATTERN)
_SHORT_REFERENCE = re.compile(SHORT_REFERENCE_PATTERN)
_REFERENCE_AT_END = re.compile(rf"\s({REFERENCE_PATTERN})$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CUT_REFERENCE = re.compile(r"[\w/-]*\d[\w/-]*[-/]|[A-Z]{1,6}/")
_RUNNING_HEAD = re.compile(rf"(?:Stadt|Gemeinde|Kreis|Landkreis)\s[^\d]{{2,60}}\s(?P<reference>{REFERENCE_PATTERN})")

_SORT = (
    r"(?:Beschluss|Informations|Mitteilungs|Verwaltungs|Sitzungs|Tisch|Ergänzungs|Änderungs|Berichts|Dringlichkeits"
    r"|Nachtrags|Rats)"
)
_KIND_OF_PAPER = (
    rf"(?:(?:gemeinsamer|interfraktioneller)\s+)?(?:(?:{_SORT}-?\s?/\s?)?{_SORT}-?(?:vorlage|antrag)|(?:Bürger|Prüf|Sach)?antrag"
    r"|Vorlage|Anfrage|Anregung|Mitteilung|Stellungnahme|Niederschrift|Bericht)"
)
_AUTHOR = (
    r"(?:\s+(?:der\s+(?:Stadt|Gemeinde|Kreis)?verwaltung|des\s+(?:Ober)?bürgermeisters|der\s+(?:Ober)?bürgermeisterin"
    r"|des\s+Landrat(?:e?s)|der\s+Landrätin|der\s+.{1,50}fraktion(?:en)?|der\s+Fraktion(?:en)?\s.{1,60}))?"
)
_TYPE_AND_REFERENCE = re.compile(
    rf"(?P<type>{_KIND_OF_PAPER})\s(?:[-–]\s)?(?:Nr\.\s)?(?P<reference>{REFERENCE_PATTERN})", re.IGNORECASE
)
_REFERENCE_AND_TYPE = re.compile(
    rf"(?P<reference>{REFERENCE_PATTERN})\s(?:[-–]\s)?(?P<type>{_KIND_OF_PAPER})", re.IGNORECASE
)
_TITLE_OF_PAGE = re.compile(rf"(?P<type>Vorlage)\s[-–]\s(?P<reference>{SHORT_REFERENCE_PATTERN})")
_TYPE = re.compile(_KIND_OF_PAPER + _AUTHOR, re.IGNORECASE)
_GENERAL_TYPE = re.compile(r"(?:Sitzungs)?vorlage|Mitteilung|Bericht|Stellungnahme", re.IGNORECASE)

_SENT = re.compile(rf"vom\s?:?\s*{DATE_PATTERN}", re.IGNORECASE)
_RECEIVED = re.compile(rf"(?:eingegangen|Eingang)(?:\s+am)?\s?:?\s*{DATE_PATTERN}", re.IGNORECASE)
_SIGNED_LINE = re.compile(rf"[A-ZÄÖÜ][\w .-]{{2,40}},\s+den\s+({DATE_PATTERN})")
_OFFICE_LINE = re.compile(rf"(?P<office>.{{3,120}}?),\s*{DATE_PATTERN}\s*(?:,\s*[\d\s()/–-]{{3,25}})?")
_OFFICE_WORD = re.compile(
    r"[Aa]mt\b|Fachbereich|Fachdienst|Dezernat|Referat|Abteilung|Stabsstelle|Büro|Sachgebiet|Eigenbetrieb"
)
_GOES_ON = re.compile(
    r"(?:[-–,/&]|\b(?:und|oder|für|der|des|die|in|im|Amt|Fachbereich|Fachdienst|Stabsstelle|Abteilung|Referat|Dezernat))$"
)
_LONGEST_OFFICE = 150
_LONGEST_SUBJECT = 600
_SECOND_LINE = re.compile(r"(?:[-–]\s?)?[Hh]ier\s?:|[a-zäöü]")


def references(segments: Sequence[Segment]) -> tuple[str, ...]:
    """The paper's own Drucksachennummer: what its label announces, else a number that stands alone in the head."""
    labelled = _unique(one for segment in _with(segments, Part.REFERENCE) for one in _labelled_references(segment))
    return labelled or _unique(_lone_references(segments))


def _labelled_references(segment: Segment) -> list[str]:
    cells = _mended(segment.cells)
    found = [cell for cell in cells if _REFERENCE.fullmatch(cell) and not _is_phone_number_with_area(cell)]
    found += [tail.group(1) for cell in cells if DATE.search(cell) and (tail := _REFERENCE_AT_END.search(cell))]
    if Part.CONTACT in segment.parts:
        # phone numbers may have a slash as well
        found = [one for one in found if _YEAR.search(one)] or found
    if found:
        return [_tidied(one) for one in found]
    return _short_references(cells, segment)


def _short_references(cells: Sequence[str], segment: Segment) -> list[str]:
    """A number without a slash is one only right behind its own label."""
    is_own = segment.parts == (Part.REFERENCE,)
    return [cell for cell in cells[:1] if is_own and _SHORT_REFERENCE.fullmatch(cell)]


def _lone_references(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments:
        if segment.is_section or Part.EARLIER in segment.parts or Part.SUBJECT in segment.parts:
            continue
        for cell in _mended(segment.cells):
            head = _RUNNING_HEAD.fullmatch(cell) or _type_and_reference(cell)
            if head or (_REFERENCE.fullmatch(cell) and _YEAR.search(cell)):
                yield _tidied(head.group("reference") if head else cell)


def _is_phone_number_with_area(cell: str) -> bool:
    """`0123/45-6789` looks like a reference; no year is in it."""
    return cell.startswith("0") and is_phone_number(cell) and not _YEAR.search(cell)


def _mended(cells: Sequence[str]) -> list[str]:
    """Cells with a reference that was broken over two lines put together again."""
    mended: list[str] = []
    for cell in cells:
        if mended and _CUT_REFERENCE.fullmatch(mended[-1]) and cell[:1].isdigit():
            mended[-1] += cell
        else:
            mended.append(cell)
    return mended


def _tidied(reference: str) -> str:
    return re.sub(r"\s*([-/])\s*", r"\1", reference)


def types(segments: Sequence[Segment]) -> tuple[str, ...]:
    """What kind of paper it calls itself; „Vorlage“ alone only if nothing more precise is printed."""
    labelled = [cell for segment in _with(segments, Part.TYPE) for cell in segment.cells[:1]]
    alone = [cell for segment in _heads(segments) for cell in segment.cells if _TYPE.fullmatch(cell)]
    alone += [known.group("type") for known in _typed_references(segments)]
    # „Beschlussvorlage 17/2031“ is label and type in one
    alone += [one.heading for one in _with(segments, Part.REFERENCE) if one.is_inline and is_type(one.heading)]
    # the name of a form may come out of a file behind its boxes
    boxed = (cell for segment in segments if segment.parts == (Part.FORM,) for cell in segment.cells)
    found = _unique(labelled or alone or (cell for cell in boxed if _TYPE.fullmatch(cell)))
    precise = tuple(one for one in found if not _GENERAL_TYPE.fullmatch(one))
    return precise or found


def _typed_references(segments: Sequence[Segment]) -> Iterator[re.Match[str]]:
    """„ANTRAG DHH/2023/3104“ in the head."""
    known = (_type_and_reference(cell) for segment in _heads(segments) for cell in segment.cells)
    return (match for match in known if match and _YEAR.search(match.group("reference")))


def _type_and_reference(cell: str) -> re.Match[str] | None:
    return _TYPE_AND_REFERENCE.fullmatch(cell) or _REFERENCE_AND_TYPE.fullmatch(cell) or _TITLE_OF_PAGE.fullmatch(cell)


def names_type_and_reference(cell: str) -> bool:
    return bool(_type_and_reference(cell))


def is_type(cell: str) -> bool:
    return bool(_TYPE.fullmatch(cell))


def _heads(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Segments of the head whose lines are not free text; a subject may well be „Antrag der Fraktion …“."""
    for segment in segments:
        if not segment.is_section and not {Part.EARLIER, Part.SUBJECT} & set(segment.parts):
            yield segment


def dates(segments: Sequence[Segment]) -> tuple[datetime.date, ...]:
    """The paper's own date; meeting dates and those of earlier papers never count."""
    fields = [segment for segment in _with(segments, Part.DATE) if Part.CONSULTATIONS not in segment.parts]
    labelled = [day for segment in fields for day in dates_in(_field_text(segment))]
    lines = [line for segment in _heads(segments) for line in segment.cells]
    unlabelled = [
        day for line in lines if _is_office_line(line) or _SIGNED_LINE.fullmatch(line) for day in dates_in(line)
    ]
    return tuple(dict.fromkeys(labelled or unlabelled or _days_of_motion(segments)))


def _days_of_motion(segments: Sequence[Segment]) -> list[datetime.date]:
    """When a group wrote its motion („vom: …“), else when it came in, else the one day above everything."""
    lines = [cell for segment in _heads(segments) for cell in segment.cells]
    letterhead = [cell for segment in segments[:1] for cell in segment.cells]
    kinds = ((_SENT, lines), (_RECEIVED, lines), (DATE, letterhead))
    found = ([day for line in among if kind.fullmatch(line) for day in dates_in(line)] for kind, among in kinds)
    return next(filter(None, found), [])


def _is_office_line(line: str) -> bool:
    """„500 Sozialamt, 21.08.2018, 51-2616“ says by itself what it is."""
    match = _OFFICE_LINE.fullmatch(line)
    return match is not None and bool(_OFFICE_WORD.search(match.group("office")))


def offices(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Who is in charge, as printed, without date, phone number and names."""
    labelled = [_office(_field_text(segment)) for segment in _with(segments, Part.OFFICE)]
    lines = [line for segment in _heads(segments) for line in segment.cells if _is_office_line(line)]
    found = labelled if any(labelled) else [_office(line) for line in lines]
    return _unique(one for one in found if one)


def _field_text(segment: Segment) -> str:
    """A field broken over lines in one line, without what other patterns claim.

    It ends at the first gap; behind it only a date and a phone number that still belong to it.
    """
    texts = [join_lines(block) for block in _blocks(segment, _is_of_other_field) if block]
    if not texts:
        return ""
    first, *others = texts
    if segment.is_inline and not _is_one_value(segment.lines):
        return ""
    if Part.DATE in segment.parts and not DATE.search(first):
        first = ", ".join([first, *takewhile(_is_date_or_phone, others)])
    return first


def _is_one_value(lines: Sequence[str]) -> bool:
    """Whether a value beside its label ends with its line or says that it goes on; else the next line may be anything."""
    first, *others = lines
    return not others or others[0] in ("", PAGE_BREAK) or bool(_GOES_ON.search(first)) or others[0][0].islower()


def _is_date_or_phone(text: str) -> bool:
    return bool(DATE.fullmatch(text)) or is_phone_number(text)


def _blocks(segment: Segment, is_claimed: Callable[[str, Segment], bool]) -> list[list[str]]:
    """The lines between gaps, without those that something else in the segment claims."""
    blocks: list[list[str]] = [[]]
    for line in segment.lines:
        if line in ("", PAGE_BREAK):
            blocks += [[]] if blocks[-1] else []
        elif not is_claimed(line, segment):
            blocks[-1].append(_REFERENCE_AT_END.sub("", line) if DATE.search(line) else line)
    return blocks


def _is_of_other_field(line: str, segment: Segment) -> bool:
    """Whether a line under „Amt, Datum, Telefon“ belongs to another label of its row."""
    if is_type(line) or (_REFERENCE.fullmatch(line) and _YEAR.search(line)):
        return True
    return Part.SUBJECT in segment.parts and not (_OFFICE_WORD.search(line) or _is_date_or_phone(line))


def _is_no_subject(line: str, segment: Segment) -> bool:
    """Whether a line below several labels has the pattern of another one than „Betreff“."""
    if len(segment.parts) == 1:
        return False
    is_field = is_type(line) or _REFERENCE.fullmatch(line) or _is_date_or_phone(line)
    if is_field or (Part.OFFICE in segment.parts and _OFFICE_WORD.search(line)):
        return True
    return Part.CONSULTATIONS in segment.parts and bool(items_of(line, 0, is_table=True, before=None))


def _office(text: str) -> str:
    before, *after = DATE.split(text)
    office = _office_words(before) or (_office_words(after[0]) if after else "")
    return office if len(office) <= _LONGEST_OFFICE and any(map(str.isalpha, office)) else ""


def _office_words(text: str) -> str:
    pieces = (piece.strip() for piece in text.split(","))
    kept = [piece for piece in pieces if piece and not is_phone_number(piece) and not names_person(piece)]
    return ", ".join(kept)


def subjects(segments: Sequence[Segment]) -> tuple[str, ...]:
    """What the paper is about, in one line."""
    found = (_subject(segment) for segment in _with(segments, Part.SUBJECT))
    return _unique(one for one in found if one and not says_nothing(one) and len(one) <= _LONGEST_SUBJECT)


def _subject(segment: Segment) -> str:
    """The first block of lines; further ones only if they go on, as „hier: …“ does."""
    kept, *others = _blocks(segment, _is_no_subject)
    going_on = takewhile(lambda block: bool(block) and _SECOND_LINE.match(block[0]) is not None, others)
    return join_lines(line for block in (kept, *going_on) for line in block)


def _with(segments: Sequence[Segment], part: Part) -> Iterator[Segment]:
    return (segment for segment in segments if part in segment.parts)


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
