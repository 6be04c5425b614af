"""Counting the values of a facet, however many one document has."""

from collections import Counter

import numpy as np
import pytest

from kb.search.whoosh_engine.columns import NARROW, Facet


def a_facet(having: list[list[str]]) -> Facet:
    """having: the values of each document."""
    values = sorted({value for of_one in having for value in of_one})
    pairs = [(document, values.index(value)) for document, of_one in enumerate(having) for value in of_one]
    owners, ordinals = (np.array(column, np.int32) for column in zip(*pairs, strict=True))
    return Facet(values, owners, ordinals, len(having))


@pytest.mark.parametrize("most", [1, NARROW, NARROW + 1, 12])
def test_values_are_counted_in_the_documents_asked_for(most: int) -> None:
    having = [[f"thema{(document + number) % 17}" for number in range(document % (most + 1))] for document in range(60)]
    asked = [3, 4, 5, 17, 42, 59]

    values, counts = a_facet(having).counts(np.array(asked))

    assert dict(zip(values, counts, strict=True)) == Counter(value for one in asked for value in having[one])


def test_the_most_frequent_value_comes_first_and_equals_by_name() -> None:
    facet = a_facet([["b", "a"], ["c", "b"], ["d"]])

    assert facet.counts(np.array([0, 1])) == (["b", "a", "c"], [2, 1, 1])


def test_nothing_is_counted_in_no_documents_and_of_no_values() -> None:
    none = np.zeros(0, np.int64)

    assert a_facet([["a"]]).counts(none) == ([], [])
    assert Facet([], none, none, 3).counts(np.array([0, 2])) == ([], [])
