"""The shipped texts hold what the editors' check asks for, and there are enough of them."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from kb.documents import Kind
from kb.facts import fact_ids
from kb.library.content_check import check_content
from kb.library.content_rules.reading import Content, read_content

CONTENT = Path(__file__).parents[2] / "content"
TODAY = max(datetime.date.today(), datetime.date(2026, 11, 22))
"""Not before the day on which the first texts were written, whatever the clock says."""

ORIGIN = "Redaktioneller Erstbestand, keine Veröffentlichung des Landes oder des Netzwerks"


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(CONTENT, TODAY)


def test_the_check_finds_no_error_in_the_shipped_texts() -> None:
    assert [one.message for one in check_content(CONTENT, TODAY) if one.is_error] == []


def test_the_shelf_is_filled(content: Content) -> None:
    found = Counter(text.kind for text in content.texts)

    assert found[Kind.GUIDE] >= 45
    assert found[Kind.MODEL] >= 16
    assert found[Kind.PAPER] >= 45
    assert found[Kind.PRACTICE] >= 8


def test_every_text_says_whose_it_is_and_under_which_licence(content: Content) -> None:
    assert [text.path for text in content.texts if text.document.origin != ORIGIN] == []
    assert [text.path for text in content.texts if "CC BY 4.0" not in text.document.rights] == []


def test_texts_lean_on_facts_that_are_sure(content: Content) -> None:
    """Unsure ones may be used, and then say so; amounts without a source of rank are the exception."""
    sure = [fact for text in content.texts for fact in fact_ids(text.markdown) if content.facts.get(fact).sure]

    assert len(sure) >= 30
