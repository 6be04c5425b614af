"""A paper cut at its printed labels, in whatever order its cells came out of the file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from kb.importing.dates import DATE
from kb.importing.motion.columns import with_colons
from kb.importing.motion.hyphens import join_lines
from kb.importing.motion.label_words import TOO_GENERAL_ALONE, Part
from kb.importing.motion.labels import (
    REFERENCE_PATTERN,
    Label,
    may_begin_label,
    read_label,
    split_fields,
)
from kb.importing.motion.pages import PAGE_BREAK

_CELL_GAP = re.compile(r"\t+| {3,}")
_NONE_MARK = re.compile(r"[./\s*–—-]+|keine?|entfällt|nein|ohne|keine frühere (?:Behandlung|Beratung)", re.IGNORECASE)
_REFERENCE = re.compile(REFERENCE_PATTERN)
_REFERENCE_AT_END = re.compile(rf"{REFERENCE_PATTERN}$")
_TABLE_HEAD = re.compile(r"Grem|Beratungsf", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:;)\"“»]$")
_PAIR = ("label", "value")
_LONGEST_LABEL = 200
_FIRST_LINE_OF_LABEL = 120
_LINES_OF_LABEL = 3
_LINES_AHEAD = 6
_LINES_OF_HEAD = 500
_FULL_LINE = 50
_LINES_OF_FORM = 60

_FREE_TEXT = {Part.SUBJECT, Part.EARLIER}
_ALSO_IN_HEAD = {Part.ASIDE, Part.ATTACHMENTS}
_RUNS_ON = re.compile(
    r"\b(?:und|oder|für|de[rsmn]|die|das|i[mn]|von|vom|zu[rm]?|mit|auf|bei|sowie|an|am|eine?[rsmn]?)$|[a-zäöü]-$"
)
_FORM = re.compile(
    r"[☐☒☑\uf06f\uf0a8]|\bnein\b\W{0,20}\bja\b|\bja\b\W{0,20}\bnein\b|Gesamt(?:kosten|aufwand)\s+der|^Gesamtaufwand",
    re.IGNORECASE,
)
"""Printed boxes and columns: what was ticked in them does not come out of a file for certain."""


@dataclass
class Segment:
    """The lines between one label, or several printed together, and the next; the first segment has none.

    parts: what the labels announce. heading: the label as printed. lines: may hold PAGE_BREAK and empty lines.
    is_inline: the value begins on the line of the label. first, last: numbers of the lines it lies in.
    is_inferred: no label says so, only the place among others. has_displaced_heading: one was printed somewhere else.
    """

    parts: tuple[Part, ...] = ()
    heading: str = ""
    lines: list[str] = field(default_factory=list)
    is_inline: bool = False
    first: int = 0
    last: int = 0
    is_inferred: bool = False
    has_displaced_heading: bool = False

    @property
    def is_section(self) -> bool:
        return bool(self.parts) and self.parts[0].is_section

    @property
    def is_empty(self) -> bool:
        return next(self._said(), None) is None

    @property
    def cells(self) -> list[str]:
        """What stands in the lines of a head, cut where a table's columns stand apart; of an endless one the begin."""
        return [cell for line in islice(self._said(), _LINES_OF_HEAD) for cell in cells(line)]

    def _said(self) -> Iterator[str]:
        return (line for line in self.lines if line not in ("", PAGE_BREAK))


def cells(line: str) -> list[str]:
    return [cell for cell in _CELL_GAP.split(line) if cell]


def _is_table_head(row: Sequence[str]) -> bool:
    """Whether the cells are the heads of a table's columns, among which „Beschluss“ is no section."""
    label = read_label(" ".join(row)) if len(row) > 1 else None
    return label is not None and label.is_bare and label.parts[0] is Part.CONSULTATIONS


def _named_by_first(row: list[str]) -> list[str]:
    """„Drucksache“ alone says too little to be a label; beside its number it is one."""
    if _is_table_head(row):
        return [" ".join(row)]
    if (
        len(row) == len(_PAIR)
        and row[0].lower() in TOO_GENERAL_ALONE
        and _REFERENCE.fullmatch(row[1].replace("-", "/"))
    ):
        return [f"{row[0]}: {row[1]}"]
    return row


def says_nothing(text: str) -> bool:
    """Whether the text is empty or a mark for none, such as „./.“."""
    return not text or bool(_NONE_MARK.fullmatch(text))


