"""Two machines, each with its own data folder, on one PostgreSQL and one cluster: they share the work on the index."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from kb.errors import AlreadyRebuilding
from kb.library import Library, open_library
from kb.search.engine import Engine
from kb.search.engines import open_engine
from tests import databases
from tests.builders import EDITOR, an_article, settings_in
from tests.engines.both import forget
from tests.engines.indexed import an_indexed
from tests.postgres import Server


@dataclass(frozen=True)
class Machines:
    one: Library
    other: Library
    engine: Engine


@pytest.fixture
def machines(cluster_url: str, postgresql: Server, tmp_path: Path) -> Iterator[Machines]:
    prefix = f"test-{uuid4().hex}"
    index = f"{cluster_url}/{prefix}?shards=1&seconds=60"
    with databases.chosen(postgresql):
        settings = settings_in(tmp_path, index=index)
        elsewhere = settings_in(tmp_path, index=index, data=tmp_path / "other", database=settings.database)
        with open_library(settings) as one, open_library(elsewhere) as other:
            one.keeping.load_content()
            one.keeping.rebuild()
            yield Machines(one, other, open_engine(index))
    forget(f"http://{cluster_url.rpartition('/')[2].partition(',')[0]}", prefix)


def test_while_one_rebuilds_the_other_says_so_and_its_changes_are_in_the_new_index(machines: Machines) -> None:
    one, other, engine = machines.one, machines.other, machines.engine
    saved = [one.editing.save(an_article(id=f"aaa{number}"), EDITOR) for number in range(3)]
    answered_before = engine.health().generation

    def meanwhile(done: int) -> None:
        if done == 3:  # all were read for the new index; what changes now goes into the old one first
            with pytest.raises(AlreadyRebuilding):
                other.keeping.rebuild()
            assert not other.keeping.heal()
            other.editing.save(an_article(id="aaa0", title="Geändert"), EDITOR, saved[0].revision)
            other.editing.archive("aaa1", EDITOR, saved[1].revision)
            other.editing.save(an_article(id="bbb"), EDITOR)
            assert other.keeping.health().waiting == 0

    one.keeping.rebuild(progress=meanwhile)

    assert engine.health().generation != answered_before
    assert dict(engine.versions()) == {"aaa0": 2, "aaa2": 1, "bbb": 1}
    assert other.keeping.reconcile() == 0


def test_what_only_the_index_knows_is_removed_by_whichever_machine_looks(machines: Machines) -> None:
    """An older database was restored, which knows nothing of it."""
    machines.one.editing.save(an_article(id="aaa"), EDITOR)
    machines.engine.put([an_indexed("ccc", "Von früher", version=7)])

    assert machines.other.keeping.reconcile() == 1
    assert dict(machines.engine.versions()) == {"aaa": 1}
