"""The desk: who has to look after what, and what happens on a day."""

import datetime

import pytest

from kb.documents import Kind, State
from kb.errors import EditConflict, ForbiddenMove, InputError, NotFound, Withdrawn
from kb.library import Library, TaskList
from kb.library.contributing.drafts import REPORTED
from tests.builders import EDITOR, an_article

TODAY = datetime.date(2026, 11, 23)
TOMORROW = TODAY + datetime.timedelta(days=1)


def ids(found: TaskList) -> list[str]:
    return [one.id for one in found.tasks]


def a_reviewed(library: Library, **changes: object) -> tuple[str, int]:
    """Id and number of a document that was handed in."""
    draft = library.editing.save(an_article(state=State.DRAFT, **changes), "erika")
    return draft.id, library.editing.submit(draft.id, "erika", draft.revision).revision


def test_a_draft_stands_on_the_desk_of_those_who_wrote_on_it(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), "erika")

    assert ids(library.desk.drafts_of("erika")) == [draft.id]
    assert ids(library.desk.drafts_of("otto")) == []


def test_what_was_handed_in_waits_for_review_and_is_no_draft_any_more(library: Library) -> None:
    document, _ = a_reviewed(library)

    assert ids(library.desk.in_review()) == [document]
    assert ids(library.desk.drafts_of("erika")) == []


def test_what_was_given_back_says_why_until_it_is_handed_in_again(library: Library) -> None:
    document, number = a_reviewed(library)

    back = library.editing.return_to_draft(document, EDITOR, number, "Bitte die Quelle nennen.")
    again = library.editing.save(library.editing.newest(document).document, "erika", back.revision)

    assert ids(library.desk.returned()) == [document]
    assert library.editing.revision(document, back.revision).comment == "Bitte die Quelle nennen."
    library.editing.submit(document, "erika", again.revision)
    assert ids(library.desk.returned()) == []


def test_reported_drafts_have_a_list_of_their_own(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT, origin=f"{REPORTED} am 1.2.2026"), "Erfahrung melden")
    library.editing.save(an_article(state=State.DRAFT), EDITOR)

    assert ids(library.desk.reported()) == [draft.id]


def test_public_documents_whose_review_is_near_are_listed_the_most_urgent_first(library: Library) -> None:
    for number, days in (("a01", 20), ("b01", -5), ("c01", 90)):
        library.editing.save(an_article(id=number, review_by=TODAY + datetime.timedelta(days=days)), EDITOR)
    library.editing.save(an_article(review_by=TODAY, state=State.DRAFT), EDITOR)

    found = library.desk.review_due(TODAY)

    assert ids(found) == ["b01", "a01"]
    assert found.tasks[0].due == TODAY - datetime.timedelta(days=5)


def test_a_release_for_tomorrow_is_public_tomorrow_and_not_before(library: Library) -> None:
    document, number = a_reviewed(library)

    assert not library.desk.release(document, EDITOR, number, TOMORROW, today=TODAY)

    assert library.desk.carry_out_schedules(TODAY) == 0
    with pytest.raises(NotFound):
        library.reading.document(document)
    assert ids(library.desk.scheduled()) == [document]
    assert library.desk.carry_out_schedules(TOMORROW) == 1
    assert library.reading.document(document).document.title
    assert library.desk.scheduled().total == 0


def test_after_the_last_day_a_document_is_archived(library: Library) -> None:
    document, number = a_reviewed(library)
    assert library.desk.release(document, EDITOR, number, public_until=TODAY, today=TODAY)

    library.desk.carry_out_schedules(TODAY)
    assert library.reading.document(document)
    library.desk.carry_out_schedules(TOMORROW)

    with pytest.raises(Withdrawn):
        library.reading.document(document)
    assert library.desk.schedule(document) is None


def test_a_release_that_another_revision_overtook_publishes_nothing_and_says_so(library: Library) -> None:
    document, number = a_reviewed(library)
    library.desk.release(document, EDITOR, number, TOMORROW, today=TODAY)
    library.editing.return_to_draft(document, EDITOR, number, "Doch nicht.")

    assert library.desk.carry_out_schedules(TOMORROW) == 0

    with pytest.raises(NotFound):
        library.reading.document(document)
    assert library.desk.deeds(document)[0].action == "Termin entfallen"


