"""Facts as values: what texts say of them, and how texts refer to them."""

import datetime

import pytest

from kb.errors import NotFound
from kb.facts import FactRegister, fact_ids
from kb.markup import render
from tests.builders import a_fact

REGISTER = FactRegister((a_fact(), a_fact(id="uebungsleiterpauschale", value="3.300", sure=False)))


def test_a_fact_is_worded_with_its_unit() -> None:
    assert a_fact().wording == "960 Euro im Jahr"
    assert a_fact(value="5. Dezember", unit="").wording == "5. Dezember"


def test_what_is_unsure_says_so() -> None:
    assert a_fact(sure=False).wording == "960 Euro im Jahr (nicht gesichert)"


@pytest.mark.parametrize("change", [{"value": "840"}, {"unit": "Euro"}, {"sure": False}, {"as_of": "2025"}])
def test_the_state_tells_every_change_that_a_text_may_rely_on(change: dict[str, object]) -> None:
    assert a_fact(**change).state != a_fact().state


def test_the_state_stays_when_only_the_review_is_put_off() -> None:
    assert a_fact(review_by=datetime.date(2030, 1, 1), source_url="").state == a_fact().state


def test_a_review_is_past_on_the_day_after() -> None:
    fact = a_fact(review_by=datetime.date(2026, 11, 30))

    assert not fact.is_past_review(datetime.date(2026, 11, 30))
    assert fact.is_past_review(datetime.date(2026, 12, 1))


@pytest.mark.parametrize(
    "reference", ["{{ fakt: ehrenamtspauschale }}", "{{fakt:ehrenamtspauschale}}", "{{ Fakt : ehrenamtspauschale}}"]
)
def test_a_reference_is_replaced_by_the_wording(reference: str) -> None:
    assert fact_ids(reference) == ("ehrenamtspauschale",)
    assert REGISTER.filled_in(f"Bis zu {reference}.") == "Bis zu 960 Euro im Jahr."


def test_references_are_named_once_in_their_order() -> None:
    text = "{{ fakt: b }} {{ fakt: a }} {{ fakt: b }} {{ fakten: c }} {{ d }}"

    assert fact_ids(text) == ("b", "a")


def test_an_unknown_reference_names_the_ones_that_are_near() -> None:
    (reason,) = REGISTER.unknown_in("{{ fakt: ehrenamts-pauschale }}")

    assert reason == "Den Fakt „ehrenamts-pauschale“ gibt es nicht. Gemeint war vielleicht „ehrenamtspauschale“."
    with pytest.raises(NotFound):
        REGISTER.filled_in("{{ fakt: ehrenamts-pauschale }}")


@pytest.mark.parametrize(
    "value",
    [
        "2021. Mai",
        "- a",
        "*a* _b_ `c`",
        "[a](https://land.example)",
        "<b>fett</b>",
        "a & b &amp; c",
        "a | b",
        "# a",
        "\\",
        "<https://land.example>",
        "„a“ – b",
    ],
)
@pytest.mark.parametrize("around", ["{}", "- {} und", "a {} b", "| x | y |\n|---|---|\n| {} | 1 |"])
def test_a_value_is_text_and_never_markup(value: str, around: str) -> None:
    register = FactRegister((a_fact(value=value, unit=""),))

    rendered = render(register.filled_in(around.format("{{ fakt: ehrenamtspauschale }}")))

    assert value in rendered.text
    assert all(tag not in rendered.html for tag in ("<em", "<a ", "<b>", "<code", "<h2", "<ol"))


def test_changing_a_fact_keeps_the_order() -> None:
    changed = REGISTER.changed(a_fact(value="1.000")).changed(a_fact(id="neu"))

    assert [(one.id, one.value) for one in changed] == [
        ("ehrenamtspauschale", "1.000"),
        ("uebungsleiterpauschale", "3.300"),
        ("neu", "960"),
    ]
