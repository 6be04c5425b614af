"""Whether two texts can be compared piece by piece without anybody waiting for it."""

from collections import Counter
from collections.abc import Sequence

MOST_PAIRS = 300_000
"""Of equal pieces, one from each text: what comparing really costs where a few are repeated without end."""


def can_be_compared(old: Sequence[str], new: Sequence[str], most: int) -> bool:
    """old, new: the pieces of each text, such as words. most: of one text."""
    return max(len(old), len(new)) <= most and _pairs(old, new) <= MOST_PAIRS


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(old)
    return sum(counts[piece] for piece in new)
