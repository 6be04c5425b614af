"""Words find the forms, compounds and spellings they mean, and not what only looks like them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kb.search.engine import Engine
from kb.search.engines import open_engine
from kb.search.grammar import parse
from kb.search.query import Query
from tests.engines.indexed import an_indexed

FILE = Path(__file__).with_name("wortfaelle.yaml")
RECORD = yaml.safe_load(FILE.read_text(encoding="utf-8"))
TOLERANCE = 0.01
"""The share of cases that may fail more than when the figures were written down."""


@dataclass(frozen=True)
class WordCase:
    """Whoever looks for all words of `query` finds `text` (or does not, if it is in the part `findet_nicht`)."""

    part: str
    sort: str
    query: str
    text: str

    @property
    def id(self) -> str:
        return f"{self.part}/{self.sort}/{self.query}/{self.text}"


def read_cases() -> list[WordCase]:
    return [
        WordCase(part, sort, *case.split(" → "))
        for part in ("findet", "findet_nicht")
        for sort, listed in RECORD[part].items()
        for case in listed
    ]


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[WordCase]]:
    """The cases that pass, by part, each asked of an index of all texts."""
    cases = read_cases()
    engine = open_engine(f"whoosh:///{tmp_path_factory.mktemp('wortfaelle') / 'index'}")
    with engine.rebuild() as rebuild:
        rebuild.put(an_indexed(str(number), title="", body=case.text) for number, case in enumerate(cases))
        rebuild.switch(len(cases))
    right = [case for number, case in enumerate(cases) if passes(engine, str(number), case)]
    return {part: [case for case in right if case.part == part] for part in ("findet", "findet_nicht")}


def passes(engine: Engine, document: str, case: WordCase) -> bool:
    found = found_by_word(engine, case.query, is_corrected=case.sort == "tippfehler")
    return all(document in by_word for by_word in found) == (case.part == "findet")


def found_by_word(engine: Engine, text: str, *, is_corrected: bool) -> Iterator[set[str]]:
    """What each word finds, or what the corrected word finds."""
    for word in [text] if "." in text or "§" in text else text.split():
        results = engine.search(Query(text=word, wording=parse(word), per_page=1_000))
        if is_corrected and results.suggestion:
            results = engine.search(Query(text=word, wording=parse(results.suggestion), per_page=1_000))
        yield {hit.id for hit in results.hits}


def test_there_are_enough_cases_and_none_twice() -> None:
    cases = read_cases()

    assert len(cases) >= 200
    assert len([case for case in cases if case.part == "findet_nicht"]) >= 60
    assert len({case.id for case in cases}) == len(cases)


@pytest.mark.parametrize("part", ["findet", "findet_nicht"])
def test_as_many_cases_pass_as_when_the_figures_were_written_down(passed: dict[str, list[WordCase]], part: str) -> None:
    cases = [case for case in read_cases() if case.part == part]
    failed = [case.id for case in cases if case not in passed[part]]

    assert len(passed[part]) >= RECORD["bestanden"][part] - TOLERANCE * len(cases), failed
