"""DOCX and ODT files: nothing that a reader sees is lost, and its structure becomes Markdown."""

from pathlib import Path

import pytest

from kb.importing.files import FileText, read_text_of
from tests.kb.importing.files.made import LIST_STYLES, OPEN, a_docx, a_zip, an_odt, paragraph, word_table

BREAK = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Weiter</w:t></w:r></w:p>"
TWO_POINTS = paragraph("Erstens", number="1") + paragraph("Zweitens", number="1")


def docx(folder: Path, body: str, **parts: str) -> FileText:
    return read_text_of(a_docx(folder / "text.docx", body, **parts))


def odt(folder: Path, body: str, **parts: str) -> FileText:
    return read_text_of(an_odt(folder / "text.odt", body, **parts))


@pytest.mark.parametrize(
    ("body", "text", "markdown"),
    [
        (paragraph("Ein Satz.") + paragraph("Noch einer."), "Ein Satz.\n\nNoch einer.", "Ein Satz.\n\nNoch einer."),
        (paragraph("Anlass", "berschrift1"), "Anlass", "## Anlass"),
        (paragraph("Näheres", "Eigene"), "Näheres", "### Näheres"),
        (TWO_POINTS, "1. Erstens\n\n2. Zweitens", "1. Erstens\n2. Zweitens"),
        (paragraph("Bank", number="2"), "- Bank", "- Bank"),
        (
            TWO_POINTS + paragraph("davon", number="1", depth=1) + paragraph("Drittens", number="1"),
            "1. Erstens\n\n2. Zweitens\n\na) davon\n\n3. Drittens",
            "1. Erstens\n2. Zweitens\n    - a) davon\n3. Drittens",
        ),
        (
            word_table(("Gremium", "Sitzung"), ("Rat", "1 | 2")),
            "Gremium\tSitzung\nRat\t1 | 2",
            "| Gremium | Sitzung |\n|---|---|\n| Rat | 1 \\| 2 |",
        ),
        (word_table(("Betreff:", "Bank"), ("Art:", "Antrag")), "Betreff:\tBank\n\nArt:\tAntrag", "| Betreff: | Bank |\n|---|---|\n| Art: | Antrag |"),
        (word_table(("Begründung",), (paragraph("Erster") + paragraph("Zweiter"),)), None, "Begründung\n\nErster\n\nZweiter"),
        (word_table((word_table(("innen",)), "außen")), None, "innen\n\naußen"),
        (paragraph("2020. War *gut*"), "2020. War *gut*", "2020\\. War \\*gut\\*"),
    ],
)  # fmt: skip
def test_the_structure_of_a_word_file_is_kept(tmp_path: Path, body: str, text: str | None, markdown: str) -> None:
    read = docx(tmp_path, body)

    assert read.text == text or text is None
    assert read.markdown == markdown


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>Haupt</w:t><w:noBreakHyphen/><w:t>amt</w:t></w:r>", "Haupt-amt"),
        ("<w:r><w:t>eins</w:t><w:tab/><w:t>zwei</w:t><w:br/><w:t>drei</w:t></w:r>", "eins\tzwei\ndrei"),
        ("<w:del><w:r><w:t>alt</w:t></w:r></w:del><w:ins><w:r><w:t>neu</w:t></w:r></w:ins>", "neu"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>Feld</w:t></w:r>", "Feld"),
        (
            (
                "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></w:txbxContent>"
                "</mc:Choice><mc:Fallback><w:t>Kasten</w:t></mc:Fallback></mc:AlternateContent><w:t>Text</w:t></w:r>"
            ),
            "Kasten\n\nText",
        ),
    ],
)
def test_what_word_writes_between_words_is_read_as_it_shows(tmp_path: Path, runs: str, text: str) -> None:
    assert docx(tmp_path, f"<w:p>{runs}</w:p>").text == text


def test_the_pages_of_a_word_file_are_those_that_word_saved(tmp_path: Path) -> None:
    read = docx(tmp_path, paragraph("Anfang") + BREAK + BREAK)

    assert read.text.count("\f") == len(read.pages) - 1 == 2
    assert (read.page_of("Anfang"), read.page_of("Weiter"), read.page_of("fehlt")) == (1, 2, None)


def test_the_page_head_comes_first_and_is_no_part_of_the_markdown(tmp_path: Path) -> None:
    head = a_part("hdr", paragraph("Stadt Musterhausen"))

    read = docx(tmp_path, paragraph("Text"), header1=head)

    assert (read.text, read.markdown) == ("Stadt Musterhausen\n\nText", "Text")


