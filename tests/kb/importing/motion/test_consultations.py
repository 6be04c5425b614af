"""The Beratungsfolge where cells are missing, out of order, or more than the paper's own."""

import datetime

import pytest

from kb.documents import Consultation, Outcome
from kb.importing.motion import read_motion

DAYS = "die Sitzungstage"
NOT_SURE = "In der Beratungsfolge lassen sich {} den Gremien nicht sicher zuordnen."
MARCH = datetime.date(2031, 3, 17)
APRIL = datetime.date(2031, 4, 2)


def steps_of(*lines: str) -> tuple[Consultation, ...]:
    return read_motion("\n".join(("Gremium Sitzung am Beratung", *lines, "", "Betreff: Schlüsselkasten"))).consultations


def doubts_of(*lines: str) -> list[str]:
    motion = read_motion("\n".join(("Gremium Sitzung am Beratung", *lines, "", "Betreff: Schlüsselkasten")))
    return [warning for warning in motion.warnings if "Beratungsfolge" in warning]


def a_step(committee: str, date: datetime.date | None = None, **more: object) -> Consultation:
    return Consultation(committee=committee, date=date, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("beschlossen", Outcome.ADOPTED),
        ("einstimmig beschlossen", Outcome.ADOPTED),
        ("ungeändert beschlossen", Outcome.ADOPTED),
        ("geändert beschlossen", Outcome.AMENDED),
        ("mit Änderungen beschlossen", Outcome.AMENDED),
        ("mehrheitlich abgelehnt", Outcome.REJECTED),
        ("vertagt", Outcome.POSTPONED),
        ("zur Kenntnis genommen", Outcome.NOTED),
        ("Kenntnisnahme", None),
    ],
)
def test_an_outcome_is_read_and_an_intention_is_none(printed: str, outcome: Outcome | None) -> None:
    found = steps_of(f"Jugendrat 17.03.2031 öffentlich {printed}")

    assert found == (a_step("Jugendrat", MARCH, public=True, outcome=outcome),)


@pytest.mark.parametrize(
    ("printed", "public"),
    [
        ("öffentlich", True),
        ("Ö", True),
        ("nicht öffentlich", False),
        ("nichtöffentlich", False),
        ("nicht-öffentlich", False),
        ("N", False),
        ("öffentlich/nicht öffentlich", None),
        ("", None),
    ],
)
def test_public_or_not_is_read_in_all_spellings(printed: str, public: bool | None) -> None:
    assert steps_of(f"Jugendrat Mo., 17.03.2031 TOP 4 {printed}") == (a_step("Jugendrat", MARCH, public=public),)


def test_committees_that_deal_with_the_public_keep_their_names() -> None:
    names = ("Ausschuss für Öffentlichkeitsarbeit", "Ausschuss für öffentliche Ordnung")

    assert tuple(one.committee for one in steps_of(*(f"{name} 17.03.2031 öffentlich" for name in names))) == names


def test_a_date_before_the_committee_belongs_to_it_in_every_row() -> None:
    found = steps_of("17.03.2031 Jugendrat öffentlich", "02.04.2031 Seniorenrat öffentlich")

    assert found == (a_step("Jugendrat", MARCH, public=True), a_step("Seniorenrat", APRIL, public=True))


def test_a_missing_cell_takes_nothing_from_its_neighbours() -> None:
    found = steps_of("Jugendrat", "Seniorenrat 02.04.2031 öffentlich")

    assert [one.committee for one in found] == ["Jugendrat", "Seniorenrat"]
    assert found[0].date is None


def test_days_out_of_order_are_left_out_and_named() -> None:
    lines = ("17.03.2031", "Jugendrat", "Seniorenrat", "Kulturausschuss", "24.03.2031", "02.04.2031")

    assert {one.date for one in steps_of(*lines)} == {None}
    assert doubts_of(*lines) == [NOT_SURE.format(DAYS)]


def test_columns_of_different_length_are_left_out_and_named() -> None:
    lines = ("Jugendrat", "Seniorenrat", "17.03.2031")

    assert [one.date for one in steps_of(*lines)] == [None, None]
    assert doubts_of(*lines) == [NOT_SURE.format(DAYS)]


def test_what_is_the_same_for_all_is_sure_in_any_order() -> None:
    found = steps_of("öffentlich", "Jugendrat", "Seniorenrat", "17.03.2031", "öffentlich")

    assert [one.public for one in found] == [True, True]


def test_names_broken_over_lines_are_made_whole() -> None:
    found = steps_of(
        *("Ausschuss", "für Vereine und Kultur", "17.03.2031 öffentlich"),
        *("Jugendhilfe-", "ausschuss", "02.04.2031 öffentlich"),
    )

    assert [one.committee for one in found] == ["Ausschuss für Vereine und Kultur", "Jugendhilfeausschuss"]


def test_prose_behind_the_table_is_no_row() -> None:
    found = steps_of(
        "Jugendrat 17.03.2031 öffentlich",
        "Der Jugendrat hatte am 02.04.2030 schon einmal darüber gesprochen.",
        "Beschluss vom 03.04.2030",
    )

    assert found == (a_step("Jugendrat", MARCH, public=True),)


def test_rows_behind_a_broken_table_are_named() -> None:
    lines = ("Jugendrat 17.03.2031 öffentlich", "Eine Zeile, die stört.", "Seniorenrat 02.04.2031 öffentlich")

    assert doubts_of(*lines) == ["Die Beratungsfolge ist vermutlich länger, als gelesen werden konnte."]


def test_a_whole_row_counts_without_the_head_of_the_table() -> None:
    motion = read_motion("Vorlage\n\nJugendrat 17.03.2031 öffentlich\n\nBetreff: Kasten")

    assert motion.consultations == (a_step("Jugendrat", MARCH, public=True),)


def test_the_days_of_meetings_are_not_the_papers_own() -> None:
    assert read_motion("Gremium\nDatum\nStatus\nJugendrat\n17.03.2031\nöffentlich\n\nBetreff: Kasten").date is None
