"""German compounds: `Engagementförderung` is also found as Engagement and as Förderung.

A word is cut where both sides are known words, joined directly or by a linking element, and each side may be cut again.
Cutting too much does more harm than cutting too little (Gütersloh is not about „gut“), so a part must be in our own
word lists: what cannot be made of these stays whole, and so does what is listed itself (Rathaus).
"""

import re
from functools import lru_cache

from kb.language.roots import OF_VERBS, base_noun, may_be_derived, root
from kb.language.words import BEFORE, FORMS, NOUNS, VERBS

_LINKS = ("s", "es", "n", "en", "er", "e", "ens")
_WITH_S = {"hilf": "hilfe", "geschicht": "geschichte", "lieb": "liebe", "gebirg": "gebirge"}
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
_NO_TAIL = re.compile("end(?:e[nmrs]?|es)?|innen|haft(?:e[nmrs]?)?|fach(?:e[nmrs]?)?|samen|tier(?:en|t|te)|falls?")
"""Endings of words rather than words: `Nutzende`, `Lotsinnen`, `dauerhaft`, `mehrfach`, `gemeinsamen`, `kommentieren`."""

_NO_COMPOUND = re.compile(r"\w*[aeiou][tn]isch(?:e[nmrs]?)?")
"""`klimatisch` has no Tisch and `elektronische` no Nische."""

_SHORTEST_WORD = 7
_LONGEST_WORD = 60
_DEEPEST = 4
_MOST_CACHED = 30_000

Parts = tuple[str, ...]


@lru_cache(maxsize=_MOST_CACHED)
def compound_parts(word: str) -> Parts:
    """The words that a folded word is made of, in order, each as it stands alone; empty if it is no compound.

    `jugendhilfeausschuss` → `jugend`, `hilfe`, `ausschuss`. The fewest and longest parts win. A word with a root of
    its own is none: `auszugleichen` is not about an Auszug.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha() or word in FORMS:
        return ()
    return () if root(word) or ("isch" in word and _NO_COMPOUND.fullmatch(word)) else _cut(word, _DEEPEST)


def compound_tails(word: str) -> Parts:
    """The ends of a folded compound that are words, as they are written: `vereinsheime` → `heime`."""
    if not compound_parts(word):
        return ()
    ends = ((word[:at], word[at:]) for at in range(_SHORTEST, len(word) - 2))
    return tuple(end for start, end in ends if (_tail(end) or compound_parts(end)) and _head(start, _DEEPEST))


def _cut(word: str, deepest: int) -> Parts:
    """The best cut: fewest parts, then the most even; nothing if there is none."""
    tail_of = _tail if may_be_derived(word) else _TAILS.get
    tails = [(at, tail) for at in range(_SHORTEST, len(word) - 2) if (tail := tail_of(word[at:]))]
    heads = [(_head(word[:at], deepest), tail) for at, tail in tails]
    cuts = [(*head, tail) for head, tail in heads if head]
    return min(cuts, key=lambda cut: (len(cut), -min(map(len, cut))), default=())


def _tail(text: str) -> str:
    """The word that a compound ends with, without its ending: a noun, an attribute, or the noun of an adjective."""
    known = _TAILS.get(text)
    if known is not None or len(text) < _SHORTEST_TAIL:
        return known or ""
    noun = base_noun(text)
    return noun if len(noun) > _SHORTEST_TAIL else ""


def _known_tail(form: str, word: str) -> str:
    """The word, if a compound may end with this form of it."""
    is_short = len(word) < _SHORTEST_TAIL and word not in _SHORT_TAILS
    return "" if _NO_TAIL.fullmatch(form) or is_short else word


_TAILS = {form: _known_tail(form, word) for form, word in FORMS.items() if len(form) >= _SHORTEST_TAIL}
_TAILS |= {tail: tail for tail in _SHORT_TAILS if len(tail) < _SHORTEST_TAIL}
"""What may stand at the end of a compound → the word; empty for what looks like one and is none."""


def _head(text: str, deepest: int) -> Parts:
    """What stands before the last word: one word, or again a compound; with or without a linking element."""
    linked = [(text.removesuffix(link), link) for link in _LINKS if text.endswith(link)]
    known = _joined(text) or next((noun for noun in (_linked(base, link) for base, link in linked) if noun), "")
    if known:
        return (known,)
    if deepest == 0:
        return ()
    bases = (text, *(base for base, _ in linked))
    cuts = (_cut(base, deepest - 1) for base in bases if len(base) >= _SHORTEST_WORD)
    return next((cut for cut in cuts if cut), ())


def _joined(text: str) -> str:
    """The word that a compound begins with: a noun, maybe without its last letters, an attribute or a verb's core."""
    if text in NOUNS or text in BEFORE:
        return text
    if len(text) <= _SHORTEST:
        return ""
    return next((f"{text}{end}" for end in ("e", "en") if f"{text}{end}" in NOUNS), "") or VERBS.get(text, "")


def _linked(base: str, link: str) -> str:
    """The noun before a linking element; before an e also a verb's core, as in `Wartezimmer`."""
    if base in NOUNS:
        return base
    if link == "s":
        return _WITH_S.get(base, "") or (base if base.endswith("ung") and root(base).endswith(OF_VERBS) else "")
    return VERBS.get(base, "") if link == "e" and len(base) > _SHORTEST else ""
