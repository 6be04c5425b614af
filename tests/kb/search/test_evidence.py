"""Some words of a question tell more of what it is about than others."""

from kb.search.evidence import MINOR, telling
from kb.search.grammar import parse


def told(question: str) -> dict[str, float]:
    clauses = parse(question).clauses
    return dict(zip([one.surface for one in clauses], telling(clauses), strict=True))


def test_nouns_tell_more_than_verbs_where_the_question_has_capitals() -> None:
    assert told("Verein gründen") == {"Verein": 1.0, "gründen": MINOR}


def test_without_capitals_only_general_words_tell_less() -> None:
    assert told("verein gründen machen") == {"verein": 1.0, "gründen": 1.0, "machen": MINOR}


def test_a_phrase_in_quotes_tells_as_much_as_a_noun() -> None:
    assert told("„gründen und leiten“ Verein")["gründen und leiten"] == 1.0
