"""What our search has reached on our own questions and must not lose.

python -m tests.quality.gate    measures anew and records; look at the difference before you commit it
"""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.library import open_library
from kb.settings import Settings
from tests.quality.questions import Answered, ask, read_questions, success

RECORD = Path(__file__).with_name("recorded.json")
POINT = 0.01
"""A figure may fall by so much: a question or two, by chance of the next text that comes in."""


def ask_all(folder: Path) -> list[Answered]:
    """Every question, asked of the shipped knowledge base, built in `folder`."""
    with open_library(Settings(data=folder)) as library:
        library.keeping.load_content()
        library.keeping.heal()
        return ask(library, read_questions())


def figures(answered: list[Answered]) -> dict[str, float]:
    """Shares of the questions, 0 to 1. nothing: of those without an answer, for how many the page says so."""
    unanswerable = [one for one in answered if one.question.nothing]
    return {
        "success@1": success(answered, 1),
        "success@3": success(answered, 3),
        "nothing": sum(one.says_nothing_fits for one in unanswerable) / len(unanswerable),
    }


def recorded() -> dict[str, float]:
    return dict(json.loads(RECORD.read_text(encoding="utf-8")))


def fallen(now: Mapping[str, float], before: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Figures that are more than a point lower than before, or gone: name → (before, now)."""
    return {name: (was, now.get(name, 0.0)) for name, was in before.items() if now.get(name, 0.0) < was - POINT}


def main() -> None:
    with TemporaryDirectory() as folder:
        now = figures(ask_all(Path(folder)))
    for name, (was, is_now) in fallen(now, recorded() if RECORD.exists() else {}).items():
        print(f"{name} has fallen from {was:.3f} to {is_now:.3f}")
    RECORD.write_text(json.dumps({name: round(value, 4) for name, value in now.items()}, indent=1) + "\n")
    print(RECORD.read_text())


if __name__ == "__main__":
    main()
