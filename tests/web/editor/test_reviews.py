"""What is due is counted on the desk, and one click says that it still holds."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.documents import State
from kb.library import Library
from tests.builders import EDITOR, a_fact, a_library, an_article
from tests.page import Worker

TODAY = datetime.date.today()
LONG_AGO = datetime.date(2020, 1, 31)
NEXT = TODAY + datetime.timedelta(days=200)

DUE = an_article(id="aaa", title="Pauschalen kennen", review_by=TODAY, body="{{ fakt: ehrenamtspauschale }}")
LATER = an_article(id="bbb", title="Erst später", review_by=NEXT)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as library:
        library.editing.save_fact(a_fact(review_by=LONG_AGO), EDITOR)
        library.editing.save_fact(a_fact(id="unbenutzt", label="In keinem Text", review_by=LONG_AGO), EDITOR)
        for document in (DUE, LATER):
            library.editing.save(document, EDITOR)
        yield library


def counts(editor: Worker) -> list[str]:
    return editor.get("/redaktion/pruefungen").texts("h2")


def test_what_is_due_is_listed_and_counted_on_the_desk(editor: Worker) -> None:
    desk = editor.get("/redaktion/")

    assert (
        "Nächste Prüfung fällig (1) Ansehen und bestätigen; dazu 1 Fakt und 0 Texte mit geänderten Fakten" in desk.text
    )
    assert counts(editor) == ["Dokumente (1)", "Fakten (1)", "Texte mit geänderten Fakten (0)"]
    assert "In keinem Text" not in editor.get(desk.link("Ansehen und bestätigen")).text


def test_a_text_that_still_holds_gets_a_new_day_and_stays_public(library: Library, editor: Worker) -> None:
    answer = editor.send("/redaktion/pruefungen/dokument/aaa", stand="1", pruefung=NEXT.isoformat())

    assert answer.status == 303
    public = library.reading.document("aaa")
    assert (public.revision, public.document.review_by, public.document.body) == (2, NEXT, DUE.body)
    assert library.editing.newest("aaa").comment == "Geprüft, gilt weiter"
    assert counts(editor)[0] == "Dokumente (0)"


def test_a_fact_that_still_holds_gets_a_new_day_and_no_text_has_to_be_read(library: Library, editor: Worker) -> None:
    number = str(library.reviewing.facts_number())

    assert (
        editor.send("/redaktion/pruefungen/fakt/ehrenamtspauschale", stand=number, pruefung=NEXT.isoformat()).status
        == 303
    )

    assert library.reviewing.fact("ehrenamtspauschale").review_by == NEXT
    assert counts(editor)[1:] == ["Fakten (0)", "Texte mit geänderten Fakten (0)"]


def test_a_text_whose_fact_changed_is_listed_until_somebody_read_it(library: Library, editor: Worker) -> None:
    library.editing.save_fact(a_fact(value="1.111"), EDITOR)
    assert counts(editor)[2] == "Texte mit geänderten Fakten (1)"

    assert editor.send("/redaktion/pruefungen/dokument/aaa", stand="1").status == 303

    assert counts(editor)[2] == "Texte mit geänderten Fakten (0)"
    assert library.reading.document("aaa").document.review_by == TODAY


def test_a_draft_beside_the_public_text_is_not_buried(library: Library, editor: Worker) -> None:
    library.editing.save(an_article(id="aaa", title="Entwurf", state=State.DRAFT), "erika", 1)
    assert "Daran wird gerade gearbeitet" in editor.get("/redaktion/pruefungen").text

    refused = editor.send("/redaktion/pruefungen/dokument/aaa", stand="2", pruefung=NEXT.isoformat())

    assert refused.status == 400
    assert "Es wurde nichts geändert" in refused.text
    assert library.editing.newest("aaa").document.title == "Entwurf"


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"stand": "1", "pruefung": LONG_AGO.isoformat()}, 400, "muss in der Zukunft liegen"),
        ({"stand": "1", "pruefung": "morgen"}, 400, "„morgen“ ist kein Datum"),
        ({"stand": "", "pruefung": NEXT.isoformat()}, 400, "Die Angabe der Fassung fehlt"),
        ({"stand": "7", "pruefung": NEXT.isoformat()}, 409, "wurde inzwischen geändert"),
    ],
)
def test_what_cannot_be_confirmed_is_said_and_nothing_changes(
    library: Library, editor: Worker, fields: dict[str, str], status: int, reason: str
) -> None:
    refused = editor.send("/redaktion/pruefungen/dokument/aaa", **fields)

    assert (refused.status, reason in refused.text) == (status, True)
    assert library.editing.newest("aaa").number == 1


def test_a_fact_that_somebody_changed_meanwhile_is_not_confirmed(library: Library, editor: Worker) -> None:
    number = str(library.reviewing.facts_number())
    library.editing.save_fact(a_fact(value="1.111", review_by=LONG_AGO), EDITOR)

    refused = editor.send("/redaktion/pruefungen/fakt/ehrenamtspauschale", stand=number, pruefung=NEXT.isoformat())

    assert refused.status == 409
    assert library.reviewing.fact("ehrenamtspauschale").review_by == LONG_AGO
