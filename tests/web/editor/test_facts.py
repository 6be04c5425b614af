"""A fact is changed on the desk: every text shows it, the texts are to be read again, and two editors lose nothing."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from kb.library import Library
from kb.people import Role
from tests.builders import EDITOR, a_fact, a_library, an_article
from tests.page import Page, Reader, Worker
from tests.web.workers import a_worker

ADDRESS = "/redaktion/fakten/ehrenamtspauschale"
TEXT = an_article(id="aaa", title="Pauschalen kennen", body="Bis zu {{ fakt: ehrenamtspauschale }} sind frei.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as library:
        library.editing.save_fact(a_fact(), EDITOR)
        library.editing.save_fact(a_fact(id="andere", label="Vereinsgründung", value="7", unit="Personen"), EDITOR)
        library.editing.save(TEXT, EDITOR)
        yield library


def fields(page: Page, **changes: str) -> dict[str, Any]:
    """What the form holds, with some of it typed anew."""
    inputs = {one.get("name"): one for one in page.all("input")}
    kept = {name: one.get("value", "") for name, one in inputs.items() if name and one.get("type") != "checkbox"}
    checked = {name: "1" for name, one in inputs.items() if name and one.get("checked") is not None}
    return {
        name: value
        for name, value in (kept | checked | {"thema": "anerkennung"} | changes).items()
        if name != "schluessel"
    }


def test_a_list_shows_each_fact_with_its_stand_source_and_use(editor: Worker) -> None:
    page = editor.get("/redaktion/fakten")

    [line] = [one for one in page.texts("li", class_="pile__one") if "ehrenamtspauschale" in one]
    assert line == (
        "Ehrenamtspauschale 960 Euro im Jahr Stand: 1. Januar 2026 · Quelle: Merkblatt des Finanzamts · Auskunft: örtliches "
        "Finanzamt · Nächste Prüfung: 31. Dezember 2099 · in 1 Text · Kennung: ehrenamtspauschale"
    )
    assert "2 von 2 Fakten" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=verein", "1 von 2"),
        ("q=finanzamt+pauschale", "1 von 2"),
        ("q=nichts", "0 von 2"),
        ("nur=unbenutzt", "1 von 2"),
        ("nur=faellig", "0 von 2"),
        ("nur=gibtsnicht", "2 von 2"),
    ],
)
def test_the_list_narrows(editor: Worker, query: str, found: str) -> None:
    assert f"{found} Fakten" in editor.get(f"/redaktion/fakten?{query}").text


def test_a_changed_value_is_in_every_text_at_once_and_the_texts_are_to_be_read(app: Flask, editor: Worker) -> None:
    form = editor.get(ADDRESS)
    assert "Pauschalen kennen öffentlich" in form.text

    answer = editor.send(ADDRESS, **fields(form, wert="1.111"))

    assert answer.status == 303
    assert "Bis zu 1.111 Euro im Jahr sind frei." in Reader(app).get("/dokument/aaa-pauschalen-kennen").text
    after = editor.get(answer.answer.headers["Location"])
    assert "noch einmal zu lesen" in after.text
    assert "test-editor: 1.111 Euro im Jahr" in after.text


def test_the_second_of_two_sees_both_values_and_decides(app: Flask, library: Library, editor: Worker) -> None:
    mine = fields(editor.get(ADDRESS), wert="1.111")
    other = a_worker(app, library, Role.EDITOR, "otto")
    other.send(ADDRESS, **fields(other.get(ADDRESS), wert="2.222"))

    conflict = editor.send(ADDRESS, **mine)

    assert conflict.status == 409
    assert library.reviewing.fact("ehrenamtspauschale").value == "2.222"
    assert (conflict.texts("del"), conflict.texts("ins")) == (["[gestrichen: 2.222]"], ["[neu: 1.111]"])
    again = fields(conflict)
    assert again["wert"] == "1.111"
    assert editor.send(ADDRESS, **again).status == 303
    assert library.reviewing.fact("ehrenamtspauschale").value == "1.111"


def test_another_fact_that_changed_meanwhile_is_no_conflict(library: Library, editor: Worker) -> None:
    mine = fields(editor.get(ADDRESS), wert="1.111")
    library.editing.save_fact(a_fact(id="andere", value="8"), EDITOR)

    assert editor.send(ADDRESS, **mine).status == 303
    assert library.reviewing.fact("andere").value == "8"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wert": ""}, "Es fehlt: Wert."),
        ({"stand": "gestern"}, "„Stand“ ist ein Tag, ein Monat oder ein Jahr"),
        ({"adresse": "javascript:alert(1)"}, "„Adresse der Quelle“ muss mit https:// oder http:// beginnen."),
        ({"pruefung": "irgendwann"}, "„Nächste Prüfung“ muss ein Datum sein."),
        ({"thema": "gibtsnicht"}, "Das Thema „gibtsnicht“ gibt es nicht."),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_stays(
    library: Library, editor: Worker, changes: dict[str, str], reason: str
) -> None:
    refused = editor.send(ADDRESS, **fields(editor.get(ADDRESS), quelle="Neue Quelle", **changes))

    assert refused.status == 400
    assert reason in refused.text
    assert fields(refused)["quelle"] == "Neue Quelle"
    assert library.reviewing.fact("ehrenamtspauschale") == a_fact()


def test_a_new_fact_can_be_used_by_a_text(library: Library, editor: Worker) -> None:
    form = editor.get("/redaktion/fakten/neu")
    typed = {"aussage": "Karten im Land", "wert": "zehn", "quelle": "Land", "stelle": "Land", "pruefung": "2099-01-01"}

    assert editor.send("/redaktion/fakten/neu", **fields(form, kennung="ehrenamtspauschale", **typed)).status == 409
    answer = editor.send("/redaktion/fakten/neu", **fields(form, kennung="karten", **typed))

    assert answer.answer.headers["Location"].startswith("/redaktion/fakten/karten")
    library.editing.save(an_article(id="bbb", body="{{ fakt: karten }}"), EDITOR)
    assert library.reading.document("bbb").parts["body"].text == "zehn (nicht gesichert)"
    assert library.reviewing.fact("karten").review_by == datetime.date(2099, 1, 1)


def test_authors_see_facts_but_do_not_change_them(app: Flask, library: Library) -> None:
    author = a_worker(app, library, Role.AUTHOR)

    page = author.get("/redaktion/fakten")
    assert "Ehrenamtspauschale" in page.text
    assert not any("/redaktion/fakten/" in address for address in page.links().values())
    assert author.send(ADDRESS, wert="1").status == 403
