"""The commands as an operator calls them, over a real database and a real index."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kb.cli import commands
from kb.console import run
from kb.installation import installation_findings
from kb.library import open_library
from kb.search.engines import open_engine
from kb.search.results import Hit
from kb.settings import read_settings
from kb.showing import document_address
from tests.kb.importing.files.made import a_docx, a_zip, paragraph
from tests.service import PATIENCE, PROGRAM

QUESTION = "Wie trete ich dem Netzwerk bei?"

PAPER = """Stadt Musterhausen

Drucksachen-Nr.: 0815/2020-2025

Beschlussvorlage der Verwaltung

Gremium                     Sitzung am    Beratung
Sozialausschuss             03.02.2021    öffentlich

Beratungsgegenstand (Bezeichnung des Tagesordnungspunktes)
Einrichtung einer Anlaufstelle für Engagement

Beschlussvorschlag:
Der Sozialausschuss beschließt, eine Anlaufstelle einzurichten.

Begründung:
Viele Engagierte suchen eine Stelle, die ihre Fragen beantwortet.
"""

ARTICLE = """---
kind: guide
title: {title}
---

Ein Absatz über den Brimborasel.
"""


@dataclass(frozen=True)
class Shell:
    """Calls commands over one data folder."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self.capsys.readouterr()
        code = run(commands, [str(one) for one in arguments])
        out, err = self.capsys.readouterr()
        return code, out, err

    def json(self, *arguments: str | Path) -> Any:
        code, out, err = self(*arguments, "--json")
        assert code == 0, err
        return json.loads(out)


def settle(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let commands work over the data in `folder` and with no other setting."""
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KB_DATA", str(folder))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was used before."""
    folder = tmp_path_factory.mktemp("daten")
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch, folder)
        assert run(commands, ["search", QUESTION, "--json"]) == 0
    return folder


