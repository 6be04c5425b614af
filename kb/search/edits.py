"""Words one slip of the fingers away."""

from collections.abc import Callable, Iterator

LETTERS = "enisratdhulcgmobwfkzpväüößjyxqé"
"""What German words are written with, the frequent ones first."""


def one_edit_from(word: str, begins: Callable[[str], object], first: int = 0) -> Iterator[str]:
    """Every word with one letter less, swapped with the next, other or more, from the place `first` on; some twice.

    begins: whether any known word begins so; what no known word begins with is not followed, which leaves a tenth.
    Source: Damerau, A technique for computer detection and correction of spelling errors, CACM 1964: four of five
    misspellings are one of these.
    """
    for place in range(first, len(word) + 1):
        before, after = word[:place], word[place:]
        if before and not begins(before):
            return
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            longer = before + letter
            if begins(longer):
                yield longer + after[1:]
                yield longer + after
