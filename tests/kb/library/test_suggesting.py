"""What a search field offers: topics, synonyms and what the engine knows, in one list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.library import Library
from kb.search.suggestions import Offer
from tests.builders import a_library, a_motion, an_article

SYNONYMS = """
freiwilliges Engagement, Ehrenamt  # Grundbegriff
Übungsleiterpauschale => Freibetrag  # Steuern
Anerkennung, Würdigung  # auch ein Thema
Quastenflosser, Hohlstachler  # in keinem Text
"""

CARD = an_article(
    id="ph001",
    title="Ehrenamtskarte einführen",
    summary="Dank für die Förderung.",
    topics=("anerkennung/ehrenamtskarte",),
    body="Die Ehrenamtskarte dankt. Förderung und kommunale Würdigung.",
)
EXAMPLE = an_article(
    id="ph002",
    title="Was die Ehrenamtskarte zur Förderung beiträgt",
    summary="Förderung vor Ort.",
    topics=("anerkennung/ehrenamtskarte",),
    body="Mehr Förderung im Haushalt, auch kommunale. Freibetrag für freiwilliges Engagement.",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("wissen")
    (folder / "content").mkdir()
    (folder / "content" / "synonyme.txt").write_text(SYNONYMS, encoding="utf-8")
    with a_library(folder, CARD, EXAMPLE, a_motion(topics=())) as library:
        yield library


def texts(library: Library, typed: str, most: int = 8) -> list[str]:
    return [one.text for one in library.reading.suggest(typed, most)]


@pytest.mark.parametrize(
    ("typed", "first", "offer"),
    [
        ("ehrenamtsk", "Ehrenamtskarte", Offer.TOPIC),
        ("Ehrenamtsk", "Ehrenamtskarte", Offer.TOPIC),
        ("ehrenantsk", "Ehrenamtskarte", Offer.TOPIC),
        ("ehrenamtskarte einf", "Ehrenamtskarte einführen", Offer.TITLE),
        ("foerd", "Was die Ehrenamtskarte zur Förderung beiträgt", Offer.TITLE),
        ("uebungsl", "Übungsleiterpauschale", Offer.SYNONYM),
        ("übungslieter", "Übungsleiterpauschale", Offer.SYNONYM),
        ("freiwilliges eng", "freiwilliges Engagement", Offer.SYNONYM),
        ("engagem", "freiwilliges Engagement", Offer.SYNONYM),
        ("7091/20", "7091/2014-2020", Offer.REFERENCE),
        ("7091-20", "7091/2014-2020", Offer.REFERENCE),
    ],
)
def test_the_best_is_offered_first(library: Library, typed: str, first: str, offer: Offer) -> None:
    best = library.reading.suggest(typed)[0]

    assert (best.text, best.offer) == (first, offer)


@pytest.mark.parametrize("typed", ["", " ", "e", "ehrenamtskarte e", "Schnurpsolan", "%", "((", "\x00\x00", "-" * 5000])
def test_too_little_or_nothing_sensible_offers_nothing(library: Library, typed: str) -> None:
    assert texts(library, typed) == []


@pytest.mark.parametrize(
    "typed", ["a" * 5000, "Ehrenamt " * 900, "🙂🙂", "titel:ehr", '"ehrenamtsk', "\udcff\udcff", "§ 5"]
)
def test_whatever_is_typed_is_no_error(library: Library, typed: str) -> None:
    assert len(texts(library, typed)) <= 8


def test_no_text_is_offered_twice_and_at_most_so_many(library: Library) -> None:
    offered = texts(library, "ehr")

    assert len({one.lower() for one in offered}) == len(offered)
    assert texts(library, "ehr", most=2) == offered[:2]


def test_a_topic_is_offered_once_and_only_with_documents(library: Library) -> None:
    offered = library.reading.suggest("anerk")

    assert [one.topic for one in offered if one.offer is Offer.TOPIC] == ["anerkennung"]
    assert "engagiert in NRW" not in texts(library, "engagiert")


def test_a_topic_is_offered_by_its_alternative_label_from_its_first_document_on(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        assert texts(library, "engagiert") == []

        library.editing.save(an_article(), "Redaktion")

        best = library.reading.suggest("engagiert")[0]
        assert (best.text, best.topic) == ("engagiert in NRW", "netzwerk")


def test_a_word_has_the_case_in_which_a_name_or_title_writes_it(library: Library) -> None:
    assert "Würdigung" in texts(library, "würd")
    assert "Förderung" in texts(library, "foerd")
    assert "kommunale" in texts(library, "kommuna")


def test_what_finds_nothing_is_not_offered(library: Library) -> None:
    assert texts(library, "quastenfl") == []
    assert texts(library, "hohlst") == []
