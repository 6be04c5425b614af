"""Every family of forms is read whole, on papers written for it."""

import pytest

from kb.importing.motion import read_motion
from kb.importing.motion.values import PARTS
from tests.kb.importing.motion.families import Paper, papers
from tests.kb.importing.motion.forms import RESOLUTION, a_form

ALL = list(papers())


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: f"{paper.family}-{paper.number}")
def test_a_paper_of_the_family_is_read_whole(paper: Paper) -> None:
    told = paper.told(read_motion(paper.text))

    assert {name: read for name, (_, read) in told.items()} == paper.truth


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: f"{paper.family}-{paper.number}")
def test_each_part_has_its_place_in_the_text(paper: Paper) -> None:
    motion = read_motion(paper.text)

    assert motion.parts
    for one in motion.parts:
        place = motion.text[one.start : one.end]
        assert place
        if one.part != "date":
            assert place.split()[0].rstrip(".,:") in one.text


def test_a_labelled_value_is_surer_than_one_known_by_its_pattern() -> None:
    sure = {one.part: one.confidence for one in read_motion(a_form()).parts}

    assert sure["resolution"] > sure["type"]


def test_what_is_missing_is_listed() -> None:
    assert read_motion("").missing == PARTS
    assert "resolution" not in read_motion(a_form()).missing
    assert read_motion(a_form()).resolution == RESOLUTION
