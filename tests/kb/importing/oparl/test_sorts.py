"""Papers are told apart from minutes, statements and votes."""

import pytest

from kb.documents import Outcome
from kb.importing.oparl.motions import read_result
from kb.importing.oparl.objects import File, Paper
from kb.importing.oparl.sorts import Sort, own_files, sort_of_file, sort_of_paper

FILES = {
    "Beschlussvorlage": Sort.PAPER,
    "CDU-Hallennutzung": Sort.PAPER,
    "Protokoll GR 23.11.2021 TOP 13": Sort.MINUTES,
    "Beschlussauszug Rat": Sort.MINUTES,
    "StN Verkehrshelferinitiative": Sort.STATEMENT,
    "4148 Stellungnahme DHH": Sort.STATEMENT,
    "Abstimmungsergebnis_top15": Sort.VOTE,
    "TOP 17 Anl1": Sort.ANNEX,
    "Anlage Sportförderungsrichtlinien": Sort.ANNEX,
    "Änderungsantrag GRÜNE": Sort.AMENDMENT,
}


@pytest.mark.parametrize(("name", "sort"), FILES.items())
def test_a_file_is_told_by_its_name(name: str, sort: Sort) -> None:
    assert sort_of_file(File(name=name, url="https://ris.example/f")) is sort


@pytest.mark.parametrize(
    ("type", "name", "sort"),
    [
        ("Beschlussvorlage", "Ehrenamtskarte", Sort.PAPER),
        ("Niederschrift", "Sitzung des Rates", Sort.MINUTES),
        ("", "Niederschrift über die Sitzung des Rates", Sort.MINUTES),
        ("Änderungs-/Ergänzungsantrag", "Kulturkonzept", Sort.AMENDMENT),
        ("Stellungnahme der Verwaltung", "Ehrenamtskarte", Sort.STATEMENT),
        ("Antrag", "Änderungsantrag zur Ehrenamtskarte", Sort.AMENDMENT),
        ("Antrag", "Veröffentlichung der Niederschriften im Netz", Sort.PAPER),
        ("Antrag", "Stellungnahme des Seniorenbeirats einholen", Sort.PAPER),
    ],
)
def test_a_paper_is_told_by_its_type_and_then_by_its_name(type: str, name: str, sort: Sort) -> None:  # noqa: A002
    assert sort_of_paper(Paper(id="x", name=name, type=type)) is sort


def test_without_a_main_file_the_first_that_is_the_paper_counts() -> None:
    files = tuple(File(name=name, url=f"https://ris.example/{name}") for name in ("Protokoll", "Vorlage", "Antrag"))

    assert own_files(Paper(id="x", name="y", files=files)) == (files[1],)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("ungeändert beschlossen", Outcome.ADOPTED),
        ("einstimmig zugestimmt", Outcome.ADOPTED),
        ("Beschlossen mit geändertem Beschlusstext", Outcome.AMENDED),
        ("mehrheitlich abgelehnt", Outcome.REJECTED),
        ("nicht zugestimmt", Outcome.REJECTED),
        ("verwiesen in Fachausschuss", Outcome.POSTPONED),
        ("Kenntnisnahme", Outcome.NOTED),
        ("erledigt", None),
        ("teilweise zugestimmt", None),
        ("keine Abstimmung", None),
        ("", None),
    ],
)
def test_a_result_is_read_or_left_open(said: str, outcome: Outcome | None) -> None:
    assert read_result(said) is outcome
