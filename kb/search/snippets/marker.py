"""Reads a line for one wording: where its words are, and by which of them the text was found."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from kb.language import Token, tokens
from kb.search.query import Wording
from kb.search.results import FoundBy, Way
from kb.search.snippets.finds import Find, best_by_clause, finds_in
from kb.search.snippets.lines import Line
from kb.search.snippets.places import Places
from kb.search.snippets.wanted import Run, Wanted

_MOST_KEPT = 2_000
"""Stretches of text whose finds a marker remembers; the ten texts of a page have a few dozen different ones."""

_LONGEST_READ = 5_000
"""Characters without a blank; only a hostile text has more, which stay unmarked."""
_MOST_FINDS = 2_000
"""In one text; a passage of it will do."""

Start = tuple[int, Run]


class Marker:
    """A wording made ready for many texts. Safe to share between threads."""

    def __init__(self, wording: Wording) -> None:
        self._wanted = Wanted(wording)
        self._places = Places.of(self._wanted.terms)
        self._read: dict[str, tuple[list[Find], list[Start]]] = {}

    def finds(self, line: Line) -> list[Find]:
        """All places to mark, in order."""
        found: list[Find] = []
        for start, end in self._places.stretches(line):
            finds, starts = self._reading(line.text[start : min(end, start + _LONGEST_READ)])
            if finds:
                found += [find.moved(start) for find in finds]
            for at, run in starts:
                found += _run(line, start, end, at, run)
            if len(found) > _MOST_FINDS:
                break
        return sorted(found, key=itemgetter(0))

    def reasons(self, finds: Sequence[Find]) -> tuple[FoundBy, ...]:
        """For each clause that was found its best way, in the order of the wording; if none was, one noun of a compound."""
        return self._whole_reasons(finds) or self._partial_reasons(finds)

    def _whole_reasons(self, finds: Sequence[Find]) -> tuple[FoundBy, ...]:
        best = best_by_clause(finds)
        reasons = {clause: _reason(self._wanted.asked[clause], find) for clause, find in best.items()}
        for clause, nouns in self._wanted.nouns.items():
            found = {find.aim.noun: find.written for find in reversed(finds) if find.aim.clause == clause}
            is_worse = clause in best and best[clause].aim.way is Way.SYNONYM
            if found.keys() >= set(nouns) and (clause not in best or is_worse):
                written = ", ".join(dict.fromkeys(found[noun] for noun in nouns))
                reasons[clause] = FoundBy(self._wanted.asked[clause], Way.PARTS, written)
        return tuple(reasons[clause] for clause in sorted(reasons))

    def _partial_reasons(self, finds: Sequence[Find]) -> tuple[FoundBy, ...]:
        first = {find.aim.clause: find.written for find in reversed(finds) if find.aim.noun}
        return tuple(FoundBy(self._wanted.asked[clause], Way.ONE_PART, first[clause]) for clause in sorted(first))

    def _reading(self, stretch: str) -> tuple[list[Find], list[Start]]:
        known = self._read.get(stretch)
        if known is None:
            if len(self._read) >= _MOST_KEPT:
                self._read.clear()
            known = self._read[stretch] = self._look(stretch)
        return known

    def _look(self, stretch: str) -> tuple[list[Find], list[Start]]:
        words = tokens(stretch)
        finds = [find for token in words for find in finds_in(token, self._wanted)]
        starts = [
            (at, run)
            for at, token in enumerate(words)
            for run in self._wanted.runs
            if run.word_of(token) == run.words[0]
        ]
        return finds, starts


def _reason(asked: str, find: Find) -> FoundBy:
    """`landet` has the stem of „Land“, but is no form of it: nouns begin with a capital letter."""
    is_other = find.aim.way is Way.FORM and asked[:1].isupper() and find.written[:1].islower()
    return FoundBy(asked, Way.FAMILY if is_other else find.aim.way, find.written)


def _run(line: Line, start: int, end: int, at: int, run: Run) -> list[Find]:
    """The words of a run that begins with a token of a stretch; nothing if another word comes between."""
    found: list[Token] = []
    for token in _tokens_from(line, start, end, at):
        if run.word_of(token) != run.words[len(found)]:
            return []
        found.append(token)
        if len(found) == len(run.words):
            written = line.text[found[0].start : token.end]
            return [Find(one.start, one.end, written, run.aim) for one in found]
    return []


def _tokens_from(line: Line, start: int, end: int, skipped: int) -> Iterator[Token]:
    """The tokens of a stretch without the first ones, then those behind it."""
    while start < len(line.text):
        for token in tokens(line.text[start:end])[skipped:]:
            yield token._replace(start=start + token.start, end=start + token.end)
        skipped, start = 0, end + 1
        end = line.stretch(start)[1] if start < len(line.text) else start


@lru_cache(maxsize=8)
def marker_of(wording: Wording) -> Marker:
    """The same marker for the same question: a page asks for ten texts."""
    return Marker(wording)
