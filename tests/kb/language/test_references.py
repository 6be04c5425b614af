"""A paper is found by its number in every spelling; ordinary numbers ask for no paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import query_references, reference_keys


def finds(question: str, reference: str) -> bool:
    return bool(set(query_references(question)) & set(reference_keys(reference)))


SHAPES = [
    "7091/2014-2020",
    "VO/2020/08575",
    "VO/2019/08082-27",
    "FBS/036/2015",
    "2012/0367",
    "DHH/2023/0006",
    "20858",
    "V-4/2007",
    "15-0563/2010",
    "16051-09-E1",
    "124/2014",
    "2021/0308/1",
]


@pytest.mark.parametrize("label", ["", "DS ", "Drs. ", "Drucksache Nr. ", "Drucksachen-Nr. ", "Vorlage "])
@pytest.mark.parametrize("separator", ["", "-", "_", "/", "\u2011"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_number_is_found_with_any_separator_and_label(shape: str, separator: str, label: str) -> None:
    typed = shape.replace("/", separator).replace("-", separator) if separator else shape
    assert finds(f"{label}{typed}", shape)
    assert finds(f"{label}{typed}".lower(), shape)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_number_is_found_with_blanks(shape: str) -> None:
    assert finds(shape.replace("/", " ").replace("-", " "), shape)


@pytest.mark.parametrize(
    "question",
    [
        "7091",
        "7091/2014",
        "DS 7091/2014-2020",
        "Drs. 7091/2014-2020",
        "Drs.7091/2014-2020",
        "Drucksache Nr. 7091/2014-2020",
        "7091-2014-2020",
        "7091 2014 2020",
        "7091_2014_2020",
        "7091/2014\u20112020",
        "7091 / 2014 - 2020",
        "Beitritt Bielefeld 7091",
        "Was steht in 7091/2014-2020?",
        "„7091/2014-2020“",
    ],
)
def test_the_first_motion_is_found_by_what_people_type(question: str) -> None:
    assert finds(question, "7091/2014-2020")


@pytest.mark.parametrize("question", ["2020/08575", "08575", "vo-2020-08575", "VO 2020 08575", "Vorlage 08575"])
def test_a_number_with_a_prefix_is_found_without_it(question: str) -> None:
    assert finds(question, "VO/2020/08575")


@pytest.mark.parametrize("question", ["124", "Drucksache 124", "Antrag Nr. 124"])
def test_three_digits_ask_alone_or_after_a_label(question: str) -> None:
    assert finds(question, "124/2014")


@pytest.mark.parametrize(
    "question",
    [
        "2018",
        "Drucksache 2020",
        "2014-2020",
        "Haushalt 2018/2019",
        "54 Kommunen",
        "12",
        "1.2 Millionen",
        "20.000 Euro",
        "Was kostet 5000 €?",
        "500 Ehrenamtliche",
        "1000 Freiwillige",
        "Förderung mit 250 je Verein",
        "04.09.2018",
        "2018-09-04",
        "4. September 2018",
        "§ 124",
        "24/7",
        "10:30-12:00 Uhr",
        "Ehrenamt",
        "",
    ],
)
def test_years_dates_amounts_and_small_numbers_ask_for_no_paper(question: str) -> None:
    assert query_references(question) == ()


def test_leading_zeros_stay() -> None:
    assert not finds("8575", "VO/2020/08575")


def test_the_whole_number_is_the_first_key() -> None:
    assert reference_keys("Drs. 7091/2014-2020") == ("7091-2014-2020", "7091-2014", "7091")


def test_a_year_alone_and_a_short_number_alone_are_no_keys() -> None:
    assert reference_keys("V-4/2007") == ("v-4-2007", "v-4", "4-2007")
    assert reference_keys("2012/0367") == ("2012-0367", "0367")


@pytest.mark.parametrize("reference", ["", " ", "./.", "-"])
def test_no_number_has_no_keys(reference: str) -> None:
    assert reference_keys(reference) == ()


@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_can_be_asked_and_be_a_number(text: str) -> None:
    assert isinstance(query_references(text), tuple)
    assert all(reference_keys(text)) or reference_keys(text) == ()


@pytest.mark.parametrize("unit", ["1", "1-", "1 ", "a-1", "1/a", "ds "])
def test_long_monotonous_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    assert isinstance(query_references(unit * 50_000), tuple)
