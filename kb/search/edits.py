"""Words one slip of the fingers away."""

from collections.abc import Iterator

LETTERS = "enisratdhulcgmobwfkzpväüößjyxqé"
"""What German words are written with, the frequent ones first."""


def one_edit_from(word: str, first: int = 0) -> Iterator[str]:
    """Every word with one letter less, swapped with the next, other or more, from the place `first` on.

    Source: Damerau, A technique for computer detection and correction of spelling errors, CACM 1964: four of five
    misspellings are one of these.
    """
    for place in range(first, len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in LETTERS)
