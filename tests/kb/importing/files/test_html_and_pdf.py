"""Web pages and PDF files: text in reading order, with paragraphs and pages."""

from pathlib import Path

import pytest

from kb.importing.files import FileText, read_text_of
from kb.importing.files.pdf import read_with_pdfium, read_with_pypdf
from kb.importing.files.pdf_lines import with_whole_words
from kb.importing.files.values import FileKind, page_starts
from tests.kb.importing.files.made import COLUMN, a_pdf


def html(folder: Path, content: str) -> FileText:
    path = folder / "seite.html"
    path.write_text(content, encoding="utf-8")
    return read_text_of(path)


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("<h1>Titel</h1><p>Ein <b>fetter</b>\n Satz.<p>Noch einer.", "## Titel\n\nEin fetter Satz.\n\nNoch einer."),
        ("<ul><li>Bank<li>Tisch<ol start=3><li>Stuhl</ol></ul>", "- Bank\n- Tisch\n    3. Stuhl"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>danach", "| A | B |\n|---|---|\n| 1 | 2 |\n\ndanach"),
        ("<div>Oben<div>innen</div>unten</div>", "Oben\n\ninnen\n\nunten"),
        ("eins<br>zwei", "eins  \nzwei"),
        ("<script>x</script><style>y</style><nav><p>Menü</p></nav><p>Text</p><footer>Fuß</footer>", "Text"),
        ("<p>a &lt; b &amp; c</p></div></span></p>", "a < b & c"),
        ("<p>offen <svg><text>Bild</text>", "offen"),
        ("<table><td>lose<p>Zelle", "lose\n\nZelle"),
    ],
)
def test_the_structure_of_a_page_is_kept(tmp_path: Path, content: str, markdown: str) -> None:
    assert html(tmp_path, content).markdown == markdown


def test_a_page_has_its_title_and_cells_stand_apart(tmp_path: Path) -> None:
    read = html(tmp_path, "<title>Meine\n Seite</title><table><tr><td>Gremium<td>Datum</table>")

    assert (read.title, read.text) == ("Meine Seite", "Gremium\tDatum")


def test_an_old_encoding_is_read_and_a_wrong_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "alt.htm"
    path.write_bytes("<p>Grüße</p>".encode("cp1252"))

    assert read_text_of(path).text == "Grüße"


def test_a_pdf_keeps_hyphens_gaps_and_pages(tmp_path: Path) -> None:
    lines = ["Die Stadt hat eine Bera-", "tung für 2014-", "2020 geplant.", "Sie tagt.", "", "Neuer Absatz (hier)"]
    path = a_pdf(tmp_path / "x.pdf", [lines, ["Zweite Seite: Grüße"]])

    read = read_text_of(path)

    assert read.text == (
        "Die Stadt hat eine Bera-\ntung für 2014-\n2020 geplant.\nSie tagt.\n\nNeuer Absatz (hier)\fZweite Seite: Grüße"
    )
    assert read.page_of("Beratung für 2014-2020") == 1
    assert read.page_of("Zweite Seite") == 2


def test_columns_are_read_one_after_the_other_and_a_short_last_line_ends_a_paragraph(tmp_path: Path) -> None:
    first = ["Die Stadt richtet eine Anlaufstelle", "für Vereine ein und berichtet.", "Sie hilft."]
    second = ["Die Kosten tragen die Stadt und der", "Verein gemeinsam, denn beide haben"]

    read = read_text_of(a_pdf(tmp_path / "x.pdf", [[*first, COLUMN, *second]]))

    assert read.text == "\n".join(first) + "\n\n" + "\n".join(second)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("bürgerschaftli\u2010\nche Arbeit", "bürgerschaftliche\nArbeit"),
        ("Beigeordne\u2010\nter\n\nName", "Beigeordneter\n\nName"),
        ("Ende der Sei\u2010\nStadt Musterhausen", "Ende der Sei\u2010\nStadt Musterhausen"),
        ("Ende der Sei\u2010\n3", "Ende der Sei\u2010\n3"),
        ("Sozial-\nund Sportverein", "Sozial-\nund Sportverein"),
        ("siehe https://\nexample.org/netz\u2010\nwerk an", "siehe https://example.org/netzwerk\nan"),
    ],
)
def test_only_words_that_a_program_divided_are_made_whole(text: str, whole: str) -> None:
    assert with_whole_words(text) == whole


def test_both_readers_of_pdf_find_the_same_words(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "x.pdf", [["Bürger*innen und „Räume“", "kosten 5 €"], ["Ende"]])

    by_pdfium, by_pypdf = read_with_pdfium(path), read_with_pypdf(path)

    assert [page.split() for page in by_pdfium] == [page.split() for page in by_pypdf]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    read = read_text_of(a_pdf(tmp_path / "x.pdf", [["Text"], [], ["Text"]]))

    assert read.notes == ("Ohne Text, vermutlich ein Bild: Seite 2.",)


def test_a_damaged_table_of_contents_is_repaired(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "x.pdf", [["Noch lesbar"]])
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n9"))

    assert read_text_of(path).text.strip() == "Noch lesbar"


def test_words_that_an_earlier_page_says_too_are_found_on_their_own_page() -> None:
    text = "Kurzfassung: Die Stadt tritt bei.\fBeschluss: Die Stadt tritt bei."
    read = FileText(kind=FileKind.PDF, text=text, pages=page_starts(text))

    assert read.page_of("Die Stadt tritt bei.", "Kurzfassung: Die Stadt tritt bei. Beschluss:") == 2
    assert read.page_of("Die Stadt tritt bei.", "Kurzfassung:") == 1
