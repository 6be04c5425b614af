"""Taking files in: a draft with its report and its original, whole or not at all, public only from trusted folders."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kb
from kb.documents import Motion, State
from kb.errors import InputError, InvalidDocument, NotFound, UnreadableFile
from kb.importing.sources import sources_in
from kb.library import Library, Outcome, open_library
from kb.people import Person, Role
from kb.store import open_store
from tests.builders import EDITOR, a_library, settings_in
from tests.databases import url_for
from tests.kb.importing.files.made import a_docx, a_pdf, a_zip, paragraph

PAPER = [
    ["Stadt Musterhausen", "Vorlage 0815/2031", "", "Betreff:", "Eine Bank", "", "Beschlussvorschlag:", "Die Bank wird gebaut."],
    ["Begründung:", "Viele wollen Brimborasel und sitzen gern in der Sonne.", "", "Auskunft erteilt: Frau Beispiel, Tel. 0251 4711"],
]  # fmt: skip


ROOT = Path(kb.__file__).parent.parent


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "eingang"
    folder.mkdir()
    return a_pdf(folder / "vorlage.pdf", PAPER)


@pytest.fixture
def trusting(tmp_path: Path) -> Iterator[Library]:
    """Trusts the folder `eingang`."""
    with a_library(tmp_path, trusted=f"{tmp_path / 'anderswo'}; {tmp_path / 'eingang'}") as library:
        yield library


def originals(folder: Path) -> list[Path]:
    return sorted((folder / "daten" / "originale").glob("*"))


def document_ids(folder: Path) -> tuple[str, ...]:
    store = open_store(settings_in(folder).database_url)
    try:
        return store.documents.ids()
    finally:
        store.close()


def test_a_paper_becomes_a_draft_that_nobody_else_sees(library: Library, paper: Path) -> None:
    imported = library.keeping.import_file(paper, EDITOR)
    library.keeping.apply_pending()

    draft = library.editing.newest(imported.id).document
    assert isinstance(draft, Motion)
    assert (draft.state, draft.subject, draft.resolution) == (State.DRAFT, "Eine Bank", "Die Bank wird gebaut.")
    assert library.reading.search(library.reading.question("Brimborasel")).total == 0


def test_topics_are_proposed_and_left_to_whoever_confirms(library: Library, tmp_path: Path) -> None:
    card = [["Betreff:", "Ehrenamtskarte", "", "Beschlussvorschlag:", "Die Karte wird eingeführt."]]
    imported = library.keeping.import_file(a_pdf(tmp_path / "karte.pdf", card), EDITOR)

    report = library.editing.import_report(imported.id)

    assert report
    assert report.topics == (("anerkennung/ehrenamtskarte", "Ehrenamtskarte"),)
    assert library.editing.newest(imported.id).document.topics == ()


def test_beside_the_draft_stands_how_it_was_read(library: Library, paper: Path) -> None:
    imported = library.keeping.import_file(paper, EDITOR)

    report = library.editing.import_report(imported.id)

    assert report
    assert (report.file, report.kind, len(report.pages)) == ("vorlage.pdf", "pdf", 2)
    assert dict(report.found_on) == {"subject": 1, "resolution": 1, "rationale": 2}
    assert "Auskunft erteilt: Frau Beispiel" in report.text
    assert "Eine Beratungsfolge wurde nicht gefunden." in report.warnings


def test_the_original_is_kept_for_editors_alone(library: Library, paper: Path, tmp_path: Path) -> None:
    imported = library.keeping.import_file(paper, EDITOR)

    kept = library.editing.original(imported.id)

    assert kept.read_bytes() == paper.read_bytes()
    assert kept.parent.stat().st_mode & 0o077 == 0
    assert originals(tmp_path) == [kept]


def test_a_draft_waits_until_its_own_last_file_is_confirmed(library: Library, paper: Path, tmp_path: Path) -> None:
    confirmed = library.keeping.import_file(paper, EDITOR).id
    other = a_pdf(tmp_path / "andere.pdf", [["Betreff:", "Ein Baum"]])
    changed = library.keeping.import_file(other, EDITOR).id
    editor = Person(name="otto", role=Role.EDITOR)
    for one in (confirmed, changed):
        newest = library.editing.newest(one)
        parts = library.confirming.confirmation(one, editor).parts
        library.confirming.confirm(newest.document, editor, newest.number, parts)
    assert library.desk.unconfirmed().total == 0

    a_pdf(other, [["Betreff:", "Zwei Bäume"]])
    library.keeping.import_file(other, EDITOR)

    assert [one.id for one in library.desk.unconfirmed().tasks] == [changed]


def test_what_was_written_here_has_no_report_and_no_original(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "hilfe.md"
    path.write_text("---\nkind: guide\ntitle: Bänke\n---\n\nText\n", encoding="utf-8")

    imported = library.keeping.import_file(path, EDITOR)

    assert library.editing.import_report(imported.id) is None
    assert originals(tmp_path) == []
    with pytest.raises(NotFound):
        library.editing.original(imported.id)


def test_the_same_file_again_or_elsewhere_changes_nothing(library: Library, paper: Path, tmp_path: Path) -> None:
    first = library.keeping.import_file(paper, EDITOR)
    copy = Path(shutil.copy(paper, tmp_path / "kopie.pdf"))

    outcomes = [library.keeping.import_file(path, EDITOR) for path in (paper, copy)]

    assert {(one.id, one.outcome) for one in outcomes} == {(first.id, Outcome.UNCHANGED)}
    assert len(originals(tmp_path)) == 1


def test_a_file_is_known_again_even_if_the_process_died_before_it_was_noted(
    library: Library, paper: Path, tmp_path: Path
) -> None:
    first = library.keeping.import_file(paper, EDITOR)
    store = open_store(settings_in(tmp_path).database_url)
    with store.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM loaded_files")
    store.close()

    assert library.keeping.import_file(paper, EDITOR).id == first.id


def test_a_changed_file_becomes_the_next_revision_with_a_report_of_its_own(
    library: Library, paper: Path, tmp_path: Path
) -> None:
    library.keeping.import_file(paper, EDITOR)
    a_pdf(paper, [*PAPER, ["Dritte Seite."]])

    changed = library.keeping.import_file(paper, EDITOR)

    report = library.editing.import_report(changed.id)
    assert (changed.outcome, changed.revision) == (Outcome.CHANGED, 2)
    assert report
    assert len(report.pages) == 3
    assert len(originals(tmp_path)) == 2


def test_a_file_that_cannot_be_saved_leaves_nothing_behind(library: Library, tmp_path: Path) -> None:
    before = document_ids(tmp_path)
    too_long = a_docx(tmp_path / "lang.docx", paragraph("Viel Text. " * 30_000))

    with pytest.raises(InvalidDocument, match="länger als 200 KB"):
        library.keeping.import_file(too_long, EDITOR)

    assert document_ids(tmp_path) == before
    assert originals(tmp_path) == []


def test_a_file_that_cannot_be_read_leaves_nothing_behind(library: Library, tmp_path: Path) -> None:
    before = document_ids(tmp_path)

    with pytest.raises(UnreadableFile, match="gescanntes Dokument ohne Text"):
        library.keeping.import_file(a_pdf(tmp_path / "scan.pdf", [[], []]), EDITOR)

    assert document_ids(tmp_path) == before
    assert originals(tmp_path) == []


def test_what_a_killed_import_left_behind_is_removed_later(library: Library, paper: Path, tmp_path: Path) -> None:
    library.keeping.import_file(paper, EDITOR)
    (kept,) = originals(tmp_path)
    left_behind, young = kept.with_name("0" * 64), kept.with_name(".neu-x")
    for path in (left_behind, young):
        path.write_bytes(b"x")
    for path in (kept, left_behind):
        os.utime(path, (0, 0))

    assert library.keeping.forget_unused_originals() == 1
    assert set(originals(tmp_path)) == {kept, young}


IMPORT_ALL = """
import sys
from pathlib import Path
from kb.library import open_library
from kb.settings import read_settings
with open_library(read_settings()) as library:
    print("bereit", flush=True)
    for path in sorted(Path(sys.argv[1]).iterdir()):
        library.keeping.import_file(path, "Redaktion")
