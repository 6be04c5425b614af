"""No two texts alike: how many sequences of five words they share."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from kb.library.content_rules.reading import Content, Text
from kb.library.values import Finding

LENGTH = 5
"""Words of a sequence."""
MOST_SHARED = 0.05
"""Of the sequences of the shorter text."""
LEAST_SEQUENCES = 20
"""A shorter text than that shares a set phrase or two and is no copy for it."""
BOILERPLATE = 8
"""A sequence in as many texts is a set phrase („ist vor Ort zu ermitteln“)."""

Sequence = tuple[str, ...]


def check_likeness(content: Content) -> Iterator[Finding]:
    sequences = {text: _sequences(text) for text in content.texts}
    for (one, other), shared in sorted(_shared(sequences).items(), key=lambda found: found[0][0].path):
        shorter = min(len(sequences[one]), len(sequences[other]))
        share = shared / shorter
        if shorter >= LEAST_SEQUENCES and share > MOST_SHARED:
            percent = f"{share * 100:.1f}".replace(".", ",")
            yield one.error(f"{percent} % der Folgen von {LENGTH} Wörtern stehen auch in {other.path}; höchstens 5 %.")


def _sequences(text: Text) -> frozenset[Sequence]:
    words = text.words
    return frozenset(tuple(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))


def _shared(sequences: dict[Text, frozenset[Sequence]]) -> Counter[tuple[Text, Text]]:
    """How many sequences each pair of texts shares; pairs that share none are absent."""
    found_in: dict[Sequence, list[Text]] = defaultdict(list)
    for text, ones in sequences.items():
        for sequence in ones:
            found_in[sequence].append(text)
    return Counter(
        pair for texts in found_in.values() if 1 < len(texts) < BOILERPLATE for pair in combinations(texts, 2)
    )
