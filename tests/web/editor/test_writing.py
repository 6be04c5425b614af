"""Editors write, publish and compare: nothing typed is lost, nothing is overwritten, nothing is public too early."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kb.documents import AnyDocument, Consultation, Kind, State
from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.builders import BIELEFELD, a_library, a_motion, an_article
from tests.page import Page, Reader, Worker
from tests.web.editor.forms import filled
from tests.web.workers import a_worker
from web import create_app

WORD = "Zwiebelfisch"
"""Stands in no other text."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with a_library(tmp_path_factory.mktemp("schreiben")) as library:
        yield library


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    return create_app(Settings(), library)


@pytest.fixture(scope="module")
def author(app: Flask, library: Library) -> Worker:
    return a_worker(app, library, Role.AUTHOR, "erika")


@pytest.fixture(scope="module")
def reviewer(app: Flask, library: Library) -> Worker:
    return a_worker(app, library, Role.EDITOR, "otto")


def save(worker: Worker, address: str, **changes: object) -> Page:
    return worker.send(address, **(filled(worker.get(address)) | changes) | {"schluessel": worker.form_key})


def id_of(page: Page) -> str:
    assert page.status == 303, page.text
    return page.answer.headers["Location"].rpartition("/")[2]


def move(worker: Worker, library: Library, document: str, way: str, **fields: str) -> Page:
    number = str(library.editing.newest(document).number)
    return worker.send(f"/redaktion/dokument/{document}/{way}", stand=number, **fields)


def test_a_text_goes_from_draft_over_return_to_public_and_out_again(
    app: Flask, library: Library, author: Worker, reviewer: Worker
) -> None:
    document = id_of(save(author, "/redaktion/neu/guide", title="Zwiebelfische putzen", body=f"Ein {WORD}."))
    assert move(author, library, document, "einreichen").status == 303
    assert move(author, library, document, "freigeben").status == 403
    assert "Zwiebelfische putzen" in reviewer.get("/redaktion/").text

    assert move(reviewer, library, document, "zurueckgeben", kommentar="Bitte kürzer.").status == 303
    assert "otto: Bitte kürzer." in author.get(f"/redaktion/dokument/{document}").text
    id_of(save(author, f"/redaktion/dokument/{document}/bearbeiten", body=f"{WORD}."))
    move(author, library, document, "einreichen")
    assert move(reviewer, library, document, "freigeben").status == 303

    reader = Reader(app)
    assert "Zwiebelfische putzen" in reader.get(f"/suche?q={WORD}").links()
    assert move(reviewer, library, document, "archivieren").status == 303
    assert "Zwiebelfische putzen" not in reader.get(f"/suche?q={WORD}").links()
    assert reader.get(f"/dokument/{document}").status == 410
    told = reviewer.get(f"/redaktion/dokument/{document}").text
    assert all(deed in told for deed in ("Archiviert", "Veröffentlicht", "Zurückgegeben", "Zur Prüfung eingereicht"))


DOCUMENTS: tuple[AnyDocument, ...] = (
    *(an_article(kind=kind, state=State.DRAFT) for kind in Kind if not kind.is_motion),
    an_article(
        kind=Kind.PRACTICE, state=State.DRAFT, body="## Ausgangslage\n\nVorher.\n\n## Ergebnis\n\n- Gut\n- Besser"
    ),
    an_article(kind=Kind.PRACTICE, state=State.DRAFT, body="Einleitung.\n\n## Ergebnis\n\nGut."),
    a_motion(state=State.DRAFT),
    a_motion(
        state=State.DRAFT,
        kind=Kind.MODEL,
        municipality="",
        placeholders=(("kommune", "Name der Kommune: vollständig"),),
        consultations=(Consultation(committee="Rat"),),
    ),
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: f"{one.kind}-{len(one.body)}")
def test_saving_a_form_that_nobody_changed_changes_nothing(
    library: Library, author: Worker, document: AnyDocument
) -> None:
    saved = library.editing.save(document, "Redaktion")
    before = library.editing.newest(saved.id).document

    assert id_of(save(author, f"/redaktion/dokument/{saved.id}/bearbeiten")) == saved.id

    assert library.editing.newest(saved.id).document == before


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_written_and_previewed(library: Library, author: Worker, kind: Kind) -> None:
    address = f"/redaktion/neu/{kind}"
    sent = filled(author.get(address)) | {"title": "Neu"}
    text = "teil-1" if kind is Kind.PRACTICE else "body"

    shown = author.send(
        address, **sent | {text: "Ein **fetter** Text.", "schritt": "vorschau"} | {"schluessel": author.form_key}
    )

    assert shown.status == 200
    assert "<strong>fetter</strong>" in shown.html
    assert "Noch nicht gespeichert" in shown.text
    assert filled(shown)[text] == ["Ein **fetter** Text."]


