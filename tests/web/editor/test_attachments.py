"""Anlagen: known sorts only, public only with a public revision and with rights, gone when the document is."""

import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kb.documents import Attachment, State
from kb.exporting.markdown import write_document
from kb.importing.front_matter import read_document
from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.builders import EDITOR, a_library, a_motion, an_article
from tests.kb.importing.files.made import a_docx, a_pdf, a_zip, an_odt, paragraph
from tests.page import Page, Reader, Worker
from tests.web.editor.forms import filled
from tests.web.workers import a_worker
from web import create_app

_numbers = itertools.count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anlagen")


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with a_library(folder) as library:
        yield library


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    return create_app(Settings(), library)


@pytest.fixture(scope="module")
def reviewer(app: Flask, library: Library) -> Worker:
    return a_worker(app, library, Role.EDITOR, "otto")


@pytest.fixture
def reader(app: Flask) -> Reader:
    return Reader(app)


@pytest.fixture
def document(library: Library) -> str:
    """The id of a public guide."""
    return library.editing.save(an_article(), EDITOR).id


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    """Another one each time."""
    return a_pdf(tmp_path / "satzung.pdf", [[f"Satzung {next(_numbers)}"]]).read_bytes()


def add(worker: Worker, document: str, name: str, content: bytes, **fields: str) -> Page:
    page = worker.get(address(document))
    stand = page.all("input", name="stand")[0].get("value", "")
    typed = {"titel": "Satzung", "rechte": "CC BY 4.0", "herausgabe": "ja", "stand": stand} | fields
    return worker.send(address(document), datei=(io.BytesIO(content), name), **{k: v for k, v in typed.items() if v})


def address(document: str) -> str:
    return f"/redaktion/dokument/{document}/anlagen"


def publish(library: Library, document: str) -> None:
    number = library.editing.submit(document, EDITOR, library.editing.newest(document).number).revision
    library.editing.publish(document, EDITOR, number)


def files(library: Library, document: str) -> list[Attachment]:
    return [one for one in library.editing.newest(document).document.attachments if one.file]


def test_a_file_is_public_with_the_revision_that_names_it_and_gone_with_the_document(
    library: Library, reviewer: Worker, reader: Reader, document: str, pdf: bytes
) -> None:
    assert add(reviewer, document, "satzung.pdf", pdf).status == 303
    (added,) = files(library, document)
    public = f"/dokument/{document}/anlage/{added.file}"
    own = f"/dokument/{document}-dem-kommunennetzwerk-beitreten"
    assert library.editing.newest(document).document.state is State.DRAFT
    assert reader.get(public).status == 404
    assert "Satzung" not in reader.get(own).text

    publish(library, document)

    assert reader.get(own).link("Satzung (PDF, 1 KB)") == public
    answer = reader.get(public).answer
    assert (answer.status_code, answer.data) == (200, pdf)
    assert answer.headers["Content-Disposition"] == "attachment; filename=satzung.pdf"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["X-Robots-Tag"] == "noindex"

    library.editing.archive(document, EDITOR, library.editing.newest(document).number)
    assert reader.get(public).status == 410


def test_removing_is_a_new_revision_and_the_public_one_stays_until_then(
    library: Library, reviewer: Worker, reader: Reader, document: str, pdf: bytes
) -> None:
    add(reviewer, document, "satzung.pdf", pdf)
    publish(library, document)
    (added,) = files(library, document)
    public = f"/dokument/{document}/anlage/{added.file}"
    number = library.editing.newest(document).number

    assert reviewer.send(f"{address(document)}/entfernen", stand=str(number), datei=added.file).status == 303

    assert files(library, document) == []
    assert library.editing.newest(document).number == number + 1
    assert reader.get(public).status == 200
    publish(library, document)
    assert reader.get(public).status == 404
    old = reader.get(f"/dokument/{document}/fassung/{number}")
    assert "Satzung (CC BY 4.0)" in old.text
    assert not any("Satzung" in label for label in old.links())


