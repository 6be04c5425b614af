"""The background worker: tells the index, keeps it healthy, reads council information systems, publishes on the day, forgets."""

import logging
import threading
import time
from collections.abc import Callable

from kb.errors import IndexDamaged, KnowledgeBaseError
from kb.library import Library

logger = logging.getLogger(__name__)

PAUSE = 0.2
"""Seconds between two looks into the outbox."""

CHECK_EVERY = 1.0
"""Seconds between two looks at the index files' sizes and times."""

READ_ALL_EVERY = 600.0
"""Seconds between two readings of every byte of the index."""

HARVEST_EVERY = 60.0
"""Seconds between two looks whether a council information system is due."""

HARVEST_AGAIN = 3600.0
"""Seconds until the next look after a council information system failed: it is not to be pestered."""

PAUSE_AFTER_ERROR = 5.0
"""Seconds until the next try after database or index failed."""


class _Timer:
    """Says when something is due; the first time at once."""

    def __init__(self, every: float) -> None:
        self._every, self._next = every, 0.0

    @property
    def is_due(self) -> bool:
        return time.monotonic() >= self._next

    def done(self) -> None:
        self._next = time.monotonic() + self._every

    def hurry(self) -> None:
        self._next = 0.0


def run(library: Library, stop: threading.Event) -> None:
    """Work until `stop` is set. Errors are logged and tried again; nothing ends the worker but `stop`."""
    threading.Thread(target=_harvest, args=(library, stop), name="harvests", daemon=True).start()
    check, reading, tidying = _Timer(CHECK_EVERY), _Timer(READ_ALL_EVERY), _Timer(READ_ALL_EVERY)
    while not stop.is_set():
        is_well = is_healthy = True
        if check.is_due:
            # Each whatever becomes of the other: a text goes on its day, also while nothing can be searched.
            is_healthy = _tried(lambda: _heal(library, reading))
            is_well = _tried(lambda: _be_on_duty(library, tidying)) and is_healthy
            check.done()
        if is_healthy:
            try:
                is_well &= _tried(library.keeping.apply_pending, IndexDamaged)
            except IndexDamaged:
                check.hurry()  # and heal in the next round
        if not is_well:
            check.hurry()
            stop.wait(PAUSE_AFTER_ERROR)
        stop.wait(PAUSE)


def _tried(task: Callable[[], object], passed_on: type[KnowledgeBaseError] | tuple[()] = ()) -> bool:
    """Whether the task succeeded; an error is logged, but for those that are passed on."""
    try:
        task()
    except passed_on:
        raise
    except KnowledgeBaseError as error:
        logger.warning("%s: %s", type(error).__name__, error)
        return False
    return True


def _heal(library: Library, reading: _Timer) -> None:
    thorough = reading.is_due
    library.keeping.heal(thorough=thorough)
    if thorough:
        reading.done()


def _be_on_duty(library: Library, tidying: _Timer) -> None:
    thorough = tidying.is_due
    with library.keeping.on_duty() as is_ours:
        if is_ours:
            _do_duties(library, thorough=thorough)
    if thorough:
        tidying.done()


def _do_duties(library: Library, *, thorough: bool) -> None:
    """What one worker does for all."""
    if thorough:
        library.keeping.render_changed_facts()
        library.contributing.draft_reports()
        library.contributing.forget()
        library.learning.forget()
        library.people.tidy()
        library.desk.forget()
    library.desk.carry_out_schedules()


def _harvest(library: Library, stop: threading.Event) -> None:
    """Beside the rest, for reading may take hours; whatever ends it, the next run goes on from there."""
    while not stop.is_set():
        pause = HARVEST_EVERY
        try:
            for report in library.harvesting.run_due():
                logger.info("%s", " ".join(report.messages))
                pause = pause if report.is_complete else HARVEST_AGAIN
        except KnowledgeBaseError as error:
            logger.warning("harvest: %s", error)
            pause = HARVEST_AGAIN
        stop.wait(pause)
