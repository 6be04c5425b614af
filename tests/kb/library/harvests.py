"""Arranging harvests from a server on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.documents import Motion, State
from kb.library.harvest_values import Report
from kb.library.harvesting import Harvesting
from kb.library.registers import KnownIds
from kb.settings import Operator, Settings
from kb.store import Store, open_store
from tests import databases
from tests.builders import MUNICIPALITIES, TOPICS

LOOPBACK = "127.0.0.0/8"


@dataclass(frozen=True)
class Harvest:
    """A harvesting library with what it keeps."""

    harvesting: Harvesting
    store: Store

    def run(self, **how: Any) -> Report:
        (report,) = self.harvesting.run(**how)
        return report

    def motions(self) -> dict[str, Motion]:
        """The newest revision of every document, by title."""
        newest = (self.store.documents.newest(one).document for one in self.store.documents.ids())
        return {one.title: one for one in newest if isinstance(one, Motion)}

    def public_titles(self) -> set[str]:
        return {title for title, motion in self.motions().items() if motion.state is State.PUBLISHED}


@contextmanager
def a_harvest(folder: Path, **settings: Any) -> Iterator[Harvest]:
    values: dict[str, Any] = {
        "data": folder / "daten",
        "harvest_networks": LOOPBACK,
        "harvest_rate": 1000,
        "operator": Operator(email="wissen@stelle.example"),
    }
    chosen = Settings(**values | settings)
    store = open_store(databases.url_for(folder / "daten"))
    store.registers.save_topics(TOPICS, "Probe")
    store.registers.save_municipalities(MUNICIPALITIES, "Probe")
    try:
        yield Harvest(Harvesting(chosen, store, KnownIds(store), pause=0.01), store)
    finally:
        store.close()
