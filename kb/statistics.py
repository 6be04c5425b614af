"""What is learned from searches; nothing of it says who searched."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Searched:
    """One search. is_empty: nothing was found. is_hardly_answered: only texts with minor words of it."""

    text: str
    is_empty: bool = False
    is_hardly_answered: bool = False


@dataclass(frozen=True)
class Counts:
    """How often something was asked, and how often of that without a result or with hardly one."""

    asked: int = 0
    empty: int = 0
    hardly: int = 0

    def plus(self, one: Searched) -> "Counts":
        return Counts(self.asked + 1, self.empty + one.is_empty, self.hardly + one.is_hardly_answered)


@dataclass(frozen=True)
class SearchDay:
    day: datetime.date
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that came on two days at least. since: its counts from the day of the remedy on."""

    words: str
    counts: Counts
    remedy: str = ""
    person: str = ""
    remedied_on: datetime.date | None = None
    since: Counts = Counts()
