"""The command line speaks German, also when something is wrong."""

import io
from pathlib import Path

import click
import pytest

from kb.console import ExistingPath, GermanGroup, OneOf, Progress, WholeNumber, echo_json, run
from kb.errors import NotFound, SettingsError


@click.group(cls=GermanGroup, epilog="Beispiel: wissensspeicher finde Ehrenamt")
def commands() -> None:
    """Ein Befehl zum Ausprobieren."""


@commands.command("finde", epilog="Beispiel: wissensspeicher finde Ehrenamt --art a")
@click.argument("word", metavar="WORT")
@click.option("--art", type=OneOf(("alpha", "beta"), "ART"), help="Nur diese Art")
@click.option("--jahr", type=WholeNumber(1900, 2100, "JAHR"), help="Nur dieses Jahr")
@click.option("--laut", is_flag=True, help="Laut")
def finde(word: str, art: str | None, jahr: int | None, *, laut: bool) -> int | None:
    """Findet etwas."""
    failures = {"weg": NotFound("Das Dokument „weg“"), "falsch": SettingsError("KB_X gibt es nicht.")}
    if word in failures:
        raise failures[word]
    if word == "platte":
        raise PermissionError(13, "Permission denied", "ordner")
    if word == "strg":
        raise KeyboardInterrupt
    click.echo(f"{word} {art} {jahr} {laut}")
    return 1 if word == "nichts" else None


@commands.command("lies", epilog="Beispiel: wissensspeicher lies datei")
@click.argument("file", metavar="DATEI", type=ExistingPath(folder=False))
def lies(file: Path) -> None:
    """Liest eine Datei."""


ENGLISH = ("Usage", "Options", "Commands", "Error", "Try", "Show", "Missing", "Invalid", "No such", "Aborted", "Got")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a call; nothing in it is click's English."""
    code = run(commands, arguments)
    out, err = capsys.readouterr()
    assert not any(word in out + err for word in ENGLISH)
    return code, out, err


def test_a_command_that_does_its_work_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "finde", "Amt", "--art", "beta", "--jahr", "2018") == (0, "Amt beta 2018 False\n", "")


def test_a_command_may_say_that_it_did_not_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "finde", "nichts")[0] == 1


def test_help_is_german_and_lists_commands_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "--help")

    assert code == 0
    assert out.startswith("Aufruf: wissensspeicher [OPTIONEN] BEFEHL …")
    assert out.index("finde") < out.index("lies")
    assert "Optionen:\n  --help  Diese Hilfe zeigen" in out


def test_the_help_of_a_command_shows_its_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "finde", "--help")

    assert code == 0
    assert "Aufruf: wissensspeicher finde [OPTIONEN] WORT" in out
    assert "Beispiel: wissensspeicher finde Ehrenamt --art a" in out


def test_without_a_command_the_help_is_shown_as_a_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = answer(capsys)

    assert code == 2
    assert "Befehle:" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fidne", "x"], "Den Befehl „fidne“ gibt es nicht. Gemeint war vielleicht „finde“. Bekannt sind: finde, lies."),
        (["finde", "x", "--ar", "a"], "Die Option „--ar“ gibt es nicht. Gemeint war vielleicht „--art“. Bekannt sind: --art, --jahr"),
        (["--art"], "Die Option „--art“ gibt es nicht. Bekannt sind: --help."),
        (["finde"], "Es fehlt WORT."),
        (["finde", "x", "y", "z"], "Zu viele Angaben: y z."),
        (["finde", "x", "--art"], "Die Option „--art“ braucht einen Wert."),
        (["finde", "x", "--laut=ja"], "Die Option „--laut“ braucht keinen Wert."),
        (["finde", "x", "--art", "bta"], "Der Wert für --art passt nicht: „bta“ gibt es nicht. Gemeint war vielleicht „beta“. Bekannt sind: alpha, beta."),
        (["finde", "x", "--jahr", "18"], "Der Wert für --jahr passt nicht: „18“ ist keine ganze Zahl von 1900 bis 2100."),
        (["finde", "x", "--jahr", "-5"], "„-5“ ist keine ganze Zahl"),
        (["lies", "fehlt.txt"], "Der Wert für DATEI passt nicht: „fehlt.txt“ gibt es nicht."),
        (["lies", "."], "„.“ ist ein Ordner"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_refused_in_german_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    code, out, err = answer(capsys, *arguments)

    assert (code, out) == (2, "")
    assert told in err
    assert err.rstrip().endswith("--help")


@pytest.mark.parametrize(
    ("word", "code", "told"),
    [
        ("weg", 1, "Das Dokument „weg“ gibt es hier nicht."),
        ("falsch", 2, "KB_X gibt es nicht."),
        ("platte", 1, "ordner ist nicht nutzbar: keine Berechtigung."),
        ("strg", 130, "Abgebrochen."),
    ],
)
def test_an_expected_error_is_one_german_message_without_a_traceback(
    capsys: pytest.CaptureFixture[str], word: str, code: int, told: str
) -> None:
    ended, out, err = answer(capsys, "finde", word)

    assert (ended, out, err.strip()) == (code, "", told)


def test_json_keeps_german_letters(capsys: pytest.CaptureFixture[str]) -> None:
    echo_json({"titel": "Förderung"})

    assert capsys.readouterr().out == '{\n  "titel": "Förderung"\n}\n'


def test_json_stays_json_where_the_output_cannot_carry_german_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)

    echo_json("Förderung")

    narrow.seek(0)
    assert narrow.read() == '"F\\u00f6rderung"\n'


def test_progress_is_told_now_and_then_and_not_for_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Dokumente", total=1000, every=3600) as progress:
        for _ in range(1000):
            progress.step()

    assert capsys.readouterr() == ("", "")


def test_progress_names_what_is_done_and_how_much_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("Dokumente", total=2, every=0) as progress:
        progress.step()
        progress.step()

    assert capsys.readouterr().err == "Dokumente: 1 von 2\nDokumente: 2 von 2\n"
