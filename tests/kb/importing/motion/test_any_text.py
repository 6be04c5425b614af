"""Whatever is handed in: an answer, in time linear to the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.importing.motion import read_motion
from tests.kb.importing.motion.forms import a_form

PIECES = [
    *("Amt, Datum, Telefon", "Drucksachen-Nr.", "Gremium Sitzung am Beratung", "Betreff:", "Ggf. Frühere Behandlung ("),
    *(
        "Beschlussvorschlag:",
        "Begründung:",
        "./.",
        "7091/2014-2020",
        "04.09.2018",
        "öffentlich",
        "nicht",
        "Rat der Stadt",
    ),
    *(
        "Seite 1 von 2",
        "https://example.org/a-",
        "Sozial- und",
        "ange-",
        "\f",
        "\n",
        " ",
        "\t",
        "1. ",
        "Frau",
        "x",
        "-",
        ":",
    ),
    *("Der Rat möge", "beschließen:", "Anlagen", "Beigeordnete", "Vera Beispiel", "0123 456789", "\u00ad", "\u0308"),
]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(PIECES)).map("\n".join), st.lists(st.sampled_from(PIECES)).map("".join)
    )
)
def test_every_text_has_an_answer_with_all_its_keys(text: str) -> None:
    told = read_motion(text).as_json()

    assert set(told) == set(read_motion("").as_json())
    assert not [value for value in told.values() if value == ""]


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=0, max_value=a_form().count("\n")))
def test_a_form_that_ends_too_early_tells_nothing_wrong(lines: int) -> None:
    """A torn paper has the values of the whole one, or fewer."""
    whole, torn = read_motion(a_form()), read_motion("\n".join(a_form().split("\n")[:lines]))

    assert torn.reference in (None, whole.reference)
    assert torn.type in (None, whole.type)
    assert torn.date in (None, whole.date)


LENGTH = 60_000
"""Characters; enough to tell: a pattern that is not linear takes half a minute and more."""

SLOWEST = 3.0
"""Seconds of processor time; most of these texts take 0.05."""


@pytest.mark.parametrize(
    "line",
    [
        "Eine Zeile ohne Abschnitt, wie sie in jedem Brief steht\n",
        "x",
        " ",
        "\n",
        "\f",
        "0",
        "1-",
        "12/34 ",
        "0123 ",
        "Aa-",
        ",",
        "Begründung:\n",
        "Amt, Datum, Telefon\n",
        "Datum:",
        "Amt: Datum: ",
        "Ggf. Frühere Behandlung (\n",
        "Der Rat möge und möge und möge \n",
        "https://example.org/a\n",
        "Sozial- und\n",
        "Vera Beispiel\n",
        "Wenn die Begründung länger als ",
        "\u00ad ",
        "Seite 1 von 2\n",
    ],
)
@pytest.mark.parametrize("start", ["", "Begründung:\n", "Gremium\n", "Drucksachen-Nr.\n"])
def test_the_longest_repetition_of_anything_is_soon_read(start: str, line: str) -> None:
    begun = time.process_time()

    read_motion(start + line * (LENGTH // len(line)))

    assert time.process_time() - begun < SLOWEST


def test_five_megabytes_of_papers_are_read() -> None:
    text = a_form() * (5_000_000 // len(a_form()))

    assert read_motion(text).reference == "0815/2029-2034"
