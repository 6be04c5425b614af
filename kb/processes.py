"""What every long-running process of this product needs: one log line an event, and a clean end."""

import logging
import signal
import sys
import threading
from types import FrameType


class OneLine(logging.Formatter):
    """Time, level, place and message in one line; a traceback is folded into it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s[%(process)d]: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", " | ")


def log_to_stderr() -> None:
    """Send our own log from INFO and everybody else's from WARNING to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("kb", "web"):
        logging.getLogger(ours).setLevel(logging.INFO)


def set_by_signals(*signals: signal.Signals) -> threading.Event:
    """An event that is set by the first of these signals. To be called from the main thread."""
    stop = threading.Event()

    def handle(_number: int, _frame: FrameType | None) -> None:
        # The main thread may be inside `stop.wait` just now and hold the event's lock, so another thread sets it.
        threading.Thread(target=stop.set, daemon=True).start()

    for one in signals:
        signal.signal(one, handle)
    return stop
