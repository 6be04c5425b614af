"""A heading that a text box carried to the wrong place: „Begründung:“ at the end of the text, or within a sentence.

What it belongs to is known only if a motion's numbered points stand first: the text behind them is the rationale.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from kb.importing.motion.label_words import Part
from kb.importing.motion.pages import PAGE_BREAK
from kb.importing.motion.segments import Segment

_POINT = re.compile(r"(?P<number>\d{1,2}|[A-Z])[.)]{1,2}(?:\s|$)")
_ENDS_SENTENCE = re.compile(r"[.!?][\"“”»)]?$")
_LEAST_TEXT = 80
"""Characters; less than a sentence is no rationale."""
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


def _rationale_start(lines: Sequence[str]) -> int | None:
    """Behind the last of the points counted 1, 2, 3 …; None if they are not the first thing said or not in order."""
    points = [
        (number, match.group("number"))
        for number, line in enumerate(islice(lines, _MOST_LINES))
        if (match := _POINT.match(line))
    ]
    if not points or not _is_counted([name for _, name in points]):
        return None
    last = points[-1][0]
    gaps = (number for number in range(last + 1, len(lines)) if lines[number] in ("", PAGE_BREAK))
    end = next((number for number in gaps if lines[number - 1] not in ("", PAGE_BREAK)), None)
    return end if end and _may_begin(lines[last:end], lines[end:]) else None


def _is_counted(names: Sequence[str]) -> bool:
    first = 1 if names[0].isdigit() else ord("A")
    return [int(name) if name.isdigit() else ord(name) for name in names] == [*range(first, first + len(names))]


def _may_begin(point: Sequence[str], rest: Sequence[str]) -> bool:
    text = " ".join(line for line in rest if line not in ("", PAGE_BREAK))
    return bool(_ENDS_SENTENCE.search(point[-1])) and len(text) >= _LEAST_TEXT and text[0].isupper()
