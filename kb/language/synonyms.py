"""Words of the field that stand for one another, applied to questions only, never to documents.

A file of lines, each a group (`wort, wort, feste Wendung  # Grund`) or one-way (`wort => wort, wort  # Grund`).
Groups do not reach across: a word in two groups does not join them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kb.errors import UnreadableFile
from kb.language.clean import clean_text
from kb.language.roots import OF_VERBS
from kb.language.tokens import tokens

Run = tuple[str, ...]
"""Terms that follow one another: one for a word, several for a fixed phrase."""

ONE_WAY = "=>"


@dataclass(frozen=True)
class Synonyms:
    """What may be asked for instead, by run of terms; `written`: every word and phrase of the file as it stands there."""

    instead: dict[Run, tuple[Run, ...]] = field(default_factory=dict)
    written: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """Terms in the longest run that has synonyms; 0 without any."""
        return max(map(len, self.instead), default=0)

    def of(self, run: Run) -> tuple[Run, ...]:
        return self.instead.get(run, ())


def read_synonyms(text: str, name: str = "synonyme.txt") -> Synonyms:
    """Raises UnreadableFile with the number of the line that cannot be read."""
    instead: dict[Run, dict[Run, None]] = {}
    written: set[str] = set()
    for number, line in enumerate(clean_text(text).split("\n"), 1):
        entry = line.partition("#")[0].strip()
        if entry:
            for run, others in _pairs(entry, f"{name}, Zeile {number}"):
                instead.setdefault(run, {}).update(dict.fromkeys(others))
            written.update(one.strip() for one in entry.replace(ONE_WAY, ",").split(","))
    return Synonyms({run: tuple(others) for run, others in instead.items()}, tuple(sorted(written - {""})))


def _pairs(entry: str, where: str) -> Iterator[tuple[Run, list[Run]]]:
    """Each run of an entry with those that it also asks for."""
    left, arrow, right = entry.partition(ONE_WAY)
    sides = [_runs(side) for side in ((left, right) if arrow else (entry, entry))]
    if not all(sides) or (not arrow and len(sides[0]) < len(("one", "other"))):
        raise UnreadableFile(where, "Eine Zeile braucht mindestens zwei Wörter: „wort, wort“ oder „wort => wort“.")
    for run in sides[0]:
        others = [other for other in sides[1] if other != run]
        if others:
            yield run, others
    for verb in _verbs(left if arrow else entry):
        yield (verb,), sides[1]


def _verbs(listed: str) -> Iterator[str]:
    """The roots of single verbs, so that `bedanken` is also asked for by `bedankt`."""
    for word in (tokens(one) for one in listed.split(",")):
        if len(word) == 1 and word[0].surface.islower() and word[0].inner[:1] and word[0].inner[0].endswith(OF_VERBS):
            yield word[0].inner[0]


def _runs(listed: str) -> list[Run]:
    found = (tuple(token.term for token in tokens(one)) for one in listed.split(","))
    return [run for run in found if run]


def expanded(words: Sequence[Run], synonyms: Synonyms) -> tuple[tuple[Run, ...], ...]:
    """For each word of a question the runs that may stand for it, or for a phrase that begins with it.

    words: the alternative terms of each word; the first is the word itself, and the only one that phrases are made of.
    """
    terms = tuple(alternatives[0] for alternatives in words)

    def at(place: int) -> tuple[Run, ...]:
        runs = (terms[place : place + length] for length in range(synonyms.longest, 0, -1))
        alternatives = ((one,) for one in words[place][1:])
        return tuple(dict.fromkeys(other for run in chain(runs, alternatives) for other in synonyms.of(run)))

    return tuple(at(place) for place in range(len(terms)))
