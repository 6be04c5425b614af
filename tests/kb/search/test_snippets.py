"""What was searched for is marked, in pieces of readable text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import clean_text
from kb.search.grammar import parse
from kb.search.results import Marked
from kb.search.snippets import best_passage, mark

FILLER = "Die Verwaltung berichtet dem Ausschuss regelmäßig über den Stand der Dinge im laufenden Jahr. "
ANY_TEXT = st.text(alphabet=st.characters(), max_size=300)
GERMAN_TEXT = st.lists(
    st.sampled_from(["Ehrenamt", "Förderung.", "der", "Stadt-Rat,", "Bürger*innen", "\n", "1.8.2018", "und", "§ 5"]),
    max_size=80,
).map(" ".join)


def marked(pieces: Marked) -> list[str]:
    return [text for text, is_marked in pieces if is_marked]


def plain(pieces: Marked) -> str:
    return "".join(text for text, _ in pieces)


def stretch(pieces: Marked) -> str:
    """The passage without the „…“ of what was left out."""
    return plain(pieces).removeprefix("… ").removesuffix(" …")


@pytest.mark.parametrize(
    ("question", "title", "expected"),
    [
        ("Förderung", "Richtlinie zur Foerderung", ["Foerderung"]),
        ("Bürger", "Bürger*innen planen mit", ["Bürger*innen"]),
        ("Kommunennetzwerk", "Beitritt zum Kommunen-Netzwerk", ["Kommunen-Netzwerk"]),
        ("Netzwerk Fraktion", "Antrag der CDU-Fraktion: Netzwerk", ["CDU-Fraktion", "Netzwerk"]),
        ("7091", "Drucksache 7091/2014-2020", ["7091/2014-2020"]),
        ("1. August 2018", "Sitzung am 01.08.2018", ["01.08.2018"]),
        ('"Rat der Stadt"', "Der Rat der Stadt und die Stadt", ["Rat", "Stadt"]),
        ("Verein -Sport", "Sport im Verein", ["Verein"]),
        ("Ehrenamt", "Kinder und Jugend", []),
    ],
)
def test_a_title_shows_what_was_found_in_it(question: str, title: str, expected: list[str]) -> None:
    pieces = mark(title, parse(question))
    assert marked(pieces) == expected
    assert plain(pieces) == title


def test_a_title_is_one_clean_line() -> None:
    assert plain(mark("Beitritt\n zum  Netz\u00adwerk", parse("Netzwerk"))) == "Beitritt zum Netzwerk"


def test_markup_in_a_text_stays_text() -> None:
    assert mark("<b>Verein</b>", parse("Verein")) == (("<b>", False), ("Verein", True), ("</b>", False))


def test_the_passage_with_most_different_words_is_shown() -> None:
    text = (
        FILLER * 3 + "Ehrenamt Ehrenamt Ehrenamt. " + FILLER * 5 + "Das Ehrenamt braucht Räume und Geld. " + FILLER * 3
    )
    passage = best_passage(text, parse("Ehrenamt Räume Geld"))
    assert marked(passage) == ["Ehrenamt", "Räume", "Geld"]


def test_a_phrase_is_worth_more_than_its_words_apart() -> None:
    text = (
        "Engagement ist bürgerschaftliches Tun. "
        + FILLER * 6
        + "Hier geht es um bürgerschaftliches Engagement. "
        + FILLER
    )
    passage = best_passage(text, parse('"bürgerschaftliches Engagement" Tun'))
    assert marked(passage) == ["bürgerschaftliches", "Engagement"]


def test_a_passage_begins_with_its_sentence_where_there_is_room() -> None:
    text = FILLER * 4 + "Für Vereine gibt es neue Räume. " + FILLER * 4
    assert plain(best_passage(text, parse("Räume"))).startswith("… Für Vereine gibt es neue Räume. Die Verwaltung")


def test_gaps_are_shown_and_the_ends_of_the_text_are_not() -> None:
    text = "Ehrenamt am Anfang. " + FILLER * 5 + "Vereine am Ende."
    assert plain(best_passage(text, parse("Ehrenamt"))).startswith("Ehrenamt")
    assert plain(best_passage(text, parse("Ehrenamt"))).endswith(" …")
    assert plain(best_passage(text, parse("Vereine"))).startswith("… ")
    assert plain(best_passage(text, parse("Vereine"))).endswith("Vereine am Ende.")


def test_a_short_text_is_shown_whole() -> None:
    assert plain(best_passage("Kurz und\ngut.", parse("Ehrenamt"))) == "Kurz und gut."


def test_without_a_find_the_beginning_is_shown() -> None:
    passage = best_passage(FILLER * 5, parse("Ehrenamt"))
    assert plain(passage).startswith("Die Verwaltung berichtet")
    assert not marked(passage)


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
def test_nothing_gives_no_pieces(text: str) -> None:
    assert best_passage(text, parse("Ehrenamt")) == mark(text, parse("Ehrenamt")) == ()


def test_a_word_longer_than_the_passage_is_cut() -> None:
    passage = best_passage("Anfang " + "x" * 500 + " Ende", parse("x" * 280), length=100)
    assert len(stretch(passage)) <= 100


@given(ANY_TEXT | GERMAN_TEXT, ANY_TEXT | GERMAN_TEXT, st.integers(20, 240))
def test_a_passage_is_a_stretch_of_the_text_within_its_length(text: str, question: str, length: int) -> None:
    line = " ".join(clean_text(text).split())
    passage = best_passage(text, parse(question), length)
    whole = plain(passage)
    assert whole in line or stretch(passage) in line
    assert len(stretch(passage)) <= length or whole == line
    assert all(piece for piece, _ in passage)


@given(ANY_TEXT | GERMAN_TEXT)
def test_a_text_asked_for_by_its_own_words_has_marks_and_stays_readable(text: str) -> None:
    line = " ".join(clean_text(text).split())
    wording = parse(text[:80])
    pieces = mark(text, wording)
    assert plain(pieces) == line
    assert bool(marked(pieces)) or not wording.words


def test_cuts_are_between_words() -> None:
    text = FILLER * 10
    words = set(text.split())
    for start in range(0, len(text) - 50, 37):
        passage = best_passage(text[start:], parse("Stand"), length=90)
        inner = stretch(passage).split()[1:]
        assert set(inner) <= words
