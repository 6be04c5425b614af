"""Papers told apart from minutes, statements and votes, which servers hand out as papers and as files of papers."""

import re
from enum import StrEnum

from kb.importing.oparl.objects import File, Paper


class Sort(StrEnum):
    """What a paper or a file is; the value is its German name."""

    PAPER = "Vorlage"
    AMENDMENT = "Änderungsantrag"
    STATEMENT = "Stellungnahme"
    MINUTES = "Niederschrift"
    VOTE = "Abstimmungsergebnis"
    ANNEX = "Anlage"


_SORTS = (
    (
        Sort.VOTE,
        re.compile(r"\babstimmung(?:s(?:ergebnis\w*|liste|protokoll))?\b|\bstimmzettel|\bnamentliche abstimmung"),
    ),
    (Sort.MINUTES, re.compile(r"niederschrift|protokoll|sitzungseröffnung|beschlussauszug|\bauszug aus\b")),
    (Sort.STATEMENT, re.compile(r"stellungnahme|\bstn\b|\bantwort(?:schreiben)?\b|beantwortung")),
    (Sort.AMENDMENT, re.compile(r"(?:änderungs|ergänzungs)(?:-/ergänzungs)?antrag|änderungs- und ergänzungsantrag")),
    (Sort.ANNEX, re.compile(r"\banl(?:age)?n?\s?\d|^anlagen?\b|\bsynopse\b|\blageplan\b|\bübersichtsplan\b")),
)
_ABOUT_THEM = re.compile(r"(?:führung|veröffentlichung|form|erstellung) (?:von|der|des) (?:niederschrift|protokoll)")
"""A motion on how minutes are kept is none."""


def sort_of_paper(paper: Paper) -> Sort:
    """By its type, and by its name where the type says nothing else. A paper is never a mere annex."""
    by_type = _sort_of(paper.type)
    if by_type is not Sort.PAPER:
        return by_type
    said = _SORTS[-2:-1] if paper.type else _SORTS
    found = next((sort for sort, pattern in said if pattern.search(_start(paper.name))), Sort.PAPER)
    return Sort.PAPER if found is Sort.ANNEX or _ABOUT_THEM.search(paper.name.lower()) else found


def sort_of_file(file: File) -> Sort:
    return _sort_of(file.name)


def own_files(paper: Paper) -> tuple[File, ...]:
    """The files that are the paper itself, the likeliest first; what is said about it elsewhere is not.

    Many servers never name the main file: then it is the first that is neither minutes nor statement, vote or annex.
    """
    if paper.main_file:
        return (paper.main_file,)
    return tuple(one for one in paper.files if sort_of_file(one) in (Sort.PAPER, Sort.AMENDMENT))[:1]


def _sort_of(name: str) -> Sort:
    lowered = name.lower().replace("_", " ")
    return next((sort for sort, pattern in _SORTS if pattern.search(lowered)), Sort.PAPER)


def _start(name: str) -> str:
    """A paper's own sort stands at the beginning of its name; further behind it may be what the paper is about."""
    return name.lower()[:40]
