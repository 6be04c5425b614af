"""The questions that officers, council members and citizens ask are answered by the shipped knowledge base."""

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from tests.quality.questions import (
    FRESH,
    KNOWN,
    UNTOUCHED,
    Answered,
    ask,
    missed,
    read_questions,
    shipped_library,
    success,
)

SETS = (KNOWN, FRESH, UNTOUCHED)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> list[Answered]:
    with shipped_library(tmp_path_factory.mktemp("quality")) as library:
        return ask(library, read_questions())


def test_there_are_enough_questions_with_an_answer() -> None:
    questions = read_questions()

    assert len([question for question in questions if question.answers]) >= 150
    assert len([question for question in questions if question.nothing]) == 15
    assert len({question.id for question in questions}) == len(questions)


def test_the_untouched_questions_are_ninety_with_an_answer_and_fifteen_without() -> None:
    questions = read_questions(UNTOUCHED)

    assert len([question for question in questions if question.answers and not question.nothing]) == 90
    assert len([question for question in questions if question.nothing and not question.answers]) == 15


def test_every_untouched_question_belongs_to_a_topic_or_elsewhere() -> None:
    topics = {topic["id"] for topic in yaml.safe_load(Path("content/themen.yaml").read_text(encoding="utf-8"))}
    entries = yaml.safe_load(UNTOUCHED.read_text(encoding="utf-8"))

    assert {entry["topic"] for entry in entries if not entry.get("nothing")} <= topics


def test_every_judged_answer_is_a_document_of_the_shelf() -> None:
    shelf = {path.name.split("-")[0] for path in Path("content").rglob("*.md")}

    assert {one for file in SETS for question in read_questions(file) for one in question.answers} <= shelf


def test_no_answer_of_a_question_is_named_twice() -> None:
    questions = [question for file in SETS for question in read_questions(file)]

    assert [question.id for question in questions if len(set(question.answers)) < len(question.answers)] == []


def test_no_question_and_no_id_stands_in_two_sets() -> None:
    texts = [{question.text.casefold() for question in read_questions(file)} for file in SETS]
    ids = [{question.id for question in read_questions(file)} for file in SETS]

    assert [one & other for found in (texts, ids) for one, other in combinations(found, 2) if one & other] == []


def test_one_of_the_first_three_documents_answers(answered: list[Answered]) -> None:
    misses = [(one.question.id, one.question.text, one.found[:3]) for one in missed(answered, 3)]

    assert success(answered, 3) >= 0.85, misses
