"""„Bestätigen“: every part beside its place in the file; what is checked is kept, and an unconfirmed draft says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kb.documents import Article, Kind, Motion, State
from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.builders import BIELEFELD, a_library
from tests.kb.importing.files.made import a_docx, a_pdf, paragraph
from tests.page import Page, Worker
from tests.web.editor.forms import filled
from tests.web.workers import a_worker
from web import create_app

HEAD = ["Stadt Bielefeld, Drucksachen-Nr. 0815/2031", "", "Betreff:", "Ehrenamtskarte"]
TEXTS = ["", "Beschlussvorschlag:", "Die Karte kommt.", "", "Begründung:", "Viele fragen danach."]
CLERK = ["", "Auskunft erteilt: Frau Beispiel, Tel. 0251 4711"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with a_library(tmp_path_factory.mktemp("bestaetigen")) as library:
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


@pytest.fixture
def paper(library: Library, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The id of a draft that erika read out of a PDF."""
    file = a_pdf(tmp_path / "vorlage.pdf", [HEAD + TEXTS + CLERK, ["Seite 2"]], trailer=f"/Probe({request.node.name})")
    return library.bringing.bring_in(file, "erika")[0].document


def address(document: str) -> str:
    return f"/redaktion/dokument/{document}/bestaetigen"


def save(worker: Worker, document: str, *checked: str, **changes: object) -> Page:
    form = filled(worker.get(address(document)))
    return worker.send(address(document), **form | {"geprueft": list(checked)} | changes)


def motion(library: Library, document: str) -> Motion:
    found = library.editing.newest(document).document
    assert isinstance(found, Motion)
    return found


def test_each_part_stands_beside_its_place_in_the_file(author: Worker, paper: str) -> None:
    page = author.get(address(paper))

    marked = {
        name: mark
        for mark in page.all("mark")
        for name in page.texts("a", class_="confirm__name")
        if name in "".join(mark.itertext())
    }
    assert "Die Karte kommt." in "".join(marked["Beschlussvorschlag"].itertext())
    assert page.links()["Stelle im Text: Beschlussvorschlag"] == f"#{marked['Beschlussvorschlag'].get('id')}"
    assert page.links()["Beschlussvorschlag"] == "#pruefen-resolution"
    assert filled(page)["resolution"] == ["Die Karte kommt."]
    assert "Sicher: steht unter seiner Beschriftung. Seite 1." in page.text


def test_what_is_missing_and_what_is_personal_is_named(author: Worker, paper: str) -> None:
    page = author.get(address(paper))

    assert "Eine Beratungsfolge wurde nicht gefunden." in page.text
    assert any(one.startswith("Nicht gefunden: ") and "Beratungsfolge" in one for one in page.texts("summary"))
    assert "Rufnummer: 0••• ••••" in page.text
    assert "0251 4711" in page.texts("span", class_="confirm__personal")


def test_what_is_checked_is_kept_and_changes_no_text(library: Library, author: Worker, paper: str) -> None:
    answer = save(author, paper, "subject", "resolution")

    assert answer.answer.headers["Location"] == address(paper)
    assert filled(author.get(address(paper)))["geprueft"] == ["subject", "resolution"]
    assert library.editing.newest(paper).number == 1


def test_what_is_mended_becomes_the_next_draft(library: Library, author: Worker, paper: str) -> None:
    save(author, paper, resolution="Die Karte kommt bald.", municipality=BIELEFELD, topics="anerkennung/ehrenamtskarte")

    now = motion(library, paper)
    assert (now.state, now.resolution, now.municipality) == (State.DRAFT, "Die Karte kommt bald.", BIELEFELD)
    assert now.topics == ("anerkennung/ehrenamtskarte",)
    assert (now.rationale, now.origin) == ("Viele fragen danach.", "Eingelesen aus vorlage.pdf")
    assert library.editing.newest(paper).number == 2


def test_a_part_is_taken_over_again_or_emptied_before_saving(library: Library, author: Worker, paper: str) -> None:
    form = filled(author.get(address(paper))) | {"resolution": "Falsch.", "rationale": "Getippt."}

    emptied = filled(author.send(address(paper), **form | {"schritt": "leeren:resolution"}))
    again = filled(author.send(address(paper), **form | {"schritt": "vorschlag:resolution"}))

    assert (emptied["resolution"], emptied["rationale"]) == ([""], ["Getippt."])
    assert (again["resolution"], again["rationale"]) == (["Die Karte kommt."], ["Getippt."])
    assert library.editing.newest(paper).number == 1


