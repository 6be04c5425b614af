"""Judged questions and word cases are read as they are written, and judged by our engine."""

import json
from pathlib import Path

from tests.bench.quality.judged import Text, read_collections
from tests.bench.quality.ours import ours
from tests.bench.quality.word_cases import WordCase, finds_ours, judge, read_cases

CASES = [
    WordCase("c1", "compound", "Förderung", "Die Engagementförderung wächst.", is_match=True),
    WordCase("c2", "negative", "Rat", "Die Beratung ist offen.", is_match=False),
    WordCase("c3", "words", "Stadt Netzwerk", "Das Netzwerk der Städte", is_match=True),
    WordCase("c4", "words", "Netzwerk Zebra", "Das Netzwerk der Städte", is_match=True),
]


def lines(*entries: object) -> str:
    return "".join(json.dumps(entry) + "\n" for entry in entries)


def test_a_collection_has_its_own_texts_and_only_judged_questions(tmp_path: Path) -> None:
    texts = [{"id": "1", "coll": "a", "title": "T", "text": "t"}, {"id": "2", "coll": "b", "title": "", "text": "u"}]
    questions = [{"id": "q1", "coll": "a", "text": "t?"}, {"id": "q2", "coll": "a", "text": "u?"}]
    (tmp_path / "docs.jsonl").write_text(lines(*texts))
    (tmp_path / "questions").write_text(lines(*questions))
    (tmp_path / "judgements").write_text("q1\t1\t1\nq2\t1\t0\n")

    (only,) = read_collections(tmp_path, tmp_path / "questions", tmp_path / "judgements")

    assert (only.name, only.texts) == ("a", (Text("1", "T", "t"),))
    assert (only.questions, only.answers) == ({"q1": "t?"}, {"q1": {"1"}})


def test_a_word_case_passes_when_all_its_words_find_or_do_not_find_as_it_says() -> None:
    with ours([case.as_text for case in CASES]) as engine:
        judgement = judge(CASES, lambda case: finds_ours(engine, case))

    assert judgement.as_json() == {
        "passed": 3,
        "total": 4,
        "negatives_passed": 1,
        "negatives_total": 1,
        "failed": ["c4"],
    }


def test_a_mistyped_word_passes_by_the_correction_that_the_page_would_show() -> None:
    typed = "Vereinsförderrung"
    cases = [
        WordCase("1", "typo", typed, "Vereinsförderung", is_match=True),
        WordCase("2", "other", typed, "Förderverein", is_match=True),
    ]

    with ours([case.as_text for case in cases]) as engine:
        assert [finds_ours(engine, case) for case in cases] == [True, False]


def test_word_cases_are_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "cases").write_text(lines({"id": "m1", "cat": "negative", "query": "q", "text": "t", "match": False}))

    assert read_cases(tmp_path / "cases") == [WordCase("m1", "negative", "q", "t", is_match=False)]
