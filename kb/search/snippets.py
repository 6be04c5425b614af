"""Texts with what was searched for marked in them: in pieces, never as HTML.

The same for every engine: the text is read by `kb.language`, and a word is marked if one of its terms was asked for.
A phrase is marked where its words follow one another.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.language import Token, clean_text, tokens
from kb.search.query import Clause, Phrase, Word, Wording
from kb.search.results import Marked

_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ][^\W\d_A-ZÄÖÜ][.!?]) (?=[A-ZÄÖÜ„])")
_PHRASE_WEIGHT = 3
"""A phrase is worth as many words: it is what the reader asked for literally."""


class _Find(NamedTuple):
    """One place to mark. `what` tells the finds of different words apart; `weight` is what a passage gains by it."""

    start: int
    end: int
    what: int
    weight: int


def mark(text: str, wording: Wording) -> Marked:
    """A short text, such as a title, cleaned and on one line, with all that was searched for marked."""
    line = one_line(text)
    return tuple(_pieces(line, 0, len(line), _finds(line, wording)))


def best_passage(text: str, wording: Wording, length: int = 240) -> Marked:
    """The passage that holds most of what was searched for, at most `length` characters and two „…“, on one line.

    More different words are better, a phrase is better than words, and the earlier of equals wins. Without any find
    it is the beginning of the text. Cut between words and, where there is room, begun with a sentence.
    """
    line = one_line(text)
    if len(line) <= length:
        return tuple(_pieces(line, 0, len(line), _finds(line, wording)))
    finds = _finds(line, wording)
    start, end = _extent(line, _densest(finds, length), length)
    pieces = list(_pieces(line, start, end, finds))
    return _with_gaps(pieces, before=start > 0, after=end < len(line))


def one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _finds(line: str, wording: Wording) -> list[_Find]:
    """All places to mark, in order; those of a phrase may lie on those of its words, and come first."""
    clauses = wording.clauses
    wanted = dict.fromkeys(wording.references, len(clauses))
    for what, word in enumerate(clauses):
        if isinstance(word, Word):
            wanted |= dict.fromkeys(
                (*word.terms, *word.inner, *(run[0] for run in word.synonyms if len(run) == 1)), what
            )
    words = tokens(line)
    finds = [_Find(word.start, word.end, what, 1) for word in words for what in _asked_by(word, wanted, clauses)]
    for what, phrase in enumerate(clauses):
        for place in _runs(words, phrase.terms) if isinstance(phrase, Phrase) else ():
            places = words[place : place + len(phrase.terms)]
            finds += [_Find(one.start, one.end, what, _PHRASE_WEIGHT) for one in places]
    return sorted(finds, key=lambda find: (find.start, -find.weight))


def _asked_by(word: Token, wanted: Mapping[str, int], clauses: Sequence[Clause]) -> Iterator[int]:
    """The clause that asks for the word, if one does."""
    found = next((wanted[term] for term in word.terms if term in wanted), None)
    if found is None:
        lowered = word.surface.lower()
        begun = (what for what, one in enumerate(clauses) if isinstance(one, Word) and one.is_prefix)
        found = next((what for what in begun if lowered.startswith(str(clauses[what].exact))), None)
    if found is not None:
        yield found


def _runs(words: Sequence[Token], phrase: Sequence[str]) -> Iterator[int]:
    """The places at which the phrase begins."""
    for place in range(len(words) - len(phrase) + 1):
        if all(words[place + ahead].term == term for ahead, term in enumerate(phrase)):
            yield place


def _densest(finds: Sequence[_Find], length: int) -> tuple[int, int]:
    """Begin and end of the best run of finds that fits; (0, 0) without any. One walk with two ends."""
    best, best_worth, first = (0, 0), 0, 0
    inside: Counter[int] = Counter()
    worth = 0
    for find in finds:
        worth += 0 if inside[find.what] else find.weight
        inside[find.what] += 1
        while find.end - finds[first].start > length and finds[first] is not find:
            inside[finds[first].what] -= 1
            worth -= 0 if inside[finds[first].what] else finds[first].weight
            first += 1
        if worth > best_worth:
            best, best_worth = (finds[first].start, find.end), worth
    return best


def _extent(line: str, around: tuple[int, int], length: int) -> tuple[int, int]:
    """Where the passage begins and ends: with a sentence if one begins in reach, else with some words before."""
    first, last = around
    earliest = max(0, last - length)
    start = _sentence_start(line, earliest, first)
    if start is None:
        middle = max(earliest, first - max(0, length - (last - first)) // 2)
        start = _word_start(line, middle, first)
    return start, _word_end(line, start, last, start + length)


def _sentence_start(line: str, earliest: int, latest: int) -> int | None:
    starts = [match.end() for match in _SENTENCE_END.finditer(line, earliest, latest + 1) if match.end() <= latest]
    if starts:
        return starts[-1]
    return 0 if earliest == 0 else None


def _word_start(line: str, earliest: int, latest: int) -> int:
    blank = line.find(" ", max(0, earliest - 1), latest)
    return latest if blank < 0 else blank + 1


def _word_end(line: str, start: int, earliest: int, latest: int) -> int:
    if latest >= len(line):
        return len(line)
    blank = line.rfind(" ", start, latest + 1)
    return blank if blank > start and blank >= earliest else latest


def _pieces(line: str, start: int, end: int, finds: Sequence[_Find]) -> Iterator[tuple[str, bool]]:
    """The stretch of the line, cut at its finds; no piece is empty."""
    done = start
    for find in finds:
        begins, ends = max(find.start, done), min(find.end, end)
        if begins < ends:
            if done < begins:
                yield line[done:begins], False
            yield line[begins:ends], True
            done = ends
    if done < end:
        yield line[done:end], False


def _with_gaps(pieces: list[tuple[str, bool]], *, before: bool, after: bool) -> Marked:
    """With „…“ where text was left out."""
    whole = [("… ", False)] * before + pieces + [(" …", False)] * after
    return tuple(whole)


class Shown(NamedTuple):
    title: Marked
    snippet: Marked
    found_by: tuple[()] = ()


def show(title: str, body: str, wording: Wording, length: int = 240) -> Shown:
    return Shown(mark(title, wording), best_passage(body, wording, length))