"""


def test_an_import_that_is_killed_again_and_again_ends_as_if_it_had_not_been(tmp_path: Path, paper: Path) -> None:
    text = "Betreff:\nBank Nr. {0}\n\nBeschlussvorschlag:\nDie Bank Nr. {0} wird gebaut.\n".format
    for number in range(40):
        (paper.parent / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    chance = random.Random(4711)

    for _ in range(4):
        with importing_all(paper.parent, tmp_path) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0.1, 0.7))
            process.kill()
    with importing_all(paper.parent, tmp_path) as process:
        process.communicate(timeout=120)

    with open_library(settings_in(tmp_path)) as library:
        reports = [library.editing.import_report(one) for one in document_ids(tmp_path)]
    assert sorted(report.file for report in reports if report) == sorted(path.name for path in paper.parent.iterdir())
    whole = {path.name for path in originals(tmp_path) if not path.name.startswith(".neu-")}  # the worker removes these
    assert {report.sha256 for report in reports if report} == whole


def importing_all(folder: Path, below: Path) -> subprocess.Popen[str]:
    data = below / "daten"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KB_DATA": str(data), "KB_DATABASE": url_for(data)}
    command = [sys.executable, "-c", IMPORT_ALL, str(folder)]
    return subprocess.Popen(command, env=environment, cwd=below, stdout=subprocess.PIPE, text=True)


def test_only_a_trusted_folder_publishes_without_a_look(trusting: Library, paper: Path, tmp_path: Path) -> None:
    elsewhere = a_pdf(tmp_path / "fremd.pdf", [PAPER[0]])

    trusted = trusting.keeping.import_file(paper, EDITOR, publish=True)
    held_back = trusting.keeping.import_file(elsewhere, EDITOR, publish=True)

    assert trusting.editing.newest(trusted.id).document.state is State.PUBLISHED
    assert trusting.editing.newest(held_back.id).document.state is State.DRAFT
    assert (trusted.is_held_back, held_back.is_held_back) == (False, True)


def test_a_link_in_a_trusted_folder_is_as_trusted_as_what_it_leads_to(
    trusting: Library, paper: Path, tmp_path: Path
) -> None:
    link = paper.parent / "verweis.pdf"
    link.symlink_to(a_pdf(tmp_path / "fremd.pdf", [PAPER[0]]))

    assert trusting.keeping.import_file(link, EDITOR, publish=True).is_held_back


def test_an_archive_brings_each_of_its_files(library: Library, tmp_path: Path) -> None:
    word = a_docx(tmp_path / "x.docx", paragraph("Leitfaden", "berschrift1") + paragraph("Text"))
    members = {"a/vorlage.pdf": a_pdf(tmp_path / "x.pdf", PAPER).read_bytes(), "b/leitfaden.docx": word.read_bytes()}
    archive = a_zip(tmp_path / "alle.zip", members | {"liesmich.png": b"x", "__MACOSX/a/._vorlage.pdf": b"x"})

    ids = []
    for _ in range(2):
        with sources_in(archive) as sources:
            ids.append([library.keeping.import_file(source, EDITOR).id for source in sources])

    origins = {library.editing.newest(one).document.origin for one in ids[0]}
    assert ids[0] == ids[1]
    assert origins == {"Eingelesen aus alle.zip/a/vorlage.pdf", "Eingelesen aus alle.zip/b/leitfaden.docx"}


def test_an_archive_without_a_readable_file_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match="keine Datei, die hier gelesen werden kann"),
        sources_in(a_zip(tmp_path / "x.zip", {"bild.png": b"x"})),
    ):
        pass


def test_a_hit_in_a_paper_of_several_pages_names_the_page(tmp_path: Path) -> None:
    later = "Auf der dritten Seite der Begründung steht schließlich, dass der Verein eine Wippelhütte errichten möchte."
    pages = [*PAPER[:1], PAPER[1][:2], [later]]
    with a_library(tmp_path, trusted=str(tmp_path)) as library:
        imported = library.keeping.import_file(a_pdf(tmp_path / "lang.pdf", pages), EDITOR, publish=True)
        library.keeping.apply_pending(wait=True)

        sections = {word: found_in(library, word) for word in ("Bank", "Brimborasel", "Wippelhütte")}

        edited = replace(library.editing.newest(imported.id).document, summary="Kurz gesagt")
        library.editing.save(edited, EDITOR, based_on=imported.revision)
        library.keeping.apply_pending(wait=True)
        assert sections == {"Bank": 1, "Brimborasel": 2, "Wippelhütte": 3}
        assert found_in(library, "Wippelhütte") == 3


def found_in(library: Library, word: str) -> int:
    """The page that the only hit names."""
    (hit,) = library.reading.search(library.reading.question(word)).hits
    assert hit.section
    return hit.section.page
