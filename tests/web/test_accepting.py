"""A process at work leaves new connections to the others for a moment; and no longer, as they may be at work, too."""

from dataclasses import dataclass

import pytest

from web.accepting import LEFT_TO_OTHERS, seconds_left_to_others

NOW = 1_000.0


@dataclass
class Channel:
    """requests: received and not answered yet."""

    last_activity: float
    requests: tuple[str, ...] = ()
    creation_time: float = NOW - 60


def test_a_process_without_anything_to_do_takes_the_next_connection_at_once() -> None:
    answered = Channel(NOW - 0.001)

    assert seconds_left_to_others([answered], NOW) == 0
    assert seconds_left_to_others([], NOW) == 0


def test_one_that_answers_leaves_it_to_the_others_for_a_moment() -> None:
    answering = Channel(NOW - LEFT_TO_OTHERS / 4, requests=("GET",))

    assert 0 < seconds_left_to_others([answering], NOW) < LEFT_TO_OTHERS


def test_a_connection_taken_just_now_counts_before_its_question_has_come() -> None:
    assert seconds_left_to_others([Channel(NOW, creation_time=NOW)], NOW) == pytest.approx(LEFT_TO_OTHERS)


def test_a_slow_answer_keeps_nobody_out() -> None:
    slow = Channel(NOW - 1.1 * LEFT_TO_OTHERS, requests=("POST",))

    assert seconds_left_to_others([slow], NOW) == 0


def test_with_several_at_work_the_latest_counts() -> None:
    slow, new = Channel(NOW - 10, requests=("GET",)), Channel(NOW, requests=("GET",))

    assert seconds_left_to_others([slow, new], NOW) == pytest.approx(LEFT_TO_OTHERS)


def test_a_clock_that_was_set_back_keeps_nobody_out() -> None:
    assert seconds_left_to_others([Channel(NOW + 3_600, requests=("GET",))], NOW) == 0
