"""Questions that are meant to kill."""

from collections import Counter
from itertools import pairwise

from kb.search.grammar import parse
from kb.search.query import Query
from tests.bench.stand import Stand
from tests.bench.timing import interleaved


def measure(stand: Stand) -> dict[str, float]:
    def asking(text: str) -> object:
        return stand.ours.engine.search(Query(text=text, wording=parse(text)))

    deadly = _deadly(stand)
    times = interleaved({name: [lambda text=text: asking(text)] for name, text in deadly.items()})
    return {f"question of death, {name}: CPU ms": each[0] for name, each in times.items()} | {
        "question of death, worst: CPU ms": max(each[0] for each in times.values())
    }


def _deadly(stand: Stand) -> dict[str, str]:
    """Name → what is typed; the frequent words and pairs are those of the documents themselves."""
    texts = [one.body.lower().split() for one in stand.some_documents(300)]
    words = [word for word, _ in Counter(word for text in texts for word in set(text)).most_common(400)]
    long = [word for word in words if len(word) > 4 and word.isalpha()]
    pairs = Counter(pair for text in texts for pair in pairwise(text))
    frequent_pairs = [f'"{first} {second}"' for (first, second), _ in pairs.most_common(12)]
    return {
        "star": "*",
        "stars around": "*e*",
        "short prefixes": " ".join(f"{word[:3]}*" for word in long[:32]),
        "frequent words": " ".join(long[:32]),
        "frequent pairs": " ".join(frequent_pairs),
        "one word in quotes, often": f'"{" ".join([long[0]] * 30)}"',
        "everything but": f"{long[0]} " + " ".join(f"-{word}" for word in long[1:30]),
        "10,000 words": " ".join(words * 25),
        "1,000 parentheses": "(" * 1_000 + long[0] + ")" * 1_000,
        "one megabyte": "x" * 1_000_000,
        "or and not": " UND ".join(f"({word} ODER NICHT {word})" for word in long[:12]),
    }