def test_the_text_of_a_word_file_may_have_another_name(tmp_path: Path) -> None:
    relation = '<Relationship Type="http://example/relationships/officeDocument" Target="/word/document2.xml"/>'
    content = a_part("document", f"<w:body>{paragraph('Text')}</w:body>")
    path = a_zip(tmp_path / "x.docx", {"_rels/.rels": f"<R>{relation}</R>", "word/document2.xml": content})

    assert read_text_of(path).text == "Text"


def test_footnotes_that_are_left_out_are_named(tmp_path: Path) -> None:
    read = docx(tmp_path, paragraph("Text"), footnotes=a_part("footnotes", paragraph("Fußnote")))

    assert read.notes == ("Fußnoten wurden nicht übernommen.",)


def a_part(name: str, content: str) -> str:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:{name} xmlns:w="{namespace}">{content}</w:{name}>'


@pytest.mark.parametrize(
    ("body", "text", "markdown"),
    [
        ('<text:h text:outline-level="2">Anlass</text:h><text:p>Satz</text:p>', "Anlass\n\nSatz", "### Anlass\n\nSatz"),
        (
            (
                '<text:list text:style-name="Zahlen"><text:list-item><text:p>Eins</text:p><text:p>dazu</text:p></text:list-item>'
                "<text:list-item><text:p>Zwei</text:p></text:list-item></text:list>"
            ),
            "1. Eins\n\ndazu\n\n2. Zwei",
            "1. Eins\n\ndazu\n\n2. Zwei",
        ),
        (
            '<text:list text:style-name="Punkte"><text:list-item><text:p>Bank</text:p></text:list-item></text:list>',
            "- Bank",
            "- Bank",
        ),
        (
            (
                "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
                "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>"
                "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
            ),
            "A\tB\n1",
            "| A | B |\n|---|---|\n| 1 |  |",
        ),
        ('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', "a b\tc\nd", "a b\tc  \nd"),
        ('<text:p>a<text:s text:c="999999999"/>b</text:p>', "a b", "a b"),
    ],
)
def test_the_structure_of_an_odt_file_is_kept(tmp_path: Path, body: str, text: str, markdown: str) -> None:
    read = odt(tmp_path, body)

    assert (read.text, read.markdown) == (text, markdown)


def test_a_numbered_list_of_an_odt_file_goes_on_after_an_interruption(tmp_path: Path) -> None:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>".format
    going_on = f'<text:list text:style-name="Zahlen" text:continue-numbering="true">{item("drei")}</text:list>'
    body = (
        f'<text:list text:style-name="Zahlen">{item("eins")}{item("zwei")}</text:list><text:p>dazu</text:p>{going_on}'
    )

    assert odt(tmp_path, body).text == "1. eins\n\n2. zwei\n\ndazu\n\n3. drei"


def test_the_head_of_an_odt_file_and_its_named_lists_come_from_its_styles(tmp_path: Path) -> None:
    head = "<style:header><text:p>Stadt Musterhausen</text:p></style:header><style:footer><text:p>Fuß</text:p></style:footer>"
    lists = LIST_STYLES.replace("Zahlen", "Nummern")
    styles = (
        f"<office:document-styles {OPEN}>{lists}<style:master-page>{head}</style:master-page></office:document-styles>"
    )
    body = '<text:list text:style-name="Nummern"><text:list-item><text:p>eins</text:p></text:list-item></text:list>'

    read = odt(tmp_path, body, styles=styles)

    assert (read.text, read.markdown) == ("Stadt Musterhausen\n\n1. eins", "1. eins")


def test_deleted_text_and_footnotes_of_an_odt_file_are_left_out(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>gelöscht</text:p></text:tracked-changes>"
        "<text:p>Text<text:note><text:note-body><text:p>Fußnote</text:p></text:note-body></text:note></text:p>"
    )

    read = odt(tmp_path, body)

    assert (read.text, read.notes) == ("Text", ("Fußnoten und Kommentare wurden nicht übernommen.",))


def test_the_pages_of_an_odt_file_are_those_that_were_saved(tmp_path: Path) -> None:
    read = odt(tmp_path, "<text:p>Eins</text:p><text:p><text:soft-page-break/>Zwei</text:p>")

    assert (read.text, read.page_of("Zwei")) == ("Eins\fZwei", 2)