def test_parts_of_a_practice_example_become_its_body(library: Library, author: Worker) -> None:
    typed = {"teil-0": "Vorher.", "teil-4": "Nachher.", "municipality": BIELEFELD, "topics": "netzwerk/beitritt"}

    document = id_of(save(author, "/redaktion/neu/practice", title="Beispiel", **typed))

    one = library.editing.newest(document).document
    assert one.body == "## Ausgangslage\n\nVorher.\n\n## Ergebnis\n\nNachher."
    assert (one.municipality, one.topics) == (BIELEFELD, ("netzwerk/beitritt",))


def test_the_second_of_two_editors_sees_both_texts_and_keeps_hers(
    library: Library, author: Worker, reviewer: Worker
) -> None:
    saved = library.editing.save(an_article(state=State.DRAFT, body="Der alte Text."), "Redaktion")
    address = f"/redaktion/dokument/{saved.id}/bearbeiten"
    hers = filled(author.get(address)) | {"body": f"Mein {WORD} Text.", "schluessel": author.form_key}
    id_of(save(reviewer, address, body="Der neue Text."))

    conflict = author.send(address, **hers)

    assert conflict.status == 409
    assert conflict.texts("del") == ["[gestrichen: Der neue ]"]
    assert conflict.texts("ins") == [f"[neu: Mein {WORD} ]"]
    assert library.editing.newest(saved.id).document.body == "Der neue Text."
    again = author.send(address, **hers | {"stand": "2"})
    assert id_of(again) == saved.id
    assert [one.document.body for one in library.editing.history(saved.id)] == [
        f"Mein {WORD} Text.",
        "Der neue Text.",
        "Der alte Text.",
    ]


def test_going_on_from_the_other_text_leaves_hers_on_the_desk(
    library: Library, author: Worker, reviewer: Worker
) -> None:
    saved = library.editing.save(an_article(state=State.DRAFT, title="Streit"), "Redaktion")
    address = f"/redaktion/dokument/{saved.id}/bearbeiten"
    hers = filled(author.get(address)) | {"body": "Meins.", "schluessel": author.form_key}
    id_of(save(reviewer, address, body="Ihres."))
    author.send(address, **hers)

    assert "Streit" in author.get("/redaktion/").text
    assert filled(author.get(address))["body"] == ["Ihres."]
    assert filled(author.get(f"{address}?aufgehoben=1"))["body"] == ["Meins."]


def test_a_second_click_saves_once_and_is_no_conflict(library: Library, author: Worker) -> None:
    sent = filled(author.get("/redaktion/neu/aid")) | {"title": "Doppelt", "schluessel": author.form_key}

    first, second = author.send("/redaktion/neu/aid", **sent), author.send("/redaktion/neu/aid", **sent)

    assert id_of(first) == id_of(second)
    assert library.editing.newest(id_of(first)).number == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Der Titel (title) fehlt."),
        ({"as_of": "31.02.2027"}, "„31.02.2027“ ist kein Datum."),
        ({"body": "{{ fakt: gibtesnicht }}"}, "gibtesnicht"),
        ({"source_url": "javascript:alert(1)"}, "muss mit https:// oder http:// beginnen"),
    ],
)
def test_what_cannot_be_saved_stays_in_the_form(author: Worker, changes: dict[str, str], said: str) -> None:
    page = save(author, "/redaktion/neu/aid", **{"title": "Titel", "summary": f"{WORD} bleibt."} | changes)

    assert page.status == 400
    assert said in page.text
    assert filled(page)["summary"] == [f"{WORD} bleibt."]


def test_a_field_that_the_form_does_not_have_is_refused_by_name(author: Worker) -> None:
    page = save(author, "/redaktion/neu/aid", title="Titel", state="published")

    assert page.status == 400
    assert "Das Feld „state“ gibt es hier nicht." in page.text


def test_a_form_over_an_ended_session_is_saved_after_signing_in(app: Flask, library: Library) -> None:
    worker = a_worker(app, library, Role.AUTHOR, "frieda")
    sent = filled(worker.get("/redaktion/neu/aid")) | {"title": "Lange getippt"}
    library.people.sign_out(worker.client.get_cookie("sitzung", path="/redaktion").value)  # type: ignore[union-attr]

    page = worker.send("/redaktion/neu/aid", **sent)

    assert page.status == 401
    assert "Lange getippt" in page.html


