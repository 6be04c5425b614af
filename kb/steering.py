"""What editors set so that questions find what they mean: synonyms beside the file, and documents put on top."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SynonymEntry:
    """One line of the desk, in the form of the file: `wort, wort` or `wort => wort`.

    until: last day of a trial; None for good.
    """

    line: str
    reason: str = ""
    until: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        return self.until is None or day <= self.until


@dataclass(frozen=True)
class Pin:
    """The documents that come first for one question, in this order; the question as `normalised` writes it."""

    question: str
    documents: tuple[str, ...]
