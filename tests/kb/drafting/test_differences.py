"""Two texts word by word."""

import pytest

from kb.drafting.differences import MOST_WORDS, Change, Stretch, compare

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED

PAIRS = (
    ("Der Rat beschließt.", "Der Rat beschließt.", [("Der Rat beschließt.", SAME)]),
    ("Der Rat tagt heute.", "Der Kreistag tagt heute.", [("Der ", SAME), ("Rat ", REMOVED), ("Kreistag ", ADDED), ("tagt heute.", SAME)]),
    ("Der Rat tagt.", "Der Rat tagt. Bald.", [("Der Rat ", SAME), ("tagt. ", REMOVED), ("tagt. Bald.", ADDED)]),
)  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_what_differs_is_told_by_words(first: str, second: str, expected: list[tuple[str, Change]]) -> None:
    (paragraph,) = compare((first,), (second,)).paragraphs

    assert paragraph == tuple(Stretch(text, change) for text, change in expected)


def test_paragraphs_of_the_second_text_stay() -> None:
    found = compare(("Eins zwei drei.", "Vier."), ("Eins zwei drei.", "Neu.", "Vier."))

    assert ["".join(one.text for one in paragraph) for paragraph in found.paragraphs] == [
        "Eins zwei drei.",
        "Neu.",
        "Vier.",
    ]


def test_texts_that_have_hardly_a_word_in_common_are_not_marked() -> None:
    assert not compare(("Ganz andere Worte stehen hier",), ("Niemals gleich",)).is_marked


def test_texts_too_long_to_compare_in_time_are_shown_as_they_are() -> None:
    found = compare(("a " * (MOST_WORDS + 1),), ("b",))

    assert (found.is_marked, found.paragraphs) == (False, ((Stretch("b"),),))


def test_a_text_of_few_words_repeated_without_end_is_not_compared() -> None:
    assert not compare(("a " * 1500,), ("a b " * 750,)).is_marked
