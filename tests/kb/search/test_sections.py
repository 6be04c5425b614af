"""A passage knows the heading that it stands below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.results import Section
from kb.search.snippets import body_of, one_line, show
from kb.search.snippets.sections import line_of, section_at
from tests.kb.search.test_snippets import FILLER, asking

OCCASION, COURSE = Section("abschnitt-anlass", "Anlass"), Section("abschnitt-ablauf", "Ablauf")
TEXT = f"Vorab. Anlass {FILLER * 4} Ablauf {FILLER * 4} Die Karte dankt."
BODY = body_of({"body": TEXT}, {"body": ((TEXT.index("Anlass"), OCCASION), (TEXT.index("Ablauf"), COURSE))})


@pytest.mark.parametrize(
    ("word", "section"), [("Vorab", None), ("Anlass", OCCASION), ("Ablauf", COURSE), ("Karte", COURSE), ("Hund", None)]
)
def test_the_section_is_that_in_which_the_passage_was_found(word: str, section: Section | None) -> None:
    assert show("", BODY, asking(word)).section == section


def test_of_a_passage_over_two_sections_the_one_with_the_better_find_counts() -> None:
    text = "Sportförderung im Ort. Ablauf Die Förderung."
    body = body_of({"body": text}, {"body": ((0, OCCASION), (text.index("Ablauf"), COURSE))})

    assert show("", body, asking("Förderung")).section == COURSE


def test_a_body_without_sections_is_its_line() -> None:
    body = body_of({"summary": "Kurz\ngesagt.", "body": "Die  Karte."}, {})

    assert (body, section_at(body, 3)) == ("Kurz gesagt. Die Karte.", None)


def test_sections_are_counted_over_all_texts() -> None:
    body = body_of({"summary": "Kurz.", "rationale": "Gründe", "body": "Rest"}, {"rationale": ((0, OCCASION),)})

    assert [section_at(body, at) for at in (0, 5, 6, 12)] == [None, None, OCCASION, OCCASION]


def test_headings_with_odd_blanks_keep_their_rows_apart() -> None:
    body = body_of({"body": "Viel\tRaum"}, {"body": ((0, Section("a", "Viel\tRaum\nhier")),)})

    assert section_at(body, 2) == Section("a", "Viel Raum hier")


def test_a_section_keeps_the_page_of_the_file_that_it_stands_on() -> None:
    pages = (0, OCCASION._replace(page=3)), (6, OCCASION._replace(page=4))
    body = body_of({"rationale": "Zuerst danach"}, {"rationale": pages})

    assert [section_at(body, at).page for at in (0, 8)] == [3, 4]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_every_section_begins_where_its_text_does(pieces: list[str]) -> None:
    kept = [piece.replace("\u00ad", "") for piece in pieces]
    starts = [(sum(map(len, kept[:number])) + number, Section(str(number), "")) for number in range(len(kept))]
    body = body_of({"body": "\n".join(kept)}, {"body": tuple(starts)})

    place = 0
    for number, line in enumerate(map(one_line, kept)):
        if line:
            assert line_of(body)[place:].startswith(line)
            assert section_at(body, place) == Section(str(number), "")
            place += len(line) + 1
