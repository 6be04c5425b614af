"""Cleaned text has one spelling for what looks the same, and cleaning never fails."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import clean_text

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)  # with surrogates, controls and noncharacters


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Förderung", "Förderung"),
        (unicodedata.normalize("NFD", "Förderung der Städte"), "Förderung der Städte"),
        ("Engage\u00adment\u00adförde\u00adrung", "Engagementförderung"),
        ("ange\u00ad\nboten", "angeboten"),
        ("Kommunen\u200bnetz\u200dwerk\ufeff", "Kommunennetzwerk"),
        ("\u202bvon rechts\u202c\u200f", "von rechts"),
        ("Pﬂege und ﬁnanzielle Hilfe", "Pflege und finanzielle Hilfe"),
        ("§\u00a05 Absatz\u202f2", "§ 5 Absatz 2"),
        ("7091/2014\u20112020", "7091/2014‐2020"),
        ("Ａｎｔｒａｇ", "Antrag"),
        ("Zeile\r\nzwei\rdrei\u2028vier\fneue Seite", "Zeile\nzwei\ndrei\nvier\nneue Seite"),
        ("mit\x00Steuer\x07zeichen\tund Tab", "mit Steuer zeichen\tund Tab"),
        ("einzelnes \ud800 Ersatzzeichen \ufffe", "einzelnes \ufffd Ersatzzeichen \ufffd"),
    ],
)
def test_what_looks_the_same_becomes_the_same(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    "text", ["„Ehrenamt“ – ‚so‘ »geht’s« …", "Netzwerk² und m²", "½ Stelle", "😀 👍", "Straße, CAFÉ"]
)
def test_quotes_dashes_footnote_marks_and_emoji_stay(text: str) -> None:
    assert clean_text(text) == text


def test_two_halves_of_an_emoji_are_joined() -> None:
    assert clean_text("\ud83d\ude00") == "😀"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned


@given(ANY_TEXT)
def test_cleaned_text_can_always_be_stored_and_sent(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not {unicodedata.category(character) for character in cleaned if character not in "\n\t"} & {
        "Cc",
        "Cf",
        "Cs",
    }
