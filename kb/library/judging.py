"""Questions whose right answers somebody has judged: what a change of the search would do to them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.errors import UnreadableFile

FILE = "prueffragen.yaml"
"""In the content folder; it may be missing. What belongs to no document has no answers and is left out here."""


@dataclass(frozen=True)
class Judged:
    """answers: ids of all documents that truly answer."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A judged question with the place of its first right answer; None if it is not among the first ten."""

    question: str
    before: int | None
    after: int | None

    @property
    def is_better(self) -> bool:
        return self.after is not None and (self.before is None or self.after < self.before)


@dataclass(frozen=True)
class Verdicts:
    """asked: how many judged questions there are. touched: how many are understood in another way. moved: whose place changes."""

    asked: int
    touched: int
    moved: tuple[Moved, ...]


def read_judged(folder: Path) -> tuple[Judged, ...]:
    """Those of the content folder. Raises UnreadableFile for a file that is no such list."""
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(Judged(one["question"], tuple(one["answers"])) for one in entries if one.get("answers"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableFile(FILE, "Das ist keine Liste von Fragen mit „question“ und „answers“.") from error
