"""One snippet of a text that holds the word."""

from tests.bench.engines.page import snippet
from tests.bench.questions import Sort
from tests.bench.stand import Stand
from tests.bench.timing import interleaved, spread

TEXTS = 300


def measure(stand: Stand) -> dict[str, float]:
    bodies = [one.body for one in stand.some_documents(TEXTS)]
    asked = [(one.words[0], one.text) for one in stand.questions() if one.sort is Sort.FREQUENT]
    cutting = [
        lambda body=body, text=text: snippet(body, text)
        for word, text in asked
        for body in bodies
        if word in body.lower()
    ][:TEXTS]
    times = interleaved({"snippet": cutting})["snippet"]
    return {"one snippet: CPU ms mean": sum(times) / len(times), "one snippet: CPU ms p95": spread(times).p95}
