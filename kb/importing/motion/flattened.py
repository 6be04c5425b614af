"""Text whose lines a program has run together: put back where a label, a row of the table or a point begins.

Within a line nothing but its words tells a label, so only what no sentence says counts: a label with its colon, one
before a value that fits it, a heading behind a sentence's end.
"""

import re
from collections.abc import Iterator

from kb.importing.dates import DATE_PATTERN
from kb.importing.motion.label_words import FIELD_WORDS, SECTION_WORDS, Part
from kb.importing.motion.labels import REFERENCE_PATTERN, SHORT_REFERENCE_PATTERN

LONGEST_LINE = 400
"""Characters; a longer line that holds several labels was never printed."""


def _any(*parts: Part) -> str:
    return "|".join(word for part in parts for word in (*FIELD_WORDS.get(part, ()), *SECTION_WORDS.get(part, ())))


_HEADINGS = _any(*SECTION_WORDS)
_COLUMN = rf"(?:{_any(Part.CONSULTATIONS)}|{_any(Part.DATE)}|Ö\s?/\s?N)"
_NUMBER = rf"(?:{REFERENCE_PATTERN}|{SHORT_REFERENCE_PATTERN})"
_TYPE = r"(?:[A-ZÄÖÜ]\w*vorlage|[A-ZÄÖÜ]?\w*[Aa]ntrag|Anfrage|Mitteilung)(?:\s+der\s+Verwaltung)?"
_UNMISTAKABLE = (
    r"(?:Betreff|Federführung|Federführendes Amt|Art der Vorlage|Vorlagenart|Vorlagentyp|Amt\s?/\s?Fachbereich)"
)
_PLACE = r"(?<![\w/-])"
_END = r"(?![\w-])"

_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (
        # a row of column heads, then the rows below it
        rf"{_PLACE}(?P<whole>(?:Beratungsfolge\s*:?\s*)?{_COLUMN}(?:\s+{_COLUMN}){{1,6}}){_END}",
        rf"{_PLACE}(?P<head>(?:{_any(*FIELD_WORDS)})\s*:)",
        rf"{_PLACE}(?P<whole>(?:{_any(Part.OFFICE)})\s*,\s*(?:{_any(Part.DATE)}){_END}(?:\s*,\s*(?:{_any(Part.CONTACT)}){_END})?)",
        rf"{_PLACE}(?P<head>{_UNMISTAKABLE}){_END}(?=\s[A-ZÄÖÜ\d])",
        rf"{_PLACE}(?P<whole>(?:{_any(Part.REFERENCE)})\s*:?\s*{_NUMBER}){_END}",
        rf"{_PLACE}(?P<whole>(?:{_any(Part.DATE)})\s*:?\s*{DATE_PATTERN}){_END}",
        rf"(?<=\d )(?P<whole>{_TYPE}){_END}(?=\s)",
        rf"{_PLACE}(?P<whole>(?:{_HEADINGS})\s*:)",
        rf"(?:(?<=[.!?)] )|(?<=lich ))(?P<whole>{_HEADINGS}){_END}(?=\s[A-ZÄÖÜ\d])",
        rf"(?P<tail>{DATE_PATTERN}\s(?:nicht\s?)?öffentlich){_END}",
        r"(?<=[.;:!?] )(?P<head>\d{1,2}[.)])(?=\s[A-ZÄÖÜ])",
    )
)


def with_lines(text: str) -> str:
    """The text with its lines restored where they were run together; any other text as it is."""
    return "\n".join(_restored(line) if len(line) > LONGEST_LINE else line for line in text.split("\n"))


def _restored(line: str) -> str:
    """The line in pieces, if two labels or more tell them."""
    breaks = sorted(set(_places(line)))
    pieces = (line[start:end].strip() for start, end in zip([0, *breaks], [*breaks, len(line)], strict=True))
    return "\n".join(filter(None, pieces))


def _places(line: str) -> Iterator[int]:
    for pattern in _BREAKS:
        for match in pattern.finditer(line):
            if match.lastgroup != "tail":
                yield match.start(match.lastgroup or 0)
            if match.lastgroup != "head":
                yield match.end(match.lastgroup or 0)
