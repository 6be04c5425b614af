"""German compounds: `Engagementförderung` is also found as Engagement and as Förderung.

A word is cut where both sides are known nouns, joined directly or by a linking element, and each side may be cut again.
Cutting too much does more harm than cutting too little (Gütersloh is not about „gut“), so a part must be in `nouns.txt`,
our own list of nouns of the field: what cannot be made of these stays whole, and so does what is listed itself (Rathaus).
"""

from functools import lru_cache
from pathlib import Path

from kb.language.fold import fold
from kb.language.stems import stem

_NOUNS = frozenset(map(fold, Path(__file__).with_name("nouns.txt").read_text(encoding="utf-8").split()))
_STEMS = frozenset(map(stem, _NOUNS))
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST = 3
_SHORTEST_TAIL = 4
_SHORT_TAILS = frozenset({"amt", "rat", "tag", "bus", "weg", "hof", "rad", "zug", "bad", "rats", "amts"})
_SHORTEST_WORD = 7
_LONGEST_WORD = 60
_DEEPEST = 4
_MOST_CACHED = 50_000

Parts = tuple[str, ...]


@lru_cache(maxsize=_MOST_CACHED)
def compound_parts(word: str) -> Parts:
    """The nouns that a folded word is made of, in order, each as it stands alone; empty if it is no compound.

    `jugendhilfeausschuss` → `jugend`, `hilfe`, `ausschuss`. The longest possible parts win.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha() or word in _NOUNS:
        return ()
    found = _cut(word, _DEEPEST)
    return found if len(found) > 1 else ()


def _cut(word: str, deepest: int) -> Parts:
    """The best cut into known nouns: fewest parts, then the most even; the word itself if it is one; else nothing."""
    cuts = [cut for at in range(_SHORTEST, len(word) - 2) for cut in _cut_at(word, at, deepest)]
    if cuts:
        return min(cuts, key=lambda cut: (len(cut), -min(map(len, cut))))
    return (word,) if _is_noun(word) else ()


def _cut_at(word: str, at: int, deepest: int) -> list[Parts]:
    tail = word[at:]
    if not _is_tail(tail):
        return []
    head = _head(word[:at], deepest)
    return [(*head, tail)] if head else []


def _head(text: str, deepest: int) -> Parts:
    """What stands before the last noun, without its linking element: one noun or again a compound."""
    bases = [text.removesuffix(link) for link in _LINKS if text.endswith(link)]
    noun = next((base for base in bases if _is_noun(base)), None)
    if noun:
        return (noun,)
    if deepest == 0:
        return ()
    cuts = (_cut(base, deepest - 1) for base in bases if len(base) >= _SHORTEST_WORD)
    return next((cut for cut in cuts if cut), ())


def _is_noun(text: str) -> bool:
    return len(text) >= _SHORTEST and (text in _NOUNS or f"{text}e" in _NOUNS or f"{text}en" in _NOUNS)


def _is_tail(text: str) -> bool:
    """Whether the word may end so: a known noun, inflected or not."""
    if len(text) < _SHORTEST_TAIL:
        return text in _SHORT_TAILS
    return text in _NOUNS or stem(text) in _STEMS
