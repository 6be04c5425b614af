"""Collections with judged questions, as files hold them.

A folder has `docs.jsonl` {id, coll, title, text}; questions are `{id, coll, text}` a line; judgements are lines of
question, document and grade, parted by tabs.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MOST = 100
Search = Callable[[str], list[str]]
"""A question → at most MOST ids, best first."""


@dataclass(frozen=True)
class Text:
    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Collection:
    """texts are searched as an index of their own. questions: id → text. answers: id → ids of the texts that answer."""

    name: str
    texts: tuple[Text, ...]
    questions: Mapping[str, str]
    answers: Mapping[str, frozenset[str]]


def read_collections(folder: Path, questions: Path, judgements: Path) -> list[Collection]:
    """All collections that have questions, by name; a question that nothing is judged to answer is left out."""
    answers = _answers(judgements)
    texts, asked = defaultdict(list), defaultdict(dict)
    for line in _lines(folder / "docs.jsonl"):
        texts[line["coll"]].append(Text(line["id"], line.get("title", ""), line["text"]))
    for line in _lines(questions):
        if line["id"] in answers:
            asked[line["coll"]][line["id"]] = line["text"]
    return [Collection(name, tuple(texts[name]), asked[name], answers) for name in sorted(asked)]


def _answers(path: Path) -> dict[str, frozenset[str]]:
    found = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        question, text, grade = line.split("\t")
        if float(grade) > 0:
            found[question].add(text)
    return {question: frozenset(ids) for question, ids in found.items()}


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
