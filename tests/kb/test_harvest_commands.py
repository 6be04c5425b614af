"""`wissensspeicher harvest` on the command line."""

import json
import subprocess
from pathlib import Path

from tests.builders import settings_in
from tests.council_server import a_council
from tests.service import PROGRAM, environment


def harvest(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    content = settings_in(folder).content
    given = {
        "KB_CONTENT": str(content),
        "KB_OPERATOR_EMAIL": "wissen@stelle.example",
        "KB_HARVEST_NETWORKS": "127.0.0.0/8",
        "KB_HARVEST_RATE": "1000",
    }
    env = environment(folder / "daten", **given | settings)
    command = [PROGRAM, "harvest", *arguments]
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)


def test_a_source_is_added_read_looked_at_and_removed(tmp_path: Path) -> None:
    with a_council(papers=4) as council:
        council.extra = [None]
        added = harvest(tmp_path, "add", council.system, "--publish")
        run = harvest(tmp_path, "run")
        status = harvest(tmp_path, "status", "--json")
        left = harvest(tmp_path, "status", "--verdict", "left")
        removed = harvest(tmp_path, "remove", added.stdout[:8])

    assert "Stadt Karlsruhe (08212000) ist vorgemerkt" in added.stdout
    assert (run.returncode, "2 neu aufgenommen" in run.stdout) == (0, True)
    (state,) = json.loads(status.stdout)
    assert state["counts"] == {"taken": 2, "left": 2, "refused": 1}
    assert left.stdout.count("\n") == 2
    assert "2 Vorlagen sind zurückgezogen" in removed.stdout


def test_a_server_that_fails_gives_a_german_message_and_code_1(tmp_path: Path) -> None:
    with a_council(papers=4) as council:
        harvest(tmp_path, "add", council.system)
        council.breaks_at = {"/papers"}
        run = harvest(tmp_path, "run")

    assert run.returncode == 1
    assert "Unterbrochen" in run.stdout


def test_without_a_source_the_next_step_is_told(tmp_path: Path) -> None:
    run = harvest(tmp_path, "run")

    assert (run.returncode, "harvest add" in run.stdout) == (1, True)


def test_without_a_contact_nothing_is_read(tmp_path: Path) -> None:
    added = harvest(tmp_path, "add", "https://ris.example/oparl", KB_OPERATOR_EMAIL="")

    assert (added.returncode, "KB_OPERATOR_EMAIL" in added.stderr) == (2, True)
