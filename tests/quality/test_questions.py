"""The questions that officers, council members and citizens ask are answered by the shipped knowledge base."""

from pathlib import Path

import pytest

from tests.quality.questions import FRESH, KNOWN, Answered, ask, missed, read_questions, shipped_library, success


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> list[Answered]:
    with shipped_library(tmp_path_factory.mktemp("quality")) as library:
        return ask(library, read_questions())


def test_there_are_enough_questions_with_an_answer() -> None:
    questions = read_questions()

    assert len([question for question in questions if question.answers]) >= 150
    assert len([question for question in questions if question.nothing]) == 15
    assert len({question.id for question in questions}) == len(questions)


def test_every_judged_answer_is_a_document_of_the_shelf() -> None:
    shelf = {path.name.split("-")[0] for path in Path("content").rglob("*.md")}

    assert {one for file in (KNOWN, FRESH) for question in read_questions(file) for one in question.answers} <= shelf


def test_the_fresh_questions_share_no_wording_with_the_known_ones() -> None:
    known, fresh = ({question.text.casefold() for question in read_questions(file)} for file in (KNOWN, FRESH))

    assert not known & fresh


def test_one_of_the_first_three_documents_answers(answered: list[Answered]) -> None:
    misses = [(one.question.id, one.question.text, one.found[:3]) for one in missed(answered, 3)]

    assert success(answered, 3) >= 0.85, misses
