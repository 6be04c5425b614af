"""Lines of one paragraph made into running text, with the hyphens that belong there."""

import re
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
_HYPHEN_AT_END = re.compile(r"[^\W_][-\u2010]$")
_SECOND_OF_TWO = re.compile(r"(?:und|oder|bzw|beziehungsweise|sowie|u|o)\b(?!-)|als auch\b")
"""„Sozial- und …“: the hyphen stands for a part that is said later."""
_ADDRESS = re.compile(r"://|www\.|@|^[(„\"<]*[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu|info|nrw|koeln|ruhr|cologne)\b")
_CLINGING = frozenset(",.;:)*/")


def join_lines(lines: Iterable[str]) -> str:
    """One paragraph out of its lines: joined by blanks, hyphenated words made whole, runs of blanks made one."""
    joined: list[str] = []
    for line in lines:
        text = " ".join(line.split())
        if not text:
            continue
        if joined:
            joined[-1], seam = _seam(joined[-1], text)
            joined.append(seam)
        joined.append(text)
    return "".join(joined).replace(SOFT_HYPHEN, "")


def is_hyphenated(line: str) -> bool:
    """Whether the line's last word goes on in the next line."""
    return line.endswith(SOFT_HYPHEN) or bool(_HYPHEN_AT_END.search(line))


def _seam(before: str, after: str) -> tuple[str, str]:
    """The end of a line as it stays, and what comes between it and the next one."""
    if before.endswith(SOFT_HYPHEN):
        return before[:-1], ""
    if not _HYPHEN_AT_END.search(before):
        return before, " "
    word = before.rpartition(" ")[2]
    if _waits_for_second(word, after):
        return before, " "
    if _is_part_of_word(word, after):
        return before, ""
    return before[:-1], ""


def _waits_for_second(word: str, after: str) -> bool:
    if _ADDRESS.search(word):
        return False
    stands_apart = not after[0].isalnum() and after[0] not in _CLINGING
    # „weder Haupt- noch Ehrenamt“, but „den-noch“
    return stands_apart or bool(_SECOND_OF_TWO.match(after)) or (word[0].isupper() and after.startswith("noch "))


def _is_part_of_word(word: str, after: str) -> bool:
    """Baden-Württemberg, 2014-2020, 54-jährig, E-Mail, NRW-weit and addresses keep their hyphen."""
    stem = re.split(r"[-\u2010/(„\"]", word[:-1])[-1]
    next_word = after.partition(" ")[0]
    return (
        not after[0].islower()
        or not stem[-1:].isalpha()
        or len(stem) == 1
        or stem.isupper()
        or bool(_ADDRESS.search(word) or _ADDRESS.search(next_word))
    )
