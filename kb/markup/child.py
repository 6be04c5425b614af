"""The warm child process that converts Markdown, started as `python -m kb.markup.child`."""

from dataclasses import asdict

from kb.markup.converting import convert
from kb.warm_child import Json, answer_questions

MOST_MEMORY = 1 << 30
"""Bytes of address space."""
MOST_SECONDS = 8
"""Processor time of one text."""
MOST_OUTPUT = 4_000_000
"""Characters of HTML: a text of the allowed size that grows beyond this was made to do so."""


def _answer(question: Json) -> Json:
    rendered = convert(question["markdown"], id_prefix=question["id_prefix"], highest=question["highest"])
    return {"error": "memory"} if len(rendered.html) > MOST_OUTPUT else asdict(rendered)


if __name__ == "__main__":
    answer_questions(_answer, most_memory=MOST_MEMORY, most_seconds=MOST_SECONDS)
