"""Suggestions while somebody types: every beginning, from two letters, of the words asked for."""

from tests.bench.questions import Sort
from tests.bench.stand import Stand
from tests.bench.timing import interleaved, spread


def measure(stand: Stand) -> dict[str, float]:
    suggest = getattr(stand.ours.engine, "suggest", None)
    if suggest is None:
        print("completion: not there yet")
        return {}
    words = [one.words[0] for one in stand.questions() if one.sort in (Sort.FREQUENT, Sort.RARE, Sort.MISTYPED)]
    typed = dict.fromkeys(word[:length] for word in words for length in range(2, len(word) + 1))
    times = interleaved({"suggest": [lambda prefix=prefix: suggest(prefix) for prefix in typed]})["suggest"]
    return {"completion: CPU ms p50": spread(times).p50, "completion: CPU ms p95": spread(times).p95}
