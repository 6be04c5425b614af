"""How long an editor waits: a running service with many documents, asked over HTTP as her browser does.

The documents are put into the database already rendered: it holds the same as if each had been saved, and is there sooner.
"""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPResponse
from itertools import islice
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

from kb.documents import Article, Kind
from kb.library import open_library
from kb.markup import Rendered
from kb.people import Role
from kb.settings import Settings
from kb.store import open_store
from tests.bench.corpus import paragraphs, records
from tests.builders import settings_in
from tests.service import PATIENCE, a_service

WORDS = 1_500
"""Of the text that is saved."""

NAME, PASSWORD = "bench", "Ein ganzer Satz als Passwort."
SAVED, RELEASED, FOUND = "saved → answer, wall", "published → answer, wall", "published → found on /suche, wall"
PROCESSOR = "saved and published, processor time of the whole service"


def measure(folder: Path, data: Path | None, documents: int, saves: int) -> dict[str, list[float]]:
    """Milliseconds by what was waited for, once for each of `saves` new texts."""
    settings, source = settings_in(folder), paragraphs(data)
    _fill(settings, source, documents)
    found: dict[str, list[float]] = {SAVED: [], RELEASED: [], FOUND: [], PROCESSOR: []}
    with a_service(folder, KB_CONTENT=str(settings.content), KB_LIMITS="") as service:
        desk = Desk(service.address.rstrip("/"))
        desk.sign_in()
        for number, text in enumerate(islice(_texts(source), saves)):
            before = _processor_ms(service.process.pid)
            _save_and_find(desk, number, text, found)
            found[PROCESSOR].append(_processor_ms(service.process.pid) - before)
    return found


def _processor_ms(process: int) -> float:
    """Of a process and all below it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(map(int, fields[11:15])) * 1_000 / os.sysconf("SC_CLK_TCK") + sum(map(_processor_ms, map(int, children)))


def _fill(settings: Settings, source: list[str], documents: int) -> None:
    with open_library(settings) as library:
        library.keeping.load_content()
        library.people.change_password(NAME, library.people.add(NAME, Role.EDITOR, by=NAME), PASSWORD)
    store = open_store(settings.database_url)
    for one in records(documents, source):
        article = Article(id=one.id, kind=Kind.GUIDE, title=one.title[:200], body=one.body)
        parts = {"body": Rendered(html=f"<p>{one.body}</p>", text=one.body, headings=())}
        store.documents.save(article, editor=NAME, based_on=None, public=True, parts=parts)
    store.outbox.done(row.id for row in store.outbox.pending(None))
    store.close()
    with open_library(settings) as library:
        library.keeping.rebuild()


def _texts(source: list[str]) -> Iterator[str]:
    """Texts of 1,500 words in paragraphs, each another one."""
    words = [word for part in source for word in part.split()]
    for start in range(0, len(words), WORDS):
        some = words[start : start + WORDS]
        yield "\n\n".join(" ".join(some[at : at + 75]) for at in range(0, WORDS, 75))


def _save_and_find(desk: "Desk", number: int, text: str, found: dict[str, list[float]]) -> None:
    word, document = f"Suchwort{number:04d}", f"neu{number:05d}"
    clicked = time.perf_counter()
    desk.send("/redaktion/neu/guide", kennung=document, stand="", title=f"Probe {word}", body=text)
    found[SAVED].append(_since(clicked))
    desk.send(f"/redaktion/dokument/{document}/einreichen", stand="1")
    clicked = time.perf_counter()
    desk.send(f"/redaktion/dokument/{document}/freigeben", stand="2")
    found[RELEASED].append(_since(clicked))
    while document not in desk.page(f"/suche?q={word}"):
        if _since(clicked) > PATIENCE * 1_000:
            raise SystemExit(f"{word} was not found")
        time.sleep(0.005)
    found[FOUND].append(_since(clicked))


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1_000


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """The answer is what is measured, not the page behind it."""


def _opener() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(), _Stay())


@dataclass
class Desk:
    """An editor's browser at the service of this address."""

    site: str
    key: str = ""
    opener: OpenerDirector = field(default_factory=_opener)

    def sign_in(self) -> None:
        self.send("/redaktion/anmelden", name=NAME, passwort=PASSWORD)
        found = re.search(r'name="schluessel" value="([^"]+)"', self.page("/redaktion/"))
        assert found, "not signed in"
        self.key = found.group(1)

    def page(self, address: str) -> str:
        with self.opener.open(self.site + address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def send(self, address: str, **fields: str) -> None:
        """Post a form. Raises SystemExit if it was not accepted with 303."""
        sent = urlencode(fields | ({"schluessel": self.key} if self.key else {})).encode()
        try:
            answer: HTTPResponse = self.opener.open(Request(self.site + address, sent), timeout=PATIENCE)
            status = answer.status
        except HTTPError as error:
            status = error.code
        if status != 303:
            raise SystemExit(f"{address} answered {status}")
