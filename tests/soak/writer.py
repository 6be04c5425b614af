"""A process that saves documents with known ids, and says before each save what it is about to do, and after it that it is done.

python -m tests.soak.writer NAME PAUSE    told the ids to go on with in one line of JSON
"""

import json
import random
import sys
import time
from dataclasses import replace
from hashlib import sha256
from itertools import count
from uuid import uuid4

from kb.documents import AnyDocument, Article, Kind, State
from kb.errors import EditConflict, NotFound, StoreUnavailable
from kb.library import Library, open_library
from kb.settings import read_settings

NEXT = {
    State.DRAFT: (State.IN_REVIEW,),
    State.IN_REVIEW: (State.PUBLISHED,),
    State.PUBLISHED: (State.PUBLISHED, State.PUBLISHED, State.ARCHIVED),
    State.ARCHIVED: (State.DRAFT,),
}
"""Texts are written, published, edited, withdrawn, and some are published again."""

FIRST = (State.PUBLISHED,) * 5 + (State.DRAFT,)
NEW = 0.35
"""How many of the saves are of new documents."""


def mark_of(document: str, nonce: str) -> str:
    """A word of letters that no other revision has, and none has nearly."""
    return "q" + "".join(chr(ord("a") + byte % 26) for byte in sha256(f"{document} {nonce}".encode()).digest()[:15])


def main() -> None:
    name, pause = sys.argv[1], float(sys.argv[2])
    known: list[str] = json.loads(sys.stdin.readline())
    chance = random.Random()
    with open_library(read_settings()) as library:
        for number in count():
            _write(library, name, known, chance, number)
            time.sleep(pause * chance.uniform(0.5, 1.5))


def _write(library: Library, name: str, known: list[str], chance: random.Random, number: int) -> None:
    """One save. What is refused is said, too: whether it was kept nobody knows then."""
    try:
        document, based_on = _changed(library, name, known, chance)
        mark = mark_of(document.id, uuid4().hex)
        document = replace(document, title=f"Lauf {name} Nummer {number}", body=f"Ehrenamt {mark}")
        _say("intended", id=document.id, mark=mark)
        begun = time.monotonic()
        saved = library.editing.save(document, name, based_on)
    except (StoreUnavailable, EditConflict, NotFound) as error:
        _say("refused", reason=type(error).__name__)
        return
    seconds = time.monotonic() - begun
    _say("saved", id=saved.id, revision=saved.revision, mark=mark, state=document.state, at=begun, seconds=seconds)
    if based_on is None:
        known.append(saved.id)


def _changed(library: Library, name: str, known: list[str], chance: random.Random) -> tuple[AnyDocument, int | None]:
    if not known or chance.random() < NEW:
        one = f"{name}{uuid4().hex[:12]}"
        return Article(id=one, kind=Kind.GUIDE, title="Neu", state=chance.choice(FIRST)), None
    newest = library.editing.newest(chance.choice(known))
    return replace(newest.document, state=chance.choice(NEXT[newest.document.state])), newest.number


def _say(what: str, **more: object) -> None:
    print(json.dumps({"what": what} | more), flush=True)


if __name__ == "__main__":
    main()
