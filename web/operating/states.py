"""Whether the process lives, and whether it can do its work: for balancers, supervisors and alarms."""

from collections.abc import Iterator

from flask import jsonify
from flask.typing import ResponseReturnValue

from kb.errors import KnowledgeBaseError, StoreUnavailable
from kb.library import Health, Library
from web.operating.blueprint import operating
from web.wiring import current_library

INDEX = {
    "missing": "Der Suchindex ist noch nicht gebaut.",
    "damaged": "Der Suchindex ist beschädigt oder nicht erreichbar.",
}


@operating.get("/healthz")
def lives() -> ResponseReturnValue:
    """The process answers; nothing else is asked, so that nothing else can have it restarted."""
    return jsonify(status="ok")


@operating.get("/readyz")
def is_ready() -> ResponseReturnValue:
    """503 with German reasons while database or index are not as they should be.

    Changes that wait are told, but are no reason: sending readers elsewhere does not bring them to the index.
    """
    library = current_library()
    health = library.keeping.health()
    reasons = [*_reasons(library, health)]
    told = {
        "status": "unready" if reasons else "ready",
        "reasons": reasons,
        "database": health.database,
        "index": {"state": health.index, "generation": health.generation, "documents": health.indexed},
        "outbox": {"rows": health.waiting, "seconds": health.waiting_seconds},
        "edition": _edition(library),
    }
    return jsonify(told), 503 if reasons else 200


def _reasons(library: Library, health: Health) -> Iterator[str]:
    try:
        is_newest = library.keeping.is_newest() if health.database == "ready" else None
    except StoreUnavailable:
        is_newest = None
    if is_newest is None:
        yield "Die Datenbank ist nicht erreichbar; die Ursache steht im Protokoll."
    elif not is_newest:
        yield "Die Datenbank gehört zu einer anderen Fassung des Programms."
    if health.index in INDEX:
        yield INDEX[health.index]


def _edition(library: Library) -> str | None:
    """None while nobody can say which it is."""
    try:
        return library.reading.edition
    except KnowledgeBaseError:
        return None
