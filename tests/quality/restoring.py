"""The drill: a knowledge base is saved, brought back on an empty machine, and asked the same questions.

python -m tests.quality.restoring    every judged question; part of `make soak`
"""

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.documents import State
from kb.library import Library, open_library
from kb.library.backup import write_backup
from kb.library.restoring import restore_backup
from kb.settings import Settings
from tests.quality.questions import Question, read_questions

Answer = tuple[int, tuple[str, ...]]
"""The total, and the ids of the first page in their order."""


def drill(folder: Path, questions: list[Question]) -> dict[str, tuple[Answer, Answer]]:
    """The questions that are answered differently after a restore: text → (before, after)."""
    before = Settings(data=folder / "vorher")
    with open_library(before) as library:
        library.keeping.load_content()
        library.keeping.heal()
        _work_a_little(library)
        asked = [_answer(library, one) for one in questions]
        write_backup(before, folder / "sicherung.zip")
    after = replace(before, data=folder / "nachher")
    restore_backup(after, folder / "sicherung.zip")
    with open_library(after) as library:
        library.keeping.rebuild()
        again = [_answer(library, one) for one in questions]
    return {one.text: pair for one, *pair in zip(questions, asked, again, strict=True) if pair[0] != pair[1]}  # type: ignore[misc]  # two of them


def _work_a_little(library: Library) -> None:
    """So that the index is no longer the one that was built at once: a text is changed, one withdrawn, one drafted."""
    changed, withdrawn, drafted = (library.editing.newest(one) for one in ("ph003", "ph010", "ph020"))
    library.editing.save(replace(changed.document, summary="Die Karte dankt."), "Redaktion", changed.number)
    library.editing.archive(withdrawn.document.id, "Redaktion", withdrawn.number)
    library.editing.save(replace(drafted.document, state=State.DRAFT, title="Geheim"), "Redaktion", drafted.number)


def _answer(library: Library, question: Question) -> Answer:
    results = library.reading.search(library.reading.question(question.text))
    return results.total, tuple(hit.id for hit in results.hits)


def main() -> None:
    questions = read_questions()
    with TemporaryDirectory() as folder:
        differing = drill(Path(folder), questions)
    print(f"{len(questions)} questions, {len(differing)} answered differently after a restore")
    for text, pair in differing.items():
        print(f"  {text}: {pair}")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
