"""The parts of council papers, in all the orders and variants in which one form comes out of files."""

import unicodedata

import pytest

from kb.importing.motion import read_motion
from tests.kb.importing.motion.forms import (
    EARLIER_LABEL,
    HEADER,
    OFFICE,
    RATIONALE,
    RATIONALE_SECTION,
    RESOLUTION,
    SIGNATURE,
    SUBJECT,
    TABLE,
    TYPE,
    a_form,
    a_step,
    as_told,
    expected,
)

ROWS = [
    a_step("Sozial- und Vereinsausschuss", "2031-03-17"),
    a_step("Haupt- und Beteiligungsausschuss", "2031-03-24"),
    a_step("Jugendrat", "2031-03-25", public=False),
    a_step("Rat der Stadt Musterstadt", "2031-04-02"),
]

TABLE_OF_FOUR = """\
Gremium Sitzung am Beratung
Sozial- und Vereinsausschuss 17.03.2031 öffentlich
Haupt- und Beteiligungsausschuss 24.03.2031 öffentlich
Jugendrat 25.03.2031 nicht öffentlich
Rat der Stadt Musterstadt 02.04.2031 öffentlich

"""


def read(text: str) -> dict[str, object]:
    """The keys that were promised first; what came later is told by other tests."""
    return {key: value for key, value in read_motion(text).as_json().items() if key in expected()}


def test_a_filled_form_is_read_whole_and_without_a_warning() -> None:
    assert as_told(read(a_form())) == as_told(expected())


def test_the_keys_come_in_their_documented_order() -> None:
    assert list(read("")) == list(expected())


def test_decomposed_umlauts_are_read_like_composed_ones() -> None:
    assert read(unicodedata.normalize("NFD", a_form())) == expected()


def test_windows_line_ends_and_form_feeds_change_nothing() -> None:
    text = a_form().replace("\nBegründung", "\n\fBegründung").replace("\n", "\r\n")

    assert read(text) == expected()


HEADER_CELLS = f"Amt, Datum, Telefon\nDrucksachen-Nr.\n{OFFICE}, 03.02.2031, 98-7654\n0815/2029-2034\n"
HEADER_ROWS = f"Amt, Datum, Telefon Drucksachen-Nr.\n{OFFICE}, 03.02.2031, 98-7654 0815/2029-2034\n"
HEADER_TABS = f"Amt, Datum, Telefon\tDrucksachen-Nr.\n{OFFICE}, 03.02.2031, 98-7654\t0815/2029-2034\n"
HEADER_REFERENCE_FIRST = f"Drucksachen-Nr.\n0815/2029-2034\n\nAmt, Datum, Telefon\n{OFFICE}, 03.02.2031, 98-7654\n"
HEADER_VALUES_FIRST = f"{OFFICE}, 03.02.2031, 98-7654\nAmt, Datum, Telefon\n0815/2029-2034\nDrucksachen-Nr.\n"
HEADER_BROKEN = (
    "Amt, Datum, Telefon\n47 Amt für Ehrenamt und Ver-\neine - \nBürgerbüro, 03.02.\n2031, 98-\n7654\n"
    "Drucksachen-\nNr.\n0815/2029-\n2034\n"
)
HEADER_WITH_COLONS = (
    f"Federführendes Amt: {OFFICE}\nDatum: 3. Februar 2031\nTelefon: 98-7654\n"
    "Ansprechpartnerin: Frau Vera Beispiel\nDrucksachen-Nr.: 0815/2029-2034\n"
)
HEADER_IN_ONE_LINE = f"Amt: {OFFICE} Datum: 03.02.2031 Telefon: 98-7654 Drucksachen-Nr.: 0815/2029-2034\n"
HEADER_LABELS_THEN_VALUES = (
    f"Federführung\nDatum\nTelefon\nDrucksachen-Nr.\n{OFFICE}\n\n03.02.2031\n\n98-7654\n\n0815/2029-2034\n\n"
)


@pytest.mark.parametrize(
    "header",
    [
        HEADER_CELLS,
        HEADER_ROWS,
        HEADER_TABS,
        HEADER_REFERENCE_FIRST,
        HEADER_VALUES_FIRST,
        HEADER_BROKEN,
        HEADER_WITH_COLONS,
        HEADER_IN_ONE_LINE,
        HEADER_LABELS_THEN_VALUES,
    ],
)
def test_the_header_is_read_in_every_order_of_its_cells(header: str) -> None:
    assert read(a_form(header=header)) == expected()


