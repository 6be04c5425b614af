"""The editors' way of a document: draft → in review → published → archived. A table of allowed moves; no I/O.

Editing a published document makes a draft beside it; readers go on seeing the published revision until another one
is published or the document is archived.
"""

from kb.documents import State
from kb.errors import ForbiddenMove

MOVES: dict[State | None, frozenset[State]] = {
    None: frozenset(State),  # a new document arrives in any state: typed, imported, or loaded from an export
    State.DRAFT: frozenset({State.DRAFT, State.IN_REVIEW, State.ARCHIVED}),
    State.IN_REVIEW: frozenset({State.IN_REVIEW, State.DRAFT, State.PUBLISHED, State.ARCHIVED}),
    State.PUBLISHED: frozenset({State.DRAFT, State.PUBLISHED, State.ARCHIVED}),
    State.ARCHIVED: frozenset({State.DRAFT}),
}
"""From the newest revision's state to those that the next one may have."""


def move(document: str, from_state: State | None, to_state: State) -> State:
    """The state reached. Raises ForbiddenMove; `document` is what the message calls it."""
    if to_state not in MOVES[from_state]:
        raise ForbiddenMove(document, from_state.label if from_state else "neu", to_state.label)
    return to_state


def state_when_edited(state: State, *, is_reviewer: bool) -> State:
    """The state of a revision that somebody changed. What was handed in stays so only while a reviewer mends it."""
    return state if is_reviewer and state is State.IN_REVIEW else State.DRAFT


def deed_of(from_state: State | None, to_state: State) -> str:
    """What the audit trail says of a move; empty for what changes nothing that others see or decided."""
    if from_state is to_state and to_state is not State.PUBLISHED:
        return ""
    return "Zurückgegeben" if to_state is State.DRAFT and from_state is State.IN_REVIEW else _DEEDS[to_state]


_DEEDS = {
    State.DRAFT: "Bearbeitung begonnen",
    State.IN_REVIEW: "Zur Prüfung eingereicht",
    State.PUBLISHED: "Veröffentlicht",
    State.ARCHIVED: "Archiviert",
}


def is_public(state: State) -> bool:
    """Whether a revision in this state may be seen by everybody. Nothing else decides what is public."""
    return state is State.PUBLISHED


def changes_public(state: State) -> bool | None:
    """What a new revision does to what is public: True, it is public now; False, nothing is; None, all stays as it was."""
    if is_public(state):
        return True
    return False if state is State.ARCHIVED else None
