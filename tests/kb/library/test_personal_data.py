"""Personal data in a council paper is kept for editors and neither shown nor indexed."""

from pathlib import Path

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


def test_an_article_keeps_the_mailbox_of_its_office(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(body="Fragen an ehrenamt@musterstadt.example.")) as library:
        (hit,) = library.reading.search(library.reading.question("Fragen")).hits

        assert "ehrenamt@musterstadt.example" in library.reading.document(hit.id).parts["body"].html
