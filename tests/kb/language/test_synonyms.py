"""Synonyms widen a question; they never chain and never narrow."""

import pytest

from kb.errors import UnreadableFile
from kb.language import stem
from kb.language.synonyms import expanded, read_synonyms


def run(*words: str) -> tuple[str, ...]:
    return tuple(map(stem, words))


def test_each_word_of_a_group_asks_for_the_others() -> None:
    synonyms = read_synonyms("Zuschuss, Zuwendung, Beihilfe  # Amtsdeutsch")

    assert synonyms.of(run("Zuwendungen")) == (run("Zuschuss"), run("Beihilfe"))


def test_one_way_does_not_lead_back() -> None:
    synonyms = read_synonyms("EAK => Ehrenamtskarte  # Abkürzung")

    assert synonyms.of(run("EAK")) == (run("Ehrenamtskarte"),)
    assert synonyms.of(run("Ehrenamtskarte")) == ()


def test_words_and_phrases_are_kept_as_they_are_written() -> None:
    synonyms = read_synonyms("Zuschuß, freiwillige Mittel  # eins\nEAK => Ehrenamtskarte,  # zwei")

    assert synonyms.written == ("EAK", "Ehrenamtskarte", "Zuschuß", "freiwillige Mittel")


def test_a_verb_is_meant_in_all_its_forms() -> None:
    synonyms = read_synonyms("bedanken => Dank  # Tätigkeit und Sache")

    assert expanded([("bedankt", "bedanken~")], synonyms) == ((run("Dank"),),)


def test_groups_do_not_reach_across() -> None:
    synonyms = read_synonyms("Raum, Saal  # eins\nSaal, Halle  # zwei")

    assert synonyms.of(run("Raum")) == (run("Saal"),)
    assert synonyms.of(run("Saal")) == (run("Raum"), run("Halle"))


def test_a_phrase_of_a_question_is_recognised_where_it_begins() -> None:
    synonyms = read_synonyms("soziales Engagement => Ehrenamt  # Alltag")

    asked = expanded([run("soziales"), run("Engagement"), run("fördern")], synonyms)

    assert asked == ((run("Ehrenamt"),), (), ())


@pytest.mark.parametrize(
    "line", ["allein  # Grund", "=> Ziel  # Grund", "Quelle =>  # Grund", "der, die  # nur Funktionswörter"]
)
def test_a_line_without_two_sides_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(UnreadableFile, match="Zeile 2"):
        read_synonyms(f"Zuschuss, Zuwendung  # gut\n{line}")
