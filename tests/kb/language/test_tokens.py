"""A text becomes the tokens it is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import (
    BREAK,
    Token,
    clean_text,
    index_pieces,
    listed_terms,
    question_terms,
    spelled,
    stem,
    terms,
    tokens,
    tokens_with,
)

ANY_TEXT = st.one_of(
    st.text(alphabet=st.characters(), max_size=120),
    st.text(alphabet="aäßIinr1290 .,-/_:*§()„“\n\u00ad\u0308", max_size=60),
)


def terms_of(text: str) -> list[str]:
    return [token.term for token in tokens(clean_text(text))]


def the_token(text: str) -> Token:
    (token,) = tokens(clean_text(text))
    return token


@pytest.mark.parametrize("text", ["2.000 x 1.000 Euro", "2000 x 1000 Euro", "2.000x1.000 Euro", "2000x1000 Euro"])
def test_so_many_times_so_much_is_read_the_same_with_and_without_blanks(text: str) -> None:
    assert [token.term for token in tokens(text)] == ["2000", "x", "1000", "euro"]


@pytest.mark.parametrize(
    "form",
    [
        "Bürger*innen",
        "Bürger:innen",
        "Bürger_innen",
        "Bürger·innen",
        "BürgerInnen",
        "Bürger/-innen",
        "Bürger/innen",
        "Bürger(innen)",
        "Bürgerinnen",
        "Bürger:in",
        "Bürgerin",
        "Bürger",
    ],
)
def test_every_gender_form_of_a_word_is_one_token_with_one_term(form: str) -> None:
    token = the_token(form)
    assert (token.term, token.surface) == (stem("Bürger"), form)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Ärzt*innen", "Ärzte"),
        ("Kolleg:innen", "Kollegen"),
        ("Lots*innen", "Lotsen"),
        ("Akteur_innen", "Akteure"),
        ("Vorsitzende*r", "Vorsitzende"),
        ("Engagierte:n", "Engagierte"),
        ("Bürger*innenrat", "Bürgerrat"),
        ("Bürger:innen-Beteiligung", "Bürgerbeteiligung"),
        ("Expert*innen", "Expertin"),
    ],
)
def test_a_gender_form_finds_the_plain_word(marked: str, plain: str) -> None:
    assert the_token(marked).term == the_token(plain).term


@pytest.mark.parametrize(
    ("hyphenated", "joined", "parts"),
    [
        ("Kommunen-Netzwerk", "Kommunennetzwerk", ("Kommune", "Netzwerk")),
        ("E-Mail", "Email", ("Mail",)),
        ("CDU-Fraktion", "CDUFraktion", ("CDU", "Fraktion")),
        ("Schiff-Fahrt", "Schifffahrt", ("Schiff", "Fahrt")),
        ("engagiert-in-nrw", "engagiertinnrw", ("engagiert", "NRW")),
        ("Kommunen\u2011Netzwerk", "Kommunennetzwerk", ("Kommune", "Netzwerk")),
        ("COVID-19", "COVID19", ("COVID", "19")),
    ],
)
def test_a_hyphenated_word_is_found_spelled_together_and_by_its_parts(
    hyphenated: str, joined: str, parts: tuple[str, ...]
) -> None:
    token = the_token(hyphenated)
    assert token.term == the_token(joined).term
    assert token.parts == tuple(map(stem, parts))


def test_parts_stand_behind_the_text_so_that_phrases_go_on_over_hyphenated_words() -> None:
    hyphenated = terms("das neue Kommunen-Netzwerk tagt")
    together = terms("das neue Kommunennetzwerk tagt")
    assert hyphenated == together
    assert hyphenated[3:6] == [BREAK, stem("Kommunen"), stem("Netzwerk")]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("7091/2014-2020", "7091-2014-2020"),
        ("7091-2014-2020", "7091-2014-2020"),
        ("7091_2014_2020", "7091-2014-2020"),
        ("7091/2014\u20112020", "7091-2014-2020"),
        ("VO/2020/08575", "vo-2020-08575"),
        ("vo-2020-08575", "vo-2020-08575"),
        ("V-4/2007", "v-4-2007"),
        ("15-0563/2010", "15-0563-2010"),
        ("16051-09-E1", "16051-09-e1"),
        ("20858", "20858"),
        ("01.08.2018", "2018-08-01"),
        ("1. August 2018", "2018-08-01"),
        ("1.8.2018", "2018-08-01"),
        ("1. Aug. 2018", "2018-08-01"),
        ("2018-08-01", "2018-08-01"),
        ("3.\nMärz 2020", "2020-03-03"),
        ("§ 5", "§5"),
        ("§5", "§5"),
        ("§§ 41a", "§41a"),
        ("Paragraph 5", "§5"),
        ("20.000", "20000"),
        ("20.000,00", "20000"),
        ("20000", "20000"),
        ("1.234,50", "1234.50"),
        ("1,5", "1.5"),
        ("11.04", "11.04"),
        ("e. V.", "ev"),
        ("e.V.", "ev"),
        ("eV", "ev"),
        ("NRW", "nrw"),
        ("Drs.", stem("Drucksache")),
        ("Netzwerk²", stem("Netzwerk")),
    ],
)
def test_numbers_dates_and_abbreviations_are_one_term_in_any_spelling(text: str, term: str) -> None:
    assert terms_of(text) == [term]


def test_a_date_is_also_found_by_its_month_and_year() -> None:
    assert {stem("August"), "2018"} <= set(terms("Sitzung am 01.08.2018"))


def test_a_reference_in_the_text_is_also_found_by_its_number() -> None:
    assert {"7091", "7091-2014"} <= set(terms("Drucksachen-Nr. 7091/2014-2020"))


def test_a_day_that_no_calendar_has_is_a_number() -> None:
    assert terms_of("31.02.2018") == ["31.02.2018"]


@pytest.mark.parametrize("text", ["Wie ist das?", "z. B., u. a. d.h. bzw.", "für fuer über daß", "(!) … – 😀", ""])
def test_function_words_and_signs_give_no_token(text: str) -> None:
    assert tokens(text) == []


@pytest.mark.parametrize("word", ["Mai", "IT", "will", "nicht", "ohne", "gegen", "kein", "Würde", "Ware", "May"])
def test_words_that_carry_a_question_are_kept(word: str) -> None:
    assert len(terms_of(word)) == 1


def test_stop_words_leave_no_gap() -> None:
    assert terms_of("der Rat der Stadt und die Kreise") == [stem("Rat"), stem("Stadt"), stem("Kreise")]


def test_question_words_are_kept_apart_from_the_tokens() -> None:
    assert question_terms("Wie und wo gründe ich einen Verein?") == ("?wie", "?wo")
    assert terms("Wo finde ich Rat?") == [stem("finde"), stem("Rat"), "?wo", BREAK, "finden~"]
    assert question_terms("Verein gründen") == ()


def test_an_elliptical_head_is_a_word_of_its_own() -> None:
    assert terms_of("Sport- und Kulturförderung") == [stem("Sport"), stem("Kulturförderung")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sport- und Kulturförderung", "Sportförderung"),
        ("Jugend-, Sport- und Kulturvereine", "Jugendvereine"),
        ("Haupt- und\nFinanzausschuss", "Hauptausschuss"),
        ("Ehrenamtskarte bzw. -preis", "Ehrenamtspreis"),
        ("Hallengebühren und -zeiten", "Hallenzeiten"),
    ],
)
def test_what_is_left_out_before_or_after_a_hyphen_is_found(text: str, meant: str) -> None:
    assert stem(meant) in terms(clean_text(text))


def test_a_word_broken_at_a_line_end_is_found_whole() -> None:
    token = the_token("Netz-\nwerk")
    assert (token.term, token.surface) == (stem("Netzwerk"), "Netz-\nwerk")
    written = "".join(index_pieces("Netz-\nwerk und Baden-\nBaden")[1])
    assert {"netzwerk", "baden-baden"} <= set(written.splitlines())


def test_a_compound_stands_for_its_nouns_and_is_found_by_their_stems_and_roots() -> None:
    token = the_token("Vereinsförderung")
    assert token.inner == (stem("Verein"), "fordern~")
    assert set(token.terms) == {stem("Vereinsförderung"), stem("Verein"), stem("Förderung"), "fordern~"}


def test_a_word_is_found_by_its_root() -> None:
    assert "fordern~" in terms("Gefördert werden Vorhaben")
    assert the_token("fördern").inner == ("fordern~",)


def test_parts_of_a_hyphenated_word_are_cut_too() -> None:
    assert stem("Fraktion") in terms("CDU-Ratsfraktion")


def test_words_glued_by_signs_come_apart() -> None:
    assert terms_of("Kommunennetzwerk:engagiert, CDU/SPD") == [
        stem("Kommunennetzwerk"),
        stem("engagiert"),
        stem("CDU"),
        stem("SPD"),
    ]


def test_an_address_on_the_web_is_found_by_its_words() -> None:
    found = terms("siehe https://www.engagiert-in-nrw.de/kommunen-netzwerk")
    assert {stem("engagiert"), stem("nrw"), stem("netzwerk"), stem("Kommunennetzwerk")} <= set(found)
    assert "https" not in found
    assert "www" not in found


@given(ANY_TEXT)
def test_offsets_point_to_the_surface_in_order(text: str) -> None:
    cleaned = clean_text(text)
    end = 0
    for token in tokens(cleaned):
        assert cleaned[token.start : token.end] == token.surface
        assert end <= token.start < token.end
        end = token.end


@given(ANY_TEXT)
def test_terms_are_short_and_never_empty_blank_or_a_break(text: str) -> None:
    for token in tokens(clean_text(text)):
        assert all(
            0 < len(term) <= 80 and not any(map(str.isspace, term)) and BREAK not in term for term in token.terms
        )
        assert token.term not in token.parts


@given(ANY_TEXT)
def test_looking_for_some_terms_gives_the_same_tokens_as_looking_through_all(text: str) -> None:
    cleaned = clean_text(text)
    everything = tokens(cleaned)
    wanted = set(everything[0].terms) if everything else {"nichts"}
    assert tokens_with(cleaned, wanted) == [token for token in everything if wanted & set(token.terms)]


@given(ANY_TEXT)
def test_an_index_keeps_the_terms_of_a_text_and_every_word_as_it_is_spelled(text: str) -> None:
    cleaned = clean_text(text)
    pieces, written = index_pieces(cleaned)
    assert [term for term in "".join(pieces).split("\n")[:-1] if not term.startswith("?")] == listed_terms(
        tokens(cleaned)
    )
    assert {spelled(token.surface) for token in tokens(cleaned)} <= set("".join(written).split("\n"))


def test_a_hyphenated_word_is_kept_as_written_whole_and_in_its_parts() -> None:
    written = "".join(index_pieces("Das Kommunen\u2010Netzwerk für NRW")[1])
    assert sorted(written.splitlines()) == ["kommunen", "kommunen-netzwerk", "netzwerk", "nrw"]


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        ("Förderung", "förderung"),
        ("e.\nV.", "e. v."),
        ("Fo\u0308r\u00adderung", "förderung"),
        ("Bürger*innen", "bürger*innen"),
    ],
)
def test_a_word_is_spelled_as_written_but_for_its_capitals(surface: str, kept: str) -> None:
    assert spelled(surface) == kept
    assert spelled(kept) == kept


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1-",
        "a.",
        "a-",
        "1.",
        "(",
        "a(",
        "Bürger*",
        "1 ",
        "§",
        "\u00ad",
        "1. ",
        "x:in",
        "a- und ",
        "a-, ",
        "a und -b ",
        "a-\n",
    ],
)
def test_long_monotonous_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    """Forty thousand repetitions; a quadratic rule would need minutes."""
    assert isinstance(tokens(clean_text(unit * 40_000)), list)
