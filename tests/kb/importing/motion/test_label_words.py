"""The tables of words that a new form is taught by."""

import re

import pytest

from kb.importing.motion.label_words import BEGIN, FIELD_WORDS, SECTION_WORDS, Part
from kb.importing.motion.labels import read_label

WORDS = [word for words in (*FIELD_WORDS.values(), *SECTION_WORDS.values()) for word in words]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_begins_with_plain_letters(word: str) -> None:
    """By them lines without a label are sorted out; a word that begins otherwise would never be found."""
    assert re.match(rf"[\w -]{{{BEGIN}}}", word)


def test_every_part_has_its_words_in_one_table() -> None:
    # boxes of a form are known by their signs, not by a label
    assert {*FIELD_WORDS, *SECTION_WORDS} == set(Part) - {Part.FORM}
    assert not set(FIELD_WORDS) & set(SECTION_WORDS)


@pytest.mark.parametrize(
    ("line", "parts", "value"),
    [
        ("Amt, Datum, Telefon Drucksachen-Nr.", (Part.OFFICE, Part.DATE, Part.CONTACT, Part.REFERENCE), ""),
        ("Gremium Datum TOP ö nö Ergebnis", (Part.CONSULTATIONS,), ""),
        ("Betreff: Amt für Vereine", (Part.SUBJECT,), "Amt für Vereine"),
        ("Vorlage 12/2031", (Part.REFERENCE,), "12/2031"),
        ("II. Begründung", (Part.RATIONALE,), ""),
        ("Finanzielle Auswirkungen (bitte ankreuzen)", (Part.FINANCES,), ""),
        ("Begründung: weil es gut ist", (Part.RATIONALE,), "weil es gut ist"),
    ],
)
def test_labels_are_told_with_their_value(line: str, parts: tuple[Part, ...], value: str) -> None:
    label = read_label(line)

    assert label is not None
    assert (label.parts, label.value) == (parts, value)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Begründungen gibt es viele.",
            "Amt für Vereine",
            "Datumsangaben",
            "Vorlage",
            "TOP 5",
            "Antrag: Musterfraktion",
        ),
        *(
            "Finanzielle Auswirkungen hat das nicht",
            "Die Verwaltung möge prüfen",
            "Beschluss des Rates vom 3. März",
            "",
        ),
    ],
)
def test_lines_that_begin_with_a_labels_word_may_be_content(line: str) -> None:
    assert read_label(line) is None
