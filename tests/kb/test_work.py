"""The background worker does the rest of its work while one thing cannot be done."""

import datetime
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kb import work
from kb.documents import State
from kb.errors import Withdrawn
from kb.library import Library, open_library
from tests.builders import EDITOR, a_library, an_article, settings_in

PATIENCE = 30
"""Seconds."""


def worked_until(library: Library, condition: Callable[[], bool]) -> bool:
    """Let the worker work until the condition holds; False if it does not within a while."""
    stop = threading.Event()
    worker = threading.Thread(target=work.run, args=(library, stop))
    worker.start()
    try:
        end = time.monotonic() + PATIENCE
        while not (holds := condition()) and time.monotonic() < end:
            time.sleep(0.05)
        return holds
    finally:
        stop.set()
        worker.join()


def is_withdrawn(library: Library, document: str) -> bool:
    try:
        library.reading.document(document)
    except Withdrawn:
        return True
    return False


def test_a_text_goes_on_its_day_also_while_nothing_can_be_searched(tmp_path: Path) -> None:
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    with a_library(tmp_path) as library:
        draft = library.editing.save(an_article(state=State.DRAFT), EDITOR)
        number = library.editing.submit(draft.id, EDITOR, draft.revision).revision
        assert library.desk.release(draft.id, EDITOR, number, public_until=yesterday, today=yesterday)
    nowhere = settings_in(tmp_path, index="opensearch+http://127.0.0.1:9/wissen?seconds=0.2")

    with open_library(nowhere) as library:
        assert not is_withdrawn(library, draft.id)

        assert worked_until(library, lambda: is_withdrawn(library, draft.id))
