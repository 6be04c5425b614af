"""The background worker: tells the index, keeps it healthy, reads council information systems, publishes on the day, forgets."""

import logging
import threading
import time

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


def run(library: Library, stop: threading.Event) -> None:
    """Work until `stop` is set. Errors are logged and tried again; nothing ends the worker but `stop`."""
    threading.Thread(target=_harvest, args=(library, stop), name="harvests", daemon=True).start()
    next_check = next_reading = 0.0
    while not stop.is_set():
        now = time.monotonic()
        try:
            if now >= next_check:
                thorough = now >= next_reading
                library.keeping.heal(thorough=thorough)
                with library.keeping.on_duty() as is_ours:
                    if is_ours:
                        _do_duties(library, thorough=thorough)
                next_check = now + CHECK_EVERY
                next_reading = now + READ_ALL_EVERY if thorough else next_reading
            library.keeping.apply_pending()
        except IndexDamaged:
            next_check = 0.0  # heal in the next round
        except KnowledgeBaseError as error:
            logger.warning("%s: %s", type(error).__name__, error)
            next_check = 0.0
            stop.wait(PAUSE_AFTER_ERROR)
        stop.wait(PAUSE)


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
