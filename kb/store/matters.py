"""What tells that papers belong to one Vorgang: keys that they share.

A paper has the key of its `matter`, of its own reference, of that reference without the number of an addendum
(`2021/0308/1` → `2021/0308`), and of the papers that it names as earlier treatment. References count only within their
municipality.
"""

import re
from collections.abc import Iterator

from kb.documents import AnyDocument, Kind, Motion
from kb.language import query_references, reference_keys

_ADDENDUM = re.compile(r"(?P<main>.+)-(?:\d{1,2}|[a-zäöü]\d{0,2})")
_NUMBER = re.compile(r"\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_SEGMENTS = 2
_LONGEST = 300


def matter_keys(document: AnyDocument) -> tuple[str, ...]:
    """Each once; none for what is no paper of a council: a model belongs to no matter."""
    if not isinstance(document, Motion) or document.kind is not Kind.PAPER:
        return ()
    return tuple(dict.fromkeys(key[:_LONGEST] for key in _keys(document)))


def _keys(motion: Motion) -> Iterator[str]:
    if motion.matter:
        yield f"vorgang:{motion.matter}"
    if motion.municipality:
        own = reference_keys(motion.reference)[:1]
        for reference in (*own, *query_references(motion.earlier)):
            yield f"{motion.municipality}:{reference}"
            if main := without_addendum(reference):
                yield f"{motion.municipality}:{main}"


def without_addendum(reference: str) -> str:
    """The key of the paper that an addendum belongs to; empty if the key is of none."""
    found = _ADDENDUM.fullmatch(reference)
    segments = found["main"].split("-") if found else []
    if not found or len(segments) < _FEWEST_SEGMENTS:
        return ""
    has_number = any(_NUMBER.fullmatch(one) and not _YEAR.fullmatch(one) for one in segments)
    return found["main"] if has_number else ""
