"""The files that an officer takes along: LibreOffice opens both, and both say the same."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kb.documents import Consultation
from kb.drafting.docx_file import write_docx, write_note_docx
from kb.drafting.naming import Named
from kb.drafting.notes import speaking_note
from kb.drafting.odt_file import write_odt
from kb.drafting.values import Choices, Draft
from kb.errors import FormatUnavailable
from kb.library import Library, open_library
from kb.municipalities import MunicipalityKind
from kb.settings import Settings
from tests.kb.drafting.register import AACHEN, KLEVE, UEDEM
from tests.kb.drafting.test_making import PAPER, a_draft

PATIENCE = 180
"""Seconds; starting LibreOffice takes some on a busy machine."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(Settings(data=tmp_path_factory.mktemp("wissen"))) as library:
        library.keeping.load_content()
        yield library


def of_bielefeld(library: Library, target: Named) -> Draft:
    """Bielefeld's own motion on joining the network, for another municipality."""
    base = library.drafting.origin("sv001")
    committees = library.drafting.suggested_committees(base, target)
    steps = tuple(Consultation(committee=one, public=True) for one in committees)
    return library.drafting.draft(base, Choices(municipality=target, consultations=steps), {})


TARGETS = {one.designation: one for one in (KLEVE, UEDEM, AACHEN)}
SAID = ("der Kreis Kleve", "die Gemeinde Uedem", "die Städteregion Aachen")


@pytest.fixture(scope="module")
def texts(shipped: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """By `Kreis Kleve.docx`, `Kreis Kleve.odt`, …: the lines of the file as LibreOffice reads it."""
    folder = tmp_path_factory.mktemp("dateien")
    for name, target in TARGETS.items():
        draft = of_bielefeld(shipped, target)
        (folder / f"{name}.docx").write_bytes(write_docx(draft))
        (folder / f"{name}.odt").write_bytes(write_odt(draft))
    return {
        f"{name}.{ending}": lines for ending in ("docx", "odt") for name, lines in read_by_libreoffice(folder, ending)
    }


def read_by_libreoffice(folder: Path, ending: str) -> list[tuple[str, list[str]]]:
    """All files of this kind in one go, because starting takes longest; a complaint is a failure."""
    program = shutil.which("soffice")
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "Ohne LibreOffice (libreoffice-writer-nogui) nicht geprüft."
        )
    files = sorted(folder.glob(f"*.{ending}"))
    done = subprocess.run(
        [program, f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder / ending, *files],
        check=False, capture_output=True, text=True, timeout=PATIENCE, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert "Error" not in done.stderr + done.stdout
    texts = ((one.stem, (folder / ending / f"{one.stem}.txt").read_text(encoding="utf-8-sig")) for one in files)
    return [(name, [line.strip() for line in text.splitlines() if line.strip()]) for name, text in texts]


@pytest.mark.parametrize("name", TARGETS)
def test_docx_and_odt_say_the_same(texts: dict[str, list[str]], name: str) -> None:
    assert texts[f"{name}.docx"] == texts[f"{name}.odt"]


@pytest.mark.parametrize(("name", "said"), list(zip(TARGETS, SAID, strict=True)))
def test_bielefelds_motion_is_the_other_municipalitys(texts: dict[str, list[str]], name: str, said: str) -> None:
    lines = texts[f"{name}.docx"]
    paper, source = lines[: lines.index("Quellenhinweis")], lines[lines.index("Quellenhinweis") :]

    assert lines[0] == name
    assert f"Vorgeschlagen wird, dass {said} Mitglied im Kommunennetzwerk des Landes wird." in paper
    assert [line for line in paper if "Bielefeld" in line] == []
    assert "Vorlage der Stadt Bielefeld, Drucksache 7091/2014-2020 vom 21.08.2018" in source[1]


def test_every_place_to_check_is_highlighted_and_commented_in_the_docx(shipped: Library) -> None:
    draft = of_bielefeld(shipped, KLEVE)

    document = docx.Document(io.BytesIO(write_docx(draft)))

    comments = [one.text for one in document.comments]
    assert comments == [f"Bitte prüfen: {one.advice}" for one in draft.checks]
    body = document.element.body.xml
    assert body.count("w:highlight") == len(draft.checks)


def test_every_place_to_check_is_highlighted_and_commented_in_the_odt(shipped: Library) -> None:
    draft = of_bielefeld(shipped, KLEVE)

    content = ZipFile(io.BytesIO(write_odt(draft))).read("content.xml").decode()

    assert content.count("<office:annotation ") + content.count("<office:annotation>") == len(draft.checks)
    assert content.count('text:style-name="Pruefstelle"') == len(draft.checks)


def test_headings_and_lists_are_real_ones() -> None:
    document = docx.Document(io.BytesIO(write_docx(a_draft())))

    styles = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Heading 1", "Beitritt des Kreises Kleve zum Netzwerk") in styles
    assert ("Heading 2", "Beschlussvorschlag") in styles
    assert ("List Number", "Der Kreistag beschließt den Beitritt.") in styles
    content = ZipFile(io.BytesIO(write_odt(a_draft()))).read("content.xml").decode()
    assert 'text:outline-level="1"' in content
    assert "<text:list " in content


def test_an_operators_letterhead_keeps_its_header_and_its_own_text(tmp_path: Path) -> None:
    letterhead = docx.Document()
    letterhead.sections[0].header.paragraphs[0].text = "Der Landrat · Briefbogen"
    letterhead.save(str(tmp_path / "briefbogen.docx"))

    document = docx.Document(io.BytesIO(write_docx(a_draft(), tmp_path / "briefbogen.docx")))

    assert document.sections[0].header.paragraphs[0].text == "Der Landrat · Briefbogen"
    assert "Kreis Kleve" in [one.text for one in document.paragraphs]


def test_a_letterhead_that_is_none_is_said_with_the_setting(tmp_path: Path) -> None:
    (tmp_path / "bogen.docx").write_text("kein Zip")

    with pytest.raises(FormatUnavailable, match="KB_LETTERHEAD"):
        write_docx(a_draft(), tmp_path / "bogen.docx")


def test_no_file_says_which_program_made_it() -> None:
    properties = docx.Document(io.BytesIO(write_docx(a_draft()))).core_properties

    assert (properties.title, properties.author, properties.comments) == (
        "Beitritt des Kreises Kleve zum Netzwerk", "Kreis Kleve", "",
    )  # fmt: skip


def test_a_speaking_note_is_a_file_of_its_own() -> None:
    note = speaking_note(PAPER, None)

    document = docx.Document(io.BytesIO(write_note_docx("Sprechzettel", note.blocks)))

    assert document.paragraphs[0].text == "Sprechzettel"
    assert "Beschlussvorschlag" in [one.text for one in document.paragraphs]


def test_what_a_kind_is_called_comes_from_the_register(shipped: Library) -> None:
    register = shipped.reading.municipalities

    assert register.get("05154000").kind is MunicipalityKind.DISTRICT
    assert register.get("05334000").kind is MunicipalityKind.REGION
    assert register.get("05711000").kind is MunicipalityKind.CITY
    assert register.get("05154056").kind is None
