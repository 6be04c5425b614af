"""The root of a word: `gefördert` and `Förderung` come from fördern, `Beitritt` from beitreten, `städtisch` from Stadt.

A root is weaker than a stem: whoever asks for one word of a family also means the others, but less.
"""

import re
from functools import lru_cache

from kb.language.words import ABLAUTS, NOUNS, VERBS

OF_VERBS = "~"
"""Stands behind a root that is a verb, so that `Bildung` meets bilden, and not Bild."""

_PREFIX = re.compile(
    "gegenuber|zusammen|zuruck|heraus|hinaus|voraus|hervor|vorbei|wieder|weiter|nieder|herab|hinzu|durch|unter|statt|uber"
    "|sicher|hinter|bereit|gleich|klar"
    "|fest|fort|frei|miss|nach|teil|auf|aus|bei|ein|emp|ent|her|hin|los|mit|ver|vor|weg|zer|ab|an|be|da|er|um|zu"
)
_ENDINGS = frozenset(
    [
        "e",
        "en",
        "n",
        "t",
        "st",
        "et",
        "te",
        "ten",
        "ete",
        "eten",
        "end",
        "ende",
        "enden",
        "ender",
        "endes",
        "ung",
        "ungen",
        "er",
        "ern",
        "ers",
        "erin",
    ]
) | {""}
_PARTICIPLE_ENDINGS = frozenset(["t", "te", "ten", "ter", "tes", "tem", "et", "ete", "eten", "eter", "etes"])
_ABLAUT_ENDINGS = frozenset(["e", "en", "er", "es", "em", "st", "t", "n", "s"]) | {""}
_NOUN_ENDINGS = frozenset(["e", "er", "ern", "ers", "s", "es"]) | {""}
_LONGEST_ENDING = 5
_SHORTEST_CORE = 3
_BEGINNINGS = frozenset(core[:_SHORTEST_CORE] for core in (*VERBS, *ABLAUTS))
"""What a form of a verb begins with, `ge` aside: two thirds of all words begin otherwise."""
_ACTION = re.compile(r"(\w{3,}?)(?:at|it)ion(?:en)?")
_IK = re.compile("ik$")
_ADJECTIVE = re.compile(r"(\w{3,})(?:lich|isch)(?:e[nmrs]?|keit)?")
_COMMUNITY = re.compile(r"(\w{5,})schaft(?:en)?")
_NO_FAMILY = re.compile(
    "(?:freundlich|endlich|naturlich|herzlich|ziemlich|personlich|verband|bund|zug|schrift|schluss|schloss|wurf|sprache|lage|herzog|finger)"
    "(?:e[nmrs]?|s)?"
    "|(?:korper|wissen)schaft(?:en)?"
)
_FROM_VERBS = frozenset(VERBS.values()) | {"hilfe", "fahrt", "schnitt"}
_LONGEST = 40
"""Letters; longer words of one family are compounds, or no words."""
_MOST_CACHED = 30_000


@lru_cache(maxsize=_MOST_CACHED)
def root(word: str) -> str:
    """A folded word's root: an infinitive and `~`, or the noun of an adjective; empty if there is none."""
    if len(word) > _LONGEST or _NO_FAMILY.fullmatch(word):
        return ""
    verb = _prefixed(word) or ("" if _is_plain_noun(word) else _infinitive(word))
    return f"{verb}{OF_VERBS}" if verb else base_noun(word)


def _is_plain_noun(word: str) -> bool:
    """Whether it is no more than a noun, though it looks like a form of a verb: `Hort`, `Garten`, `Wunden`."""
    return word in NOUNS and not word.endswith(("ung", "er", "ion")) and word not in _FROM_VERBS


def _prefixed(word: str) -> str:
    """`angenommen`, `anzunehmen`, `nahm … an` → `annehmen`; `vorbereitet` → `vorbereiten`."""
    prefix = _PREFIX.match(word)
    if not prefix:
        return ""
    rest = word[prefix.end() :]
    verb = _infinitive(rest) or (_infinitive(rest[2:]) if rest.startswith("zu") else "") or _prefixed(rest)
    return f"{prefix[0]}{verb}" if verb else ""


def _infinitive(word: str) -> str:
    """The verb that a word without prefix is a form of, or is made of with `-ung` or `-er`."""
    is_participle = word.startswith("ge")
    if not is_participle and word[:_SHORTEST_CORE] not in _BEGINNINGS:
        return _action(word)
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_CORE) + 1):
        core, ending = word[: len(word) - length], word[len(word) - length :]
        if core in VERBS and ending in _ENDINGS and not (ending in _NOUN_ENDINGS and word in NOUNS):
            return VERBS[core]
        if core in ABLAUTS and ending in _ABLAUT_ENDINGS:
            return ABLAUTS[core]
        if is_participle and core[2:] in ABLAUTS and ending in _ABLAUT_ENDINGS:
            return ABLAUTS[core[2:]]
        if is_participle and core[2:] in VERBS and ending in _PARTICIPLE_ENDINGS:
            return VERBS[core[2:]]
    return _action(word)


def _action(word: str) -> str:
    """`Organisation`, `Qualifikationen` → their verbs in `-ieren`."""
    action = _ACTION.fullmatch(word) if "ion" in word else None
    return VERBS.get(f"{_IK.sub('iz', action[1])}ier", "") if action else ""


def base_noun(word: str) -> str:
    """`ehrenamtliche` → `ehrenamt`, `schulisch` → `schule`; so is a community named after its members: `nachbar`."""
    derived = (_ADJECTIVE.fullmatch(word) or _COMMUNITY.fullmatch(word)) if may_be_derived(word) else None
    if not derived:
        return ""
    noun = derived[1]
    return noun if noun in NOUNS else f"{noun}e" if f"{noun}e" in NOUNS else ""


def may_be_derived(word: str) -> bool:
    """Whether `base_noun` may find one in any end of the word; most words are done with this look."""
    return "lich" in word or "isch" in word or "schaft" in word
