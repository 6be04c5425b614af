"""The background worker: brings changes to the index, keeps it healthy, publishes and withdraws on the day, forgets.

Later: harvests, reviews due.
"""

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

PAUSE_AFTER_ERROR = 5.0
"""Seconds until the next try after database or index failed."""


def run(library: Library, stop: threading.Event) -> None:
    """Work until `stop` is set. Errors are logged and tried again; nothing ends the worker but `stop`."""
    next_check = next_reading = 0.0
    while not stop.is_set():
        now = time.monotonic()
        try:
            if now >= next_check:
                thorough = now >= next_reading
                library.keeping.heal(thorough=thorough)
                if thorough:
                    library.keeping.render_changed_facts()
                    library.contributing.draft_reports()
                    library.contributing.forget()
                    library.desk.forget()
                library.desk.carry_out_schedules()
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