def test_what_is_typed_is_kept_offered_and_can_be_thrown_away(library: Library, author: Worker) -> None:
    saved = library.editing.save(an_article(state=State.DRAFT), "Redaktion")
    address = f"/redaktion/dokument/{saved.id}/bearbeiten"
    typed = filled(author.get(address)) | {"body": WORD, "schluessel": author.form_key}

    assert author.send(f"/redaktion/eingaben/guide/{saved.id}", **typed).status == 204

    offered = author.get(address)
    assert "sind aufgehoben" in offered.text
    assert filled(author.follow(offered, "Mit ihnen weiterarbeiten"))["body"] == [WORD]
    author.send(f"/redaktion/eingaben/{saved.id}/verwerfen")
    assert "sind aufgehoben" not in author.get(address).text


def test_an_old_revision_is_compared_and_restored(library: Library, author: Worker) -> None:
    saved = library.editing.save(an_article(state=State.DRAFT, body="Eins zwei drei."), "Redaktion")
    id_of(save(author, f"/redaktion/dokument/{saved.id}/bearbeiten", body="Eins vier drei."))
    base = f"/redaktion/dokument/{saved.id}/fassungen"

    second = author.get(f"{base}/2")
    assert second.texts("del") == ["[gestrichen: zwei ]"]
    assert second.texts("ins") == ["[neu: vier ]"]
    assert author.get(f"{base}/1?mit=2").texts("ins") == ["[neu: zwei ]"]
    assert author.send(f"{base}/1/wiederherstellen", stand="2").status == 303

    assert library.editing.newest(saved.id).document.body == "Eins zwei drei."
    assert "Fassung 1 wiederhergestellt" in author.get(base).text


@pytest.mark.parametrize("asked", ["finde01", "/dokument/finde01-seltenes", "https://wissen.example/dokument/finde01"])
def test_a_document_is_opened_by_its_id_or_its_address(library: Library, author: Worker, asked: str) -> None:
    if not library.editing.history("finde01"):
        library.editing.save(an_article(id="finde01", title="Seltenes"), "Redaktion")

    assert author.get(f"/redaktion/suche?q={asked}").answer.headers["Location"].endswith("/redaktion/dokument/finde01")


def test_words_find_public_documents_to_work_on(library: Library, author: Worker) -> None:
    saved = library.editing.save(an_article(title="Fledermauskasten"), "Redaktion")

    assert author.get("/redaktion/suche?q=Fledermauskasten").link("Fledermauskasten").endswith(f"/dokument/{saved.id}")
    assert author.get("/redaktion/suche?q=gibtesnicht").status == 200


def test_a_comment_is_not_lost_when_somebody_else_was_faster(library: Library, reviewer: Worker) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), "Redaktion")
    library.editing.submit(draft.id, "Redaktion", 1)

    page = reviewer.send(f"/redaktion/dokument/{draft.id}/zurueckgeben", stand="1", kommentar="Bitte Quelle nennen.")

    assert page.status == 409
    assert "Bitte Quelle nennen." in page.html


def test_a_word_of_what_is_not_public_is_found_in_no_public_page(tmp_path: Path) -> None:
    """Drafts, releases for another day, archived and kept texts."""
    secret = "Kranichbalz"
    with a_library(tmp_path) as library:
        app = create_app(Settings(), library)
        worker = a_worker(app, library, Role.EDITOR)
        public = library.editing.save(an_article(id="offen1", title="Offen"), "Redaktion")
        library.editing.save(an_article(id="offen1", title=secret, state=State.DRAFT), "Redaktion", public.revision)
        for state in (State.DRAFT, State.IN_REVIEW, State.ARCHIVED):
            library.editing.save(
                an_article(id=f"x{state[:4].replace('_', '')}", title=secret, body=secret, state=state), "Redaktion"
            )
        page = worker.send("/redaktion/dokument/xinr/freigeben", stand="1", ab="2099-01-01")
        assert page.status == 303
        worker.send("/redaktion/eingaben/guide/offen1", title=secret)
        library.desk.carry_out_schedules()

        reader = Reader(app)
        addresses = ("/", "/suche", "/themen/", "/themen/netzwerk/beitritt", "/dokument/offen1-offen", "/dokument/xdra")
        more = (
            "/vorschlaege?q=Kran",
            "/api/v1/changes",
            "/api/v1/documents/offen1.md",
            "/api/v1/suggest?q=Kran",
            "/sitemap.xml",
        )
        searched = reader.get(f"/api/v1/search?q={secret}")
        found = {one for one in (*addresses, *more) if secret in reader.get(one).html}

    assert found == set()
    assert searched.answer.get_json()["total"] == 0
