"""Documents and revisions: nothing saved is lost or changed, and the outbox knows every change of what is public."""

import datetime
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from kb.documents import AnyDocument, Attachment, Consultation, Kind, Outcome, State
from kb.errors import EditConflict, NotFound, StoreUnavailable
from kb.markup import Heading, Rendered
from kb.store import Listed, Store
from kb.store.ids import ALPHABET, new_id
from kb.store.tables import revisions
from tests.builders import BIELEFELD, a_motion, an_article
from tests.kb.store.stores import a_store, save


def pending(store: Store) -> list[tuple[str, int]]:
    return [(row.document, row.version) for row in store.outbox.pending(None)]


@pytest.mark.parametrize(
    "document",
    [
        an_article(id="aaa"),
        an_article(id="aaa", body="", summary="", topics=(), as_of=None),
        an_article(id="aaa", kind=Kind.EVENT, starts=datetime.date(2026, 12, 1), related=("bbb",)),
        a_motion(id="aaa"),
        a_motion(
            id="aaa",
            kind=Kind.MODEL,
            outcome=Outcome.AMENDED,
            consultations=(Consultation(committee="Rat", public=False, outcome=Outcome.NOTED),),
            attachments=(Attachment(title="Anlage", url="https://example.org", rights="CC0"),),
            placeholders=(("kommune", "Name der Kommune"),),
        ),
        an_article(id="aaa", title="🙂 \u2028 Bürger*innen", body="a\r\nb\tc "),
    ],
)
def test_a_document_comes_back_as_it_was_saved(store: Store, document: AnyDocument) -> None:
    save(store, document)

    published = store.documents.published_one("aaa")

    assert published
    assert published.document == document
    assert store.documents.newest("aaa").document == document


def test_parts_come_back_as_they_were_rendered(store: Store) -> None:
    parts = {"body": Rendered(html="<h2>A</h2>", text="A", headings=(Heading(2, "abschnitt-a", "A"),))}

    save(store, an_article(id="aaa"), parts=parts)

    published = store.documents.published_one("aaa")
    assert published
    assert published.parts == parts


def test_a_new_document_gets_an_id_of_eight_unmistakable_characters(store: Store) -> None:
    saved = save(store, an_article())

    assert re.fullmatch(f"[{ALPHABET}]{{8}}", saved.id)
    assert store.documents.newest(saved.id).document.id == saved.id


def test_a_taken_id_is_not_given_again() -> None:
    tried: list[str] = []

    def is_taken(candidate: str) -> bool:
        tried.append(candidate)
        return len(tried) < 3

    assert new_id(is_taken) == tried[2]


def test_a_published_document_is_told_to_the_index_once(store: Store) -> None:
    saved = save(store, an_article(id="aaa"))

    assert (saved.revision, saved.version) == (1, 1)
    assert pending(store) == [("aaa", 1)]


def test_a_draft_is_told_to_nobody(store: Store) -> None:
    saved = save(store, an_article(id="aaa", state=State.DRAFT))

    assert (saved.revision, saved.version) == (1, 0)
    assert pending(store) == []
    assert store.documents.published_one("aaa") is None


def test_editing_a_published_document_leaves_the_public_revision(store: Store) -> None:
    save(store, an_article(id="aaa", title="Alt"))

    saved = save(store, an_article(id="aaa", title="Neu", state=State.DRAFT), based_on=1)

    published = store.documents.published_one("aaa")
    assert published
    assert (published.document.title, published.revision, published.version) == ("Alt", 1, 1)
    assert (saved.revision, saved.version) == (2, 1)
    assert store.documents.newest("aaa").document.title == "Neu"
    assert len(pending(store)) == 1


def test_the_version_grows_with_every_change_of_what_is_public(store: Store) -> None:
    save(store, an_article(id="aaa"))
    save(store, an_article(id="aaa", title="Zwei"), based_on=1)
    save(store, an_article(id="aaa", state=State.ARCHIVED), based_on=2)
    save(store, an_article(id="aaa", state=State.DRAFT), based_on=3)
    save(store, an_article(id="aaa"), based_on=4)

    assert pending(store) == [("aaa", 1), ("aaa", 2), ("aaa", 3), ("aaa", 4)]
    assert store.documents.public_versions() == {"aaa": 4}


def test_archiving_what_was_never_public_changes_nothing_for_readers(store: Store) -> None:
    save(store, an_article(id="aaa", state=State.DRAFT))

    save(store, an_article(id="aaa", state=State.ARCHIVED), based_on=1)

    assert pending(store) == []


def test_an_archived_document_was_public_and_is_no_longer(store: Store) -> None:
    save(store, an_article(id="aaa"))
    save(store, an_article(id="aaa", state=State.ARCHIVED), based_on=1)

    record = store.documents.record("aaa")

    assert record
    assert record.was_public
    assert record.published is None
    assert store.documents.published_one("aaa") is None
    assert store.documents.public_versions() == {}


def test_the_first_day_in_public_is_kept(store: Store) -> None:
    first, second = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (1, 2))
    save(store, an_article(id="aaa"), now=first)
    save(store, an_article(id="aaa"), based_on=1, now=second)

    published = store.documents.published_one("aaa")

    assert published
    assert (published.first_published_at, published.published_at) == (first, second)


@pytest.mark.parametrize("based_on", [None, 1, 3])
def test_an_edit_of_an_outdated_revision_is_a_conflict_and_changes_nothing(store: Store, based_on: int | None) -> None:
    save(store, an_article(id="aaa"))
    save(store, an_article(id="aaa", title="Zwei"), based_on=1)

    with pytest.raises(EditConflict) as caught:
        save(store, an_article(id="aaa", title="Drei"), based_on=based_on)

    assert (caught.value.based_on, caught.value.newest) == (based_on, 2)
    assert store.documents.newest("aaa").document.title == "Zwei"
    assert len(pending(store)) == 2