def test_columns_set_apart_by_blanks_are_cells() -> None:
    header = (
        "Amt, Datum, Telefon                                  Drucksachen-Nr.\n"
        "47 Amt für Ehrenamt und Vereine -                    0815/2029-2034\n"
        "Bürgerbüro, 03.02.2031, 98-7654\n\n"
    )

    assert read(a_form(header=header)) == expected()


def test_a_head_that_comes_out_behind_the_text_is_read_there() -> None:
    text = a_form(header="", table="", signature="") + HEADER_CELLS + TABLE + SIGNATURE

    assert read(text) == expected()


TABLE_BY_CELLS = TABLE_OF_FOUR.replace(" 1", "\n1").replace(" 2", "\n2").replace(" 0", "\n0").replace("2031 ", "2031\n")
TABLE_BY_COLUMNS = (
    "Gremium\nSozial- und Vereinsausschuss\nHaupt- und Beteiligungsausschuss\nJugendrat\nRat der Stadt Musterstadt\n"
    "Sitzung am\n17.03.2031\n24.03.2031\n25.03.2031\n02.04.2031\n"
    "Beratung\nöffentlich\nöffentlich\nnicht öffentlich\nöffentlich\n\n"
)
TABLE_OF_NARROW_COLUMNS = (
    "Gremium Sitzung am Beratung\nSozial- und\nVereinsausschuss\n17.03.2031 öffentlich\nHaupt- und\nBeteiligungsausschuss\n"
    "24.03.2031 öffentlich\nJugendrat 25.03.2031 nicht\nöffentlich\nRat der Stadt\nMusterstadt\n02.04.2031 öffentlich\n\n"
)
TABLE_WITH_NAMES_AROUND_DATES = (
    "Gremium                     Sitzung am             Beratung\n"
    "Sozial- und                 17.03.2031             öffentlich\nVereinsausschuss\n"
    "Haupt- und                  24.03.2031             öffentlich\nBeteiligungsausschuss\n"
    "Jugendrat                   25.03.2031             nicht öffentlich\n"
    "Rat der Stadt Musterstadt   02.04.2031             öffentlich\n\n"
)
TABLE_WITH_LABELS = "".join(
    f"Gremium: {name} Sitzung am: {day} Beratung: {public}\n"
    for name, day, public in (
        ("Sozial- und Vereinsausschuss", "17.03.2031", "öffentlich"),
        ("Haupt- und Beteiligungsausschuss", "24.03.2031", "öffentlich"),
        ("Jugendrat", "25.03.2031", "nichtöffentlich"),
        ("Rat der Stadt Musterstadt", "02.04.2031", "öffentlich"),
    )
)


@pytest.mark.parametrize(
    "table",
    [
        TABLE_OF_FOUR,
        TABLE_BY_CELLS,
        TABLE_BY_COLUMNS,
        TABLE_OF_NARROW_COLUMNS,
        TABLE_WITH_NAMES_AROUND_DATES,
        TABLE_WITH_LABELS,
    ],
)
def test_four_consultations_are_read_in_every_order_of_their_cells(table: str) -> None:
    assert read(a_form(table=table)) == expected(consultations=ROWS)


def test_an_earlier_treatment_keeps_its_reference_to_itself() -> None:
    """A number of the earlier paper never becomes the own one, broken over lines or not."""
    earlier = f"{EARLIER_LABEL}\nSozial- und Vereinsausschuss, 05.06.2029, TOP 7, Drucksachen-Nr. 0123/2029-\n2034\n\n"

    told = read(a_form(earlier=earlier))

    assert told == expected(earlier="Sozial- und Vereinsausschuss, 05.06.2029, TOP 7, Drucksachen-Nr. 0123/2029-2034")


@pytest.mark.parametrize(
    "earlier",
    [
        f"{EARLIER_LABEL}Jugendrat, 05.06.2029, TOP 7, Drucksachen-Nr. 0123/2029-2034\n",
        f"{EARLIER_LABEL}Jugendrat, 05.06.2029, TOP 7,\nDrucksachen-Nr. 0123/2029-2034\n",
        f"{EARLIER_LABEL}Jugendrat, 05.06.2029, TOP 7\nDrucksachen-Nr.: 0123/2029-2034\n",
        f"{EARLIER_LABEL}\nJugendrat, 05.06.2029, TOP 7,\nDrucksachen-Nr.\n0123/2029-2034\n",
    ],
)
def test_without_an_own_reference_the_earlier_one_does_not_step_in(earlier: str) -> None:
    header = HEADER.replace("Drucksachen-Nr.", "").replace("0815/2029-2034", "")

    told = read(a_form(header=header, earlier=earlier))

    assert told["reference"] is None
    assert told["warnings"] == ["Die Drucksachennummer wurde nicht gefunden."]
    assert "0123/2029-2034" in str(told["earlier"])


