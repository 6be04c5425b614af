"""„Datei einlesen“: every sort of file becomes a draft, one that cannot be read holds up no other, nothing is public."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kb.documents import Kind, Motion, State
from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.builders import a_library, an_article
from tests.kb.importing.files.made import a_docx, a_pdf, a_zip, an_odt, paragraph, word_table
from tests.page import Page, Reader, Worker
from tests.web.workers import a_worker
from web import create_app
from web.editor.received import plain_name

PAPER = ["Betreff:", "Eine Bank", "", "Beschlussvorschlag:", "Die Bank wird gebaut.", "", "Begründung:", "Brimborasel."]
UPLOAD = "/redaktion/einlesen"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with a_library(tmp_path_factory.mktemp("einlesen"), an_article(id="ph001")) as library:
        yield library


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    return create_app(Settings(), library)


@pytest.fixture(scope="module")
def author(app: Flask, library: Library) -> Worker:
    return a_worker(app, library, Role.AUTHOR, "erika")


def send(worker: Worker, *files: tuple[str, bytes], **fields: str) -> Page:
    return worker.send(UPLOAD, datei=[(io.BytesIO(content), name) for name, content in files], **fields)


def brought(page: Page) -> str:
    """The id of the only document that a file became."""
    assert page.status == 303, page.text
    return page.answer.headers["Location"].removesuffix("/bestaetigen").rpartition("/")[2]


@pytest.fixture
def drafts(library: Library) -> int:
    """How many wait to be confirmed before the test."""
    return library.desk.unconfirmed().total


def a_paper(folder: Path, *more: str) -> bytes:
    """Another one with each text that is given."""
    return a_pdf(folder / "vorlage.pdf", [[*PAPER, *more]]).read_bytes()


def files_of_every_sort(folder: Path) -> dict[str, bytes]:
    lines = [line for line in PAPER if line]
    return {
        "a.pdf": a_paper(folder),
        "b.docx": a_docx(folder / "b.docx", "".join(map(paragraph, [*lines, "Aus Word."]))).read_bytes(),
        "c.odt": an_odt(folder / "c.odt", "".join(f"<text:p>{line}</text:p>" for line in lines)).read_bytes(),
        "d.html": f"<p>{'<p>'.join(lines)}".encode(),
        "e.txt": "\n".join(PAPER).encode(),
    }


def test_a_paper_of_every_sort_becomes_a_draft_that_nobody_else_sees(
    app: Flask, library: Library, author: Worker, tmp_path: Path, drafts: int
) -> None:
    for name, content in files_of_every_sort(tmp_path).items():
        draft = library.editing.newest(brought(send(author, (name, content)))).document

        assert isinstance(draft, Motion), name
        assert (draft.state, draft.subject, draft.resolution) == (State.DRAFT, "Eine Bank", "Die Bank wird gebaut.")
        assert draft.origin == f"Eingelesen aus {name}"

    assert Reader(app).get("/suche?q=Brimborasel").links().get("Eine Bank") is None
    assert f"Eingelesen, noch zu bestätigen ({drafts + 5})" in author.get("/redaktion/").text


def test_headings_lists_and_tables_of_a_guide_survive(library: Library, author: Worker, tmp_path: Path) -> None:
    body = (
        paragraph("Ehrenamt fördern", "berschrift1")
        + paragraph("Schritte", "berschrift2")
        + paragraph("Beschluss fassen", number="1")
        + paragraph("Erklärung abgeben", number="1")
        + word_table(("Wer", "Was"), ("Rat", "beschließt"))
    )
    content = a_docx(tmp_path / "hilfe.docx", body).read_bytes()

    guide = library.editing.newest(brought(send(author, ("hilfe.docx", content), art="guide"))).document

    assert (guide.kind, guide.title) == (Kind.GUIDE, "Ehrenamt fördern")
    assert guide.body == (
        "### Schritte\n\n1. Beschluss fassen\n2. Erklärung abgeben\n\n| Wer | Was |\n|---|---|\n| Rat | beschließt |"
    )


def test_markdown_needs_no_fields(library: Library, author: Worker) -> None:
    text = b"# Ehrenamt\n\n## Schritte\n\n- eins\n- zwei\n"

    guide = library.editing.newest(brought(send(author, ("ehrenamt.md", text), art="guide"))).document

    assert (guide.title, guide.body) == ("Ehrenamt", "## Schritte\n\n- eins\n- zwei")


def test_plain_text_that_is_no_paper_is_taken_if_somebody_says_what_it_is(library: Library, author: Worker) -> None:
    text = "Ein Bericht über Bänke.\n\nSie stehen im Park.".encode()

    refused = send(author, ("bericht.txt", text))
    taken = library.editing.newest(brought(send(author, ("bericht.txt", text), art="practice"))).document

    assert "Darin ist weder ein Betreff" in refused.text
    assert "wählen Sie unten ihre Art" in refused.text
    assert (taken.kind, taken.body) == (Kind.PRACTICE, "Ein Bericht über Bänke.\n\nSie stehen im Park.")


def test_in_an_archive_each_file_stands_for_itself(
    library: Library, author: Worker, tmp_path: Path, drafts: int
) -> None:
    files = {"gut.pdf": a_paper(tmp_path, "Aus dem Archiv."), "kaputt.docx": b"PK\x03\x04 kaputt", "bild.png": b"x"}
    archive = a_zip(tmp_path / "alles.zip", files).read_bytes()

    page = send(author, ("alles.zip", archive))

    assert page.status == 200
    assert "alles.zip/gut.pdf" in page.links()
    assert (
        "alles.zip/kaputt.docx Die Datei ist beschädigt oder unvollständig. Es wurde nichts gespeichert." in page.text
    )
    assert library.desk.unconfirmed().total == drafts + 1


def test_too_many_files_are_refused_as_a_whole(library: Library, author: Worker, tmp_path: Path, drafts: int) -> None:
    archive = a_zip(tmp_path / "viele.zip", {f"{at}.txt": "Betreff:\nx" for at in range(21)}).read_bytes()

    page = send(author, ("viele.zip", archive))
    many = send(author, *((f"{at}.txt", b"Betreff:\nx") for at in range(21)))

    assert "Das Archiv enthält 21 Dateien; auf einmal gehen höchstens 20." in page.text
    assert many.status == 400
    assert "höchstens 20" in many.text
    assert library.desk.unconfirmed().total == drafts


def test_the_same_file_again_leads_to_its_document_and_changes_nothing(
    library: Library, author: Worker, tmp_path: Path
) -> None:
    content = a_paper(tmp_path, "Zweimal.")
    document = brought(send(author, ("vorlage.pdf", content)))

    again = send(author, ("anders.pdf", content))

    assert again.link("anders.pdf") == f"/redaktion/dokument/{document}"
    assert "War schon eingelesen; es wurde nichts geändert" in again.text
    assert library.editing.newest(document).number == 1


def test_two_files_of_one_name_are_two_documents(library: Library, author: Worker, tmp_path: Path) -> None:
    first = brought(send(author, ("vorlage.pdf", a_paper(tmp_path, "Eins."))))
    second = brought(send(author, ("vorlage.pdf", a_paper(tmp_path, "Zwei."))))

    assert first != second


def test_a_file_never_overwrites_a_document_by_its_id(library: Library, author: Worker) -> None:
    page = send(author, ("ph001.md", b"---\nid: ph001\nkind: guide\ntitle: Fremd\n---\n\nText\n"))

    assert "Die Kennung „ph001“ in der Datei gehört schon zu einem Dokument." in page.text
    assert library.editing.newest("ph001").number == 1


def test_a_file_with_fields_is_a_draft_whatever_it_says(library: Library, author: Worker) -> None:
    page = send(author, ("neu.md", b"---\nkind: guide\ntitle: Neu\nstate: published\n---\n\nText\n"))

    document = brought(page)
    assert page.answer.headers["Location"] == f"/redaktion/dokument/{document}"
    assert library.editing.newest(document).document.state is State.DRAFT


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("leer.pdf", b""), "Die Datei ist leer."),
        (("falsch.pdf", b"kein PDF"), "Die Datei endet auf .pdf, enthält aber etwas anderes."),
        (("bild.png", b"\x89PNG"), "Dateien mit der Endung „.png“ können hier nicht gelesen werden."),
        (("alt.docx", b"\xd0\xcf\x11\xe0 alt"), "mit einem Kennwort geschützt oder in einem alten Office-Format"),
        (("leer.zip", b"PK\x05\x06" + bytes(18)), "Das Archiv enthält keine Datei, die hier gelesen werden kann."),
    ],
)
def test_what_cannot_be_read_is_named_with_the_next_step(
    library: Library, author: Worker, file: tuple[str, bytes], sentence: str, drafts: int
) -> None:
    page = send(author, file)

    assert sentence in page.text
    assert "Es wurde nichts gespeichert." in page.text
    assert library.desk.unconfirmed().total == drafts


def test_nothing_chosen_is_said(author: Worker) -> None:
    page = author.send(UPLOAD)

    assert page.status == 400
    assert "Es ist keine Datei ausgewählt." in page.text


def test_too_much_at_once_is_refused_before_it_is_read(author: Worker) -> None:
    page = author.post(UPLOAD, data={"art": ""}, environ_overrides={"CONTENT_LENGTH": "15000001"})

    assert page.status == 413
    assert "zusammen höchstens 15 MB" in page.text
    assert "gespeichert wurde nichts" in page.text


def test_other_forms_take_no_files_and_no_more_than_before(author: Worker) -> None:
    large = author.send("/redaktion/dokument/ph001/bearbeiten", body="x" * 1_100_000)
    foreign = author.send("/redaktion/dokument/ph001/einreichen", stand="1", bild=(io.BytesIO(b"x"), "x.png"))

    assert large.status == 413
    assert foreign.status == 400
    assert "Das Feld „bild“ gibt es hier nicht." in foreign.text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Ordner\\vorlage.docx", "vorlage.docx"),
        ("~/\x00böse\n.pdf", "böse.pdf"),
        ("..", "Datei"),
        (".pdf", "pdf"),
        (f"{'ä' * 300}.pdf", f"{'ä' * 80}.pdf"),
    ],
)
def test_a_name_leads_nowhere_else(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept
