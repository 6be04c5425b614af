"""`python -m tests.quality`: how well the search answers, on the known and on the fresh questions. Fails no test.

Both sets go through the shipped knowledge base. Synonyms and weights were chosen with an eye on both.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.quality.questions import FRESH, KNOWN, Answered, ask, missed, read_questions, shipped_library, success

ROWS: dict[str, Callable[[list[Answered]], str]] = {
    "questions": lambda answered: str(len(answered)),
    "answerable": lambda answered: str(sum(bool(one.question.answers) for one in answered)),
    "Success@1": lambda answered: f"{success(answered, 1):.3f}",
    "Success@3": lambda answered: f"{success(answered, 3):.3f}",
    "answer not in the first 10": lambda answered: str(len(missed(answered, 10))),
    "belongs elsewhere": lambda answered: str(sum(one.question.nothing for one in answered)),
    "… and the page says so": lambda answered: str(
        sum(one.question.nothing and one.says_nothing_fits for one in answered)
    ),
    "… wrongly of an answerable one": lambda answered: str(
        sum(bool(one.question.answers) and one.says_nothing_fits for one in answered)
    ),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, shipped_library(Path(folder)) as library:
        known, fresh = (ask(library, read_questions(file)) for file in (KNOWN, FRESH))
    print_table(known, fresh)
    for title, answered in (("known", known), ("fresh", fresh)):
        print_misses(title, answered)


def print_table(known: list[Answered], fresh: list[Answered]) -> None:
    print(f"\n{'':<32}{KNOWN.name:>16}{FRESH.name:>18}")
    for name, figure in ROWS.items():
        print(f"{name:<32}{figure(known):>16}{figure(fresh):>18}")


def print_misses(title: str, answered: list[Answered]) -> None:
    """Each answerable question without an answer among the first three, and what is taken to answer what belongs elsewhere."""
    print(f"\n{title}: no answer among the first three")
    for one in missed(answered, 3):
        print(f"  {one.question.id} {one.question.text}")
        print(f"       wanted {' '.join(one.question.answers)}; found {' '.join(one.found[:5]) or 'nothing'}")
    print(f"\n{title}: belongs elsewhere, and the page does not say so")
    for one in answered:
        if one.question.nothing and not one.says_nothing_fits:
            print(f"  {one.question.id} {one.question.text}: {' '.join(one.found[:3])}")


if __name__ == "__main__":
    main()
