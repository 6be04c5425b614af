"""A rebuild loses no change, also one that another machine made when the lock was gone with its connection."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from kb import indexing
from kb.search.engines import open_engine
from kb.store import open_store
from tests.builders import EDITOR, a_library, an_article, settings_in


class Disturbed:
    """An engine; just before a rebuilt index of it begins to answer, something happens."""

    def __init__(self, engine: Any, happens: Callable[[], object]) -> None:
        self._engine, self._happens = engine, happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def rebuild(self, documents: int = 0) -> "Disturbed":
        return Disturbed(self._engine.rebuild(documents), self._happens)

    def __enter__(self) -> "Disturbed":
        self._engine.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.__exit__(kind, error, trace)

    def switch(self, expected: int) -> None:
        self._happens()
        self._engine.switch(expected)


def test_what_another_machine_brought_to_the_old_index_is_in_the_new_one(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with a_library(tmp_path, an_article(id="aaa01", title="Alt"), an_article(id="bbb01", title="Geheim")) as library:
        store, engine = open_store(settings.database_url), open_engine(settings.index_url)

        def change() -> None:
            """Saved here, and brought to the index by a machine with a data folder of its own."""
            changed = replace(library.reading.document("aaa01").document, title="Neu")
            library.editing.save(changed, EDITOR, 1)
            library.editing.save(an_article(id="ccc01", title="Dazu"), EDITOR)
            library.editing.archive("bbb01", EDITOR, 1)
            assert indexing.apply_pending(store, engine, tmp_path / "anderswo") > 0

        indexing.rebuild(store, Disturbed(engine, change), settings.data)

        assert engine.versions() == store.documents.public_versions()
        assert engine.versions().keys() == {"aaa01", "ccc01"}
        assert library.reading.search(library.reading.question("Neu")).total == 1
        store.close()
