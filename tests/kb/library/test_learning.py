"""What people look for is learned without keeping anything about them."""

import datetime
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kb.library import Library
from kb.library.learning import is_guarded
from kb.statistics import Counts, Searched
from kb.store import open_store
from kb.store.tables import question_days
from tests.builders import a_library
from tests.databases import everything_stored, url_for

MONDAY = datetime.date.today() - datetime.timedelta(days=1)
TUESDAY = datetime.date.today()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as library:
        yield library


def ask(library: Library, text: str, day: datetime.date, *, times: int = 1) -> None:
    for _ in range(times):
        library.learning.note(Searched(text, is_empty=True), day)
    library.learning.flush()


def test_the_words_of_a_question_are_not_stored_before_its_second_day(library: Library, tmp_path: Path) -> None:
    ask(library, "Wunderlampe mieten", MONDAY, times=5)
    assert library.learning.questions() == ()
    assert b"wunderlampe" not in everything_stored(tmp_path / "daten").lower()

    ask(library, "wunderlampe  mieten?", TUESDAY)

    assert [(one.words, one.counts) for one in library.learning.questions()] == [("wunderlampe mieten", Counts(6, 6))]


@pytest.mark.parametrize(
    "text",
    [
        "0521 123456",
        "DE89 3704 0044 0532 0130 00",
        "erika@koeln.example",
        "Erika Mustermann Ehrenamt",
        "Beschwerde über Herrn Grabowski",
        "Dr. Grabowski",
        "x " * 70,
    ],
)
def test_what_may_be_about_a_person_is_counted_but_never_stored(library: Library, tmp_path: Path, text: str) -> None:
    ask(library, text, MONDAY)
    ask(library, text, TUESDAY)

    assert library.learning.questions() == ()
    assert [one.counts.asked for one in library.learning.days()[-2:]] == [1, 1]
    with closing(open_store(url_for(tmp_path / "daten"))) as store, store.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(question_days)) == 0


@pytest.mark.parametrize(
    "text", ["ehrenamtskarte", "wie fördern wir vereine 2025", "§ 24 go nrw", "frauen im ehrenamt"]
)
def test_ordinary_questions_are_not_guarded(text: str) -> None:
    assert not is_guarded(text)


def test_what_a_remedy_did_is_counted_from_its_day_on(library: Library) -> None:
    ask(library, "wunderlampe", MONDAY, times=3)
    ask(library, "wunderlampe", TUESDAY)
    library.learning.remedied("Wunderlampe", "Synonym angelegt", "erika")

    [question] = library.learning.questions()

    assert (question.counts, question.since, question.remedy) == (Counts(4, 4), Counts(1, 1), "Synonym angelegt")


def test_switched_off_nothing_is_kept(tmp_path: Path) -> None:
    with a_library(tmp_path, statistics="off") as library:
        ask(library, "wunderlampe", MONDAY)

        assert not any(one.counts.asked for one in library.learning.days())


def test_a_question_that_does_not_come_again_is_forgotten(library: Library) -> None:
    ask(library, "wunderlampe", MONDAY)

    library.learning.forget(MONDAY + datetime.timedelta(days=30))
    ask(library, "wunderlampe", TUESDAY)

    assert library.learning.questions() == ()