@pytest.mark.parametrize("none", ["./.", "-/-", "–", "keine", "entfällt", ""])
def test_a_mark_for_none_is_no_earlier_treatment(none: str) -> None:
    assert read(a_form(earlier=f"{EARLIER_LABEL}\n{none}\n\n")) == expected()


def test_the_label_of_earlier_treatment_may_be_broken_over_lines() -> None:
    earlier = EARLIER_LABEL.replace(" TOP, ", " TOP, \n") + "./.\n"

    assert read(a_form(earlier=earlier)) == expected()


def test_finances_are_read_where_a_paper_has_them() -> None:
    finances = "Finanzielle Auswirkungen: \n \nDer Kasten kostet einmalig 340 Euro. Die Mittel sind \nvorhanden. \n \n"

    told = read(a_form(more=finances))

    assert told == expected(finances="Der Kasten kostet einmalig 340 Euro. Die Mittel sind vorhanden.")


def test_points_keep_their_numbers_and_stand_alone() -> None:
    resolution = (
        "Beschlussvorschlag:\n\n1. Die Stadt Musterstadt richtet im Alten Bahnhof einen \nSchlüsselkasten ein.\n"
        "2. Die Verwaltung berichtet dem Ausschuss nach einem Jahr, erstmals am\n3. März 2032.\n3. a) Vereine zahlen nichts.\n\n"
    )

    told = read(a_form(resolution=resolution))

    assert told["resolution"] == (
        "1. Die Stadt Musterstadt richtet im Alten Bahnhof einen Schlüsselkasten ein.\n\n"
        "2. Die Verwaltung berichtet dem Ausschuss nach einem Jahr, erstmals am 3. März 2032.\n\n"
        "3. a) Vereine zahlen nichts."
    )


def test_other_words_for_the_sections_mean_the_same() -> None:
    resolution = f"Beschlussentwurf\n{RESOLUTION}\n\n"
    rationale = RATIONALE_SECTION.replace("Begründung:", "Sachverhalt/Begründung")

    assert read(a_form(resolution=resolution, rationale=rationale)) == expected()


@pytest.mark.parametrize(
    "heading",
    [
        "Beschlussvorschlag der Verwaltung:",
        "Beschlussempfehlung",
        "I. Beschlussantrag:",
        "Antrag:",
        "Der Rat der Stadt Musterstadt möge beschließen:",
        "Beschluss-\nvorschlag:",
    ],
)
def test_the_resolution_has_many_headings(heading: str) -> None:
    assert read(a_form(resolution=f"{heading}\n\n{RESOLUTION}\n\n")) == expected()


def test_facts_and_reasons_make_one_rationale() -> None:
    rationale = "Sachverhalt:\n\nDer Bahnhof ist abends zu.\n\nBegründung:\n\nDas soll sich ändern.\n\n"

    assert read(a_form(rationale=rationale))["rationale"] == "Der Bahnhof ist abends zu.\n\nDas soll sich ändern."


def test_a_subject_over_two_lines_is_one_line() -> None:
    subject = "Betreff:\nSchlüsselkasten für die Vereins-\nräume im Alten Bahnhof\n\nhier: Standort\n\n"

    assert read(a_form(subject=subject))["subject"] == f"{SUBJECT} hier: Standort"


def test_the_subject_ends_where_something_else_begins() -> None:
    subject = f"Betreff:\n{SUBJECT}\n\nDiese Zeile steht ohne Namen auf dem Formular\n\n"

    assert read(a_form(subject=subject)) == expected()


def test_a_paper_named_in_the_subject_is_not_the_own_one() -> None:
    header = HEADER.replace("Drucksachen-Nr.", "").replace("0815/2029-2034", "")
    subject = "Betreff:\nNachfrage zur\nDrucksache 0123/2029-2034\n\n"

    told = read(a_form(header=header, subject=subject))

    assert (told["reference"], told["subject"]) == (None, "Nachfrage zur Drucksache 0123/2029-2034")


@pytest.mark.parametrize(
    "kind",
    [
        "Antrag der Fraktion Musterliste",
        "Informations-/Mitteilungsvorlage",
        "Änderungs-/Ergänzungsantrag",
        "ANFRAGE",
        "Tischvorlage",
    ],
)
def test_the_type_is_told_as_printed(kind: str) -> None:
    assert read(a_form(kind=f"{kind}\n\n"))["type"] == kind


