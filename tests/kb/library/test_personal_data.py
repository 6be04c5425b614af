"""Personal data in a council paper is kept for editors and neither shown nor indexed."""

from pathlib import Path

from kb.documents import Attachment, Consultation
from kb.facts import FactRegister
from kb.library.public_text import public_text
from kb.library.saving import rendered_parts
from tests.builders import a_library, a_motion, an_article

MAIL = "vera.beispiel@musterstadt.example"


def test_a_published_paper_shows_and_finds_no_personal_data(tmp_path: Path) -> None:
    with a_library(tmp_path, a_motion(rationale=f"Fragen beantwortet Frau Muster, {MAIL}.")) as library:
        results = library.reading.search(library.reading.question(f'"{MAIL}"'))
        (hit,) = library.reading.search(library.reading.question("Fragen beantwortet")).hits
        shown = library.reading.document(hit.id)

    assert results.total == 0
    assert MAIL not in shown.parts["rationale"].html
    assert "[E-Mail-Adresse entfernt]" in shown.parts["rationale"].html


def test_a_paper_that_was_kept_before_is_masked_when_it_is_rendered_anew_or_handed_out() -> None:
    kept = a_motion(title=f"Anfrage von {MAIL}", rationale=f"Auskunft gibt {MAIL}.")

    assert MAIL not in rendered_parts(kept, FactRegister())["rationale"].html
    assert MAIL not in public_text(kept, FactRegister())


def test_an_article_keeps_the_mailbox_of_its_office(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(body="Fragen an ehrenamt@musterstadt.example.")) as library:
        (hit,) = library.reading.search(library.reading.question("Fragen")).hits

        assert "ehrenamt@musterstadt.example" in library.reading.document(hit.id).parts["body"].html


def test_titles_committees_attachments_and_exports_carry_none_either(tmp_path: Path) -> None:
    paper = a_motion(
        title=f"Anfrage von {MAIL}",
        subject=f"Anfrage von {MAIL}",
        decision=f"Beschlossen; Auskunft gibt {MAIL}.",
        consultations=(Consultation(committee=f"Ausschuss ({MAIL})"),),
        attachments=(Attachment(title=f"Brief an {MAIL}"),),
    )
    with a_library(tmp_path, paper) as library:
        library.keeping.export(tmp_path / "export")
        suggested = library.reading.suggest("vera")

    written = "".join(file.read_text("utf-8") for file in (tmp_path / "export").rglob("*") if file.is_file())
    assert "[E-Mail-Adresse entfernt]" in written
    assert "vera.beispiel" not in written
    assert not suggested


def test_a_withdrawn_paper_is_gone_from_search_suggestions_and_exports(tmp_path: Path) -> None:
    with a_library(tmp_path, a_motion(title="Quittensaftwoche der Vereine")) as library:
        (hit,) = library.reading.search(library.reading.question("Quittensaftwoche")).hits
        library.editing.archive(hit.id, "Redaktion", library.editing.newest(hit.id).number)
        library.keeping.export(tmp_path / "export")

        assert library.reading.search(library.reading.question("Quittensaftwoche")).total == 0
        assert not library.reading.suggest("Quittensaftw")

    written = "".join(file.read_text("utf-8") for file in (tmp_path / "export").rglob("*") if file.is_file())
    assert "Quittensaftwoche" not in written
