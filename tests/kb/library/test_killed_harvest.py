"""A harvest that is killed at any moment goes on with the next run; nothing is lost and nothing comes twice."""

from pathlib import Path

from tests.bench.harvest import kill_while_harvesting, opened, prepared, state_of
from tests.council_server import a_council


def test_killed_again_and_again_it_comes_to_the_same_as_undisturbed(tmp_path: Path) -> None:
    with a_council(papers=60) as council:
        for folder in (tmp_path / "clean", tmp_path / "killed"):
            prepared(folder, council.system)
        kill_while_harvesting(tmp_path / "killed", kills=5, longest=0.4)
        with opened(tmp_path / "clean") as clean, opened(tmp_path / "killed") as killed:
            clean.harvesting.run(full=True)
            killed.harvesting.run(full=True)

            assert len(state_of(killed)) == 30
            assert state_of(killed) == state_of(clean)
