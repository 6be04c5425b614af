"""The Beratungsfolge, whatever way its table came out of the file.

`_items` reads the cells in the order of the text; `_by_rows` or, if the table came out column by column, `_by_columns`
put together what belongs together. Where neither fits, a value is left out.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kb.documents import Consultation, Outcome
from kb.importing.motion.hyphens import join_lines
from kb.importing.motion.label_words import Part
from kb.importing.motion.segments import Segment
from kb.importing.motion.table import BegunName, Item, Kind, Value, committee_name, is_committee, items_of

_GERMAN = {
    Kind.DATE: "die Sitzungstage",
    Kind.PUBLIC: "die Angaben zur Öffentlichkeit",
    Kind.OUTCOME: "die Beratungsergebnisse",
}


_CUT_OFF = "Die Beratungsfolge ist vermutlich länger, als gelesen werden konnte."
_MOST_ITEMS = 400

_Row = dict[Kind, Value]


def consultations(segments: Sequence[Segment]) -> tuple[tuple[Consultation, ...], tuple[str, ...]]:
    """The consultations in the order of the paper, and German warnings on what could not be put to a committee."""
    found = _merged(_items(segments))
    items = _without_status([item for item in found if item.kind is not Kind.UNREAD])
    cut_off = (_CUT_OFF,) if len(items) < len(found) else ()
    if not any(item.kind is Kind.COMMITTEE for item in items):
        return (), cut_off
    clear_rows = _by_rows(items)
    rows, warnings = _by_columns(items) if clear_rows is None else (clear_rows, ())
    steps = map(_consultation, rows)
    sure = (step for step in steps if is_committee(step.committee, beside_date=step.date is not None))
    return _distinct(sure), (*warnings, *cut_off)


def _without_status(items: list[Item]) -> list[Item]:
    """One „öffentlich“ above several committees, or more than they need, is the status of the paper."""
    kinds = [item.kind for item in items]
    told, committees = kinds.count(Kind.PUBLIC), kinds.count(Kind.COMMITTEE)
    is_status = kinds[:1] == [Kind.PUBLIC] and (told == 1 < committees or told == committees + 1)
    return items[1:] if is_status else items


def _consultation(row: _Row) -> Consultation:
    date, public, outcome = row.get(Kind.DATE), row.get(Kind.PUBLIC), row.get(Kind.OUTCOME)
    return Consultation(
        committee=committee_name(str(row[Kind.COMMITTEE])),
        date=date if isinstance(date, datetime.date) else None,
        public=public if isinstance(public, bool) else None,
        outcome=outcome if isinstance(outcome, Outcome) else None,
    )


def _distinct(steps: Iterable[Consultation]) -> tuple[Consultation, ...]:
    """One consultation for each committee and day: the head of a form may repeat a row of its table."""
    distinct: dict[tuple[str, datetime.date | None], Consultation] = {}
    for step in steps:
        known = distinct.get((step.committee, step.date), step)
        distinct[step.committee, step.date] = replace(
            known,
            public=step.public if known.public is None else known.public,
            outcome=known.outcome or step.outcome,
        )
    return tuple(distinct.values())


def _by_rows(items: Sequence[Item]) -> list[_Row] | None:
    """One row for each item of the first item's kind, or None if these rows are not clear."""
    starts = [position for position, item in enumerate(items) if item.kind is items[0].kind]
    groups = [items[start:end] for start, end in pairwise([*starts, len(items)])]
    if not all(_is_row(group) for group in groups):
        return None
    same_shape = len({tuple(item.kind for item in group) for group in groups}) == 1
    if not same_shape and not (_all_have_date(groups) or all(map(_is_on_its_line, groups))):
        return None
    return [{item.kind: item.value for item in group} for group in groups]


def _is_row(group: Sequence[Item]) -> bool:
    kinds = [item.kind for item in group]
    return Kind.COMMITTEE in kinds and len(set(kinds)) == len(kinds)


def _all_have_date(groups: Sequence[Sequence[Item]]) -> bool:
    return all(any(item.kind is Kind.DATE for item in group) for group in groups)


def _is_on_its_line(group: Sequence[Item]) -> bool:
    """With cells missing, only what stands beside a committee is surely its own."""
    return len({item.line for item in group}) == 1


