"""Full pages: exact total, five facets, ten snippets; every engine in the same run."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tests.bench.questions import Question
from tests.bench.stand import OURS, TANTIVY, Stand, Words
from tests.bench.timing import interleaved, spread


def measure(stand: Stand) -> dict[str, float]:
    return {name: value for words in stand.words for name, value in _measured(stand, words).items()}


def _measured(stand: Stand, words: Words) -> dict[str, float]:
    engines = {name: stand.engine(name, words) for name in stand.names}
    questions = stand.questions(words)
    figures = {}
    for name, engine in engines.items():
        totals = [engine.answer(asked).total for asked in questions if not asked.is_special]
        figures[f"{name}: hits of all questions but prefixes and mistyped ones"] = float(sum(totals))
    calls = {
        name: [lambda asked=asked, engine=engine: engine.answer(asked) for asked in questions]
        for name, engine in engines.items()
    }
    figures |= _spreads(interleaved(calls), questions)
    return {f"page, {words}, {name}": value for name, value in figures.items()}


def _spreads(times: Mapping[str, Sequence[float]], questions: Sequence[Question]) -> dict[str, float]:
    """Over all questions, and the median and the worst of each sort."""
    figures = {}
    for name, each in times.items():
        figures |= {f"{name}: CPU ms p50": spread(each).p50, f"{name}: CPU ms p95": spread(each).p95}
        by_sort = defaultdict(list)
        for asked, time in zip(questions, each, strict=True):
            by_sort[asked.sort].append(time)
        for sort, some in by_sort.items():
            figures |= {
                f"{name}, {sort}: CPU ms p50": spread(some).p50,
                f"{name}, {sort}: CPU ms most": spread(some).most,
            }
    if TANTIVY in times:
        figures["p95 of ours as a multiple of tantivy's"] = spread(times[OURS]).p95 / spread(times[TANTIVY]).p95
    return figures
