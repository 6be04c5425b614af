"""German for dates, numbers and counts."""

import datetime

import pytest

from kb.documents import Kind
from web.format import counted, dated, day, kind_plural, number, period
from web.search.results import page_numbers


def test_a_day_is_written_out() -> None:
    assert day(datetime.date(2018, 8, 1)) == "1. August 2018"


@pytest.mark.parametrize(
    ("text", "written"), [("2018-08-01", "1. August 2018"), ("2018-08", "August 2018"), ("2018", "2018"), ("", "")]
)
def test_a_period_is_as_exact_as_its_source(text: str, written: str) -> None:
    assert period(text) == written


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567")])
def test_thousands_are_grouped(value: int, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(("value", "written"), [(0, "0 Dokumente"), (1, "1 Dokument"), (2, "2 Dokumente")])
def test_one_is_singular(value: int, written: str) -> None:
    assert counted(value, "Dokument", "Dokumente") == written


@pytest.mark.parametrize(
    ("kind", "written"),
    [("paper", "vom 1. August 2018"), ("event", "am 1. August 2018"), ("guide", "Stand 1. August 2018")],
)
def test_a_day_means_what_the_kind_says(kind: str, written: str) -> None:
    assert dated(datetime.date(2018, 8, 1), kind) == written


def test_every_kind_has_a_plural() -> None:
    assert all(kind_plural(kind) for kind in Kind)


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (5, 9, (1, None, 3, 4, 5, 6, 7, None, 9)),
        (1, 9, (1, 2, 3, None, 9)),
        (9, 9, (1, None, 7, 8, 9)),
    ],
)
def test_page_numbers_show_the_ends_and_the_neighbours(page: int, pages: int, shown: tuple[int | None, ...]) -> None:
    assert page_numbers(page, pages) == shown
