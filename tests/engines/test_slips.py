"""Beginnings one slip away, found in a lexicon, against trying every slip on every word."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kb.search.edits import one_edit_from
from kb.search.whoosh_engine.lexicon import Lexicon
from kb.search.whoosh_engine.slips import near_beginnings

WORDS = st.text("abeü", min_size=1, max_size=7)


@given(st.sets(WORDS, max_size=30), st.text("abeü", min_size=2, max_size=6), st.sampled_from([0, 3, 300]))
def test_every_beginning_one_slip_away_is_found_with_the_number_of_its_words(
    words: set[str], typed: str, few: int
) -> None:
    lexicon = Lexicon.of(sorted(word.encode() for word in words))

    found = near_beginnings(lexicon, typed, first=1, few=few)

    edited = set(one_edit_from(typed, lambda _: True, first=1)) - {typed}
    beginning = {one: sum(word.startswith(one) for word in words) for one in edited}
    assert found == Counter({one: count for one, count in beginning.items() if count})
