"""What chunks and words look like in a text. A chunk is what is read at once: a word, a date, an abbreviation in letters.

All are linear in time, whatever the text.
"""

import re

from kb.language.dates import DATE_PATTERN

# A letter or digit; raised and lowered figures are footnote marks. Possessive quantifiers keep everything linear.
SIGN = r"[^\W_¹²³⁰⁴-⁹₀-₉]"
LETTER = r"[^\W\d_]"
PARAGRAPH = rf"(?:§{{1,2}}|(?i:paragra(?:ph|f)(?:en)?)\s)\s?[0-9]{{1,4}}[a-z]?(?!{SIGN})"
SPACED = rf"{LETTER}\.(?: {LETTER}\.){{1,4}}(?!{SIGN})"
_AND = r"\s(?:und|oder|sowie|bzw\.|beziehungsweise)\s"
_LINE_END = rf"[-‐][ \t]?\n[ \t]{{0,8}}(?!(?:und|oder|sowie|bzw)\b)(?={LETTER})"
_HEADLESS = rf"-(?:,\s{SIGN}++-){{0,4}}{_AND}{SIGN}++(?:-{SIGN}++){{0,3}}"
_TAILLESS = rf"{_AND}-{SIGN}++"
_RUN = rf"{SIGN}++(?:(?:{_LINE_END}|(?:[^\w\s§]|[_¹²³⁰⁴-⁹₀-₉]){{1,3}}){SIGN}++)*+(?:\)|{_HEADLESS}|{_TAILLESS})?"
_PLAIN = rf"[A-OQ-Za-oq-zÄÖÜäöüß][a-zäöüß]++(?![^\s,;])(?:{_TAILLESS})?"
# Most chunks are plain words: taken first, without a look at the other branches, they are read twice as fast.
CHUNK = re.compile(rf"(?!\s)(?:{_PLAIN}|(?![0-9§Pp]|\w\.){_RUN}|{DATE_PATTERN}|{PARAGRAPH}|{SPACED}|{_RUN})")

_HYPHEN = rf"(?:{_LINE_END}|[-‐–])"
_SEGMENT = r"(?:[0-9]++(?:[A-Za-z][0-9]*+)?|[A-Z][0-9]{0,3})"
_ENDING = rf"(?:[*:_·]|/-?)(?i:innen|in|rn|en|er|es|r|n|e|m|s)(?!{SIGN})|\((?i:innen|in)\)|[*:_·](?i:innen)(?={LETTER})"
_PART = rf"{SIGN}++(?:(?:{_ENDING}){LETTER}*+)?"
WORD = re.compile(
    r"(?P<address>https?://(?:www\.)?|www\.)"
    rf"|(?P<abbreviation>{LETTER}(?:\.{LETTER}){{1,5}}(?!{SIGN}))"
    rf"|(?P<reference>(?:{LETTER}{{1,5}}[-‐–/_])?[0-9]++(?:[A-Za-z][0-9]*+)?(?:[-‐–/_]{_SEGMENT}){{1,7}}(?!{SIGN}))"
    r"|(?P<number>[0-9]++(?:[.,][0-9]++)*+(?=x[0-9])"
    rf"|[0-9]++(?:[.,][0-9]++)+(?!{SIGN}))"
    r"|(?P<times>(?<=[0-9])x(?=[0-9]))"
    rf"|(?P<word>{_PART}(?:{_HYPHEN}{_PART}){{0,9}}+)",
)
ENDS_HEADLESS = re.compile(rf"{SIGN}{_HEADLESS}$")
ENDS_TAILLESS = re.compile(rf"{_TAILLESS}$")
GENDER = re.compile(rf"(?<={LETTER})(?:{_ENDING})")
HYPHENS = re.compile(_HYPHEN)
BROKEN = re.compile(rf"{_LINE_END}(?=[a-zäöüß])")
AMOUNT = re.compile(r"[0-9]++(?:[.,][0-9]++)+")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
