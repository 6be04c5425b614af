"""The table of moves: which state may follow which, and what that does to what is public."""

import pytest

from kb.documents import State
from kb.editing import changes_public, is_public, move
from kb.errors import ForbiddenMove

ALLOWED = {
    (None, State.DRAFT),
    (None, State.IN_REVIEW),
    (None, State.PUBLISHED),
    (None, State.ARCHIVED),
    (State.DRAFT, State.DRAFT),
    (State.DRAFT, State.IN_REVIEW),
    (State.DRAFT, State.ARCHIVED),
    (State.IN_REVIEW, State.IN_REVIEW),
    (State.IN_REVIEW, State.DRAFT),
    (State.IN_REVIEW, State.PUBLISHED),
    (State.IN_REVIEW, State.ARCHIVED),
    (State.PUBLISHED, State.DRAFT),
    (State.PUBLISHED, State.PUBLISHED),
    (State.PUBLISHED, State.ARCHIVED),
    (State.ARCHIVED, State.DRAFT),
}


@pytest.mark.parametrize("to_state", State)
@pytest.mark.parametrize("from_state", [None, *State])
def test_exactly_the_allowed_moves_are_possible(from_state: State | None, to_state: State) -> None:
    if (from_state, to_state) in ALLOWED:
        assert move("Titel", from_state, to_state) is to_state
    else:
        with pytest.raises(ForbiddenMove):
            move("Titel", from_state, to_state)


def test_a_forbidden_move_names_both_states_in_german() -> None:
    with pytest.raises(ForbiddenMove) as caught:
        move("Räume öffnen", State.DRAFT, State.PUBLISHED)

    assert caught.value.message == (
        "„Räume öffnen“ kann nicht von „Entwurf“ zu „veröffentlicht“ wechseln. Es wurde nichts geändert."
    )


def test_only_published_revisions_are_public() -> None:
    assert [state for state in State if is_public(state)] == [State.PUBLISHED]


def test_a_draft_leaves_the_public_revision_and_archiving_takes_it_away() -> None:
    assert {state: changes_public(state) for state in State} == {
        State.DRAFT: None,
        State.IN_REVIEW: None,
        State.PUBLISHED: True,
        State.ARCHIVED: False,
    }
