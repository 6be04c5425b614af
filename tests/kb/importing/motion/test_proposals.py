"""What was proposed and what was adopted are two things, whatever the form prints above them."""

from kb.documents import Outcome
from kb.importing.motion.label_words import Part
from kb.importing.motion.proposals import Section, proposals

PROPOSAL = Section(Part.RESOLUTION, "Beschlussvorschlag:", "Der Rat richtet eine Stelle ein.")
ADOPTED = Section(Part.DECISION, "Beschluss:", "Der Rat richtet eine halbe Stelle ein.")
VOTE = Section(Part.DECISION, "Abstimmungsergebnis:", "mehrheitlich abgelehnt")
POINTER = Section(Part.RESOLUTION, "Beschlussantrag:", "Siehe Beschlussformulierung auf Seite 4.")
REASON = Section(Part.RATIONALE, "Begründung:", "Es gibt viel zu tun.")


def test_with_a_vote_the_adopted_text_is_a_decision() -> None:
    found = proposals([PROPOSAL, REASON, ADOPTED, VOTE])

    assert (found.resolution, found.decision, found.outcome) == ((PROPOSAL,), (ADOPTED,), Outcome.REJECTED)


def test_without_a_vote_it_is_what_is_to_be_decided() -> None:
    found = proposals([POINTER, REASON, ADOPTED])

    assert (found.resolution, found.decision, found.outcome) == ((ADOPTED,), (), None)


def test_the_whole_wording_comes_before_a_short_one() -> None:
    heading, wording = Section(Part.DECISION, "Beschluss:", ""), Section(Part.RESOLUTION, "Antrag an den Rat:", "Ja.")

    found = proposals([PROPOSAL, REASON, heading, wording])

    assert found.resolution == (wording,)
    assert not found.others


def test_a_mere_pointer_is_taken_only_if_there_is_nothing_else() -> None:
    assert proposals([POINTER, REASON, PROPOSAL]).resolution == (PROPOSAL,)
    assert proposals([POINTER]).resolution == (POINTER,)


def test_unanimous_alone_means_adopted() -> None:
    vote = Section(Part.DECISION, "Abstimmungsergebnis:", "einstimmig")

    assert proposals([ADOPTED, vote]).outcome is Outcome.ADOPTED
