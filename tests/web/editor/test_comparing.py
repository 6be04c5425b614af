"""What differs between two texts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.editor.comparing import MOST_WORDS, Piece, Sort, differences

TEXTS = st.text(st.sampled_from("ab ä\n.*\t"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)

    assert "".join(one.text for one in pieces if one.sort is not Sort.NEW) == old
    assert "".join(one.text for one in pieces if one.sort is not Sort.GONE) == new


def test_a_changed_word_is_a_piece_of_its_own() -> None:
    assert differences("Der Rat tagt.\n", "Der Ausschuss tagt.\n") == (
        Piece(Sort.SAME, "Der "),
        Piece(Sort.GONE, "Rat "),
        Piece(Sort.NEW, "Ausschuss "),
        Piece(Sort.SAME, "tagt.\n"),
    )


@pytest.mark.parametrize(("old", "new"), [("a " * 4000, "b a " * 2000), ("a\n" * 4000, "b\na\n" * 2000)])
def test_words_repeated_without_end_keep_nobody_waiting(old: str, new: str) -> None:
    began = time.process_time()

    assert [one.sort for one in differences(old, new)] == [Sort.GONE, Sort.NEW]
    assert time.process_time() - began < 5


def test_a_very_long_changed_passage_is_shown_as_a_whole() -> None:
    old, new = "a " * (MOST_WORDS + 1), "b " * (MOST_WORDS + 1)

    assert differences(old, new) == (Piece(Sort.GONE, old), Piece(Sort.NEW, new))
