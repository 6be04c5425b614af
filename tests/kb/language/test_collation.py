"""Titles in the order of a German dictionary."""

import pytest

from kb.language import sort_key


def test_umlauts_stand_with_their_vowels_and_case_and_marks_do_not_count() -> None:
    titles = ["Zebra", "öffnen", "Öffentlich", "ofen", "„Straße“", "Strasse 2", "Äpfel", "apfel", "Apfelbaum", "Éclair"]

    assert sorted(titles, key=sort_key) == [
        "Äpfel", "apfel", "Apfelbaum", "Éclair", "ofen", "Öffentlich", "öffnen", "„Straße“", "Strasse 2", "Zebra",
    ]  # fmt: skip


@pytest.mark.parametrize("nothing", ["", "–", "…"])
def test_a_text_without_letters_has_an_empty_key(nothing: str) -> None:
    assert sort_key(nothing) == ""
