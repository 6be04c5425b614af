"""What a search field offers while somebody types; the same for every engine."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from kb.language import spelled

FEWEST_LETTERS = 2
MOST_LETTERS = 60
"""Of what is typed; nobody needs a completion of more."""

SHORTEST_MISTYPED = 4
"""Letters; a slip in a shorter beginning leaves too little to go by."""

MOST_TITLES_READ = 8
"""Documents whose titles are looked at, the newest first."""

MOST_NEAR = 2
"""Beginnings, one slip away, that are looked for."""

FEWEST_DOCUMENTS = 2
"""A word of one document is more often a slip than a help."""

_TRANSCRIBED = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))


class Offer(StrEnum):
    """What is offered: a word to go on with, or a document, topic or expression by its name."""

    WORD = "word"
    TITLE = "title"
    REFERENCE = "reference"
    TOPIC = "topic"
    SYNONYM = "synonym"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Offer.WORD: "Wort",
    Offer.TITLE: "Dokument",
    Offer.REFERENCE: "Drucksachennummer",
    Offer.TOPIC: "Thema",
    Offer.SYNONYM: "Begriff",
}


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """`text` is what to ask for. document, slug: of the one document that a title or reference names; topic: an id."""

    text: str
    offer: Offer
    document: str = ""
    slug: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Typed:
    """What was typed so far: whole words, and the beginning of one more, as `kb.language.spelled` writes them."""

    words: tuple[str, ...]
    beginning: str

    @property
    def asks_enough(self) -> bool:
        return len(self.beginning) >= FEWEST_LETTERS

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The beginning, and what it may stand for where it has `ae` for `ä`."""
        return with_umlauts(self.beginning)


def read_typed(text: str) -> Typed:
    """Only the first `MOST_LETTERS` characters are looked at."""
    *words, beginning = re.split(r"[\s,;]+", spelled(text[:MOST_LETTERS] + ".").removesuffix("."))
    return Typed(tuple(filter(None, words)), beginning.strip("-/"))


def with_umlauts(beginning: str) -> tuple[str, ...]:
    """A beginning, and what it may stand for: with each of its transcriptions replaced, and with all."""
    each = [beginning.replace(pair, letter) for pair, letter in _TRANSCRIBED if pair in beginning]
    whole = reduce(lambda text, pair: text.replace(*pair), _TRANSCRIBED, beginning)
    return tuple(dict.fromkeys((beginning, *each, whole)))
