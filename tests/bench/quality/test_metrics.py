"""The figures of `make quality` are what the literature defines."""

from math import log2

import pytest

from tests.bench.quality.comparing import Comparison, interval
from tests.bench.quality.metrics import Scores, mean, score


def test_one_answer_at_the_third_place() -> None:
    assert score(["x", "y", "a"], {"a"}) == Scores(1 / log2(4), 1 / 3, 1.0)


def test_two_answers_at_the_first_and_third_place_of_three() -> None:
    scores = score(["a", "x", "b"], {"a", "b", "c"})

    assert scores.ndcg10 == pytest.approx((1 + 0.5) / (1 + 1 / log2(3) + 0.5))
    assert (scores.mrr10, scores.recall100) == (1.0, pytest.approx(2 / 3))


def test_what_comes_after_the_tenth_place_counts_for_recall_only() -> None:
    found = [f"x{place}" for place in range(10)] + ["a"]

    assert score(found, {"a"}) == Scores(0.0, 0.0, 1.0)


def test_nothing_found_is_worth_nothing() -> None:
    assert score([], {"a"}) == Scores(0.0, 0.0, 0.0)


def test_a_mean_is_taken_of_every_figure() -> None:
    assert mean([Scores(1.0, 0.5, 0.0), Scores(0.0, 0.5, 1.0)]) == Scores(0.5, 0.5, 0.5)


def test_each_collection_counts_the_same_in_the_difference_to_the_best_peer() -> None:
    good, bad = Scores(1.0, 1.0, 1.0), Scores(0.0, 0.0, 0.0)
    comparison = Comparison(
        "ours",
        {
            "ours": {"small": [good], "large": [bad, bad, bad]},
            "weak": {"small": [bad], "large": [bad, bad, bad]},
            "best": {"small": [bad], "large": [good, bad, bad]},
        },
    )

    difference = comparison.to_best_peer()

    assert difference.peer == "best"
    assert difference.value == pytest.approx((1 - 1 / 3) / 2)
    assert difference.low <= difference.value <= difference.high


def test_an_interval_is_as_wide_as_the_gains_differ() -> None:
    low, high = interval([[1.0, 0.0] * 50], resamples=1_000)

    # The mean of 100 coins: .5, with a standard error of .05, twice of which either way hold 95 %.
    assert (low, high) == (pytest.approx(0.4, abs=0.02), pytest.approx(0.6, abs=0.02))
    assert interval([[0.25] * 5], resamples=100) == (0.25, 0.25)
    assert interval([[1.0, 0.0] * 50], resamples=1_000) == (low, high)
