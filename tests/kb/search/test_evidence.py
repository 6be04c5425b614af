"""What is taken to answer a question."""

from kb.search.evidence import ENOUGH, of_its_spelling, telling
from kb.search.query import Word
from kb.search.results import Hit, Results

HITS = (Hit(id="a", kind="guide", title="A", slug="a"),)


def test_a_question_of_the_field_or_on_a_topic_needs_less_coverage() -> None:
    little = Results(total=1, hits=HITS, coverage=ENOUGH - 0.1, is_of_the_field=False)
    of_the_field = Results(total=1, hits=HITS, coverage=ENOUGH - 0.1)
    on_a_topic = Results(total=1, hits=HITS, coverage=ENOUGH - 0.1, is_of_the_field=False, names_a_topic=1.0)

    assert [one.answers_hardly for one in (little, of_the_field, on_a_topic)] == [True, False, False]


def test_a_long_word_spelled_nearly_so_is_surely_meant_and_a_short_one_is_not() -> None:
    assert of_its_spelling(Word(surface="Vereinsförderichtlinie", near=("vereinsforderrichtlini",))) == 1.0
    assert of_its_spelling(Word(surface="Mutter", near=("muster",))) < 1.0


def test_a_number_tells_less_than_a_noun() -> None:
    number, noun = telling([Word(surface="300"), Word(surface="Euro")])

    assert number < noun
