"""Whatever people type is a wording: words, phrases, what must not occur, references; never an error."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import stem
from kb.search.grammar import NO_WORDS, ONLY_EXCLUDED, ONLY_FUNCTION_WORDS, TOO_LONG, TOO_MANY, parse
from kb.search.query import MOST_TERMS, Wording


def words(*typed: str) -> tuple[tuple[str, ...], ...]:
    return tuple((stem(word),) for word in typed)


def test_a_question_is_its_words_without_function_words() -> None:
    wording = parse("Wie finde ich ein Netzwerk?")
    assert wording == Wording(words=words("finde", "Netzwerk"), surface=("finde", "Netzwerk"), inner=(("finden~",), ()))


def test_a_particle_at_the_end_belongs_to_its_verb() -> None:
    wording = parse("Wie trete ich dem Netzwerk bei?")
    assert wording.words == ((stem("trete"), stem("beitrete")), (stem("Netzwerk"),))


def test_a_compound_is_asked_for_by_its_nouns_too() -> None:
    wording = parse("Ehrenamtskarte einführen")
    assert wording.words == words("Ehrenamtskarte", "einführen")
    assert wording.inner == ((stem("Ehrenamt"), stem("Karte")), ("einfuhren~",))


@pytest.mark.parametrize(
    "quoted", ['"Rat der Stadt"', "„Rat der Stadt“", "“Rat der Stadt”", "«Rat der Stadt»", "»Rat der Stadt«"]
)
def test_quotes_of_every_kind_make_a_phrase(quoted: str) -> None:
    wording = parse(f"Beschluss {quoted}")
    assert wording.phrases == ((stem("Rat"), stem("Stadt")),)
    assert wording.words == words("Beschluss")


def test_a_minus_before_a_word_or_phrase_excludes_it() -> None:
    wording = parse('Förderung -Sport -"freiwillige Feuerwehr"')
    assert wording.words == words("Förderung")
    assert wording.excluded == ((stem("Sport"),), (stem("freiwillige"), stem("Feuerwehr")))


@pytest.mark.parametrize("text", ["Sport - Verein", "Sport -- Verein", "Sport– Verein", "Sport-, Verein-"])
def test_a_minus_that_touches_no_word_behind_it_excludes_nothing(text: str) -> None:
    assert parse(text).excluded == ()
    assert parse(text).words == words("Sport", "Verein")


def test_a_hyphen_inside_a_word_excludes_nothing_and_asks_for_both_spellings() -> None:
    together = stem("Kommunennetzwerk")
    wording = parse("Kommunen-Netzwerk")
    assert wording.words == ((stem("Kommunen"), together), (stem("Netzwerk"), together))
    assert wording.surface == ("Kommunen", "Netzwerk")


def test_an_open_quote_is_plain_text() -> None:
    assert parse('"Rat der Stadt') == parse("Rat der Stadt")


@pytest.mark.parametrize(
    "text", ["Verein*", "(Verein)", "Verein?", "title:Verein", "[Verein TO]", "/Verein/", "Verein~2", "Verein^5"]
)
def test_operators_of_other_search_engines_are_plain_text(text: str) -> None:
    assert words("Verein")[0] in parse(text).words
    assert not parse(text).excluded


def test_and_is_a_word_like_others() -> None:
    assert parse("Verein AND Sport").words == words("Verein", "and", "Sport")


def test_a_word_typed_twice_is_asked_once() -> None:
    assert parse("Verein Vereine verein").words == words("Verein")


def test_a_date_is_one_word_in_any_spelling() -> None:
    assert parse("1. August 2018").words == parse("01.08.2018").words == (("2018-08-01",),)


@pytest.mark.parametrize("text", ["Drs. 7091/2014-2020", '"7091/2014-2020"', "7091 2014 2020"])
def test_a_reference_is_recognised_in_words_and_phrases(text: str) -> None:
    assert parse(text).references == ("7091-2014-2020",)


def test_an_excluded_reference_is_not_asked_for() -> None:
    assert parse("Beitritt -7091/2014-2020").references == ()


def test_every_word_has_its_surface() -> None:
    wording = parse("Bürger:innen im Quartier: E-Mail, 7091/2014 und § 5 am 1. Mai 2024")
    assert len(wording.surface) == len(wording.words)


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_typed_asks_nothing_and_needs_no_explanation(text: str) -> None:
    assert parse(text) == Wording()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Wie ist das?", ONLY_FUNCTION_WORDS),
        ("„der die das“", ONLY_FUNCTION_WORDS),
        ("*** ((", NO_WORDS),
        ("-Sport", ONLY_EXCLUDED),
    ],
)
def test_a_question_without_a_word_to_search_says_so(text: str, note: str) -> None:
    wording = parse(text)
    assert wording.asks_nothing
    assert wording.notes == (note,)


def test_a_long_question_is_cut_at_a_word_and_says_so() -> None:
    wording = parse("Engagement " * 27 + "Vereinsförderung Ende")
    assert wording.words == words("Engagement")
    assert wording.notes == (TOO_LONG,)


def test_many_words_are_cut_and_the_question_says_so() -> None:
    wording = parse(" ".join(f"wort{number}" for number in range(40)))
    assert len(wording.words) == MOST_TERMS
    assert wording.notes == (TOO_MANY,)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Verein " * 150_000,
        " " * 1_000_000 + "Verein",
        "(" * 10_000,
        '"' * 10_000,
        '-"' * 10_000,
        "-a" * 10_000,
        "*" * 10_000,
        "\x00\x01\x1b" * 1_000,
        "\ud800\udfff",
        "\u202e\u200f" * 5_000,
        "😀" * 10_000,
        "\u00ad" * 500_000,
        "\u0308" * 500_000,
        "ﷺ" * 10_000,
        "1-" * 10_000,
    ],
    ids=lambda text: f"{text[:3]!a}×{len(text)}",
)
def test_a_question_of_death_is_answered_at_once(text: str) -> None:
    """Within a second even on a busy machine; it takes about ten milliseconds."""
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 1


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_is_a_wording_within_the_limits(text: str) -> None:
    wording = parse(text)
    asked = len(wording.words) + sum(map(len, wording.phrases + wording.excluded))
    assert asked <= MOST_TERMS
    assert len(wording.surface) == len(wording.words)
    assert all(note.endswith(".") for note in wording.notes)
