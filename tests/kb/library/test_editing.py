"""An editor's work: from draft to published, searchable at once, and nothing lost when something is away."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kb.documents import State
from kb.errors import EditConflict, ForbiddenMove, InvalidDocument, NotFound, Withdrawn
from kb.library import Library
from tests.builders import EDITOR, a_motion, an_article


def found(library: Library, text: str) -> list[str]:
    """Ids of the hits."""
    return [hit.id for hit in library.reading.search(library.reading.question(text)).hits]


def test_a_published_document_is_found_and_read_at_once(library: Library) -> None:
    saved = library.editing.save(an_article(body="Wir fördern Gesangvereine."), EDITOR)

    assert found(library, "Gesangvereine") == [saved.id]
    assert library.reading.document(saved.id).parts["body"].html == "<p>Wir fördern Gesangvereine.</p>"


def test_a_draft_is_seen_by_nobody_until_it_is_published(library: Library) -> None:
    draft = library.editing.save(an_article(title="Gesangvereine", state=State.DRAFT), EDITOR)
    with pytest.raises(NotFound):
        library.reading.document(draft.id)

    review = library.editing.submit(draft.id, EDITOR, draft.revision)
    published = library.editing.publish(draft.id, "Prüfung", review.revision)

    assert found(library, "Gesangvereine") == [draft.id]
    assert library.reading.document(draft.id).revision == published.revision
    assert [one.editor for one in library.editing.history(draft.id)] == ["Prüfung", EDITOR, EDITOR]


def test_readers_see_the_public_revision_while_an_editor_works_on_the_next(library: Library) -> None:
    saved = library.editing.save(an_article(title="Gesangvereine"), EDITOR)

    library.editing.save(an_article(id=saved.id, title="Chöre", state=State.DRAFT), EDITOR, saved.revision)

    assert library.reading.document(saved.id).document.title == "Gesangvereine"
    assert found(library, "Chöre") == []


def test_a_document_in_review_can_be_returned(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), EDITOR)
    review = library.editing.submit(draft.id, EDITOR, draft.revision)

    returned = library.editing.return_to_draft(draft.id, EDITOR, review.revision)

    assert library.editing.newest(draft.id).document.state is State.DRAFT
    assert returned.revision == 3


def test_an_archived_document_is_withdrawn_everywhere_and_can_come_back(library: Library) -> None:
    saved = library.editing.save(an_article(title="Gesangvereine"), EDITOR)

    archived = library.editing.archive(saved.id, EDITOR, saved.revision)

    assert found(library, "Gesangvereine") == []
    assert library.reading.topic_documents("netzwerk") == ()
    with pytest.raises(Withdrawn):
        library.reading.document(saved.id)
    back = library.editing.return_to_draft(saved.id, EDITOR, archived.revision)
    review = library.editing.submit(saved.id, EDITOR, back.revision)
    library.editing.publish(saved.id, EDITOR, review.revision)
    assert found(library, "Gesangvereine") == [saved.id]


def test_a_draft_cannot_be_published_without_review(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), EDITOR)

    with pytest.raises(ForbiddenMove):
        library.editing.publish(draft.id, EDITOR, draft.revision)

    assert len(library.editing.history(draft.id)) == 1


def test_who_edits_an_outdated_revision_is_told_so_and_nothing_is_overwritten(library: Library) -> None:
    saved = library.editing.save(an_article(), EDITOR)
    library.editing.save(an_article(id=saved.id, title="Von anderen"), "Andere", saved.revision)

    with pytest.raises(EditConflict) as caught:
        library.editing.save(an_article(id=saved.id, title="Von mir"), EDITOR, saved.revision)

    assert "Es wurde nichts überschrieben." in caught.value.message
    assert library.reading.document(saved.id).document.title == "Von anderen"


def test_a_conflict_is_told_before_a_forbidden_move(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), EDITOR)
    review = library.editing.submit(draft.id, EDITOR, draft.revision)
    library.editing.archive(draft.id, "Andere", review.revision)

    with pytest.raises(EditConflict):
        library.editing.publish(draft.id, EDITOR, review.revision)


def test_an_edit_of_a_document_that_does_not_exist_is_refused(library: Library) -> None:
    with pytest.raises(NotFound):
        library.editing.save(an_article(id="gibtesnicht"), EDITOR, 1)
    with pytest.raises(NotFound):
        library.editing.publish("gibtesnicht", EDITOR, 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": " "}, "Der Titel (title) fehlt."),
        ({"topics": ("netzwerk/beitrit",)}, "Das Thema „netzwerk/beitrit“ gibt es nicht. Gemeint war vielleicht"),
        ({"municipality": "05711001"}, "AGS) „05711001“ gibt es nicht. Gemeint war vielleicht „05711000“."),
        ({"body": "[" * 20_000}, "ließ sich nicht in 5 Sekunden umsetzen"),
        ({"body": "a" * 200_001}, "länger als 200 KB"),
        ({"source_url": "javascript:alert(1)"}, "muss mit https:// oder http:// beginnen"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    library: Library, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        library.editing.save(an_article(**changes), EDITOR)

    assert reason in caught.value.message
    assert library.keeping.health().public == 0


def test_a_motion_keeps_each_part_with_heading_ids_of_its_own(library: Library) -> None:
    text = "## Kosten\n\nKeine."

    saved = library.editing.save(a_motion(body=text, rationale=text, resolution=""), EDITOR)

    parts = library.reading.document(saved.id).parts
    assert {name: part.headings[0].id for name, part in parts.items()} == {
        "body": "abschnitt-kosten",
        "rationale": "abschnitt-begruendung-kosten",
    }
    assert parts["rationale"].headings[0].level == 3


def test_saving_works_while_the_index_is_gone_and_is_caught_up_later(library: Library, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "daten" / "index")

    saved = library.editing.save(an_article(title="Gesangvereine"), EDITOR)

    assert library.reading.document(saved.id).document.title == "Gesangvereine"
    assert library.keeping.health().waiting == 1
    assert library.keeping.heal()
    library.keeping.apply_pending()
    assert found(library, "Gesangvereine") == [saved.id]
    assert library.keeping.health().waiting == 0


def test_saving_works_while_the_index_cannot_be_written(library: Library, tmp_path: Path) -> None:
    index = tmp_path / "daten" / "index"
    shutil.rmtree(index)
    index.write_text("keine Datei, die hierher gehört", encoding="utf-8")

    saved = library.editing.save(an_article(), EDITOR)

    assert library.editing.newest(saved.id).number == 1
    assert library.keeping.health().status == "degraded"


def test_an_edit_keeps_the_id_and_the_old_revision(library: Library) -> None:
    saved = library.editing.save(an_article(title="Alt"), EDITOR)
    document = library.editing.newest(saved.id).document

    changed = library.editing.save(replace(document, title="Neu"), EDITOR, saved.revision)

    assert (changed.id, changed.revision, changed.version) == (saved.id, 2, 2)
    assert [one.document.title for one in library.editing.history(saved.id)] == ["Neu", "Alt"]
