"""Paragraphs: by blank lines where a paper has them, else by lines that end before the margin."""

import pytest

from kb.importing.motion.pages import PAGE_BREAK
from kb.importing.motion.prose import Layout, paragraphs

FULL = "Diese Zeile reicht bis an den rechten Rand des Blattes heran, wie Zeilen in Vorlagen es tun"
NEXT = "und hier geht der Satz dann weiter."


def of(*lines: str) -> list[str]:
    return paragraphs(lines, Layout.of([lines]))


def test_blank_lines_part_paragraphs_and_short_lines_do_not() -> None:
    assert of(FULL, NEXT, "Kurzer Satz.", "", "Neuer Absatz.") == [f"{FULL} {NEXT} Kurzer Satz.", "Neuer Absatz."]


def test_without_blank_lines_a_short_last_line_ends_the_paragraph() -> None:
    assert of(FULL, NEXT, FULL, FULL, "Ende.") == [f"{FULL} {NEXT}", f"{FULL} {FULL} Ende."]


def test_lines_that_are_not_wrapped_are_paragraphs() -> None:
    long = " ".join([FULL] * 3) + "."

    assert of(long, long, "Kurz") == [long, long, "Kurz"]


def test_a_page_break_does_not_cut_a_sentence() -> None:
    assert of(FULL, PAGE_BREAK, "", "Netzwerke wachsen.", "", "Ende.") == [f"{FULL} Netzwerke wachsen.", "Ende."]


def test_a_page_break_behind_a_gap_parts_paragraphs() -> None:
    assert of(FULL, NEXT, "", PAGE_BREAK, "Neuer Absatz.") == [f"{FULL} {NEXT}", "Neuer Absatz."]


def test_a_blank_line_does_not_cut_a_sentence_that_goes_on_small() -> None:
    assert of("Der Verein wird", "", "gefördert.", "", "Ende.") == ["Der Verein wird gefördert.", "Ende."]


@pytest.mark.parametrize(
    "points",
    [
        ("1. Erster Punkt.", "2. Zweiter Punkt."),
        ("1) Erster Punkt", "2) Zweiter Punkt"),
        ("a) Erster Punkt und", "b) zweiter Punkt."),
        ("1.1 Erster Punkt,", "1.2. Zweiter Punkt"),
        ("- erster Punkt", "- zweiter Punkt"),
        ("• erster Punkt", "• zweiter Punkt"),
    ],
)
def test_points_stand_alone(points: tuple[str, ...]) -> None:
    assert of("Der Rat beschließt:", *points) == ["Der Rat beschließt:", *points]


@pytest.mark.parametrize(
    "line", ["3. März 2031 in Kraft.", "2. Treffen der Vereine teil.", "- so die Satzung - nicht."]
)
def test_a_line_that_happens_to_begin_like_a_point_flows_on(line: str) -> None:
    assert of(FULL, line) == [f"{FULL} {line}"]
