"""German dates in running text."""

import datetime
import re

from kb.language.fold import fold

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_BY_START = {fold(name)[:3]: number for number, name in enumerate(MONTHS, 1)}
_NAMES = (
    r"jan(?:uar)?|feb(?:ruar)?|märz?|maerz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dez(?:ember)?"
)
DATE_PATTERN = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w/-])|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}(?!\w)"
    rf"|[0-9]{{1,2}}\.?\s{{0,3}}(?i:{_NAMES})\.?\s{{0,3}}[0-9]{{4}}(?!\w))"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_GERMAN = re.compile(r"([0-9]{1,2})\.?\s*([0-9]{1,2}|[^\W\d_]+)\.?\s*([0-9]{4})")


def iso_date(text: str) -> str:
    """`01.08.2018`, `1. August 2018` or `2018-08-01` → `2018-08-01`; empty if the text is no day of the calendar."""
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    elif german := _GERMAN.fullmatch(text):
        day, year = int(german[1]), int(german[3])
        month = int(german[2]) if german[2].isdigit() else _BY_START.get(fold(german[2])[:3], 0)
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