@pytest.mark.parametrize("missing", [{"herausgabe": ""}, {"herausgabe": "", "rechte": ""}])
def test_without_rights_or_permission_only_the_title_is_public(
    library: Library, reviewer: Worker, document: str, pdf: bytes, missing: dict[str, str]
) -> None:
    reader = Reader(reviewer.app)
    add(reviewer, document, "satzung.pdf", pdf, **missing)
    publish(library, document)
    (added,) = files(library, document)

    page = reader.get(f"/dokument/{document}-dem-kommunennetzwerk-beitreten")

    assert any(one.startswith("Satzung") for one in page.texts("li"))
    assert not any("Satzung" in label for label in page.links())
    assert reader.get(f"/dokument/{document}/anlage/{added.file}").status == 404
    assert reviewer.get(f"{address(document)}/{added.file}").answer.data == pdf


def test_permission_without_rights_is_refused(library: Library, reviewer: Worker, document: str, pdf: bytes) -> None:
    page = add(reviewer, document, "satzung.pdf", pdf, rechte="")

    assert page.status == 400
    assert "Ohne Angabe der Rechte" in page.text
    assert page.all("input", name="titel")[0].get("value") == "Satzung"
    assert files(library, document) == []


def good_files(folder: Path) -> dict[str, bytes]:
    word = a_docx(folder / "a.docx", paragraph("x")).read_bytes()
    text = an_odt(folder / "a.odt", "<text:p>x</text:p>").read_bytes()
    sheet = a_zip(folder / "a.xlsx", {"[Content_Types].xml": "", "xl/workbook.xml": ""}).read_bytes()
    open_sheet = a_zip(folder / "a.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}).read_bytes()
    pictures = {"a.png": b"\x89PNG\r\n\x1a\nx", "a.JPEG": b"\xff\xd8\xff\xe0x"}
    return {"a.docx": word, "a.odt": text, "a.xlsx": sheet, "a.ods": open_sheet, **pictures}


def test_every_known_sort_is_taken_by_its_content(
    library: Library, reviewer: Worker, document: str, tmp_path: Path
) -> None:
    for name, content in good_files(tmp_path).items():
        assert add(reviewer, document, name, content, titel=name).status == 303, name

    assert [one.file.partition(".")[2] for one in files(library, document)] == [
        "docx",
        "odt",
        "xlsx",
        "ods",
        "png",
        "jpg",
    ]


def bad_files(folder: Path) -> dict[str, tuple[bytes, str]]:
    macros = a_zip(folder / "m.docx", {"word/document.xml": "", "word/vbaProject.bin": "x"}).read_bytes()
    bomb = a_zip(folder / "b.docx", {"word/document.xml": "0" * 20_000_000}).read_bytes()
    return {
        "seite.html": (b"<script>", "Dateien mit der Endung „.html“"),
        "bild.svg": (b"<svg/>", "Dateien mit der Endung „.svg“"),
        "falsch.pdf": (b"<script>alert(1)</script>", "Die Datei endet auf .pdf, enthält aber etwas anderes."),
        "bild.png": (b"%PDF-1.7", "Die Datei endet auf .png, enthält aber PDF."),
        "makros.docx": (macros, "Die Datei enthält Makros."),
        "bombe.docx": (bomb, "so stark gepackt, wie es nur bei schädlichen Dateien vorkommt"),
        "leer.pdf": (b"", "Die Datei ist leer."),
        "kaputt.xlsx": (b"PK\x03\x04 kaputt", "Die Datei ist beschädigt oder unvollständig."),
    }


def test_other_sorts_macros_and_bombs_are_refused_with_the_reason(
    library: Library, reviewer: Worker, document: str, tmp_path: Path, folder: Path
) -> None:
    kept = set(folder.rglob("anlagen/*"))

    for name, (content, reason) in bad_files(tmp_path).items():
        page = add(reviewer, document, name, content)
        assert page.status == 400, name
        assert reason in page.text, name

    assert library.editing.newest(document).number == 1
    assert set(folder.rglob("anlagen/*")) == kept


def test_files_lie_outside_of_what_the_web_serves_for_the_service_alone(
    library: Library, reviewer: Worker, document: str, pdf: bytes, folder: Path
) -> None:
    add(reviewer, document, "../../satzung.pdf", pdf)

    (added,) = files(library, document)
    (kept,) = folder.rglob(f"anlagen/{added.file.partition('.')[0]}")
    assert kept.read_bytes() == pdf
    assert kept.is_relative_to(folder / "daten")
    assert kept.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("file", ["../../geheim", "..%2F..%2Fgeheim.pdf", f"{'0' * 64}.pdf", ".pdf", "%00"])
def test_no_address_leads_to_another_file(reader: Reader, document: str, file: str) -> None:
    assert reader.get(f"/dokument/{document}/anlage/{file}").status == 404


def test_a_named_one_gets_its_file_in_its_place(library: Library, reviewer: Worker, pdf: bytes) -> None:
    named = (Attachment(title="Erklärung", rights="ungeklärt"), Attachment(title="Plan"))
    motion = library.editing.save(a_motion(attachments=named), EDITOR).id
    assert reviewer.get(address(motion)).link("Datei dazu hochladen: Erklärung").endswith("titel=Erkl%C3%A4rung#neu")

    add(reviewer, motion, "x.pdf", pdf, titel="Erklärung")

    attachments = library.editing.newest(motion).document.attachments
    assert [(one.title, bool(one.file), one.rights) for one in attachments] == [
        ("Erklärung", True, "CC BY 4.0"),
        ("Plan", False, ""),
    ]


def test_the_form_of_the_document_keeps_its_files(library: Library, reviewer: Worker, pdf: bytes) -> None:
    motion = library.editing.save(a_motion(attachments=(Attachment(title="Plan"),)), EDITOR).id
    add(reviewer, motion, "x.pdf", pdf)
    before = library.editing.newest(motion).document.attachments
    edit = f"/redaktion/dokument/{motion}/bearbeiten"

    assert reviewer.send(edit, **filled(reviewer.get(edit)) | {"title": "Anders"}).status == 303

    after = library.editing.newest(motion).document
    assert (after.title, set(after.attachments)) == ("Anders", set(before))


def test_an_outdated_page_adds_and_removes_nothing(
    library: Library, reviewer: Worker, document: str, pdf: bytes
) -> None:
    library.editing.save(an_article(id=document, title="Anders", state=State.DRAFT), "erika", 1)

    page = add(reviewer, document, "x.pdf", pdf, stand="1")

    assert page.status == 409
    assert "Es wurde nichts überschrieben." in page.text
    assert files(library, document) == []


def test_the_same_file_twice_is_refused(library: Library, reviewer: Worker, document: str, pdf: bytes) -> None:
    add(reviewer, document, "x.pdf", pdf)

    assert "Diese Datei ist schon eine Anlage" in add(reviewer, document, "y.pdf", pdf, titel="Noch einmal").text
    assert len(files(library, document)) == 1


def test_revisions_tell_which_files_came_and_went(
    library: Library, reviewer: Worker, document: str, pdf: bytes
) -> None:
    add(reviewer, document, "x.pdf", pdf)

    page = reviewer.get(f"/redaktion/dokument/{document}/fassungen/2")

    assert "Dateien" in page.texts("h3")
    assert "Satzung, CC BY 4.0, wird herausgegeben" in page.text


def test_what_is_exported_names_the_file(library: Library, reviewer: Worker, document: str, pdf: bytes) -> None:
    add(reviewer, document, "x.pdf", pdf)
    exported = library.editing.newest(document).document

    assert read_document(write_document(exported), "x.md") == exported