@pytest.mark.parametrize(
    "reference",
    [
        *("7091/2014-2020", "VO/2020/08575", "VO/2019/08082-27", "FBS/036/2015", "2012/0367", "DHH/2023/0006"),
        *("20858", "V-4/2007", "15-0563/2010", "16051-09-E1", "124/2014", "2021/0308/1"),
    ],
)
def test_references_of_every_shape_are_kept_as_they_are(reference: str) -> None:
    header = f"Drucksachen-Nr.: {reference}\n\nAmt, Datum, Telefon\n{OFFICE}, 03.02.2031, 98-7654\n\n"

    assert read(a_form(header=header))["reference"] == reference


def test_two_references_are_none_and_a_warning() -> None:
    told = read(a_form(header=f"{HEADER}\nDrucksachen-Nr.: 0816/2029-2034\n"))

    assert told["reference"] is None
    assert told["warnings"] == [
        "Die Drucksachennummer ist nicht eindeutig (0815/2029-2034; 0816/2029-2034); es wurde nichts davon übernommen."
    ]


def test_a_day_that_the_calendar_does_not_have_is_no_date() -> None:
    told = read(a_form(header=HEADER.replace("03.02.2031", "31.02.2031")))

    assert told == expected(date=None, warnings=["Das Datum der Vorlage wurde nicht gefunden."])


def test_what_is_missing_is_null_and_named() -> None:
    told = read("Ein Brief an den Nachbarn.\nMit Grüßen")

    assert {name: value for name, value in told.items() if value} == {
        "kind": "paper",
        "warnings": [
            "Die Drucksachennummer wurde nicht gefunden.",
            "Die Art der Vorlage wurde nicht gefunden.",
            "Das federführende Amt wurde nicht gefunden.",
            "Das Datum der Vorlage wurde nicht gefunden.",
            "Der Betreff wurde nicht gefunden.",
            "Eine Beratungsfolge wurde nicht gefunden.",
            "Der Beschlussvorschlag wurde nicht gefunden.",
            "Die Begründung wurde nicht gefunden.",
        ],
    }


def test_a_section_that_is_not_kept_is_named() -> None:
    told = read(a_form(more="Abstimmungsvermerk:\n\nDer Kämmerei lag das vor.\n\n"))

    assert told == expected(warnings=["Der Abschnitt „Abstimmungsvermerk“ wurde nicht übernommen."])


def test_attachments_are_read_line_by_line() -> None:
    motion = read_motion(a_form(more="Anlagen:\n\n1. Skizze des Kastens\n\n2. Foto des Bahnhofs\n\n"))

    assert motion.attachments == ("Skizze des Kastens", "Foto des Bahnhofs")


def test_a_count_of_attachments_in_the_head_hides_no_field() -> None:
    told = read(a_form(header=f"Anlagen: 2\nDatum: 03.02.2031\nAmt: {OFFICE}\nDrucksachen-Nr.: 0815/2029-2034\n"))

    assert told == expected()


def test_of_two_proposals_the_first_is_taken_and_the_other_named() -> None:
    told = read(a_form(more="Beschlussempfehlung:\n\nDer Rat lehnt das ab.\n\n"))

    assert told == expected(warnings=["Es gibt mehrere Beschlussvorschläge; nur der erste wurde übernommen."])


def test_a_short_version_is_a_part_of_its_own() -> None:
    motion = read_motion(
        a_form(resolution=f"Kurzfassung\n\nEin Kasten für Schlüssel.\n\nBeschlussantrag\n{RESOLUTION}\n\n")
    )

    assert (motion.short_version, motion.resolution) == ("Ein Kasten für Schlüssel.", RESOLUTION)


def test_neither_phone_nor_signatory_nor_printed_hint_gets_into_a_part() -> None:
    told = as_told(read(a_form(header=HEADER_WITH_COLONS)))

    assert not [word for word in ("98-7654", "Vera", "Beigeordnete", "länger als drei") if word in told]


def test_page_numbers_and_running_heads_do_not_interrupt_the_text() -> None:
    pages = [f"Stadt Musterstadt – Drucksache 0815/2029-2034\n{text}\nSeite {n} von 3\n" for n, text in _pages()]

    told = read("\n".join(pages))

    assert told == expected()


def _pages() -> list[tuple[int, str]]:
    text = a_form()
    first = text.index("niemand aufschließen")
    second = text.index("haben sich das")
    return [(1, text[:first]), (2, text[first:second]), (3, text[second:])]


def test_the_order_of_the_fields_does_not_matter() -> None:
    fields = {"header": HEADER, "kind": TYPE, "table": TABLE}
    text = a_form(**dict.fromkeys(fields, "")).replace(
        "Beschlussvorschlag", f"{fields['table']}{fields['kind']}{fields['header']}Beschlussvorschlag", 1
    )

    assert read(text) == expected()


def test_the_rationale_is_told_in_its_paragraphs() -> None:
    assert read(a_form())["rationale"] == RATIONALE
