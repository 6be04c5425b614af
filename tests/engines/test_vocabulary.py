"""A vocabulary gives back what the language reads, as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from kb.language import clean_text, index_pieces, terms
from kb.search.whoosh_engine import vocabulary as module
from kb.search.whoosh_engine.vocabulary import Vocabulary

TEXTS = st.lists(st.text(alphabet=" \n.,-/)(§²äößBeiratund125", max_size=60), max_size=4)


@given(TEXTS)
def test_a_text_is_read_as_its_terms_and_its_written_words(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    for text in map(clean_text, texts):
        numbers, written = vocabulary.read(text)
        named = vocabulary.terms

        assert [named[number] for number in numbers] == terms(text)
        assert {named[number] for number in written} == set("".join(index_pieces(text)[1]).split("\n")[:-1])


def test_the_same_word_has_the_same_number_in_every_field() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.read("Ehrenamt")[0].tolist() == vocabulary.numbers(["ehrenamt"]).tolist()


def test_only_a_full_vocabulary_forgets() -> None:
    vocabulary = Vocabulary()
    vocabulary.read("Ehrenamt")
    vocabulary.make_room()
    assert vocabulary.terms == ["ehrenamt"]

    vocabulary.read(" ".join(f"{number:064}" for number in range(module.MOST_LETTERS // 64 + 1)))
    vocabulary.make_room()
    assert vocabulary.terms == []
    assert vocabulary.numbers(["ehrenamt"]).tolist() == [0]
