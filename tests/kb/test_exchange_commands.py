"""`wissensspeicher exchange` and `hints` on the command line."""

import json
import subprocess
from pathlib import Path

import pytest

from kb.contributions import OfferState
from tests.builders import a_library
from tests.contributions import a_hint, an_experience, an_offer, send
from tests.service import PROGRAM, environment


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = environment(folder / "daten", KB_CONTENT=str(folder / "content"))
    return subprocess.run([PROGRAM, *arguments], env=env, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge base that got one contribution of each sort."""
    with a_library(tmp_path) as library:
        send(library, an_experience(done="Frau Müller half."))
        send(library, an_offer())
        send(library, a_hint(reply_to="leserin@web.example"))
    return tmp_path


def test_an_offer_is_listed_confirmed_declined_and_removed(folder: Path) -> None:
    listed = run(folder, "exchange", "list", "--state", OfferState.PENDING)
    assert "Köln bietet Amtshilfe zu: Ehrenamtskarte" in listed.stdout
    which = listed.stdout.partition(":")[0]

    assert "ist jetzt öffentlich" in run(folder, "exchange", "confirm", which).stdout
    (confirmed,) = json.loads(run(folder, "exchange", "list", "--json").stdout)
    assert (confirmed["id"], confirmed["state"], confirmed["topics"]) == (
        which,
        "confirmed",
        ["anerkennung/ehrenamtskarte"],
    )
    assert "nicht öffentlich" in run(folder, "exchange", "decline", which).stdout
    assert "gelöscht" in run(folder, "exchange", "remove", which).stdout
    assert "Es liegt nichts vor." in run(folder, "exchange", "list").stdout


def test_reports_name_the_draft_and_what_was_left_out(folder: Path) -> None:
    told = run(folder, "exchange", "reports").stdout
    (report,) = json.loads(run(folder, "exchange", "reports", "--json").stdout)

    assert f"Entwurf {report['document']}" in told
    assert "Nicht übernommene personenbezogene Angaben: Frau Müller" in told


def test_hints_are_listed_with_their_reply_address_and_removed(folder: Path) -> None:
    told = run(folder, "hints", "list").stdout
    (hint,) = json.loads(run(folder, "hints", "list", "--json").stdout)

    assert "Antwort erbeten an: leserin@web.example" in told
    assert "zu: Leihräder" in told
    assert "gelöscht" in run(folder, "hints", "remove", hint["id"]).stdout
    assert "kein Hinweis" in run(folder, "hints", "list").stdout


@pytest.mark.parametrize("command", [("exchange", "confirm"), ("exchange", "remove"), ("hints", "remove")])
def test_an_unknown_id_is_told_in_german(tmp_path: Path, command: tuple[str, str]) -> None:
    a_library(tmp_path).close()

    refused = run(tmp_path, *command, "bcdfghjk")

    assert (refused.returncode, "„bcdfghjk“ gibt es hier nicht." in refused.stderr) == (1, True)
