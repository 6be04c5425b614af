"""What was saved and brought back answers as before: the same documents in the same order, the same totals."""

from pathlib import Path

from tests.quality.questions import read_questions
from tests.quality.restoring import drill

EVERY = 5
"""Of the judged questions every fifth is asked here, all of them by `make soak`."""


def test_a_restored_knowledge_base_gives_the_same_answers(tmp_path: Path) -> None:
    questions = read_questions()[::EVERY]

    assert len(questions) >= 40
    assert drill(tmp_path, questions) == {}
