"""The starter corpus and imports: idempotent, never against an editor, one bad file does not stop the others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.documents import AnyDocument, Motion, State
from kb.errors import InputError, InvalidDocument, NotFound, UnreadableFile
from kb.exporting.markdown import write_document
from kb.library import LOADER, Library, LoadReport, Outcome
from tests.builders import EDITOR, TOPICS, a_library, a_motion, an_article

Put = Callable[[str, AnyDocument], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a document into a file of the starter corpus."""

    def write(name: str, document: AnyDocument) -> Path:
        path = tmp_path / "content" / "praxishilfen" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(write_document(document), encoding="utf-8")
        return path

    return write


def test_new_files_become_public_documents(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa"))
    put("b.md", an_article(id="bbb", state=State.DRAFT))

    report = library.keeping.load_content()

    assert report == LoadReport(added=2, unchanged=2)
    assert library.editing.newest("aaa").editor == LOADER
    assert library.reading.document("aaa").document == an_article(id="aaa")
    with pytest.raises(NotFound):
        library.reading.document("bbb")


def test_loading_again_changes_nothing(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa"))
    library.keeping.load_content()

    report = library.keeping.load_content()

    assert report == LoadReport(unchanged=3)
    assert len(library.editing.history("aaa")) == 1


def test_a_changed_file_becomes_a_new_public_revision(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa", title="Alt"))
    library.keeping.load_content()
    put("a.md", an_article(id="aaa", title="Neu"))

    report = library.keeping.load_content()

    assert report == LoadReport(changed=1, unchanged=2)
    assert library.reading.document("aaa").document.title == "Neu"


def test_a_file_that_was_only_saved_again_is_unchanged(library: Library, put: Put) -> None:
    path = put("a.md", an_article(id="aaa"))
    library.keeping.load_content()
    path.write_text(write_document(an_article(id="aaa")).replace("\n", "\r\n"), encoding="utf-8", newline="")

    assert library.keeping.load_content() == LoadReport(unchanged=3)
    assert len(library.editing.history("aaa")) == 1


def test_what_an_editor_saved_since_is_kept_and_reported(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa", title="Alt"))
    library.keeping.load_content()
    library.editing.save(an_article(id="aaa", title="Redaktion"), EDITOR, 1)
    put("a.md", an_article(id="aaa", title="Neu"))

    reports = [library.keeping.load_content() for _ in range(2)]

    assert [report.kept for report in reports] == [("praxishilfen/a.md",)] * 2
    assert library.reading.document("aaa").document.title == "Redaktion"
    assert "weil die Redaktion inzwischen eine neuere Fassung gespeichert hat" in " ".join(reports[0].messages)


def test_what_an_editor_withdrew_does_not_come_back(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa"))
    library.keeping.load_content()
    library.editing.archive("aaa", EDITOR, 1)
    put("a.md", an_article(id="aaa", title="Neu"))

    library.keeping.load_content()

    with pytest.raises(NotFound):
        library.reading.document("aaa")


def test_a_file_may_withdraw_its_document_and_bring_it_back(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa"))
    library.keeping.load_content()

    put("a.md", an_article(id="aaa", state=State.ARCHIVED))
    library.keeping.load_content()
    with pytest.raises(NotFound):
        library.reading.document("aaa")
    put("a.md", an_article(id="aaa"))
    library.keeping.load_content()

    assert library.reading.document("aaa").revision == 3


def test_a_file_without_an_id_stays_the_same_document(library: Library, put: Put) -> None:
    put("a.md", an_article(title="Alt"))
    library.keeping.load_content()
    put("a.md", an_article(title="Neu"))

    assert library.keeping.load_content() == LoadReport(changed=1, unchanged=2)
    assert library.keeping.health().public == 1


def test_a_file_that_moved_stays_the_same_document(library: Library, put: Put) -> None:
    path = put("a.md", an_article())
    library.keeping.load_content()
    path.rename(path.with_name("b.md"))

    report = library.keeping.load_content()

    assert report == LoadReport(unchanged=3, vanished=("praxishilfen/a.md",))
    assert library.keeping.health().public == 1


def test_a_file_that_vanished_is_reported_and_its_document_stays(library: Library, put: Put) -> None:

    path = put("a.md", an_article(id="aaa"))
    library.keeping.load_content()
    path.unlink()

    report = library.keeping.load_content()

    assert report.vanished == ("praxishilfen/a.md",)
    assert library.reading.document("aaa")


def test_bad_files_are_reported_and_the_others_load(library: Library, put: Put) -> None:
    put("a.md", an_article(id="aaa"))
    put("b.md", an_article(id="bbb", topics=("gibtesnicht",)))
    put("c.md", an_article(id="ccc")).write_bytes(b"\xff\xfe")
    put("d.md", an_article(id="ddd")).write_text("---\nkind: guide\nname: x\n---\n", encoding="utf-8")
    put("e.md", an_article(id="aaa", title="Noch einmal"))

    report = library.keeping.load_content()

    assert report.added == 1
    assert [path for path, _ in report.refused] == [f"praxishilfen/{name}.md" for name in "bcde"]
    reasons = " ".join(reason for _, reason in report.refused)
    assert "Das Thema „gibtesnicht“ gibt es nicht." in reasons
    assert "praxishilfen/d.md: Das Feld „name“ gibt es nicht." in reasons
    assert "Die Kennung „aaa“ steht schon in praxishilfen/a.md." in reasons


def test_a_broken_register_is_reported_and_the_last_good_one_stays(library: Library, tmp_path: Path) -> None:
    (tmp_path / "content" / "themen.yaml").write_text("- id: [", encoding="utf-8")

    report = library.keeping.load_content()

    assert [path for path, _ in report.refused] == ["themen.yaml"]
    assert library.reading.topics == TOPICS


def test_a_changed_register_is_known_at_once(library: Library, tmp_path: Path, put: Put) -> None:
    with (tmp_path / "content" / "themen.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: neu\n  label: Neues Thema\n")
    put("a.md", an_article(id="aaa", topics=("neu",)))

    assert library.keeping.load_content() == LoadReport(added=1, changed=1, unchanged=1)
    assert library.reading.topics.label("neu") == "Neues Thema"


def test_an_export_reads_as_the_same_knowledge_base(tmp_path: Path) -> None:
    documents = (
        an_article(id="aaa"),
        a_motion(id="bbb", title="§"),
        an_article(id="ccc", state=State.DRAFT),
    )
    with a_library(tmp_path / "eins", *documents) as first, a_library(tmp_path / "zwei") as second:
        first.keeping.export(tmp_path / "export")
        report = second.keeping.load_content(tmp_path / "export")
        second.keeping.export(tmp_path / "wieder")

        assert report.added == 2
        assert second.reading.document("bbb").document == documents[1]
    assert files(tmp_path / "export") == files(tmp_path / "wieder")
    assert set(files(tmp_path / "export")) == {
        "kommunen.csv",
        "praxishilfen/aaa-dem-kommunennetzwerk-beitreten.md",
        "sitzungsvorlagen/bbb.md",
        "themen.yaml",
    }


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_exporting_again_replaces_what_was_renamed_and_leaves_the_rest(library: Library, tmp_path: Path) -> None:
    library.editing.save(an_article(id="aaa", title="Alt"), EDITOR)
    library.keeping.export(tmp_path / "export")
    (tmp_path / "export" / "praxishilfen" / "notiz.md").write_text("Notiz", encoding="utf-8")
    library.editing.save(an_article(id="aaa", title="Neu"), EDITOR, 1)

    library.keeping.export(tmp_path / "export")

    names = sorted(path.name for path in (tmp_path / "export" / "praxishilfen").iterdir())
    assert names == ["aaa-neu.md", "notiz.md"]


def test_an_export_holds_the_public_revision(library: Library, tmp_path: Path) -> None:
    library.editing.save(an_article(id="aaa", title="Öffentlich"), EDITOR)
    library.editing.save(an_article(id="aaa", title="Entwurf", state=State.DRAFT), EDITOR, 1)

    library.keeping.export(tmp_path / "export")

    assert "title: Öffentlich\n" in (tmp_path / "export/praxishilfen/aaa-oeffentlich.md").read_text(encoding="utf-8")


def test_an_imported_file_is_a_draft_unless_it_is_to_be_published(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "neu.md"
    path.write_text(write_document(an_article()), encoding="utf-8")

    draft = library.keeping.import_file(path, EDITOR)
    published = library.keeping.import_file(path, EDITOR, publish=True)

    assert (draft.outcome, draft.revision) == (Outcome.ADDED, 1)
    assert (published.id, published.outcome, published.revision) == (draft.id, Outcome.CHANGED, 2)
    assert library.reading.document(draft.id).document == an_article(id=draft.id)


@pytest.mark.parametrize("publish", [True, False])
def test_importing_the_same_file_again_changes_nothing(library: Library, tmp_path: Path, *, publish: bool) -> None:
    path = tmp_path / "neu.md"
    path.write_text(write_document(an_article()), encoding="utf-8")
    first = library.keeping.import_file(path, EDITOR, publish=publish)
    moved = path.rename(tmp_path / "anders.md")

    again = library.keeping.import_file(moved, EDITOR, publish=publish)

    assert again == replace(first, outcome=Outcome.UNCHANGED)
    assert library.keeping.import_file(moved, EDITOR, publish=False).outcome is Outcome.UNCHANGED


def test_an_import_does_not_overwrite_what_an_editor_saved(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "neu.md"
    path.write_text(write_document(an_article(id="aaa", title="Alt")), encoding="utf-8")
    library.keeping.import_file(path, "Kommandozeile", publish=True)
    library.editing.save(an_article(id="aaa", title="Redaktion"), EDITOR, 1)
    path.write_text(write_document(an_article(id="aaa", title="Neu")), encoding="utf-8")

    imported = library.keeping.import_file(path, "Kommandozeile", publish=True)

    assert imported.outcome is Outcome.KEPT
    assert library.reading.document("aaa").document.title == "Redaktion"


def test_a_council_paper_is_imported_from_its_text(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "vorlage.txt"
    path.write_text(
        "Betreff:\nBeitritt zum Netzwerk\n\nBeschlussvorschlag:\nDer Rat beschließt den Beitritt.\n\n"
        "Begründung:\nDas Netzwerk hilft.\n",
        encoding="utf-8",
    )

    imported = library.keeping.import_file(path, EDITOR)

    document = library.editing.newest(imported.id).document
    assert isinstance(document, Motion)
    assert document.state is State.DRAFT
    assert document.resolution == "Der Rat beschließt den Beitritt."


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("leer.md", b"", UnreadableFile),
        ("bild.png", b"\x89PNG", UnreadableFile),
        ("fremd.md", b"---\nkind: guide\ntitle: T\ntopics:\n- x\n---\n", InvalidDocument),
    ],
)
def test_a_file_that_cannot_be_imported_leaves_nothing(
    library: Library, tmp_path: Path, name: str, content: bytes, kind: type[InputError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(kind):
        library.keeping.import_file(path, EDITOR, publish=True)

    assert library.keeping.health().public == 0


def test_a_folder_without_registers_loads_its_documents(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "nur-dokumente"
    folder.mkdir()
    (folder / "a.md").write_text(write_document(an_article(id="aaa")), encoding="utf-8")

    assert library.keeping.load_content(folder).added == 1


def test_the_packaged_corpus_loads_without_a_complaint(tmp_path: Path) -> None:
    with a_library(tmp_path, content=None) as library:
        report = library.keeping.load_content()

        assert report.refused == ()
        assert report.unchanged > 10
        assert library.keeping.health().public > 10


def test_synonyms_are_loaded_asked_with_and_written_out_again(tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "synonyme.txt").write_text("Zuschuss, Zuwendung  # Amtsdeutsch\n", encoding="utf-8")
    with a_library(tmp_path, an_article(title="Zuwendungen für Vereine")) as library:
        library.keeping.load_content(folder)

        found = library.reading.search(library.reading.question("Zuschüsse"))
        library.keeping.export(tmp_path / "out")

    assert [hit.title for hit in found.hits] == ["Zuwendungen für Vereine"]
    assert (tmp_path / "out" / "synonyme.txt").read_text(encoding="utf-8") == "Zuschuss, Zuwendung  # Amtsdeutsch\n"


def test_a_line_of_synonyms_that_cannot_be_read_is_reported_with_its_number(tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "synonyme.txt").write_text("Zuschuss\n", encoding="utf-8")

    with a_library(tmp_path) as library:
        report = library.keeping.load_content(folder)

    assert "Zeile 1" in dict(report.refused)["synonyme.txt"]
