"""What comes before the first answer."""

from pathlib import Path

from kb.library import open_library
from kb.preparing import prepare
from tests.builders import settings_in


def test_a_search_engine_that_is_away_does_not_keep_the_service_from_starting(tmp_path: Path) -> None:
    told: list[str] = []

    with open_library(settings_in(tmp_path, index="opensearch+http://127.0.0.1:1/wissen")) as library:
        prepare(library, told.append)

        assert library.reading.topics.topics
        assert library.reading.search_titles(library.reading.question("Netzwerk")).notes

    assert "nicht zu erreichen" in told[-1]
