"""Both engines find the same documents, count the same, and order them alike, whatever is asked."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.search.engine import Engine
from kb.search.query import Filters, Query, Sort
from kb.search.results import Results
from tests.bench.quality.metrics import ndcg
from tests.engines.both import opened
from tests.engines.shipped import Shipped, shipped
from tests.quality.questions import FRESH, KNOWN, UNTOUCHED, read_questions

QUESTIONS = int(os.environ.get("KB_TEST_QUESTIONS", "2000"))
EVERY_HIT = 1_000
ALIKE = 0.95
"""The least share of the first ten that both have, on the average."""
AS_GOOD = 0.01


@dataclass
class Both:
    """Two engines that hold the same, and how alike their answers were."""

    shipped: Shipped
    whoosh: Engine
    opensearch: Engine
    overlaps: list[float] = field(default_factory=list)

    @property
    def engines(self) -> tuple[Engine, Engine]:
        return self.whoosh, self.opensearch


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, cluster_url: str) -> Iterator[Both]:
    folder: Path = tmp_path_factory.mktemp("both")
    with shipped() as content, opened(f"whoosh:///{folder}/index") as whoosh, opened(cluster_url) as opensearch:
        for engine in (whoosh, opensearch):
            with engine.rebuild() as growing:
                growing.put(content.documents)
                growing.switch(expected=len(content.documents))
        yield Both(content, whoosh, opensearch)


def a_word(data: st.DataObject, content: Shipped) -> str:
    """A word of the texts: as it is, its beginning, with a slip, in one part, wanted or not."""
    word = data.draw(st.sampled_from(content.words))
    form = data.draw(
        st.sampled_from(
            ["{}"] * 6 + ["{}*", "-{}", "titel:{}", "beschluss:{}", "begründung:{}", '"{}"', "NICHT {}", "slip"]
        )
    )
    if form == "slip" and len(word) > 5:
        at = data.draw(st.integers(1, len(word) - 2))
        return word[:at] + word[at + 1 :]
    if form == "{}*":
        return f"{word[: data.draw(st.integers(3, 6))]}*"
    return form.replace("slip", "{}").format(word)


def a_piece(data: st.DataObject, content: Shipped) -> str:
    kinds = data.draw(st.sampled_from(["word"] * 8 + ["phrase", "phrase in a title", "loose", "joined", "reference"]))
    if kinds == "word":
        return a_word(data, content)
    if kinds == "joined":
        return f"{a_word(data, content)} {data.draw(st.sampled_from(['UND', 'ODER']))} {a_word(data, content)}"
    if kinds == "reference":
        return data.draw(st.sampled_from([one.reference for one in content.documents if one.reference]))
    run = data.draw(st.sampled_from(content.runs))
    return {"phrase": f'"{run}"', "phrase in a title": f'titel:"{run}"', "loose": run}[kinds]


def a_choice(data: st.DataObject, content: Shipped) -> Filters:
    """Some facet values that documents have, and a span of years."""
    if data.draw(st.integers(0, 2)):
        return Filters()
    chosen: dict[str, tuple[str, ...]] = {}
    for document in data.draw(st.lists(st.sampled_from(content.documents), max_size=2)):
        named = data.draw(st.sampled_from([name for name, values in document.facets.items() if values]))
        chosen[named] = (*chosen.get(named, ()), data.draw(st.sampled_from(document.facets[named])))
    first = data.draw(st.none() | st.integers(2015, 2026))
    last = data.draw(st.none() | st.integers(2015, 2026))
    return Filters(**chosen, year_from=first, year_to=last)


def a_question(data: st.DataObject, content: Shipped) -> Query:
    text = " ".join(a_piece(data, content) for _ in range(data.draw(st.integers(0, 4))))
    sort = data.draw(st.sampled_from([Sort.RELEVANCE] * 4 + [Sort.DATE, Sort.TITLE, Sort.PUBLISHED]))
    audience = data.draw(st.sampled_from(["", "", "vereine"]))
    exact = data.draw(st.integers(0, 5)) == 0
    return content.library.reading.question(text, a_choice(data, content), sort, only_exact=exact, first_for=audience)


def everything(engine: Engine, query: Query) -> list[str]:
    return [hit.id for hit in engine.search(replace(query, is_bare=True, per_page=EVERY_HIT)).hits]


def told(results: Results) -> tuple[object, ...]:
    """What must be equal, whatever the scores."""
    return results.total, dict(results.facets), results.suggestion, results.notes, results.is_last


@settings(max_examples=QUESTIONS, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_both_find_and_count_the_same(both: Both, data: st.DataObject) -> None:
    query = a_question(data, both.shipped)

    ours, theirs = (everything(engine, query) for engine in both.engines)
    our_page, their_page = (engine.search(query) for engine in both.engines)

    assert set(theirs) == set(ours)
    assert told(their_page) == told(our_page)
    assert their_page.coverage == pytest.approx(our_page.coverage, abs=1e-5)
    assert their_page.answers_hardly == our_page.answers_hardly
    by_id = {hit.id: replace(hit, score=0.0) for hit in their_page.hits}
    assert all(by_id[hit.id] == replace(hit, score=0.0) for hit in our_page.hits if hit.id in by_id)
    if query.sort is not Sort.RELEVANCE:
        assert theirs == ours
    elif our_page.hits:
        both.overlaps.append(len(by_id.keys() & {hit.id for hit in our_page.hits}) / len(our_page.hits))


def test_the_first_ten_of_both_were_alike(both: Both) -> None:
    """Of all the questions asked just before."""
    print(f"\noverlap of the first ten, {len(both.overlaps)} questions: {fmean(both.overlaps):.4f}")
    assert len(both.overlaps) > QUESTIONS / 5
    assert fmean(both.overlaps) >= ALIKE


@pytest.mark.parametrize("file", [KNOWN, FRESH, UNTOUCHED], ids=lambda file: file.stem)
def test_judged_questions_are_answered_as_well(both: Both, file: Path) -> None:
    judged = [one for one in read_questions(file) if one.answers]
    reading = both.shipped.library.reading

    ours, theirs = (
        fmean(
            ndcg([hit.id for hit in engine.search(reading.question(one.text)).hits], set(one.answers)) for one in judged
        )
        for engine in both.engines
    )

    print(f"\n{file.stem}: nDCG@10 {ours:.4f} and {theirs:.4f}, {len(judged)} questions")
    assert theirs == pytest.approx(ours, abs=AS_GOOD)
