"""Full pages: exact total, five facets, ten snippets; every engine in the same run."""

from collections import defaultdict

from tests.bench.stand import ENGINES, OURS, TANTIVY, Stand, Words
from tests.bench.timing import interleaved, spread


def measure(stand: Stand) -> dict[str, float]:
    return {name: value for words in Words for name, value in _measured(stand, words).items()}


def _measured(stand: Stand, words: Words) -> dict[str, float]:
    engines = {name: stand.engine(name, words) for name in ENGINES}
    questions = stand.questions(words)
    found = {
        name: sum(engine.answer(asked).total for asked in questions if not asked.is_special)
        for name, engine in engines.items()
    }
    times = interleaved(
        {
            name: [lambda asked=asked, engine=engine: engine.answer(asked) for asked in questions]
            for name, engine in engines.items()
        }
    )
    figures = {}
    by_sort: dict[str, list[float]] = defaultdict(list)
    for name, each in times.items():
        over_all = spread(each)
        figures[f"page, {words}, {name}: CPU ms p50"] = over_all.p50
        figures[f"page, {words}, {name}: CPU ms p95"] = over_all.p95
        figures[f"page, {words}, {name}: hits of all questions but prefixes and mistyped ones"] = found[name]
        for asked, time in zip(questions, each, strict=True):
            by_sort[f"page, {words}, {name}, {asked.sort}: CPU ms p50"].append(time)
    share = spread(times[OURS]).p95 / spread(times[TANTIVY]).p95
    figures[f"page, {words}: p95 of ours as a multiple of tantivy's"] = share
    return figures | {name: spread(each).p50 for name, each in by_sort.items()}
