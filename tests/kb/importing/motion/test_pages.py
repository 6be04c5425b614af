"""What belongs to the printed page and not to the paper is taken out of the lines."""

import pytest

from kb.importing.motion.pages import PAGE_BREAK, clean_lines, readable_text

LINK = "https://www.musterstadt.example/vereine"


def said(text: str) -> list[str]:
    """The lines that are left, without gaps."""
    return [line for line in clean_lines(text) if line not in ("", PAGE_BREAK)]


@pytest.mark.parametrize(
    "number",
    ["Seite 2 von 14", "Seite 2", "- 2 -", "– 2 –", "-- 2 of 14 --", "seite 2/14", "Musterstadt, Seite 2 von 14"],
)
def test_page_numbers_are_taken_out(number: str) -> None:
    assert clean_lines(f"davor\n{number}\ndanach") == ["davor", PAGE_BREAK, "danach"]


@pytest.mark.parametrize("line", ["siehe Seite 2 von 14", "Seite an Seite", "- 2 Stühle", "2", "2031", "1 - 2"])
def test_lines_that_only_look_like_a_page_number_stay(line: str) -> None:
    assert said(f"davor\n{line}\ndanach") == ["davor", line, "danach"]


def test_heads_and_feet_that_repeat_on_three_pages_are_taken_out() -> None:
    """Their digits may differ; the head of the first page may be the form's own."""
    pages = [f"Vorlage 12 – Blatt {n}\nText der Seite\nInhalt {'abc'[n]}\nFuß {n}" for n in range(3)]

    assert said("\f".join(pages)) == [
        *("Vorlage 12 – Blatt 0", "Text der Seite", "Inhalt a"),
        *("Inhalt b", "Inhalt c"),
    ]


def test_what_repeats_within_pages_stays() -> None:
    pages = [
        f"Kopf {word}\nzwei {word}\ndrei {word}\nvier\nimmer gleich\nvier\ndrei {word}\nzwei {word}\nFuß {word}"
        for word in "abc"
    ]

    assert said("\f".join(pages)).count("immer gleich") == 3


def test_a_head_on_two_pages_is_not_enough() -> None:
    assert said("Kopf\neins\fKopf\nzwei") == ["Kopf", "eins", "Kopf", "zwei"]


def test_a_bare_link_line_is_taken_out_if_a_sentence_names_the_link() -> None:
    text = f"Das Netzwerk ({LINK} ) wächst.\n\n{LINK}\n Es ist offen."

    assert said(text) == [f"Das Netzwerk ({LINK} ) wächst.", "Es ist offen."]


def test_the_link_may_be_broken_where_the_sentence_names_it() -> None:
    broken = LINK.replace("/vereine", "/ver-eine").replace("ver-eine", "ver-\neine")

    assert said(f"Siehe {broken} dazu.\n\n{LINK.replace('vereine', 'ver-eine')}\nDanach.")[-1] == "Danach."


def test_a_bare_link_line_at_the_page_break_is_taken_out() -> None:
    assert said(f"Das war es.\n\n{LINK}\n\fNeue Seite.") == ["Das war es.", "Neue Seite."]


@pytest.mark.parametrize(
    "text", [f"Mehr dazu:\n{LINK}\nEnde.", f"Mehr dazu:\n{LINK}\n\fEnde.", f"Das ist es.\n{LINK}\nEnde."]
)
def test_a_link_that_is_only_named_there_stays(text: str) -> None:
    assert LINK in said(text)


@pytest.mark.parametrize(
    "hint",
    [
        "Wenn die Begründung länger als drei\nSeiten ist, bitte eine kurze\nZusammenfassung voranstellen.",
        "Wenn die Begründung länger als drei Seiten ist, bitte eine kurze Zusammenfassung voranstellen.",
        "(Wenn die Begründung länger als 3 Seiten ist, ist eine kurze Zusammen-\nfassung voranzustellen.)",
    ],
)
def test_the_printed_hint_is_taken_out(hint: str) -> None:
    assert said(f"Vera Beispiel\t{hint}\nEnde") == ["Vera Beispiel", "Ende"]


def test_rules_of_dashes_or_dots_are_gaps() -> None:
    assert said("eins\n________\n. . .\n.....\n---\nzwei") == ["eins", ". . .", "zwei"]


def test_invisible_characters_and_odd_blanks_do_not_disturb() -> None:
    text = "\ufeffBu\u0308rger\u200b\u00adamt\u00a0\u202fMitte\x01\r\nzwei\u2028ﬁn\uf0b7"

    assert readable_text(text) == "Bürgeramt  Mitte\nzwei\nfin•"


def test_signs_with_a_meaning_of_their_own_stay() -> None:
    assert readable_text("120 m² – ½ „…“ §\u00a05 € CO₂") == "120 m² – ½ „…“ § 5 € CO₂"
