"""A child of `serve`: `python -m web.child LIFE web SOCKET` or `python -m web.child LIFE work`.

LIFE is the reading end of the supervisor's pipe, SOCKET the listening socket; both are inherited file descriptors.
"""

import gc
import os
import signal
import socket
import sys
import threading
import time

from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from kb import work
from kb.library import open_library
from kb.logs import log_to_stderr
from kb.processes import set_by_signals
from kb.settings import Settings, read_settings
from web import create_app
from web.accepting import seconds_left_to_others
from web.listening import with_own_address

DRAIN = 5.0
"""Seconds in which requests that have begun are still answered after SIGTERM."""

LOOK_EVERY = 0.5
"""Seconds after which is looked whether to stop."""

LARGEST_REQUEST = 16 * 1024 * 1024
"""Bytes of a request body that are read at all; the application's own limit is lower."""


YOUNG = 10_000
"""Objects after which the youngest are looked through; a page of results makes some thousands and needs none any more."""

REFUSALS = {
    400: "Die Anfrage war nicht lesbar. Bitte prüfen Sie die Adresse.",
    413: "Es wurde mehr geschickt, als diese Seite annimmt. Bitte kürzen Sie die Eingabe.",
    431: "Die Adresse ist zu lang. Bitte kürzen Sie die Frage oder wählen Sie weniger Filter.",
}
"""What is said to requests that never reach the application, by HTTP status."""


class _Refusal(ErrorTask):
    """The server's own refusals, in German."""

    def execute(self) -> None:
        error = self.request.error
        body = f"{REFUSALS.get(error.code, 'Die Anfrage konnte nicht beantwortet werden.')}\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "text/plain; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):
    error_task_class = _Refusal


def main(arguments: list[str]) -> int:
    life, role, *rest = arguments
    settings = read_settings()
    log_to_stderr(settings.log)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to the whole group; the supervisor decides
    stop = set_by_signals(signal.SIGTERM)
    threading.Thread(target=_end_with, args=(int(life),), daemon=True).start()
    if role == "web":
        listener = socket.socket(fileno=int(rest[0]))
        _answer(with_own_address(settings, listener), listener, stop)
    else:
        with open_library(settings) as library:
            work.run(library, stop)
    return 0


def _end_with(life: int) -> None:
    """Wait until the supervisor is gone, then end; hard, if the clean end takes too long."""
    os.read(life, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(DRAIN + 2)
    os._exit(1)


def _answer(settings: Settings, listener: socket.socket, stop: threading.Event) -> None:
    """Serve the application until `stop`, then finish what has begun; the socket itself stays open for the next."""
    channels: dict[int, wasyncore.dispatcher] = {}
    # Who asks a cluster mostly waits for it, which many can do at once.
    leaves_work = settings.processes > 1 and settings.index_url.startswith("whoosh:")
    application = create_app(settings)
    _leave_what_stays()
    server = create_server(
        application,
        map=channels,
        sockets=[listener],
        threads=settings.threads,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=settings.proxies == 0,
    )
    server.channel_class = _Channel
    while not stop.is_set():
        left = seconds_left_to_others(list(server.active_channels.values()), time.time()) if leaves_work else 0.0
        server.accepting = not left
        wasyncore.loop(timeout=left or LOOK_EVERY, map=channels, count=1)
    server.accepting = False
    deadline = time.monotonic() + DRAIN
    while time.monotonic() < deadline and any(_is_busy(one) for one in server.active_channels.values()):
        wasyncore.loop(timeout=0.05, map=channels, count=1)


def _leave_what_stays() -> None:
    """What has been read by now stays as long as the process, so nobody need look through it for what may go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def _is_busy(channel: object) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)  # type: ignore[attr-defined]  # waitress has no types


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
