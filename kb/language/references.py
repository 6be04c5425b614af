"""Drucksachennummern: the keys a document is found by, and those that a typed question asks for.

A key is a run of the number's segments in lower case, joined by hyphens, as `/`, `-`, `_` and blanks mean the same:
`7091/2014-2020` → `7091-2014-2020`, `7091-2014`, `7091`. Leading zeros stay. A key alone does not tell one paper:
numbers are unique only together with their municipality.
"""

import re

from kb.language.clean import clean_text
from kb.language.dates import iso_date

_MOST_SEGMENTS = 8
_FEWEST_DIGITS = 3
"""Of a number that tells a paper by itself; of a longer reference it is one more."""
_FROM_AND_TO = 2
_SEGMENT = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LABELS = [
    "ds",
    "drs",
    "drucks",
    "drucksache",
    "drucksachen",
    "drucksachennr",
    "drucksachennummer",
    "nr",
    "nummer",
    "vorlage",
    "vorlagen",
    "vorlagennr",
    "vorlagennummer",
    "beschlussvorlage",
    "sitzungsvorlage",
    "informationsvorlage",
    "mitteilungsvorlage",
    "antrag",
    "anfrage",
    "az",
    "aktenzeichen",
]
_COUNTED = [
    "euro",
    "eur",
    "€",
    "prozent",
    "%",
    "einwohner",
    "einwohnerinnen",
    "einwohnende",
    "menschen",
    "personen",
    "mitglieder",
    "engagierte",
    "freiwillige",
    "ehrenamtliche",
    "stunden",
    "tage",
    "wochen",
    "monate",
    "jahre",
    "jahren",
    "kommunen",
    "städte",
    "gemeinden",
    "vereine",
    "kinder",
    "jugendliche",
    "bürger",
    "bürgerinnen",
    "teilnehmende",
    "besucher",
    "exemplare",
    "stück",
    "meter",
    "kilometer",
    "km",
    "tausend",
    "mio",
    "millionen",
    "uhr",
]
_HYPHEN = r"[/\-_‐‑–]"
_NUMBER = r"[0-9]++(?:[a-z][0-9]*+)?(?![^\W_])"
_ASKED = re.compile(
    r"(?<!\w)(?<![0-9][.,:])"
    rf"(?:[^\W\d_]{{1,20}}{_HYPHEN})?"
    rf"{_NUMBER}(?:(?:\s?{_HYPHEN}\s?|\s){_NUMBER}|{_HYPHEN}[a-z][0-9]{{0,3}}){{0,7}}"
    r"(?!\w|[.,:][0-9])",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+|§)\W*$")
_WORD_AFTER = re.compile(r"[\s-]*([^\W\d_]+|[€%])")


def reference_keys(reference: str) -> tuple[str, ...]:
    """All keys under which a document with this number is found, the whole number first; none for an empty one."""
    segments = _segments(reference)
    main = _main_number(segments)
    if main is None:
        return ("-".join(segments),) if segments else ()
    starts = range(main + 1)
    ends = range(len(segments), main, -1)
    runs = [segments[start:end] for start in starts for end in ends]
    return tuple("-".join(run) for run in runs if len(run) > 1 or _may_stand_alone(run[0]))


def query_references(text: str) -> tuple[str, ...]:
    """The keys that a typed question asks for, in its order.

    A year, a date, a decimal and a number below 100 never ask. A number of three digits asks if it stands alone or
    after a word such as „Drucksache“; a longer one unless it counts something („5000 Euro“).
    """
    cleaned = " ".join(clean_text(text).split())
    asked = (_asked_key(match, cleaned) for match in _ASKED.finditer(cleaned))
    return tuple(dict.fromkeys(key for key in asked if key))


def is_reference(segments: list[str]) -> bool:
    """Whether hyphened segments identify a paper: not a span of years, not a date, not `24/7`."""
    digits = [segment for segment in segments if segment.isdigit()]
    if len("".join(digits)) <= _FEWEST_DIGITS or iso_date("-".join(segments)):
        return False
    has_letters = segments[0].isalpha() and len(digits) == _FROM_AND_TO  # RAT/2040/2010
    return has_letters or len(digits) > _FROM_AND_TO or not all(map(_YEAR.fullmatch, digits))


def _asked_key(match: re.Match[str], text: str) -> str:
    before = _WORD_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    after = _WORD_AFTER.match(text, match.end())
    if (before and before[1] == "§") or (after and after[1].lower() in _COUNTED):
        return ""
    segments = _segments(match[0])
    if len(segments) > 1:
        return "-".join(segments) if is_reference(segments) else ""
    is_labelled = bool(before and before[1].lower() in _LABELS)
    is_alone = match[0] == text.strip(" .,;:!?#")
    number = segments[0] if segments else ""
    asks = _may_stand_alone(number) and (is_labelled or is_alone or len(number) > _FEWEST_DIGITS)
    return number if asks else ""


def _segments(text: str) -> list[str]:
    """The number's parts without a label: `Drs. 7091/2014` → 7091, 2014."""
    segments = _SEGMENT.findall(clean_text(text).lower())
    labels = next((at for at, segment in enumerate(segments) if segment not in _LABELS), len(segments))
    return segments[labels : labels + _MOST_SEGMENTS]


def _main_number(segments: list[str]) -> int | None:
    """Where the number that tells the paper stands: the longest that is no year, else the first digits."""
    digits = [at for at, segment in enumerate(segments) if segment.isdigit()]
    no_years = [at for at in digits if not _YEAR.fullmatch(segments[at])]
    if no_years:
        return max(no_years, key=lambda at: len(segments[at]))
    return digits[0] if digits else None


def _may_stand_alone(segment: str) -> bool:
    return segment.isdigit() and len(segment) >= _FEWEST_DIGITS and not _YEAR.fullmatch(segment)
