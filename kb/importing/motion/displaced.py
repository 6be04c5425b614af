"""A heading that a text box carried to the wrong place: „Begründung:“ at the end of the text, or within a sentence.

What it belongs to is told by what stands before it in print: a motion's counted points, or its one request, and a gap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice

from kb.importing.dates import MONTH
from kb.importing.motion.label_words import Part
from kb.importing.motion.pages import PAGE_BREAK
from kb.importing.motion.segments import Segment

_POINT = re.compile(rf"(?P<number>\d{{1,2}}|[A-Z])(?:\.\)?|\)\)?)(?:\s+(?!{MONTH}\b|\w*[Ss]itzung\b)|$)")
_ENDS_SENTENCE = re.compile(r"[.!?][\"“”»)]?$")
_BEGINS_SENTENCE = re.compile(r"[\"„“»(]?[A-ZÄÖÜ\d]")
_WISH = re.compile(
    r"(?:Die\s(?:Stadt|Gemeinde|Kreis)?(?:[Vv]erwaltung|Stadt|Gemeinde)|Der\s(?:Gemeinderat|Stadtrat|Rat|Kreistag|Kreis|Ausschuss"
    r"|(?:Ober)?[Bb]ürgermeister|Landrat))\s(?!(?:hat|ist|war|wurde|hatte|führt|plant)\b)"
)
_GOES_ON = re.compile(r"(?:Daher|Deshalb|Dazu|Dabei|Dies|Hierbei|Hierzu|Das Projekt)\w*\s")
_LEAST_TEXT = 80
"""Characters; less than a sentence is no rationale."""
_LEAST_REQUEST = 60
_LONGEST_AFTERTHOUGHT = 120
"""Characters of a last question („Wenn nein, warum nicht?“) that stands between the points and the wide gap."""
_WIDE = 2
_MOST_LINES = 2000


def with_displaced_rationale(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, and one more for a rationale whose heading came out elsewhere; it is only inferred."""
    rationales = [one for one in segments if Part.RATIONALE in one.parts]
    is_displaced = any(one.has_displaced_heading for one in segments) or bool(rationales)
    if not is_displaced or not all(one.is_empty for one in rationales):
        return list(segments)
    bodies = [one for one in segments if Part.CONSULTATIONS in one.parts or one.parts == (Part.RESOLUTION,)]
    start = _rationale_start(bodies[-1].lines) if bodies else None
    if start is None:
        return [replace(one, lines=[]) if _has_lost_its_end(one) else one for one in segments]
    body = bodies[-1]
    rest = replace(body, parts=(Part.RATIONALE,), heading="", lines=body.lines[start:], is_inferred=True)
    head = replace(body, lines=body.lines[:start])
    return [part for one in segments for part in ((head, rest) if one is body else (one,))]


def _has_lost_its_end(segment: Segment) -> bool:
    """A proposal with the rationale in it, and nothing to tell where it begins: wrong is worse than none."""
    return segment.has_displaced_heading and segment.parts == (Part.RESOLUTION,)


@dataclass(frozen=True)
class _Gap:
    """What parts two paragraphs. above, below: numbers of the lines around it; width: in lines."""

    above: int
    below: int
    width: int
    is_page_break: bool = False

    @property
    def is_wide(self) -> bool:
        return self.width >= _WIDE and not self.is_page_break


def _rationale_start(lines: Sequence[str]) -> int | None:
    """The line with which the rationale begins; None if nothing tells it for certain."""
    gaps = list(_gaps(lines))
    ends = [gap for gap in gaps if _may_begin(lines, gap)]
    last = _last_point(lines)
    if last is not None:
        return _behind_points(lines, [gap for gap in ends if gap.above >= last])
    wide = (gap.below for gap in ends if gap.is_wide and _is_request(_paragraph_above(lines, gap)))
    return next(wide, None) or _behind_wish(lines, gaps, ends)


def _gaps(lines: Sequence[str]) -> Iterator[_Gap]:
    above, is_page_break = None, False
    for number, line in enumerate(islice(lines, _MOST_LINES)):
        if line == PAGE_BREAK:
            is_page_break = True
        elif line:
            if above is not None and number - above > 1:
                yield _Gap(above, number, number - above - 1, is_page_break)
            above, is_page_break = number, False


def _may_begin(lines: Sequence[str], gap: _Gap) -> bool:
    text = " ".join(line for line in lines[gap.below :] if line not in ("", PAGE_BREAK))
    is_paragraph = _BEGINS_SENTENCE.match(text) and not _POINT.match(text)
    return bool(is_paragraph) and bool(_ENDS_SENTENCE.search(lines[gap.above])) and len(text) >= _LEAST_TEXT


def _last_point(lines: Sequence[str]) -> int | None:
    """The line of the last of the points counted 1, 2, 3 … or A, B, C …; a second list is not the motion's."""
    expected = last = None
    for number, line in enumerate(islice(lines, _MOST_LINES)):
        point = _POINT.match(line)
        name = point["number"] if point else ""
        if (name and name == expected) or (name in ("1", "A") and expected is None):
            last, expected = number, _following(name)
        elif name and expected and name == ("1" if expected.isdigit() else "A"):
            break
    return last


def _following(name: str) -> str:
    return str(int(name) + 1) if name.isdigit() else chr(ord(name) + 1)


def _behind_points(lines: Sequence[str], gaps: Sequence[_Gap]) -> int | None:
    """The first gap, or the wide one behind a last short question."""
    if len(gaps) > 1 and gaps[1].is_wide and not gaps[0].is_wide:
        between = " ".join(lines[gaps[0].below : gaps[1].above + 1])
        if len(between) <= _LONGEST_AFTERTHOUGHT:
            return gaps[1].below
    return gaps[0].below if gaps else None


def _behind_wish(lines: Sequence[str], gaps: Sequence[_Gap], ends: Sequence[_Gap]) -> int | None:
    """The end of the paragraphs that say, one after the other, what the council or its administration does."""
    behind = dropwhile(lambda gap: not _WISH.match(lines[gap.below]), gaps)
    end = next((gap for gap in behind if not _WISH.match(lines[gap.below])), None)
    if end is None:
        return None
    is_sure = end in ends and not end.is_page_break and not _GOES_ON.match(lines[end.below])
    return end.below if is_sure else None


def _paragraph_above(lines: Sequence[str], gap: _Gap) -> str:
    start = gap.above
    while start and lines[start - 1] not in ("", PAGE_BREAK):
        start -= 1
    return " ".join(lines[start : gap.above + 1])


def _is_request(paragraph: str) -> bool:
    """A title is shorter, or does not end like a sentence."""
    return len(paragraph) >= _LEAST_REQUEST * (2 if paragraph.endswith("?") else 1)
