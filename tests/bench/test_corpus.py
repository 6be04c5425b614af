"""What `make bench` measures on is the same every time, and as it is described."""

from collections import Counter
from itertools import islice
from pathlib import Path
from statistics import median

import pytest

from kb.language import tokens
from tests.bench.corpus import LONGEST, SHORTEST, Record, paragraphs, records
from tests.bench.plain import plain, plain_word, spell
from tests.bench.questions import COUNTS, Question, Sort, draw_questions
from tests.bench.timing import Spread, interleaved, spread

SOURCE = paragraphs(None)


@pytest.fixture(scope="module")
def documents() -> list[Record]:
    return list(records(400, SOURCE))


def test_the_same_documents_come_again_and_more_begin_with_fewer(documents: list[Record]) -> None:
    assert list(islice(records(1_000, paragraphs(None)), 400)) == documents


def test_documents_are_as_long_and_as_many_of_a_kind_as_described(documents: list[Record]) -> None:
    lengths = {kind: [len(one.body.split()) for one in documents if one.kind == kind] for kind in ("guide", "paper")}

    assert [len(each) for each in lengths.values()] == [200, 200]
    assert median(lengths["guide"]) == pytest.approx(800, rel=0.15)
    assert median(lengths["paper"]) == pytest.approx(600, rel=0.15)
    assert all(SHORTEST <= one <= LONGEST for each in lengths.values() for one in each)


def test_paragraphs_come_from_a_folder_of_texts(tmp_path: Path) -> None:
    long = "wort " * 20
    (tmp_path / "docs.jsonl").write_text(f'{{"text": "{long}\\n\\nzu kurz\\n \\n{long}"}}\n')

    assert paragraphs(tmp_path) == [long.strip()] * 2
    with pytest.raises(SystemExit):
        paragraphs(tmp_path / "missing")


def test_there_are_200_questions_of_nine_sorts_and_they_come_again(documents: list[Record]) -> None:
    questions = draw_questions(documents)

    assert Counter(one.sort for one in questions) == COUNTS
    assert len(questions) == 200
    assert draw_questions(documents) == questions


def test_a_question_is_typed_as_its_sort_says() -> None:
    assert Question(Sort.WORDS, ("rat", "haus")).text == "rat haus"
    assert Question(Sort.PHRASE, ("rat", "haus")).text == '"rat haus"'
    assert Question(Sort.PREFIX, ("rat",)).text == "rat*"
    assert Question(Sort.PAGE_50, ("rat",)).page == 50


def test_our_analysis_leaves_plain_words_as_they_are() -> None:
    """Else „same stems“ would compare different work."""
    words = plain(
        " ".join(SOURCE[:100]) + " 7091/2014-2020 § 5 Bürger*innen z. B. 1. August 2018 der und nicht"
    ).split()

    assert [token.terms for word in set(words) for token in tokens(word)] == [(word,) for word in set(words)]
    assert [token.term for token in tokens(" ".join(words[-300:]))] == words[-300:]


def test_words_of_one_stem_are_spelled_the_same_and_beginnings_stay_beginnings() -> None:
    assert plain_word("vereinen") == plain_word("verein") != plain_word("rat")
    assert spell("vereinsheim").startswith(spell("verein"))
    assert spell("schlussssatz").startswith(spell("schlusss"))
    assert len({spell(letter) for letter in "abcdefghijklmnopqrstuvwxyzäöüß0123456789"}) == 40


def test_a_spread_is_taken_of_all_calls() -> None:
    assert spread([float(one) for one in range(100, 0, -1)]) == Spread(p50=51.0, p95=96.0, most=100.0)


def test_rounds_are_interleaved_and_each_call_counts_by_its_median() -> None:
    told: list[str] = []
    ticks = iter([0, 1, 0, 10, 0, 2, 0, 10, 0, 9, 0, 10])

    found = interleaved(
        {"a": [lambda: told.append("a")], "b": [lambda: told.append("b")]}, clock=lambda: next(ticks) / 1_000
    )

    assert told == ["a", "b"] * 4
    assert found == {"a": [pytest.approx(2)], "b": [pytest.approx(10)]}
