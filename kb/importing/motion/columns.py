"""A form's column of labels beside a column of values: out of a PDF they come as lines without a colon between them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kb.importing.dates import DATE_PATTERN
from kb.importing.motion.label_words import FIELD_WORDS, Part
from kb.importing.motion.labels import REFERENCE_PATTERN, SHORT_REFERENCE_PATTERN, read_label

_FEWEST = 3
"""Different labels that make a column; fewer could be the beginnings of sentences."""

_VALUES: Mapping[Part, str] = {
    Part.REFERENCE: rf"(?:{REFERENCE_PATTERN}|{SHORT_REFERENCE_PATTERN})",
    Part.TYPE: r"(?=[A-ZÄÖÜ])[\w/-]*(?:[Vv]orlage|[Aa]ntrag|[Aa]nfrage|[Mm]itteilung)(?:\s.{1,40})?",
    Part.OFFICE: r"[A-ZÄÖÜ\d].{2,120}",
    Part.DATE: DATE_PATTERN,
    Part.SUBJECT: r"[A-ZÄÖÜ„\"\d].{5,}",
}
_FIELD = re.compile(
    "|".join(rf"(?P<{part.name}>(?i:{'|'.join(FIELD_WORDS[part])}))(?=\s{value}$)" for part, value in _VALUES.items())
)
_CLEAR_WITHOUT = (Part.REFERENCE.name, Part.DATE.name)
_MOST_LINES = 80


def with_colons(lines: Sequence[str]) -> list[str]:
    """The lines, with a colon behind each label of such a column; any others as they are."""
    found = dict(_labels(lines))
    is_column = len({part for part, _ in found.values()}) >= _FEWEST
    ends = {number: end for number, (part, end) in found.items() if is_column and part not in _CLEAR_WITHOUT}
    return [
        f"{line[: ends[number]]}:{line[ends[number] :]}" if number in ends else line
        for number, line in enumerate(lines)
    ]


def _labels(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, int]]]:
    """In the head: the number of the line, what its label announces, and where that ends."""
    for number, line in enumerate(lines[:_MOST_LINES]):
        label = read_label(line) if line else None
        if label and label.is_section:
            return
        field = _FIELD.match(line)
        if field:
            yield number, (str(field.lastgroup), field.end())
