"""The log of every long-running process of this product: on standard error, one line an event."""

import datetime
import json
import logging
import sys
import traceback
from contextvars import ContextVar
from types import TracebackType

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that is answered just now."""

TOLD = "told"
"""Of a log record: more members for its JSON object, as a dict."""

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class OneLine(logging.Formatter):
    """Time, level, place and message in one line; the places of an error are folded into it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s[%(process)d]: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left its own text of the error there
        return super().format(record).replace("\n", " | ")

    def formatException(self, ei: Raised) -> str:  # noqa: N802  # named by logging
        return "\n".join(_places(ei[1]))


class AsJson(logging.Formatter):
    """An object a line: time, level, logger, process, message; of a request its number; of an error its places."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        told |= {"request_id": request_id.get()} if request_id.get() else {}
        told |= {"error": _places(record.exc_info[1])} if record.exc_info else {}
        return json.dumps(told | getattr(record, TOLD, {}), ensure_ascii=False)


FORMS: dict[str, type[logging.Formatter]] = {"text": OneLine, "json": AsJson}


def _places(error: BaseException | None) -> list[str]:
    """An error and what it came from: its kind and where it was raised, not its message, which may quote a reader."""
    if error is None:
        return []
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return [type(error).__name__, *places, *_places(error.__cause__ or error.__context__)]


def log_to_stderr(form: str = "text") -> None:
    """Send our own log from INFO and everybody else's from WARNING to standard error. form: one of `FORMS`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMS[form]())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("kb", "web"):
        logging.getLogger(ours).setLevel(logging.INFO)
