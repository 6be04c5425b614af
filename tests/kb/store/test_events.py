"""Events in the lists: what is to come, what is over, and what an older database knew of them."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect

from kb.documents import Article, Kind
from kb.store import Store
from kb.store.migrations.versions import v0007_events
from tests.builders import a_motion, an_article
from tests.kb.store.stores import a_store, save

TODAY = datetime.date(2026, 11, 23)


def an_event(name: str, starts: str, ends: str = "", **changes: Any) -> Article:
    days = {"starts": datetime.date.fromisoformat(starts), "ends": datetime.date.fromisoformat(ends) if ends else None}
    return an_article(id=name, kind=Kind.EVENT, title=name, **days, **changes)


@pytest.fixture
def calendar(store: Store) -> Store:
    """Events before, on and after today; one lasts over today; one is on another topic."""
    for event in (
        an_event("gestern", "2026-11-22"),
        an_event("frueher", "2026-03-01", "2026-03-02"),
        an_event("heute", "2026-11-23"),
        an_event("laeuft", "2026-11-20", "2026-11-25", place="Rathaus"),
        an_event("bald", "2026-12-01", topics=("anerkennung/ehrenamtskarte",)),
    ):
        save(store, event)
    save(store, an_article(id="text"))
    return store


def test_what_is_not_over_comes_with_the_next_first(calendar: Store) -> None:
    assert [one.id for one in calendar.shelf.events(TODAY)] == ["laeuft", "heute", "bald"]
    assert [one.id for one in calendar.shelf.events(TODAY, most=1)] == ["laeuft"]
    assert [one.id for one in calendar.shelf.events(TODAY, "anerkennung")] == ["bald"]


def test_what_is_over_comes_with_the_last_first(calendar: Store) -> None:
    assert [one.id for one in calendar.shelf.past_events(TODAY, 5)] == ["gestern", "frueher"]


def test_a_listed_event_knows_its_days_and_place(calendar: Store) -> None:
    one = calendar.shelf.events(TODAY)[0]

    assert (one.day, one.ends, one.place) == (datetime.date(2026, 11, 20), datetime.date(2026, 11, 25), "Rathaus")


def test_papers_on_the_same_topics_come_by_how_many_they_share_then_the_latest(store: Store) -> None:
    both = ("netzwerk/beitritt", "anerkennung")
    save(store, a_motion(id="alt", date=datetime.date(2015, 1, 1)))
    save(store, a_motion(id="neu", date=datetime.date(2020, 1, 1)))
    save(store, a_motion(id="beide", date=datetime.date(2010, 1, 1), topics=both))
    save(store, a_motion(id="muster", kind=Kind.MODEL))
    save(store, a_motion(id="fremd", topics=("anerkennung/ehrenamtskarte",)))
    save(store, a_motion(id="anders", topics=("netzwerk",)))

    found = store.shelf.on_topics(both, (Kind.PAPER,), most=3)

    assert [one.id for one in found] == ["beide", "neu", "fremd"]


def test_the_step_to_events_goes_down_and_up_and_finds_the_last_days(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    save(store, an_event("laeuft", "2026-11-20", "2026-11-25"))
    with store.database.writing() as connection, Operations.context(MigrationContext.configure(connection)):
        v0007_events.downgrade()
        columns = {one["name"] for one in inspect(connection).get_columns("public_documents")}
        v0007_events.upgrade()

    assert not columns & {"ends", "place"}
    assert [one.ends for one in store.shelf.events(TODAY)] == [datetime.date(2026, 11, 25)]
    store.close()