def _by_columns(items: Sequence[Item]) -> tuple[list[_Row], tuple[str, ...]]:
    """Rows out of the columns that are complete and in order; a warning for each of the others."""
    rows: list[_Row] = [{item.kind: item.value} for item in items if item.kind is Kind.COMMITTEE]
    warnings = []
    for kind, german in _GERMAN.items():
        values = [item.value for item in items if item.kind is kind]
        if values and not _is_sure(values, kind, items, len(rows)):
            warnings.append(f"In der Beratungsfolge lassen sich {german} den Gremien nicht sicher zuordnen.")
            continue
        for row, value in zip(rows, values, strict=False):
            row[kind] = value
    return rows, tuple(warnings)


def _is_sure(values: Sequence[Value], kind: Kind, items: Sequence[Item], count: int) -> bool:
    """A column is sure if each committee has a value and either all are the same or none is out of place."""
    if len(values) != count:
        return False
    return len(set(values)) == 1 or (
        _is_in_one_piece(items, kind) and _is_in_one_piece(items, Kind.COMMITTEE) and _ascends(values)
    )


def _is_in_one_piece(items: Sequence[Item], kind: Kind) -> bool:
    positions = [position for position, item in enumerate(items) if item.kind is kind]
    return positions[-1] - positions[0] + 1 == len(positions)


def _ascends(values: Sequence[Value]) -> bool:
    """Meetings follow one another; days in another order were read in another order than printed."""
    days = [value for value in values if isinstance(value, datetime.date)]
    return days == sorted(days)


def _merged(items: Iterator[Item]) -> list[Item]:
    """At most 400 values, with committee names that were broken over lines made whole."""
    merged: list[Item] = []
    name: int | None = None
    for item, _ in zip(items, range(_MOST_ITEMS), strict=False):
        if item.kind is not Kind.COMMITTEE:
            merged.append(item)
        elif name is not None and _begun(merged, name).goes_on(str(item.value)):
            whole = join_lines([str(merged[name].value), str(item.value)])
            merged[name] = replace(merged[name], value=whole)
        else:
            name = len(merged)
            merged.append(item)
    return merged


def _begun(items: Sequence[Item], position: int) -> BegunName:
    return BegunName(str(items[position].value), is_next=position == len(items) - 1)


def _items(segments: Sequence[Segment]) -> Iterator[Item]:
    """The values of all tables; a table ends with the first line behind a committee that does not belong to one."""
    number, before = 0, None
    for segment in segments:
        is_table = Part.CONSULTATIONS in segment.parts
        if segment.is_section or Part.EARLIER in segment.parts or (Part.SUBJECT in segment.parts and not is_table):
            continue
        lines = list(_whole_lines(segment.cells))
        for position, line in enumerate(lines):
            number += 1
            items = items_of(line, number, is_table=is_table, before=before)
            if items is None and is_table and before:
                yield from _unread(lines[position:], number)
                break
            before = _last_name(items or [], before)
            yield from _beside_subject(items or []) if Part.SUBJECT in segment.parts else items or []


def _unread(lines: Sequence[str], number: int) -> Iterator[Item]:
    """A sign that rows stand behind what looked like the table's end."""
    for line in lines:
        kinds = {item.kind for item in items_of(line, number, is_table=True, before=None) or ()}
        if kinds >= {Kind.COMMITTEE, Kind.DATE}:
            yield Item(Kind.UNREAD, None, number)
            return


def _last_name(items: Sequence[Item], before: BegunName | None) -> BegunName | None:
    """The committee that may go on in the next line."""
    names = [str(item.value) for item in items if item.kind is Kind.COMMITTEE]
    if names:
        return BegunName(names[-1], is_next=items[-1].kind is Kind.COMMITTEE)
    return BegunName(before.text, is_next=False) if before and items else before


def _beside_subject(items: Sequence[Item]) -> Sequence[Item]:
    """Where the subject may stand as well, a name alone could be the subject's."""
    return [] if {item.kind for item in items} == {Kind.COMMITTEE} else items


def _whole_lines(lines: Sequence[str]) -> Iterator[str]:
    """„nicht öffentlich“ broken in a narrow column is put together again."""
    pending = ""
    for line in lines:
        text = f"{pending}{line}"
        if re.search(r"\bnicht\s?-?$", text):
            pending = f"{text} "
            continue
        pending = ""
        yield text
    if pending:
        yield pending.strip()
