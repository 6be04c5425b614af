"""Facts in one place: amounts, conditions, programmes and dates, each with Stand, source and competent authority.

A text refers to a fact as `{{ fakt: ehrenamtspauschale }}`; its page shows the value, and below it where it comes from.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from html import escape

from kb.errors import NotFound

REFERENCE = re.compile(r"\{\{\s*fakt\s*:\s*([^{}\n]*?)\s*\}\}", re.IGNORECASE)
"""`{{ fakt: id }}` in a text; blanks do not matter."""

UNSURE = "(nicht gesichert)"
"""Stands behind a value that no competent authority has given with a date."""

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|])")
"""What Markdown lets be escaped; a value may begin a line and look like a list, or stand in a table."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact, all of it as German text but the review date.

    value: as it stands in a sentence; unit: behind it, or empty.
    as_of: day, month or year (`2026-01-01`, `2026-01`, `2026`) for which it holds; empty if the source gives none.
    authority: whom to ask before a decision. sure: whether it is a dated statement of the competent authority.
    review_by: last day until which it needs no new look. topic: an id of the topic tree.
    """

    id: str
    label: str
    value: str
    unit: str = ""
    as_of: str = ""
    source: str = ""
    source_url: str = ""
    authority: str = ""
    sure: bool = False
    review_by: datetime.date | None = None
    topic: str = ""

    @property
    def wording(self) -> str:
        """`3.300 Euro im Jahr`, as texts show it; what is unsure says so."""
        return " ".join(filter(None, (self.value, self.unit, "" if self.sure else UNSURE)))

    @property
    def state(self) -> str:
        """A hash of what a text may rely on: it stays when only source, authority or review date change."""
        relied_on = (self.label, self.value, self.unit, self.as_of, self.sure)
        return hashlib.sha256(json.dumps(relied_on).encode()).hexdigest()

    def is_past_review(self, today: datetime.date) -> bool:
        return self.review_by is not None and self.review_by < today


@dataclass(frozen=True)
class FactRegister:
    """All facts in the order of the file."""

    facts: tuple[Fact, ...] = ()
    _by_id: dict[str, Fact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {fact.id: fact for fact in self.facts})

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._by_id

    def get(self, fact_id: str) -> Fact:
        """Raises NotFound for an unknown id."""
        if fact_id not in self._by_id:
            raise NotFound(f"Der Fakt „{fact_id}“")
        return self._by_id[fact_id]

    def found(self, fact_id: str) -> Fact | None:
        return self._by_id.get(fact_id)

    def changed(self, fact: Fact) -> "FactRegister":
        """This register with `fact` in the place of the one with its id, or behind all others."""
        others = tuple(fact if one.id == fact.id else one for one in self.facts)
        return FactRegister(others if fact.id in self else (*others, fact))

    def unknown_in(self, text: str) -> Iterator[str]:
        """A German sentence for each reference that leads to no fact, with the ids that were perhaps meant."""
        for fact_id in fact_ids(text):
            if fact_id not in self:
                near = get_close_matches(fact_id, self._by_id, 3)
                hint = f" Gemeint war vielleicht {_listed(near)}." if near else ""
                yield f"Den Fakt „{fact_id}“ gibt es nicht.{hint}"

    def filled_in(self, markdown: str) -> str:
        """The Markdown with each reference replaced by the fact's wording, which is text and never markup.

        Raises NotFound for a reference that leads to no fact.
        """
        return REFERENCE.sub(lambda match: _as_markdown(self.get(match.group(1)).wording), markdown)


def fact_ids(text: str) -> tuple[str, ...]:
    """The ids that the text refers to, each once, in order."""
    return tuple(dict.fromkeys(match.group(1) for match in REFERENCE.finditer(text)))


def _as_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", escape(text, quote=False))


def _listed(ids: list[str]) -> str:
    return " oder ".join(f"„{one}“" for one in ids)
