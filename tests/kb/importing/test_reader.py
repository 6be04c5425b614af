"""Files become documents by their suffix; what cannot be read is refused with the next step."""

import datetime
from pathlib import Path

import pytest

from kb.documents import Consultation, Kind, Motion, State
from kb.errors import UnreadableFile
from kb.importing.encodings import MOST_BYTES
from kb.importing.reader import parse_file, read_file
from tests.kb.importing.motion.forms import OFFICE, RATIONALE, RESOLUTION, SUBJECT, a_form

TEXT = a_form()


@pytest.fixture
def a_file(tmp_path: Path) -> Path:
    path = tmp_path / "vorlage.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_file(path)
    return caught.value.message


def test_a_text_file_becomes_a_draft_of_a_paper(a_file: Path) -> None:
    assert read_file(a_file) == Motion(
        kind=Kind.PAPER,
        title=SUBJECT,
        state=State.DRAFT,
        origin="Eingelesen aus vorlage.txt",
        reference="0815/2029-2034",
        type="Beschlussvorlage der Verwaltung",
        office=OFFICE,
        date=datetime.date(2031, 2, 3),
        subject=SUBJECT,
        consultations=(
            Consultation(committee="Sozial- und Vereinsausschuss", date=datetime.date(2031, 3, 17), public=True),
        ),
        resolution=RESOLUTION,
        rationale=RATIONALE,
    )


def test_parsing_tells_the_parts_without_making_a_document(a_file: Path) -> None:
    assert parse_file(a_file).resolution == RESOLUTION


def test_a_markdown_file_is_read_by_its_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "hilfe.MD"
    path.write_text("---\nkind: guide\ntitle: Räume öffnen\n---\n\nText\n", encoding="utf-8")

    assert read_file(path).title == "Räume öffnen"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read_alike(a_file: Path, encoding: str) -> None:
    a_file.write_text(TEXT, encoding=encoding)

    assert parse_file(a_file).rationale == RATIONALE


def test_the_signs_of_markdown_stay_what_they_are(a_file: Path) -> None:
    rationale = "Begründung:\n\n# Nicht *fett* und `kein Code` [1]: Bürger*innen\n\n2031. Das Jahr\n\n1. Punkt\n\n"
    a_file.write_text(a_form(rationale=rationale), encoding="utf-8")

    document = read_file(a_file)

    assert isinstance(document, Motion)
    assert document.rationale == (
        "\\# Nicht \\*fett\\* und \\`kein Code\\` \\[1]: Bürger*innen\n\n2031\\. Das Jahr\n\n1. Punkt"
    )


def test_a_paper_without_subject_is_called_by_its_file(a_file: Path) -> None:
    a_file.write_text(a_form(subject=""), encoding="utf-8")

    assert read_file(a_file).title == "vorlage"


def test_a_long_subject_makes_a_title_that_fits(a_file: Path) -> None:
    subject = " ".join(["Schlüsselkasten"] * 30)
    a_file.write_text(a_form(subject=f"Betreff: {subject}\n\n"), encoding="utf-8")

    document = read_file(a_file)

    assert isinstance(document, Motion)
    assert document.subject == subject
    assert len(document.title) <= 300
    assert document.title.endswith(" Schlüsselkasten…")


@pytest.mark.parametrize("name", ["vorlage.doc", "vorlage.zip", "vorlage", ".txt"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")

    assert "Bekannt sind: .md, .txt, .pdf, .docx, .odt, .html und .htm." in refusal(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Die Datei ist leer."),
        (b" \r\n\t\f\n", "Die Datei ist leer."),
        (b"\xef\xbb\xbf", "Die Datei ist leer."),
        (b"\xff\xfe", "Die Datei ist leer."),
        (b"x" * (MOST_BYTES + 1), "Die Datei ist größer als 5 MB."),
        (TEXT.encode("utf-16-le"), "Die Datei enthält keinen lesbaren Text."),
        (bytes(range(256)) * 4, "Die Kodierung der Datei ist unbekannt."),
        (TEXT.encode() + b"\xc3", "Die Datei ist beschädigt oder mischt mehrere Kodierungen."),
        (b"\xff\xfeabc", "Die Datei ist beschädigt oder mischt mehrere Kodierungen."),
        (b"%PDF-1.7 \x00\x01\x02", "Die Datei endet auf .txt, enthält aber ein PDF. Bitte benennen Sie sie um."),
        (b"Ein Brief ohne Vorlage.", "weder ein Betreff noch ein Beschlussvorschlag noch eine Begründung"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(a_file: Path, content: bytes, reason: str) -> None:
    a_file.write_bytes(content)

    assert reason in refusal(a_file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "ordner.txt").mkdir()

    assert "Die Datei gibt es nicht." in refusal(tmp_path / "fehlt.txt")
    assert "Das ist keine Datei." in refusal(tmp_path / "ordner.txt")