@pytest.fixture
def shell(prepared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    settle(monkeypatch, prepared)
    return Shell(capsys)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands over a data folder that does not exist yet."""
    settle(monkeypatch, tmp_path / "daten")
    return Shell(capsys)


def test_the_first_search_prepares_the_data_and_answers(fresh: Shell) -> None:
    code, out, err = fresh("search", QUESTION)

    assert code == 0
    assert "Dem Kommunennetzwerk beitreten" in out.splitlines()[3]
    assert "Der Suchindex wird gebaut" in err


def test_search_answers_in_json_with_the_right_document_first(shell: Shell) -> None:
    answer = shell.json("search", QUESTION)

    first = answer["hits"][0]
    assert set(answer) == {"total", "hits", "facets", "suggestion", "corrected", "notes"}
    assert set(first) == {"id", "kind", "title", "url", "reference", "municipality", "date", "snippet"}
    assert (first["id"], first["kind"], first["reference"]) == ("ph001", "guide", None)
    assert first["url"] == "/dokument/ph001-dem-kommunennetzwerk-beitreten"
    assert "<" not in first["snippet"]
    assert answer["total"] >= len(answer["hits"])
    assert {"kind", "topic", "actor", "municipality", "committee", "year"} <= set(answer["facets"])
    assert ("guide", "Praxishilfe") in {(one["value"], one["label"]) for one in answer["facets"]["kind"]}


def test_search_finds_a_reference_in_another_spelling(shell: Shell) -> None:
    first = shell.json("search", "DS 7091-2014-2020")["hits"][0]

    assert (first["reference"], first["municipality"], first["date"]) == ("7091/2014-2020", "05711000", "2018-08-21")


def test_filters_narrow_and_may_be_given_several_times(shell: Shell) -> None:
    hits = shell.json("search", "--kind", "paper", "--kind", "model", "--topic", "netzwerk/beitritt")["hits"]

    assert {hit["kind"] for hit in hits} == {"paper", "model"}


@pytest.mark.parametrize("municipality", ["Bielefeld", "05711000"])
def test_a_municipality_is_given_by_name_or_number(shell: Shell, municipality: str) -> None:
    hits = shell.json("search", "--municipality", municipality, "--from", "2018", "--to", "2018")["hits"]

    assert [hit["municipality"] for hit in hits] == ["05711000"]


def test_every_filter_of_the_page_is_an_option(shell: Shell) -> None:
    found = shell.json("search", "--area", "Regierungsbezirk Detmold", "--year", "2018")["hits"]

    assert [hit["municipality"] for hit in found] == ["05711000"]
    assert shell.json("search", "--audience", "vereine")["total"] < shell.json("search")["total"]


def test_hits_can_be_sorted_by_date(shell: Shell) -> None:
    days = [hit["date"] for hit in shell.json("search", "Netzwerk", "--kind", "guide", "--sort", "date")["hits"]]

    assert all(days)
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--topic", "netzwerk/betritt"], 2, "Gemeint war vielleicht „netzwerk/beitritt“."),
        (["--kind", "papers"], 2, "Gemeint war vielleicht „paper“."),
        (["--actor", "vereine", "--actor", "firmen"], 2, "„firmen“ gibt es nicht."),
        (["--area", "Regierungsbezirk Detmolt"], 2, "Gemeint war vielleicht „Regierungsbezirk Detmold“."),
        (["--outcome", "angenommen"], 2, "„angenommen“ gibt es nicht."),
        (["--from", "gestern"], 2, "--from"),
        (["--municipality", "Entenhausen"], 1, "Die Kommune „Entenhausen“ gibt es hier nicht."),
        (["Netzwerk", "--page", "99"], 1, "Die Seite 99 der Treffer gibt es hier nicht."),
        (["Netzwerk", "--knd", "paper"], 2, "Gemeint war vielleicht „--kind“."),
    ],
)
def test_what_does_not_exist_is_refused_by_name(shell: Shell, arguments: list[str], code: int, told: str) -> None:
    ended, out, err = shell("search", *arguments)

    assert (ended, out) == (code, "")
    assert told in err


def test_search_takes_fields_and_says_what_it_took_otherwise(shell: Shell) -> None:
    answer = shell.json("search", "Netzwerk", "art:Mustervorlage", "kommune:Entenhausen", "--exact")

    assert {hit["kind"] for hit in answer["hits"]} <= {"model"}
    assert "„kommune:Entenhausen“" in answer["notes"][0]


def test_suggest_shows_what_the_search_field_offers(shell: Shell) -> None:
    code, out, _ = shell("suggest", "ehrenamtsk")
    offered = shell.json("suggest", "ehrenamtsk")

    assert (code, out.splitlines()[0]) == (0, "Ehrenamtskarte (Thema)")
    assert offered[0] == {"text": "Ehrenamtskarte", "offer": "topic"}


def test_nothing_found_is_an_answer(shell: Shell) -> None:
    answer = shell.json("search", "Schnurpsolan")

    assert (answer["total"], answer["hits"]) == (0, [])


def test_a_mistyped_setting_is_refused_with_the_known_ones(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_DATEN", "hier")

    code, _, err = shell("search", "Netzwerk")

    assert code == 2
    assert "Die Einstellung KB_DATEN gibt es nicht." in err
    assert "KB_DATABASE" in err


def test_an_address_carries_the_public_base_and_prefix() -> None:
    settings = read_settings({"KB_BASE_URL": "https://example.org", "KB_PREFIX": "/wissen"})
    hit = Hit(id="ph1", kind="guide", title="Räume", slug="raeume")

    assert document_address(hit, settings) == "https://example.org/wissen/dokument/ph1-raeume"


def test_parse_reads_the_parts_and_stores_nothing(fresh: Shell, tmp_path: Path) -> None:
    (tmp_path / "vorlage.txt").write_text(PAPER)

    motion = fresh.json("parse", tmp_path / "vorlage.txt")

    assert (motion["kind"], motion["reference"], motion["finances"]) == ("paper", "0815/2020-2025", None)
    assert motion["resolution"] == "Der Sozialausschuss beschließt, eine Anlaufstelle einzurichten."
    assert not (tmp_path / "daten").exists()


def test_parse_shows_the_parts_with_german_labels(fresh: Shell, tmp_path: Path) -> None:
    (tmp_path / "vorlage.txt").write_text(PAPER)

    code, out, _ = fresh("parse", tmp_path / "vorlage.txt")

    assert code == 0
    assert "Drucksachennummer: 0815/2020-2025" in out
    assert "Beschlussvorschlag" in out


def test_parse_reads_office_files_too(fresh: Shell, tmp_path: Path) -> None:
    a_docx(tmp_path / "vorlage.docx", "".join(map(paragraph, PAPER.splitlines())))

    assert fresh.json("parse", tmp_path / "vorlage.docx")["reference"] == "0815/2020-2025"


def test_an_unreadable_file_is_refused_by_name(fresh: Shell, tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_text("")

    code, out, err = fresh("parse", tmp_path / "leer.txt")

    assert (code, out) == (1, "")
    assert err.startswith("leer.txt: ")


def test_an_import_is_found_only_when_it_is_published(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "bank.md").write_text(ARTICLE.format(title="Bänke für alle"))

    as_draft = shell("import", tmp_path)
    drafts = shell.json("search", "Brimborasel")["total"]
    published = shell("import", tmp_path / "bank.md", "--publish")

    assert as_draft[:2] == (0, "1 neu aufgenommen\n")
    assert drafts == 0
    assert published[0] == 0
    assert shell.json("search", "Brimborasel")["total"] == 1


def test_an_archive_is_imported_and_what_is_not_trusted_is_held_back(fresh: Shell, tmp_path: Path) -> None:
    archive = a_zip(tmp_path / "vorlagen.zip", {"a.txt": PAPER, "b.pdf": b"kein PDF", "c.png": b"Bild"})

    drafts = fresh("import", archive)
    published = fresh("import", archive, "--publish")

    assert drafts[:2] == (1, "1 neu aufgenommen\n1 nicht lesbar\n")
    assert "vorlagen.zip/b.pdf: Die Datei endet auf .pdf, enthält aber etwas anderes." in drafts[2]
    assert published[:2] == (1, "1 nicht veröffentlicht\n1 nicht lesbar\n")
    assert "vorlagen.zip/a.txt: als Entwurf aufgenommen; sofort veröffentlicht wird nur aus Ordnern" in published[2]


def test_a_trusted_folder_is_published_at_once(fresh: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "eingang").mkdir()
    (tmp_path / "eingang" / "vorlage.txt").write_text(PAPER)
    monkeypatch.setenv("KB_TRUSTED", str(tmp_path / "eingang"))

    assert fresh("import", tmp_path / "eingang", "--publish")[:2] == (0, "1 neu aufgenommen\n")
    assert fresh.json("search", "0815/2020-2025")["total"] == 1


def test_importing_again_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "einmal.md").write_text(ARTICLE.format(title="Einmal reicht"))
    shell("import", tmp_path)

    assert shell("import", tmp_path)[:2] == (0, "1 unverändert\n")


def test_a_bad_file_does_not_keep_the_others_out(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE.format(title="Guter Nachbar").replace("kind:", "knid:"))
    (tmp_path / "b.md").write_text(ARTICLE.format(title="Guter Nachbar"))

    code, out, err = shell("import", tmp_path)

    assert (code, out) == (1, "1 nicht lesbar\n1 neu aufgenommen\n")
    assert err.startswith("a.md: ")


def test_an_export_comes_back_byte_for_byte(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("export", tmp_path / "erster")
    settle(monkeypatch, tmp_path / "daten")

    code, _, err = shell("import", tmp_path / "erster", "--publish")
    shell("export", tmp_path / "zweiter")

    assert code == 0, err
    assert contents(tmp_path / "erster") == contents(tmp_path / "zweiter")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_index_status_says_how_it_is(shell: Shell) -> None:
    status = shell.json("index", "status")

    assert (status["index"], status["waiting"]) == ("ready", 0)
    assert status["public"] == status["indexed"] > 0
    assert "Suchindex: bereit" in shell("index", "status")[1]


def test_index_status_ends_with_1_while_the_index_is_missing(fresh: Shell) -> None:
    assert fresh("index", "status")[0] == 1


def test_the_index_is_rebuilt_and_still_answers(shell: Shell) -> None:
    code, out, _ = shell("index", "rebuild")

    assert code == 0
    assert "neu gebaut" in out
    assert shell.json("search", QUESTION)["hits"][0]["id"] == "ph001"


def test_index_apply_has_nothing_to_do_when_all_is_applied(shell: Shell) -> None:
    assert shell("index", "apply")[:2] == (0, "0 Dokumente nachgetragen.\n")


def test_index_reconcile_mends_what_the_index_has_otherwise(shell: Shell) -> None:
    engine = open_engine(read_settings().index_url)
    engine.delete({"ph001": 99})
    assert "ph001" not in engine.versions()

    assert shell("index", "reconcile")[:2] == (0, "Ausgebesserte Dokumente: 1.\n")
    assert shell("index", "reconcile")[:2] == (0, "Index und Datenbank sind gleich.\n")
    assert shell.json("search", QUESTION)["hits"][0]["id"] == "ph001"


def test_index_reconcile_builds_an_index_that_is_missing(fresh: Shell) -> None:
    assert fresh("index", "reconcile")[:2] == (0, "Index und Datenbank sind gleich.\n")
    assert fresh("index", "status")[0] == 0


def test_work_once_brings_the_index_up_to_date_and_ends(fresh: Shell, tmp_path: Path) -> None:
    with open_library(read_settings()) as library:
        library.keeping.load_content()

    ended = subprocess.run(
        [PROGRAM, "work", "--once"], cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False
    )

    assert ended.returncode == 0
    assert fresh("index", "status")[0] == 0


def test_check_names_missing_operator_data_without_failing(shell: Shell) -> None:
    code, out, _ = shell("check")

    assert code == 0, out
    assert "KB_OPERATOR_NAME" in out


def test_check_gives_findings_as_json(shell: Shell) -> None:
    findings = shell.json("check")

    assert all(set(one) == {"message", "is_error"} for one in findings)


def test_another_distribution_with_our_names_is_an_error() -> None:
    findings = installation_findings({"kb": ["wissensspeicher", "fremdes-kb"], "whoosh": ["Whoosh-Reloaded"]})

    assert [one.is_error for one in findings] == [True]
    assert "fremdes-kb" in findings[0].message


def test_two_distributions_of_whoosh_are_an_error() -> None:
    findings = installation_findings({"whoosh": ["Whoosh", "Whoosh-Reloaded"]})

    assert [one.is_error for one in findings] == [True]


def test_this_installation_fits_together() -> None:
    assert installation_findings() == ()


def test_check_content_reports_on_a_folder_without_touching_the_data(fresh: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "texte"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE.format(title="Sitzbänke"), encoding="utf-8")

    code, out, _ = fresh("check", "content", folder)

    assert code == 1
    assert "a.md: Die Kennung (id) fehlt." in out
    assert "themen.yaml: Die Datei fehlt" in out
    assert not (tmp_path / "daten").exists()


def test_check_content_finds_nothing_wrong_with_the_starter_corpus(fresh: Shell) -> None:
    code, out, _ = fresh("check", "content")

    assert code == 0, out
    assert "Lesbarkeit nach Flesch und Amstad" in out


def test_check_of_something_else_is_refused_with_what_there_is(fresh: Shell) -> None:
    code, _, err = fresh("check", "kontent")

    assert code == 2
    assert "Bekannt sind: content." in err