def test_a_release_that_was_published_before_a_crash_goes_on_with_its_last_day(library: Library) -> None:
    document, number = a_reviewed(library)
    library.desk.release(document, EDITOR, number, TOMORROW, public_until=TOMORROW, today=TODAY)
    library.editing.publish(document, EDITOR, number)

    library.desk.carry_out_schedules(TOMORROW)

    kept = library.desk.schedule(document)
    assert kept is not None
    assert (kept.publish_from, kept.public_until) == (None, TOMORROW)


def test_a_release_is_refused_like_a_publication(library: Library) -> None:
    draft = library.editing.save(an_article(state=State.DRAFT), EDITOR)
    document, number = a_reviewed(library)

    with pytest.raises(ForbiddenMove):
        library.desk.release(draft.id, EDITOR, draft.revision, TOMORROW, today=TODAY)
    with pytest.raises(EditConflict):
        library.desk.release(document, EDITOR, number - 1, TOMORROW, today=TODAY)
    with pytest.raises(InputError):
        library.desk.release(document, EDITOR, number, TOMORROW, public_until=TODAY, today=TODAY)


def test_the_audit_trail_tells_the_way_of_a_document(library: Library) -> None:
    document, number = a_reviewed(library)
    published = library.editing.publish(document, EDITOR, number)
    library.editing.archive(document, EDITOR, published.revision)

    told = [(one.person, one.action) for one in reversed(library.desk.deeds(document))]

    assert told == [
        ("erika", "Bearbeitung begonnen"),
        ("erika", "Zur Prüfung eingereicht"),
        (EDITOR, "Veröffentlicht"),
        (EDITOR, "Archiviert"),
    ]


def test_an_older_revision_becomes_the_newest_draft(library: Library) -> None:
    saved = library.editing.save(an_article(title="Alt"), EDITOR)
    new = library.editing.save(an_article(id=saved.id, title="Neu"), EDITOR, saved.revision)

    library.editing.restore(saved.id, saved.revision, EDITOR, new.revision)

    newest = library.editing.newest(saved.id)
    assert (newest.document.title, newest.document.state) == ("Alt", State.DRAFT)
    assert library.reading.document(saved.id).document.title == "Neu"


def test_what_was_typed_is_kept_for_one_person_and_document(library: Library) -> None:
    library.desk.keep_input("erika", "neu123", Kind.GUIDE, (("title", "Alt"),))
    library.desk.keep_input("erika", "neu123", Kind.GUIDE, (("title", "Neu"), ("topics", "a"), ("topics", "b")))

    kept = library.desk.kept_input("erika", "neu123")

    assert kept is not None
    assert kept.content == (("title", "Neu"), ("topics", "a"), ("topics", "b"))
    assert library.desk.kept_input("otto", "neu123") is None
    library.desk.forget_input("erika", "neu123")
    assert library.desk.kept_inputs("erika") == ()


def test_before_publishing_faults_are_told_in_plain_german(library: Library) -> None:
    body = (
        "# Titel\n\n#### Tief\n\nFrau Müller zahlt 50 Euro. [Weg](/dokument/gibtesnicht) [Alt](www.example.org)\n\n"
        f"{'Wort ' * 31}."
    )

    told = " ".join(library.editing.findings(an_article(kind=Kind.AID, body=body, source="", topics=())))

    for expected in (
        "Es fehlt: Themen, Quelle.",
        "„Titel“ hat die Ebene des Titels",
        "Vor der Überschrift „Tief“ fehlt eine Ebene",
        "Verweises „Weg“ gibt es nicht",
        "Der Verweis „Alt“ führt zu „www.example.org“",
        "Ein Satz hat 3",
        "„Frau Müller“ sieht nach einer Angabe über eine Person aus.",
        "„50 Euro“ ist eine Zahl zu Recht oder Geld",
    ):
        assert expected in told


def test_a_text_without_faults_is_told_nothing(library: Library) -> None:
    assert library.editing.findings(an_article(kind=Kind.AID, body="## Anlass\n\nEin kurzer Satz.")) == ()
