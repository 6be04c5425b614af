"""The tables of what readers send in."""

import datetime
import threading
from dataclasses import replace

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect, select

from kb.errors import TooManyContributions
from kb.store import Store, Submission
from kb.store.migrations.versions import v0006_contributions as migration
from kb.store.submissions import MOST_PER_NETWORK
from kb.store.tables import submission_counts, submissions
from tests.contributions import a_hint

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
ONE = Submission(stamp="a", digest="b", network="c", received_at=NOW)
TABLES = {"experiences", "offers", "hints", "hint_replies", "submissions", "submission_counts"}


def test_the_migration_goes_down_and_up_again(store: Store) -> None:
    with store.database.writing() as connection, Operations.context(MigrationContext.configure(connection)):
        migration.downgrade()
        assert not TABLES & set(inspect(connection).get_table_names())
        migration.upgrade()

    store.contributions.add_hint(ONE, a_hint())
    assert len(store.contributions.hints()) == 1


def test_yesterdays_counts_and_old_forms_are_forgotten(store: Store) -> None:
    store.contributions.add_hint(ONE, a_hint())

    store.contributions.forget(NOW + datetime.timedelta(days=3))

    with store.database.reading() as connection:
        assert connection.execute(select(submission_counts)).all() == []
        assert connection.execute(select(submissions)).all() == []


def test_what_is_refused_leaves_no_trace(store: Store) -> None:
    outcomes = []

    def add(number: int) -> None:
        try:
            store.contributions.add_hint(replace(ONE, stamp=str(number)), a_hint())
            outcomes.append("kept")
        except TooManyContributions:
            outcomes.append("refused")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(MOST_PER_NETWORK + 5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(outcomes) == ["kept"] * MOST_PER_NETWORK + ["refused"] * 5
    assert len(store.contributions.hints()) == MOST_PER_NETWORK