def test_an_edit_of_a_document_that_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        save(store, an_article(id="aaa"), based_on=1)


def test_of_many_edits_at_once_exactly_one_wins(store: Store) -> None:
    save(store, an_article(id="aaa"))
    outcomes: list[str] = []

    def edit(number: int) -> None:
        try:
            save(store, an_article(id="aaa", title=f"Von {number}"), based_on=1)
            outcomes.append("saved")
        except EditConflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["conflict"] * 7 + ["saved"]
    assert len(store.documents.history("aaa")) == 2


def test_history_tells_who_saved_what_the_newest_first(store: Store) -> None:
    save(store, an_article(id="aaa", title="Eins"), editor="a")
    save(store, an_article(id="aaa", title="Zwei"), based_on=1, editor="b", comment="Titel")

    history = store.documents.history("aaa")

    assert [(one.number, one.document.title, one.editor, one.comment) for one in history] == [
        (2, "Zwei", "b", "Titel"),
        (1, "Eins", "a", ""),
    ]
    assert store.documents.revision("aaa", 1) == history[1]


def test_what_does_not_exist_is_not_found(store: Store) -> None:
    save(store, an_article(id="aaa"))

    assert store.documents.record("bbb") is None
    assert store.documents.published_one("bbb") is None
    assert store.documents.history("bbb") == ()
    with pytest.raises(NotFound):
        store.documents.newest("bbb")
    with pytest.raises(NotFound):
        store.documents.revision("aaa", 2)


@pytest.mark.parametrize("change", [update(revisions).values(editor="x"), delete(revisions)])
def test_the_database_refuses_to_change_or_delete_a_revision(store: Store, change: Any) -> None:
    save(store, an_article(id="aaa"))

    with pytest.raises(StoreUnavailable, match="revisions are immutable"), store.database.writing() as connection:
        connection.execute(change)

    assert len(store.documents.history("aaa")) == 1


def test_all_that_is_public_streams_in_the_order_of_ids(store: Store) -> None:
    ids = [f"d{number:04}" for number in range(250)]
    for one in reversed(ids):
        save(store, an_article(id=one))
    save(store, an_article(id="entwurf", state=State.DRAFT))

    assert [one.document.id for one in store.documents.published()] == ids
    assert store.documents.count() == 250


def test_saving_goes_on_while_documents_stream(store: Store) -> None:
    for number in range(150):
        save(store, an_article(id=f"d{number:04}"))

    stream = store.documents.published()
    next(stream)
    save(store, an_article(id="zzz"))

    assert len(list(stream)) == 150


def test_another_process_sees_what_was_saved(tmp_path: Path, store: Store) -> None:
    save(store, an_article(id="aaa"))
    other = a_store(tmp_path)

    assert other.documents.count() == 1
    other.close()


def test_lists_hold_what_is_public_by_kind_and_title(store: Store) -> None:
    save(store, a_motion(id="aaa", title="Übung"))
    save(store, a_motion(id="bbb", title="Zelt", topics=("netzwerk",), outcome=Outcome.ADOPTED))
    save(store, an_article(id="ccc", title="Äpfel"))
    save(store, an_article(id="ddd", title="Entwurf", state=State.DRAFT))
    save(store, an_article(id="eee", title="Anderes", topics=("anerkennung",)))

    assert [one.id for one in store.shelf.of_topic("netzwerk")] == ["ccc", "aaa", "bbb"]
    assert [one.id for one in store.shelf.of_topic("netzwerk/beitritt")] == ["ccc", "aaa"]
    assert [one.id for one in store.shelf.of_municipality(BIELEFELD)] == ["aaa", "bbb"]
    assert store.shelf.counts_by_topic() == {"netzwerk": 3, "netzwerk/beitritt": 2, "anerkennung": 1}
    assert store.shelf.counts_by_municipality() == {BIELEFELD: 2}
    assert store.shelf.counts_by_kind() == {Kind.GUIDE: 2, Kind.PAPER: 2}


def test_a_list_shows_the_public_revision(store: Store) -> None:
    motion = a_motion(id="aaa", summary="Kurz.", outcome=Outcome.ADOPTED)
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    save(store, motion, now=now)
    save(store, replace(motion, title="Entwurf", state=State.DRAFT), based_on=1)

    assert store.shelf.listed(("bbb", "aaa")) == (
        Listed(
            id="aaa",
            kind=Kind.PAPER,
            title=motion.title,
            summary="Kurz.",
            reference=motion.reference,
            municipality=BIELEFELD,
            outcome=Outcome.ADOPTED,
            day=motion.day,
            published_at=now,
        ),
    )


def test_withdrawn_documents_leave_the_lists(store: Store) -> None:
    save(store, an_article(id="aaa"))
    save(store, an_article(id="aaa", state=State.ARCHIVED), based_on=1)

    assert store.shelf.of_topic("netzwerk") == ()
    assert store.shelf.latest(5) == ()


def test_the_latest_come_first_and_those_of_one_moment_by_their_day(store: Store) -> None:
    then, now = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (1, 2))
    save(store, an_article(id="aaa", as_of=datetime.date(2020, 1, 1)), now=then)
    save(store, an_article(id="bbb", as_of=datetime.date(2021, 1, 1)), now=then)
    save(store, an_article(id="ccc", as_of=None), now=now)

    assert [one.id for one in store.shelf.latest(2)] == ["ccc", "bbb"]
