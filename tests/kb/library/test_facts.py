"""Facts in texts: shown with their source, changed in one place, and then looked at by an editor."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kb.documents import State
from kb.errors import InvalidDocument
from kb.exporting.markdown import write_document
from kb.exporting.registers import write_facts
from kb.facts import FactRegister
from kb.library import Library, LoadReport, ToReview, UsedFact, open_library
from kb.search.query import Query
from kb.settings import Settings
from kb.store import open_store
from tests.builders import EDITOR, a_fact, a_motion, an_article
from tests.databases import url_for

TEXT = an_article(id="aaa", body="Bis zu {{ fakt: ehrenamtspauschale }} sind frei.")
OTHER = an_article(id="bbb", title="Ohne Fakt", body="Nichts.")


@pytest.fixture
def filled(library: Library) -> Library:
    """A knowledge base with a fact, a text that uses it and one that does not."""
    library.editing.save_fact(a_fact(), EDITOR)
    for document in (TEXT, OTHER):
        library.editing.save(document, EDITOR)
    return library


def body(library: Library, document_id: str = "aaa") -> str:
    return library.reading.document(document_id).parts["body"].text


def found(library: Library, text: str) -> list[str]:
    question: Query = library.reading.question(text)
    return [hit.id for hit in library.reading.search(question).hits]


def messages(library: Library) -> list[str]:
    return [one.message for one in library.keeping.check() if "KB_OPERATOR" not in one.message]


def test_a_text_shows_and_the_search_finds_the_value(filled: Library) -> None:
    assert body(filled) == "Bis zu 960 Euro im Jahr sind frei."
    assert found(filled, '"960 Euro im Jahr"') == ["aaa"]


def test_an_unsure_fact_is_marked_in_the_text(filled: Library) -> None:
    filled.editing.save_fact(a_fact(sure=False), EDITOR)

    assert body(filled) == "Bis zu 960 Euro im Jahr (nicht gesichert) sind frei."


def test_every_part_of_a_motion_may_refer_to_facts(filled: Library) -> None:
    motion = a_motion(id="ccc", finances="{{ fakt: ehrenamtspauschale }}", rationale="", body="{{ fakt: zwei }}")
    filled.editing.save_fact(a_fact(id="zwei", value="2", unit=""), EDITOR)

    filled.editing.save(motion, EDITOR)

    parts = filled.reading.document("ccc").parts
    assert (parts["finances"].text, parts["body"].text) == ("960 Euro im Jahr", "2")
    assert [one.fact.id for one in filled.reading.facts_of(motion)] == ["ehrenamtspauschale", "zwei"]


def test_an_unknown_fact_is_refused_with_the_near_ones_and_nothing_is_stored(filled: Library) -> None:
    with pytest.raises(InvalidDocument, match="Gemeint war vielleicht „ehrenamtspauschale“"):
        filled.editing.save(an_article(id="ccc", body="{{ fakt: ehrenamtpauschale }}"), EDITOR)

    assert filled.editing.history("ccc") == ()


def test_a_page_is_told_its_facts_and_whether_their_review_is_past(filled: Library) -> None:
    today, later = datetime.date(2026, 11, 22), datetime.date(2100, 1, 1)

    assert filled.reading.facts_of(TEXT, today) == (UsedFact(a_fact(), is_past_review=False),)
    assert filled.reading.facts_of(TEXT, later) == (UsedFact(a_fact(), is_past_review=True),)
    assert filled.reading.facts_of(OTHER) == ()


def test_changing_a_fact_changes_every_text_and_what_the_search_finds(filled: Library) -> None:
    before = filled.reading.document("aaa")

    rendered = filled.editing.save_fact(a_fact(value="1.111"), EDITOR)

    after = filled.reading.document("aaa")
    assert rendered == 1
    assert after.parts["body"].text == "Bis zu 1.111 Euro im Jahr sind frei."
    assert (after.revision, after.version, after.published_at) == (1, before.version + 1, before.published_at)
    assert (found(filled, '"1.111 Euro"'), found(filled, '"960 Euro"')) == (["aaa"], [])
    assert after.document == TEXT


def test_other_texts_and_texts_that_show_it_already_are_left_alone(filled: Library) -> None:
    filled.editing.save_fact(a_fact(value="1.111"), EDITOR)

    assert filled.editing.save_fact(a_fact(value="1.111", source="Neu"), EDITOR) == 0
    assert filled.reading.document("bbb").version == 1


def test_a_text_is_to_be_reviewed_from_the_change_until_it_is_published_anew(filled: Library) -> None:
    assert filled.keeping.texts_to_review() == ()

    filled.editing.save_fact(a_fact(value="1.111"), EDITOR)
    assert filled.keeping.texts_to_review() == (ToReview("aaa", TEXT.title, ("ehrenamtspauschale",)),)
    assert " ".join(messages(filled)) == (
        "„Dem Kommunennetzwerk beitreten“ (aaa) ist zu prüfen: Seit der Veröffentlichung hat sich geändert: "
        "„Ehrenamtspauschale“. Nächster Schritt: den Text lesen und neu veröffentlichen."
    )

    filled.editing.save(replace(TEXT, state=State.DRAFT), EDITOR, 1)
    assert len(filled.keeping.texts_to_review()) == 1

    filled.editing.submit("aaa", EDITOR, 2)
    filled.editing.publish("aaa", EDITOR, 3)
    assert filled.keeping.texts_to_review() == ()
    assert messages(filled) == []


def test_a_change_that_is_taken_back_needs_no_review(filled: Library) -> None:
    filled.editing.save_fact(a_fact(value="1.111"), EDITOR)
    filled.editing.save_fact(a_fact(), EDITOR)

    assert filled.keeping.texts_to_review() == ()
    assert body(filled) == "Bis zu 960 Euro im Jahr sind frei."


def test_a_draft_on_top_of_a_public_text_is_rendered_anew_too(filled: Library) -> None:
    filled.editing.save(replace(TEXT, title="Entwurf", state=State.DRAFT), EDITOR, 1)

    assert filled.editing.save_fact(a_fact(value="1.111"), EDITOR) == 2
    assert filled.reading.document("aaa").version == 2


def test_what_was_left_undone_is_done_by_the_next_call(filled: Library, tmp_path: Path) -> None:
    """The service may stop between keeping a fact and rendering the texts; here another process only keeps it."""
    store = open_store(url_for(tmp_path / "daten"))
    store.registers.save_fact(a_fact(value="1.111"), EDITOR)
    store.close()

    assert filled.keeping.render_changed_facts() == 1
    assert filled.keeping.render_changed_facts() == 0
    assert body(filled) == "Bis zu 1.111 Euro im Jahr sind frei."


def test_a_fact_past_its_review_is_told_to_the_operator(filled: Library) -> None:
    filled.editing.save_fact(a_fact(review_by=datetime.date(2020, 1, 31)), EDITOR)
    filled.editing.save_fact(a_fact(id="unbenutzt", review_by=datetime.date(2020, 1, 31)), EDITOR)

    assert " ".join(messages(filled)) == (
        "Der Fakt „Ehrenamtspauschale“ (ehrenamtspauschale) war bis zum 31.01.2020 zu prüfen. Ein Text verwendet ihn. "
        "Auskunft: örtliches Finanzamt."
    )


def put(tmp_path: Path, *facts: object) -> None:
    (tmp_path / "content" / "fakten.yaml").write_text(write_facts(FactRegister(facts)), encoding="utf-8")  # type: ignore[arg-type]


def test_facts_are_loaded_once_and_again_when_they_change(library: Library, tmp_path: Path) -> None:
    put(tmp_path, a_fact())
    (tmp_path / "content" / "a.md").write_text(write_document(TEXT), encoding="utf-8")

    assert library.keeping.load_content() == LoadReport(added=2, unchanged=2)
    assert library.keeping.load_content() == LoadReport(unchanged=4)

    put(tmp_path, a_fact(value="1.111"))
    assert library.keeping.load_content() == LoadReport(changed=1, unchanged=3)
    assert body(library) == "Bis zu 1.111 Euro im Jahr sind frei."
    assert [one.document for one in library.keeping.texts_to_review()] == ["aaa"]


def test_facts_that_an_editor_changed_are_kept_and_reported(library: Library, tmp_path: Path) -> None:
    put(tmp_path, a_fact())
    library.keeping.load_content()
    library.editing.save_fact(a_fact(value="1.111"), EDITOR)
    put(tmp_path, a_fact(value="2.222"))

    assert library.keeping.load_content().kept == ("fakten.yaml",)
    library.editing.save(TEXT, EDITOR)
    assert "1.111" in body(library)


def test_a_text_that_uses_a_fact_that_went_keeps_its_words_and_is_an_error(library: Library, tmp_path: Path) -> None:
    put(tmp_path, a_fact(), a_fact(id="zwei"))
    library.keeping.load_content()
    library.editing.save(TEXT, EDITOR)
    put(tmp_path, a_fact(id="zwei"))

    library.keeping.load_content()

    assert body(library) == "Bis zu 960 Euro im Jahr sind frei."
    (finding,) = [one for one in library.keeping.check() if one.is_error]
    assert "verwendet Fakten, die es nicht mehr gibt: ehrenamtspauschale." in finding.message


def test_facts_and_references_survive_an_export(filled: Library, tmp_path: Path) -> None:
    filled.keeping.export(tmp_path / "export")

    with open_library(Settings(data=tmp_path / "zwei", content=tmp_path / "export")) as other:
        other.keeping.load_content()
        other.keeping.export(tmp_path / "wieder")
        assert other.reading.document("aaa").document == TEXT
        assert other.reading.facts_of(TEXT)[0].fact == a_fact()
    assert (tmp_path / "export/fakten.yaml").read_bytes() == (tmp_path / "wieder/fakten.yaml").read_bytes()