def split_segments(lines: Sequence[str]) -> list[Segment]:
    """The segments in the order of the text; neighbouring labels without a value between them share one."""
    splitter = _Splitter()
    numbered = list(_rows(with_colons(lines)))
    rows = [row for _, row in numbered]
    position = 0
    while position < len(rows):
        label, used = _label_at(rows, position)
        splitter.reach(numbered[position][0])
        following = rows[position + used : position + used + _LINES_AHEAD]
        if label and splitter.accepts(label, following):
            splitter.open(label)
            position += used
        else:
            is_heading = label is not None and (label.counts_pages or splitter.is_cut_off(label, following))
            splitter.add(PAGE_BREAK if is_heading else rows[position])
            position += 1
    return [part for segment in splitter.segments for part in _without_form(segment)]


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; those of the head cut into cells, for a label may stand in any of them."""
    in_head = True
    for number, line in enumerate(lines):
        label = read_label(line) if in_head and line else None
        in_head = in_head and not (label and label.is_section and label.parts[0] not in _ALSO_IN_HEAD)
        for row in _named_by_first(cells(line)) or [line] if in_head else [line]:
            yield number, row


def _is_form(segment: Segment) -> bool:
    return any(map(_FORM.search, [segment.heading, *segment.lines[:_LINES_OF_FORM]]))


def _without_form(segment: Segment) -> list[Segment]:
    """A form's boxes on costs end with their page; what follows on the next page explains the proposal."""
    if segment.parts != (Part.FINANCES,) or not _is_form(segment):
        return [segment]
    end = segment.lines.index(PAGE_BREAK) if PAGE_BREAK in segment.lines else len(segment.lines)
    form = replace(segment, parts=(Part.FORM,), lines=segment.lines[:end])
    first = segment.first + end
    rest = Segment((Part.RATIONALE,), "", segment.lines[end:], first=first, last=segment.last, is_inferred=True)
    return [form] if rest.is_empty else [form, rest]


def _label_at(rows: Sequence[str], position: int) -> tuple[Label | None, int]:
    """The label that begins here and its number of lines: long ones are broken over two or three."""
    first = rows[position]
    if not first or first == PAGE_BREAK:
        return None, 1
    label = read_label(first)
    if label or first.lower() in TOO_GENERAL_ALONE or not (may_begin_label(first) and _may_be_broken(first)):
        return label, 1
    for used in range(2, _LINES_OF_LABEL + 1):
        broken = read_label(join_lines(rows[position : position + used]))
        is_heading = broken and (broken.is_bare or (broken.is_section and len(broken.text) > len(first)))
        if is_heading and rows[position + used - 1]:
            return broken, used
    return None, 1


def _may_be_broken(line: str) -> bool:
    return len(line) <= _FIRST_LINE_OF_LABEL and line[0].isalpha() and not _ENDS_SENTENCE.search(line)


def _is_unmistakable(label: Label) -> bool:
    """Fields of the form that may also come out behind the sections."""
    part = label.parts[0]
    if part is Part.CONSULTATIONS:
        return bool(_TABLE_HEAD.match(label.text))
    return part in (Part.EARLIER, Part.SUBJECT, Part.REFERENCE) or len(label.parts) > 1


