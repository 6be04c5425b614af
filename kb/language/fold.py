"""Letters folded, so that `Förderung`, `Foerderung` and `FORDERUNG` are one spelling."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_TRANSCRIBED = re.compile(r"(?<=[ao])e|(?<=(?<![aeiouyqäöü])u)e")


def fold(word: str) -> str:
    """Lower case, without umlauts, ß and accents.

    ä, ö, ü and ß become a, o, u and ss; so do their transcriptions: an e is dropped after a and o, and after a u that
    follows no vowel and no q: `foerderung` → `forderung`, but `neue`, `Steuer` and `Quelle` stay. The few words that
    lose an e of their own (`Poet` → `pot`) lose it in documents and questions alike.
    Source: the rule documented for Apache Lucene's GermanNormalizationFilter (after Snowball's German2).
    """
    lowered = word.lower()
    plain = (_TRANSCRIBED.sub("", lowered) if _has_transcribed(lowered) else lowered).translate(_UMLAUTS)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _has_transcribed(lowered: str) -> bool:
    """Whether the pattern can match at all: asked first, it spares most words the slower search."""
    return "ae" in lowered or "oe" in lowered or "ue" in lowered
