"""What every long-running process of this product needs: a clean end."""

import signal
import threading
from types import FrameType


def set_by_signals(*signals: signal.Signals) -> threading.Event:
    """An event that is set by the first of these signals. To be called from the main thread."""
    stop = threading.Event()

    def handle(_number: int, _frame: FrameType | None) -> None:
        # The main thread may be inside `stop.wait` just now and hold the event's lock, so another thread sets it.
        threading.Thread(target=stop.set, daemon=True).start()

    for one in signals:
        signal.signal(one, handle)
    return stop
