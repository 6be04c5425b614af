"""One paper in five sorts of files gives the same parts, and as a draft the same document."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.documents import Article, Kind, Motion, State
from kb.errors import UnreadableFile
from kb.importing.reader import parse_file, read_file, read_import
from tests.kb.importing.files.made import a_docx, a_pdf, an_odt, paragraph, word_table

HEAD = (("Amt, Datum", "Drucksachen-Nr."), ("500 Sozialamt, 03.02.2031", "0815/2029-2034"))
STEPS = (("Gremium", "Sitzung am", "Beratung"), ("Sozialausschuss", "17.03.2031", "öffentlich"))
SUBJECT = "Eine Anlaufstelle für Engagierte"
POINTS = ("Die Stadt richtet eine Anlaufstelle ein.", "Die Verwaltung berichtet jährlich.")
RATIONALE = (
    "Viele Vereine suchen Räume und Rat, und die Nachfrage wächst von Jahr zu Jahr weiter an.",
    "Andere Städte haben gute Erfahrungen gemacht.",
)


def as_docx(folder: Path) -> Path:
    points = "".join(paragraph(point, number="1") for point in POINTS)
    texts = "".join(paragraph(text) for text in RATIONALE)
    body = (
        word_table(*HEAD)
        + paragraph("Beschlussvorlage der Verwaltung", "berschrift1")
        + word_table(*STEPS)
        + f"{paragraph('Betreff:')}{paragraph(SUBJECT)}{paragraph('Beschlussvorschlag:')}{points}{paragraph('Begründung:')}{texts}"
    )
    return a_docx(folder / "vorlage.docx", body)


def as_odt(folder: Path) -> Path:
    def table(rows: tuple[tuple[str, ...], ...]) -> str:
        cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
        lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        return f"<table:table>{''.join(lines)}</table:table>"

    def texts(*lines: str) -> str:
        return "".join(f"<text:p>{line}</text:p>" for line in lines)

    points = "".join(f"<text:list-item>{texts(point)}</text:list-item>" for point in POINTS)
    body = (
        table(HEAD)
        + "<text:h>Beschlussvorlage der Verwaltung</text:h>"
        + table(STEPS)
        + texts("Betreff:", SUBJECT, "Beschlussvorschlag:")
        + f'<text:list text:style-name="Zahlen">{points}</text:list>'
        + texts("Begründung:", *RATIONALE)
    )
    return an_odt(folder / "vorlage.odt", body)


def as_html(folder: Path) -> Path:
    def table(rows: tuple[tuple[str, ...], ...]) -> str:
        return "<table>" + "".join("<tr><td>" + "<td>".join(row) for row in rows) + "</table>"

    points = "".join(f"<li>{point}" for point in POINTS)
    body = (
        f"{table(HEAD)}<h1>Beschlussvorlage der Verwaltung</h1>{table(STEPS)}<p>Betreff:<p>{SUBJECT}"
        f"<h2>Beschlussvorschlag:</h2><ol>{points}</ol><h2>Begründung:</h2><p>{'<p>'.join(RATIONALE)}"
    )
    path = folder / "vorlage.html"
    path.write_text(body, encoding="utf-8")
    return path


def as_lines() -> list[list[str]]:
    """Two pages as a printer would have them, with a head, page numbers and a divided word."""
    head = "Stadt Musterhausen"
    first = [head, *(" ".join(row) for row in HEAD), "", "Beschlussvorlage der Verwaltung", ""]
    first += [*(" ".join(row) for row in STEPS), "", "Betreff:", SUBJECT, "", "Beschlussvorschlag:"]
    first += [f"{number}. {point}" for number, point in enumerate(POINTS, 1)]
    begin, _, rest = RATIONALE[0].partition("frage")
    return [
        [*first, "", "Begründung:", f"{begin}-", "Seite 1 von 2"],
        [f"frage{rest}", "", RATIONALE[1], "Seite 2 von 2"],
    ]


def as_pdf(folder: Path) -> Path:
    return a_pdf(folder / "vorlage.pdf", as_lines())


def as_txt(folder: Path) -> Path:
    path = folder / "vorlage.txt"
    path.write_text("\f".join("\n".join(page) for page in as_lines()), encoding="utf-8")
    return path


Maker = Callable[[Path], Path]
SORTS: tuple[Maker, ...] = (as_docx, as_odt, as_html, as_pdf, as_txt)


@pytest.mark.parametrize("make", SORTS)
def test_every_part_is_found_in_every_sort_of_file(tmp_path: Path, make: Maker) -> None:
    parsed = parse_file(make(tmp_path))

    assert (parsed.reference, parsed.subject) == ("0815/2029-2034", SUBJECT)
    assert (parsed.type, parsed.office) == ("Beschlussvorlage der Verwaltung", "500 Sozialamt")
    assert [(step.committee, step.public) for step in parsed.consultations] == [("Sozialausschuss", True)]
    assert parsed.resolution == f"1. {POINTS[0]}\n\n2. {POINTS[1]}"
    assert parsed.rationale == "\n\n".join(RATIONALE)
    assert parsed.warnings == ()


def test_the_drafts_differ_in_their_origin_only(tmp_path: Path) -> None:
    drafts = [read_file(make(tmp_path)) for make in SORTS]

    assert {draft.origin for draft in drafts} == {
        f"Eingelesen aus vorlage.{one}" for one in ("docx", "odt", "html", "pdf", "txt")
    }
    assert len({replace(draft, origin="") for draft in drafts}) == 1
    assert isinstance(drafts[0], Motion)
    assert drafts[0].state is State.DRAFT


@pytest.mark.parametrize("make", [as_pdf, as_txt])
def test_each_part_knows_its_page(tmp_path: Path, make: Maker) -> None:
    assert dict(read_import(make(tmp_path)).found_on)["rationale"] == 1


def test_what_is_no_paper_becomes_a_text_with_its_structure(tmp_path: Path) -> None:
    body = (
        paragraph("Leitfaden *neu*", "berschrift1") + paragraph("Anlass", "berschrift2") + paragraph("Raum", number="2")
    )

    read = read_import(a_docx(tmp_path / "leitfaden.docx", body))

    assert read.document == Article(
        kind=Kind.AID,
        title="Leitfaden *neu*",
        state=State.DRAFT,
        origin="Eingelesen aus leitfaden.docx",
        body="### Anlass\n\n- Raum",
    )
    assert read.warnings == ("Das ist keine Sitzungsvorlage; der Text wurde als Arbeitshilfe übernommen.",)


def test_a_pdf_that_is_no_paper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="weder ein Betreff noch ein Beschlussvorschlag"):
        read_import(a_pdf(tmp_path / "brief.pdf", [["Sehr geehrte Damen und Herren"]]))