class _Splitter:
    """Collects segments; knows which label makes sense at the point that was reached."""

    def __init__(self) -> None:
        self.segments: list[Segment] = [Segment()]
        self._seen: set[Part] = set()
        self._line = 0
        self._is_on_next_page = False

    @property
    def current(self) -> Segment:
        return self.segments[-1]

    def reach(self, line: int) -> None:
        """Say in which line of the text the next row or label stands."""
        self._line = self.current.last = line

    def add(self, row: str) -> None:
        if not self.current.lines and self._line == self.current.first and row:
            self.current.is_inline = True
        self._is_on_next_page = self._is_on_next_page or row == PAGE_BREAK
        self.current.lines.append(row)

    def open(self, label: Label) -> None:
        """Begin the label's segment; its value, which may hold further labels, comes first in it."""
        self._seen.update(label.parts)
        self._is_on_next_page = False
        if self._shares_segment(label):
            self._share(label)
        else:
            here = self._line
            self.segments.append(Segment(label.parts, label.text, is_inline=not label.is_bare, first=here, last=here))
        is_running_text = label.is_section or label.parts[0] in _FREE_TEXT
        if is_running_text or len(label.value) > _LONGEST_LABEL:
            self.current.lines += [label.value] if label.value else []
            return
        for value in split_fields(label.value) if label.value else []:
            self._add_or_open(value)

    def _add_or_open(self, value: str) -> None:
        label = read_label(value)
        if label and not label.is_section:
            self.open(label)
        else:
            self.add(value)

    def _shares_segment(self, label: Label) -> bool:
        """Labels first, values later: only fields do that, and never the earlier treatment with its foreign values."""
        parts = self.current.parts
        if not parts or not self.current.is_empty or self.current.is_section or label.is_section:
            return False
        return Part.EARLIER not in (*parts, *label.parts)

    def _share(self, label: Label) -> None:
        known = self.current.parts
        # a bare „Datum“ next to „Gremium“ is a column of its table
        added = () if label.parts == (Part.DATE,) and Part.CONSULTATIONS in known else label.parts
        self.current.parts = tuple(dict.fromkeys((*known, *added)))

    def accepts(self, label: Label, following: Sequence[str]) -> bool:
        if len(label.text) > _LONGEST_LABEL:
            return False
        if label.is_section:
            is_column = self._line == self.current.first and Part.CONSULTATIONS in self.current.parts
            return not is_column and self._accepts_section(label, following)
        if self._is_in_text():
            return self._accepts_field_in_section(label, following)
        if Part.EARLIER in self.current.parts:
            return self._accepts_field_in_earlier(label)
        if Part.SUBJECT in self.current.parts and self._stands_next():
            return label.has_colon or label.is_bare
        return True

    def _is_in_text(self) -> bool:
        """Whether running text was reached; a mere „Anlagen: 2“ may stand in the head as well."""
        is_behind_head = any(part.is_section for part in self._seen - _ALSO_IN_HEAD)
        return self.current.is_section and is_behind_head

    def _accepts_section(self, label: Label, following: Sequence[str]) -> bool:
        part = label.parts[0]
        if label.counts_pages and (part in self.current.parts or not self.current.is_section):
            return False
        if self.is_cut_off(label, following):
            self.current.has_displaced_heading = True
            return False
        if part is Part.RESOLUTION and label.has_colon and Part.RESOLUTION in self._seen:
            # „Der Rat möge beschließen:“ under „Beschlussvorschlag:“ is part of the wording
            is_wording = self.current.parts == (Part.DECISION,) and self.current.is_empty
            return is_wording or label.text.lower().startswith("beschluss")
        explains = label.text.lower().startswith(("erläuterung", "ergänzende", "begründung"))
        return not (explains and self._is_in_cost_form(label))

    def is_cut_off(self, label: Label, following: Sequence[str]) -> bool:
        """Whether a sentence runs on across „Begründung“: it came out of the file at the wrong place."""
        if label.parts != (Part.RATIONALE,) or self.current.parts == (Part.FINANCES,):
            return False
        if self._is_in_motion() and next((line for line in following if line), "") == PAGE_BREAK:
            return True  # no printer leaves a heading alone at a page's end
        before = next(
            (line for line in reversed(self.current.lines[-_LINES_AHEAD:]) if line not in ("", PAGE_BREAK)), ""
        )
        after = next((line for line in following if line not in ("", PAGE_BREAK)), "")
        if not before or not label.is_bare or before == self.current.lines[0] or _ENDS_SENTENCE.search(before):
            return False
        is_glued = self._stands_next() and len(before) >= _FULL_LINE
        return is_glued or bool(_RUNS_ON.search(before)) or after[:1].islower()

    def _is_in_motion(self) -> bool:
        """Whether the text is a group's, set in boxes, whose headings come out of a file behind them."""
        return not self.current.is_section or self.current.parts == (Part.RESOLUTION,)

    def _is_in_cost_form(self, label: Label) -> bool:
        """Whether the label explains the costs and not the paper: on the same page, and not counting pages itself."""
        if self.current.parts != (Part.FINANCES,) or self._is_on_next_page or label.text[-1].isdigit():
            return False
        is_form = _is_form(self.current)
        return is_form or label.text.lower().startswith("erläuterung")

    def _accepts_field_in_section(self, label: Label, following: Sequence[str]) -> bool:
        """Behind running text only an unmistakable label counts, alone on its line and with a fitting value below."""
        part = label.parts[0]
        if not label.is_bare or part in self._seen or not _is_unmistakable(label):
            return False
        if self._stands_next() and not _ENDS_SENTENCE.search(self.current.lines[-1]):
            return False
        if part in _FREE_TEXT:
            return True
        return any(_REFERENCE.fullmatch(row) or DATE.search(row) or read_label(row) for row in following if row)

    def _accepts_field_in_earlier(self, label: Label) -> bool:
        """What stands there belongs to the other paper until its entry is complete."""
        content = " ".join(line for line in self.current.lines[-_LINES_AHEAD:] if line)
        if label.parts[0] is Part.SUBJECT or (content and says_nothing(content)):
            return True
        if not content:
            return not self._stands_next() and bool(self.current.lines)
        is_complete = bool(_REFERENCE_AT_END.search(content))
        return is_complete and (label.is_bare or not self._stands_next())

    def _stands_next(self) -> bool:
        """Whether the line before is content, without a blank line between."""
        return bool(self.current.lines) and bool(self.current.lines[-1]) and self.current.lines[-1] != PAGE_BREAK
