"""Our own word lists, read once: what German words are made of. All words folded."""

from collections.abc import Iterable
from pathlib import Path

from kb.language.fold import fold


def _lines(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return [fold(line).split() for line in text.splitlines()]


NOUNS = frozenset(word for line in _lines("nouns") for word in line)
"""Nouns that are parts of compounds, and compounds that stay whole (Rathaus)."""

_ATTRIBUTES = [word for line in _lines("attributes") for word in line]

BEFORE = frozenset(word.removesuffix("-") for word in _ATTRIBUTES if word.endswith("-"))
"""What stands before a noun in one word without being one: `groß`, `sonder`."""

BEHIND = frozenset(word.removeprefix("-") for word in _ATTRIBUTES if word.startswith("-"))
"""What stands behind a noun and makes an adjective of it: `frei`, `gerecht`."""

PLURALS = {plural: noun for noun, plural in _lines("plurals")}
"""Plurals of another shape: `gremien` → `gremium`."""

_ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern", "in", "innen")


def forms(words: Iterable[str]) -> dict[str, str]:
    """Every form that the words may have → the word; what is a word itself is no form of another."""
    found: dict[str, str] = {}
    for ending in _ENDINGS:
        for word in words:
            found.setdefault(f"{word}{ending}", word)
    return found


def _with_nis(noun: str) -> dict[str, str]:
    """`Kenntnisse`, `Kenntnissen`, `Kenntnisses`."""
    return {f"{noun}{ending}": noun for ending in ("se", "sen", "ses")} if noun.endswith("nis") else {}


FORMS = forms(sorted(NOUNS | BEHIND))
FORMS |= {plural: noun for plural, noun in PLURALS.items() if noun in NOUNS and plural not in NOUNS}
FORMS |= {form: noun for known in sorted(NOUNS) for form, noun in _with_nis(known).items()}
"""What a compound may end with → the word."""

_VERBS = _lines("verbs")

VERBS = {verb.removesuffix("en" if verb.endswith("en") else "n"): verb for verb, *_ in _VERBS}
"""What all regular forms of a verb begin with → its infinitive: `forder` → `fordern`."""

ABLAUTS = {form.removeprefix("ge"): verb for verb, *forms in _VERBS for form in forms}
"""Forms with another vowel, without `ge` → infinitive: `nomm` of `genommen` → `nehmen`, and `nahme` of Teilnahme."""
