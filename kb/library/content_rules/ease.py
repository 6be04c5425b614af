"""Reading ease after Flesch, with the figures that Amstad found for German. Reported, never an error."""

import re
import statistics
from collections.abc import Iterator

from kb.facts import REFERENCE
from kb.library.content_rules.reading import Content, Text
from kb.library.values import Finding

HARDEST = 5
"""Texts that are named."""

_VOWELS = re.compile(r"äu|eu|ei|ai|au|ie|[aeiouyäöüéè]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)|\n\s*\n|\n\s*(?:[-*]|\d+\.)\s")


def check_ease(content: Content) -> Iterator[Finding]:
    found = sorted((reading_ease(_plain(text)), text.path) for text in content.texts if text.words)
    if found:
        middle = statistics.median(ease for ease, _ in found)
        hardest = ", ".join(f"{path} ({ease:.0f})" for ease, path in found[:HARDEST])
        yield Finding(
            f"Lesbarkeit nach Flesch und Amstad (100 leicht, 0 schwer): Median {middle:.0f}, am schwersten {hardest}."
        )


def _plain(text: Text) -> str:
    return REFERENCE.sub("Angabe", text.sentences)


def reading_ease(text: str) -> float:
    """180 less the words of a sentence, less 58.5 times the syllables of a word; 60 and more is easy to read.

    Source: Amstad, Wie verständlich sind unsere Zeitungen?, Zürich 1978.
    """
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if re.search(r"[^\W\d_]{2}", part))
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    return 180 - len(words) / max(1, sentences) - 58.5 * syllables / len(words)
