"""German compounds: `Engagementförderung` is also found as Engagement and as Förderung.

A word is cut where both sides are known words, joined directly or by a linking element, and each side may be cut again.
Cutting too much does more harm than cutting too little (Gütersloh is not about „gut“), so a part must be in our own
word lists: what cannot be made of these stays whole, and so does what is listed itself (Rathaus).
"""

from functools import lru_cache

from kb.language.words import BEFORE, BEHIND, NOUNS, VERBS

_LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
_ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern", "in", "innen")
_SHORTEST = 3
_SHORTEST_TAIL = 4
_SHORT_TAILS = frozenset(
    [
        "amt",
        "rat",
        "tag",
        "bus",
        "weg",
        "hof",
        "rad",
        "zug",
        "bad",
        "ort",
        "bau",
        "see",
        "tor",
        "tur",
        "gas",
        "not",
        "art",
        "typ",
        "akt",
        "abo",
        "zoo",
        "rats",
        "amts",
    ]
)
_NO_TAILS = frozenset(["ende", "enden", "innen"])
"""Endings of words rather than words: `Nutzende`, `Lotsinnen`."""

_SHORTEST_WORD = 7
_LONGEST_WORD = 60
_DEEPEST = 4
_MOST_CACHED = 30_000

Parts = tuple[str, ...]


@lru_cache(maxsize=_MOST_CACHED)
def compound_parts(word: str) -> Parts:
    """The words that a folded word is made of, in order, each as it stands alone; empty if it is no compound.

    `jugendhilfeausschuss` → `jugend`, `hilfe`, `ausschuss`. The fewest and longest parts win.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha() or _listed(word):
        return ()
    return _cut(word, _DEEPEST)


def compound_tails(word: str) -> Parts:
    """The ends of a folded compound that are words, as they are written: `vereinsheime` → `heime`."""
    if not compound_parts(word):
        return ()
    ends = ((word[:at], word[at:]) for at in range(_SHORTEST, len(word) - 2))
    return tuple(end for start, end in ends if (_tail(end) or compound_parts(end)) and _head(start, _DEEPEST))


def _cut(word: str, deepest: int) -> Parts:
    """The best cut: fewest parts, then the most even; nothing if there is none."""
    tails = ((at, _tail(word[at:])) for at in range(_SHORTEST, len(word) - 2))
    heads = ((_head(word[:at], deepest), tail) for at, tail in tails if tail)
    cuts = [(*head, tail) for head, tail in heads if head]
    return min(cuts, key=lambda cut: (len(cut), -min(map(len, cut))), default=())


def _head(text: str, deepest: int) -> Parts:
    """What stands before the last word, without its linking element: one word or again a compound."""
    bases = [text.removesuffix(link) for link in _LINKS if text.endswith(link)]
    known = next((known for known in map(_first, bases) if known), "")
    if known:
        return (known,)
    if deepest == 0:
        return ()
    cuts = (_cut(base, deepest - 1) for base in bases if len(base) >= _SHORTEST_WORD)
    return next((cut for cut in cuts if cut), ())


def _first(text: str) -> str:
    """The word that a compound begins with: a noun, maybe without its last letters, an attribute or a verb's core."""
    if len(text) < _SHORTEST:
        return ""
    if text in NOUNS or text in BEFORE:
        return text
    shortened = next((f"{text}{end}" for end in ("e", "en") if len(text) > _SHORTEST and f"{text}{end}" in NOUNS), "")
    return shortened or (VERBS.get(text, "") if len(text) > _SHORTEST else "")


def _tail(text: str) -> str:
    """The word that a compound ends with, without its ending: a noun or an attribute."""
    if len(text) < _SHORTEST_TAIL:
        return text if text in _SHORT_TAILS else ""
    if text in _NO_TAILS:
        return ""
    return _listed(text)


def _listed(text: str) -> str:
    """The listed word of which this is a form."""
    bases = (text.removesuffix(ending) for ending in _ENDINGS if text.endswith(ending))
    return next((base for base in bases if len(base) >= _SHORTEST_TAIL and (base in NOUNS or base in BEHIND)), "")
