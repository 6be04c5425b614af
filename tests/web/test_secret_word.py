"""A word that stands only in what is not public is told by no public address, to nobody, however it is asked for."""

import datetime
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kb.documents import AnyDocument, Kind, State
from kb.errors import EditConflict
from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.builders import BIELEFELD, EDITOR, a_library, a_motion, an_article
from tests.web.test_routes import ROUTES
from tests.web.workers import a_worker
from web import create_app
from web.auth.blueprint import DESK

WORD = "Mirabellenzwiebel"
NEAR = ("Mirabellenzwie", "Mirabelenzwiebel", "mirabellen zwiebel", "zwiebel", "titel:Mirabellenzw*")
"""Begin, slip of the finger, parts and a prefix: each would lead to the word if anything public had it."""

TODAY = datetime.date.today()
TOLD = {"title": f"Apfelfest: {WORD}", "summary": f"Zur {WORD}."}


def unpublished() -> Iterator[AnyDocument]:
    yield an_article(id="entwurf", state=State.DRAFT, body=f"Die {WORD} kommt.", **TOLD)
    yield a_motion(id="papier", state=State.DRAFT, subject=WORD, reference="815/2031", resolution=f"{WORD}.", **TOLD)
    yield an_article(id="termin", kind=Kind.EVENT, state=State.DRAFT, starts=TODAY, municipality=BIELEFELD, **TOLD)
    yield an_article(id="inpruefung", state=State.DRAFT, **TOLD)
    yield an_article(id="spaeter", state=State.DRAFT, **TOLD)
    yield an_article(id="archiv", **TOLD)


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("geheim")
    public = an_article(id="oeffentlich", title="Apfelfest im Garten", related=("entwurf", "archiv", "papier"))
    with a_library(folder, public, *unpublished()) as library:
        editing = library.editing
        editing.submit("inpruefung", EDITOR, 1)
        editing.submit("spaeter", EDITOR, 1)
        library.desk.release("spaeter", EDITOR, 2, TODAY + datetime.timedelta(days=2))
        editing.archive("archiv", EDITOR, 1)
        newer = an_article(id="oeffentlich", state=State.DRAFT, body=f"Noch nicht: {WORD}.", **TOLD)
        editing.save(newer, EDITOR, based_on=1)
        with pytest.raises(EditConflict):
            editing.save(newer, "andere", based_on=1)
        library.desk.keep_input("andere", "oeffentlich", Kind.GUIDE, (("titel", WORD), ("text", WORD)))
        yield library


def addresses() -> Iterator[str]:
    """Every public address as it is listed, with each document and each near question in its place."""
    ids = [one.id for one in unpublished()] + ["oeffentlich"]
    for sample, status in ROUTES.values():
        if status == 405:
            continue
        yield sample
        for known in ("ph001", "sv001", "mv001", "nichts"):
            yield from (sample.replace(known, one) for one in ids if known in sample)
        for question in ("Apfelfest", *NEAR):
            yield from (sample.replace(asked, question) for asked in ("Beitritt", "Beitr") if f"q={asked}" in sample)
    yield from (f"/dokument/{one}/fassung/{number}" for one in ids for number in (1, 2, 3, 4))
    yield from (f"/suche?q={question}&{kind}" for question in NEAR for kind in ("art=praxishilfe", "sortierung=titel"))


def text_of(client: FlaskClient, address: str) -> str:
    """The answer in small letters, wherever redirects lead."""
    with closing(client.get(address, follow_redirects=True)) as answer:
        return str(answer.text).lower()


@pytest.mark.parametrize("role", [None, *Role])
def test_no_public_address_tells_it_to_anybody(
    secretive: Library, role: Role | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    app = create_app(Settings(base_url="https://wissen.example", limits=""), secretive)
    client = a_worker(app, secretive, role).client if role else app.test_client()
    asked = dict.fromkeys(addresses())

    telling = [one for one in asked if WORD.lower() in text_of(client, one)]

    assert telling == []
    assert WORD.lower() not in caplog.text.lower()
    assert len(asked) > 150


def test_who_is_not_signed_in_reads_it_nowhere_on_the_desk_either(secretive: Library) -> None:
    app = create_app(Settings(), secretive)
    client = app.test_client()
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{DESK}/") and "GET" in rule.methods]
    values = {"number": 1, "kind": "guide"}

    for document in (one.id for one in unpublished()):
        with app.test_request_context():
            urls = app.url_map.bind("localhost")
            found = [
                urls.build(rule.endpoint, {name: values.get(name, document) for name in rule.arguments})
                for rule in rules
            ]
        assert not [one for one in found if WORD.lower() in text_of(client, one)]


def test_an_editor_does_read_it_on_the_desk(secretive: Library) -> None:
    """So that the tests above look for a word that is there."""
    worker = a_worker(create_app(Settings(), secretive), secretive, Role.EDITOR)

    assert WORD in worker.client.get(f"{DESK}/dokument/entwurf").text


def test_neither_index_nor_export_has_it(secretive: Library, tmp_path: Path) -> None:
    secretive.keeping.export(tmp_path)

    written = "".join(file.read_text("utf-8") for file in tmp_path.rglob("*") if file.is_file())
    assert "Apfelfest im Garten" in written
    assert WORD not in written
    for question in (WORD, *NEAR):
        results = secretive.reading.search(secretive.reading.question(question))
        assert (results.total, results.suggestion, results.corrected) == (0, "", "")
        assert not secretive.reading.suggest(question)
