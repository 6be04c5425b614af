"""Markdown becomes HTML that is safe to show, plain text to search, and headings to jump to."""

import pytest

from kb.markup import Heading, render


def test_text_lists_and_links_become_html() -> None:
    rendered = render("Ein *kurzer* Text mit [Verweis](https://example.org/a).\n\n3. drei\n4. vier\n")

    assert rendered.html == (
        '<p>Ein <em>kurzer</em> Text mit <a href="https://example.org/a" rel="noopener">Verweis</a>.</p>\n'
        '<ol start="3">\n<li>drei</li>\n<li>vier</li>\n</ol>'
    )


def test_a_table_names_its_columns() -> None:
    rendered = render("| Jahr | Karten |\n|---|--:|\n| 2024 | 12 |\n")

    assert '<th scope="col">Jahr</th>' in rendered.html
    assert "<td>12</td>" in rendered.html
    assert rendered.text == "Jahr Karten\n2024 12"


def test_the_plain_text_has_one_line_a_block() -> None:
    rendered = render("# Titel\n\nEin *Absatz*\nauf zwei Zeilen.\n\n- eins\n- zwei & drei\n\n> Zitat\n")

    assert rendered.text == "Titel\nEin Absatz auf zwei Zeilen.\neins\nzwei & drei\nZitat"


@pytest.mark.parametrize(
    "text",
    [
        "Bürger*innen und Helfer*innen",
        "Bürger:innen und Helfer_innen und Vereins_mitglieder",
        "jede*r und alle*",
        "2*3*4",
        "A * B * C",
    ],
)
def test_a_star_within_a_word_is_no_emphasis(text: str) -> None:
    rendered = render(text)

    assert rendered.html == f"<p>{text}</p>"
    assert rendered.text == text


def test_emphasis_around_a_word_with_a_star_stays_emphasis() -> None:
    assert render("**Bürger*innen** und *Helfer*innen*").html == (
        "<p><strong>Bürger*innen</strong> und <em>Helfer*innen</em></p>"
    )


def test_headings_begin_at_level_two_and_leave_no_gap() -> None:
    rendered = render("# Eins\n\n#### Tief\n\n# Zwei\n\n## Eins\n")

    assert rendered.headings == (
        Heading(2, "abschnitt-eins", "Eins"),
        Heading(3, "abschnitt-tief", "Tief"),
        Heading(2, "abschnitt-zwei", "Zwei"),
        Heading(3, "abschnitt-eins_1", "Eins"),
    )
    assert '<h3 id="abschnitt-tief">Tief</h3>' in rendered.html


def test_a_text_that_begins_with_a_low_heading_still_begins_at_level_two() -> None:
    assert [heading.level for heading in render("### Eins\n\n## Zwei\n\n### Drei\n").headings] == [2, 2, 3]


def test_headings_of_a_part_start_deeper_and_have_ids_of_their_own() -> None:
    rendered = render("## *Kosten* & Zeit\n", id_prefix="abschnitt-finanzen-", highest=3)

    assert rendered.headings == (Heading(3, "abschnitt-finanzen-kosten-zeit", "Kosten & Zeit"),)


def test_a_heading_without_letters_has_an_id_too() -> None:
    assert render("## …\n").headings == (Heading(2, "abschnitt-teil", "…"),)


def test_a_picture_becomes_its_description() -> None:
    assert render("Siehe ![Ablauf in drei Schritten](https://example.org/a.png).").html == (
        "<p>Siehe Ablauf in drei Schritten.</p>"
    )


def test_an_empty_text_gives_nothing() -> None:
    assert not render(" \n\n ").html
