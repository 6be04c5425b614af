"""A list goes on where it ended, though documents came, went or moved meanwhile: nothing is skipped, little comes twice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from kb.search.engine import Engine, IndexedDocument
from kb.search.query import Query, Sort
from tests.engines.indexed import a_query, an_indexed

DOCUMENTS = tuple(f"d{number:02}" for number in range(12))
"""In the order in which they are shown: by day, the newest first."""
OLDEST, NEWEST = date(2001, 1, 1), date(2025, 1, 1)


def a_document(one: str, day: date | None = None, version: int = 1) -> IndexedDocument:
    return an_indexed(one, "Nachbarschaft", day=day or date(2024, 12, 31 - int(one[1:])), version=version)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    engine.put(map(a_document, DOCUMENTS))
    return engine


def behind(shown: Iterable[str], before: int) -> Query:
    return replace(a_query("Nachbarschaft", sort=Sort.DATE, per_page=4), after=tuple(shown), before=before)


def following(engine: Engine, shown: Iterable[str], before: int) -> list[str]:
    return [hit.id for hit in engine.search(behind(shown, before)).hits]


def test_it_goes_on_behind_the_last_one_shown(filled: Engine) -> None:
    assert following(filled, DOCUMENTS[:5], 5) == list(DOCUMENTS[5:9])


def test_it_goes_on_where_it_ended_if_the_last_ones_are_gone(filled: Engine) -> None:
    filled.delete({"d04": 2, "d03": 2})

    assert following(filled, DOCUMENTS[:5], 5) == list(DOCUMENTS[5:9])


def test_it_goes_on_where_it_ended_if_all_that_were_shown_last_are_gone(filled: Engine) -> None:
    filled.delete(dict.fromkeys(DOCUMENTS[1:6], 2))

    assert following(filled, DOCUMENTS[1:6], 6) == list(DOCUMENTS[6:10])


@pytest.mark.parametrize("day", [OLDEST, NEWEST])
def test_it_goes_on_where_it_ended_if_the_last_one_shown_has_moved(filled: Engine, day: date) -> None:
    filled.put([a_document("d04", day, version=2)])

    assert following(filled, DOCUMENTS[:5], 5) == list(DOCUMENTS[5:9])


def test_one_that_was_withdrawn_before_the_last_one_shown_lets_nothing_come_twice(filled: Engine) -> None:
    filled.delete({"d00": 2, "d03": 2})

    assert following(filled, DOCUMENTS[1:6], 6) == list(DOCUMENTS[6:10])


def test_a_single_one_that_has_moved_hides_none(filled: Engine) -> None:
    filled.put([a_document("d00", OLDEST, version=2)])

    assert set(DOCUMENTS[2:5]) <= set(following(filled, ["d00"], 1))


def test_one_that_came_between_those_that_were_shown_is_shown(filled: Engine) -> None:
    filled.put([an_indexed("d03a", "Nachbarschaft", day=date(2024, 12, 28))])

    assert following(filled, DOCUMENTS[:5], 5) == ["d03a", "d04", "d05", "d06"]


def test_it_goes_on_behind_the_last_one_shown_though_others_came_before_it(filled: Engine) -> None:
    filled.put(an_indexed(f"neu{number}", "Nachbarschaft", day=NEWEST) for number in range(7))

    assert following(filled, DOCUMENTS[:5], 5) == list(DOCUMENTS[5:9])


def test_it_goes_on_behind_the_last_one_shown_though_very_many_came_before_it(filled: Engine) -> None:
    filled.put(an_indexed(f"neu{number}", "Nachbarschaft", day=NEWEST) for number in range(70))

    assert following(filled, DOCUMENTS[:5], 5) == list(DOCUMENTS[5:9])
