"""Words of one family share a root; words that only look related do not."""

import pytest

from kb.language import fold
from kb.language.roots import root


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("fördern fördert gefördert Förderung Förderungen geförderte", "fordern"),
        ("beitreten beigetreten beizutreten beitritt Beitritt", "beitreten"),
        ("annehmen angenommen anzunehmen Annahme annimmt", "annehmen"),
        ("beschließen beschlossen Beschluss Beschlüsse", "beschliessen"),
        ("informieren informiert Information Informationen", "informieren"),
        ("qualifizieren Qualifikation Qualifizierung", "qualifizieren"),
        ("unterstützen unterstützt Unterstützung Unterstützer", "unterstutzen"),
        ("vorbereiten vorbereitet Vorbereitung", "vorbereiten"),
    ],
)
def test_forms_and_derivations_of_a_verb_have_its_infinitive_as_root(words: str, verb: str) -> None:
    assert {root(fold(word)) for word in words.split()} == {f"{verb}~"}


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("ehrenamtliche", "Ehrenamt"),
        ("schulisch", "Schule"),
        ("jährlich", "Jahr"),
        ("städtische", "Stadt"),
        ("Nachbarschaft", "Nachbar"),
    ],
)
def test_an_adjective_or_community_has_its_noun_as_root(word: str, noun: str) -> None:
    assert root(fold(word)) == fold(noun)


@pytest.mark.parametrize(
    "word",
    ["Bild", "Rat", "Hort", "Garten", "Finger", "Steuer", "Verband", "Bund", "natürlich", "Tisch", "Stadt", "und", ""],
)
def test_other_words_have_none(word: str) -> None:
    assert root(fold(word)) == ""
