"""Marks („cursors“): where a client goes on. Opaque to clients, checked by us."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from kb.errors import NotFound
from web.search.address import Asked


@dataclass(frozen=True)
class Mark:
    """Behind which hits to go on, and how many came before, should all of them be gone by then."""

    after: tuple[str, ...] = ()
    before: int = 0


def mark_for(asked: Asked, mark: Mark) -> str:
    """The mark as text; it fits this question only."""
    return _encoded([*mark.after[-MOST_NAMED:], mark.before, _question(asked)])


def read_mark(text: str, asked: Asked) -> Mark:
    """Raises NotFound for a mark that is not ours, or of another question."""
    match _decoded(text):
        case [*after, int(before), str(question)] if _is_ours(after, before) and question == _question(asked):
            return Mark(tuple(after), before)
        case _:
            raise NotFound("Diese Marke („cursor“) zu dieser Frage")


MOST_BEFORE = 1_000_000
MOST_NAMED = 5
"""Hits; should the last one be gone, the one before it still tells the place."""


def _is_ours(after: list[object], before: int) -> bool:
    return (
        len(after) in range(1, MOST_NAMED + 1)
        and all(isinstance(one, str) for one in after)
        and 0 <= before <= MOST_BEFORE
    )


def number_mark(number: int) -> str:
    return _encoded(number)


def read_number_mark(text: str) -> int:
    """Raises NotFound for a mark that is not ours."""
    number = _decoded(text) if text else 0
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 2**63:
        raise NotFound("Diese Marke („since“)")
    return number


def _question(asked: Asked) -> str:
    return hashlib.sha256(json.dumps(asked.parameters, default=str).encode()).hexdigest()[:12]


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


def _decoded(text: str) -> object:
    try:
        return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
