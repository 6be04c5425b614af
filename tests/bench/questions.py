"""200 questions as people type them, of nine sorts, drawn from the first documents of a corpus."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kb.language.stopwords import STOP_WORDS
from tests.bench.corpus import MUNICIPALITIES, SEED, Record
from tests.bench.plain import plain_word, spell

SAMPLE = 1_000
"""Documents that the words are drawn from."""

_WORD = re.compile(r"\w+")


class Sort(StrEnum):
    """Frequent words are in 10 to 35 % of the documents, rare ones in a thousandth, all others in between."""

    FREQUENT = "frequent"
    RARE = "rare"
    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTERED = "filtered"
    BY_DATE = "by date"
    PAGE_50 = "page 50"
    MISTYPED = "mistyped"


COUNTS = {
    Sort.FREQUENT: 20,
    Sort.RARE: 20,
    Sort.WORDS: 60,
    Sort.PHRASE: 20,
    Sort.PREFIX: 20,
    Sort.FILTERED: 20,
    Sort.BY_DATE: 20,
    Sort.PAGE_50: 10,
    Sort.MISTYPED: 10,
}


@dataclass(frozen=True)
class Question:
    """words: lower-case; any of them is enough. kind and municipality: what is filtered by, or empty."""

    sort: Sort
    words: tuple[str, ...]
    kind: str = ""
    municipality: str = ""

    @property
    def text(self) -> str:
        """What is typed."""
        typed = " ".join(self.words)
        return {Sort.PHRASE: f'"{typed}"', Sort.PREFIX: f"{typed}*"}.get(self.sort, typed)

    @property
    def page(self) -> int:
        return 50 if self.sort is Sort.PAGE_50 else 1

    @property
    def is_special(self) -> bool:
        """Engines may understand it differently, and find more or less."""
        return self.sort in (Sort.PREFIX, Sort.MISTYPED)

    def in_plain(self) -> "Question":
        """The same question for the documents of `plain`."""
        told = spell if self.sort is Sort.PREFIX else plain_word
        return replace(self, words=tuple(map(told, self.words)))


def draw_questions(documents: Iterable[Record]) -> list[Question]:
    """All questions, in an order that mixes their sorts. documents: the first SAMPLE ones."""
    drawing = _Drawing([_WORD.findall(one.body.lower()) for one in documents])
    found = [drawing.question(sort) for sort, count in COUNTS.items() for _ in range(count)]
    drawing.chance.shuffle(found)
    return found


class _Drawing:
    """Words by how many documents have them, and chance."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.chance = random.Random(SEED + 1)
        self._texts = texts
        having = Counter(word for text in texts for word in set(text) if _may_be_asked(word))
        count = len(texts)
        self._frequent = sorted(word for word, some in having.items() if 0.1 * count < some < 0.35 * count)
        self._rare = sorted(word for word, some in having.items() if some <= max(1, count // 1_000))
        self._between = {word for word, some in having.items() if 0.005 * count < some < 0.12 * count}
        self._sorted_between = sorted(self._between)

    def question(self, sort: Sort) -> Question:
        if sort is Sort.FILTERED:
            return Question(sort, tuple(self._together(2)), "paper", self.chance.choice(MUNICIPALITIES[:5]))
        return Question(sort, self._words(sort))

    def _words(self, sort: Sort) -> tuple[str, ...]:
        chance = self.chance
        match sort:
            case Sort.FREQUENT:
                words = [chance.choice(self._frequent)]
            case Sort.RARE:
                words = [chance.choice(self._rare or self._sorted_between)]
            case Sort.PHRASE:
                words = self._phrase(chance.choice([2, 3]))
            case Sort.PREFIX:
                words = [chance.choice(list(filter(str.isascii, self._sorted_between)))[: chance.choice([3, 4, 5])]]
            case Sort.PAGE_50:
                words = chance.sample(self._frequent, 3)
            case Sort.MISTYPED:
                words = [self._mistyped(chance.choice(self._sorted_between))]
            case _:
                words = self._together(chance.choice([2, 2, 3, 4]))
        return tuple(words)

    def _together(self, count: int) -> list[str]:
        """Words that one document has."""
        while True:
            words = sorted(self._between & set(self.chance.choice(self._texts)))
            if len(words) >= count:
                return self.chance.sample(words, count)

    def _phrase(self, count: int) -> Sequence[str]:
        """Words that follow one another somewhere."""
        while True:
            text = self.chance.choice(self._texts)
            start = self.chance.randrange(max(1, len(text) - count))
            run = text[start : start + count]
            if len(run) == count and all(map(_may_be_asked, run)):
                return run

    def _mistyped(self, word: str) -> str:
        """One letter left out, doubled or exchanged with the next, never the first."""
        at = self.chance.randrange(1, len(word) - 1)
        before, here, after, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
        return before + self.chance.choice([after, here + here + after, after + here]) + rest


def _may_be_asked(word: str) -> bool:
    return word.isalpha() and len(word) > 3 and word not in STOP_WORDS