def test_proposed_topics_wait_to_be_accepted(library: Library, author: Worker, paper: str) -> None:
    page = author.get(address(paper))

    assert "Vorgeschlagene Themen" in page.texts("legend")
    assert "topics" not in filled(page)
    assert [one.get("value") for one in page.all("input", name="topics")] == ["anerkennung/ehrenamtskarte"]


def test_an_unconfirmed_draft_says_so_until_all_is_compared(
    library: Library, author: Worker, reviewer: Worker, paper: str
) -> None:
    parts = [one.get("value", "") for one in author.get(address(paper)).all("input", name="geprueft")]
    before = author.get(f"/redaktion/dokument/{paper}")
    waiting = library.desk.unconfirmed().total

    answer = save(reviewer, paper, *parts)

    assert "Aus „vorlage.pdf“ eingelesen und noch nicht bestätigt: " in before.text
    assert before.link(f"({len(parts)} noch zu bestätigen)") == address(paper)
    assert answer.answer.headers["Location"] == f"/redaktion/dokument/{paper}"
    after = author.get(f"/redaktion/dokument/{paper}")
    assert "noch nicht bestätigt" not in after.text
    assert "noch zu bestätigen" not in after.text
    assert library.desk.unconfirmed().total == waiting - 1


def test_unconfirmed_is_a_warning_and_no_block(library: Library, reviewer: Worker, paper: str) -> None:
    library.editing.submit(paper, "erika", 1)

    reviewer.send(f"/redaktion/dokument/{paper}/freigeben", stand="2", ab="", bis="")

    assert library.editing.published_number(paper) == 3


def test_a_file_is_for_editors_and_for_whoever_brought_it(
    app: Flask, library: Library, author: Worker, reviewer: Worker, paper: str
) -> None:
    other = a_worker(app, library, Role.AUTHOR, "paula")

    for page in (address(paper), f"/redaktion/dokument/{paper}/original"):
        assert [one.get(page).status for one in (author, reviewer, other)] == [200, 200, 403]
    file = author.get(f"/redaktion/dokument/{paper}/original").answer
    assert file.data.startswith(b"%PDF")
    assert file.headers["Content-Disposition"] == "attachment; filename=vorlage.pdf"
    assert file.headers["Cache-Control"] == "no-store"
    assert "0251 4711" not in other.get(address(paper)).text
    assert "noch zu bestätigen" not in other.get(f"/redaktion/dokument/{paper}").text


def test_somebody_elses_change_is_a_conflict_that_keeps_everything(
    library: Library, author: Worker, reviewer: Worker, paper: str
) -> None:
    form = filled(author.get(address(paper))) | {"resolution": "Meins.", "geprueft": ["resolution"]}
    save(reviewer, paper, rationale="Seins.")

    conflict = author.send(address(paper), **form)

    assert conflict.status == 409
    assert motion(library, paper).rationale == "Seins."
    kept = library.desk.kept_input("erika", paper)
    assert kept
    assert kept.value("resolution") == "Meins."
    assert kept.value("reference") == "0815/2031"


def test_a_wrong_date_keeps_all_that_was_typed(library: Library, author: Worker, paper: str) -> None:
    page = save(author, paper, "resolution", date="gestern", resolution="Getippt.")

    assert page.status == 400
    assert "„gestern“ ist kein Datum." in page.text
    assert filled(page)["resolution"] == ["Getippt."]
    assert filled(page)["geprueft"] == ["resolution"]
    assert library.editing.newest(paper).number == 1


def test_an_unknown_field_is_refused(author: Worker, paper: str) -> None:
    assert author.send(address(paper), stand="1", state="published").status == 400


def test_an_article_shows_its_text_and_may_become_of_another_kind(
    library: Library, author: Worker, tmp_path: Path
) -> None:
    body = paragraph("Bänke bauen", "berschrift1") + paragraph("Holz", number="2") + paragraph("Tel. 0251 4711")
    document = library.bringing.bring_in(a_docx(tmp_path / "baenke.docx", body), "erika")[0].document
    page = author.get(address(document))
    assert "Das ist keine Sitzungsvorlage" in page.text
    assert "Bitte nehmen Sie sie aus dem Text" in page.text

    save(author, document, "title", "body", kind="guide", body="- Holz")

    article = library.editing.newest(document).document
    assert isinstance(article, Article)
    assert (article.kind, article.title, article.body) == (Kind.GUIDE, "Bänke bauen", "- Holz")
    assert library.confirming.confirmation(document, library.people.all()[0]).open_parts == ()
