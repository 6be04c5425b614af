"""Why a hit was found is told in plain German, where it isn't obvious."""

import pytest

from kb.search.results import FoundBy, Way
from web.search.reasons import reason


def test_nothing_is_told_where_all_words_stand_as_they_were_asked_for() -> None:
    assert reason((FoundBy("Verein", Way.EXACT, "Verein"), FoundBy("Rat der Stadt", Way.PHRASE))) == ""


def test_several_reasons_follow_one_another_and_each_is_told_once() -> None:
    part = FoundBy("Förderung", Way.PART, "Engagementförderung")
    synonym = FoundBy("Zuschuss", Way.SYNONYM, "Zuwendung")

    told = reason((part, synonym, FoundBy("Verein", Way.EXACT, "Verein"), part))

    assert told == "„Engagementförderung“ (enthält „Förderung“), „Zuwendung“ (Synonym zu „Zuschuss“)"


@pytest.mark.parametrize("way", set(Way) - {Way.EXACT, Way.PHRASE})
@pytest.mark.parametrize("written", ["", "Vereinsheime"])
def test_every_other_way_has_its_words(way: Way, written: str) -> None:
    assert written in reason((FoundBy("Verein", way, written),))
    assert reason((FoundBy("Verein", way, written),))
