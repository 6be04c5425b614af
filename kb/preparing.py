"""What comes before the first answer: starter corpus and index. Repeating it costs little and loses nothing."""

import logging
from collections.abc import Callable

from kb.console import Progress
from kb.errors import AlreadyRebuilding, SearchUnavailable
from kb.library import Library

logger = logging.getLogger(__name__)


def prepare(library: Library, tell: Callable[[str], None]) -> None:
    """Load the starter corpus and make the index able to answer; `tell` gets short German lines on what was done.

    A search engine that is away holds nothing up: what is missing is done by the worker when it is back.
    Raises StoreUnavailable.
    """
    load_starter_corpus(library, tell)
    try:
        _prepare_index(library, tell)
    except AlreadyRebuilding as error:
        tell(error.message)
    except SearchUnavailable as error:
        logger.warning("the index is not ready: %s", error)
        tell("Die Suchmaschine ist gerade nicht zu erreichen. Bis sie es ist, wird nur in Titeln und Themen gesucht.")


def _prepare_index(library: Library, tell: Callable[[str], None]) -> None:
    if library.keeping.health().index == "missing":
        tell("Der Suchindex wird gebaut …")
        with Progress("Dokumente im Index") as progress:
            library.keeping.rebuild(progress=progress.reach)
    elif library.keeping.heal(thorough=True):
        tell("Der Suchindex war nicht brauchbar und wurde neu gebaut.")
    library.keeping.apply_pending(wait=True)


def bring_to_index(library: Library) -> int:
    """Bring waiting changes to the index, which is made first if need be; returns how many documents it was told about."""
    library.keeping.heal()
    return library.keeping.apply_pending(wait=True)


def load_starter_corpus(library: Library, tell: Callable[[str], None]) -> None:
    """Load the starter corpus; what cannot be read or is kept is told and does not stop the rest."""
    tell("Der Erstbestand wird geladen …")
    with Progress("Dateien") as progress:
        report = library.keeping.load_content(progress=progress.reach)
    for message in report.messages:
        tell(message)


def is_fresh(library: Library) -> bool:
    """Whether nothing was ever loaded: without topics and municipalities hardly anything can be taken in."""
    return not library.reading.topics.topics
