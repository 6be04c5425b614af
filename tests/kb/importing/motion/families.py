"""Papers of places that do not exist, four and more for each family of forms, with what is to be read in them.

A file of `papers/` holds papers divided by a line of `=`; each begins with its parts as JSON, then a line of `-`.
A part of running text is told by how it begins and how it ends; null: not there, so it must stay empty.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.importing.motion import ParsedMotion

FOLDER = Path(__file__).parent / "papers"
TEXTS = ("resolution", "decision", "rationale", "finances")


@dataclass(frozen=True)
class Paper:
    family: str
    number: int
    text: str
    truth: dict[str, object]

    def told(self, motion: ParsedMotion) -> dict[str, tuple[object, object]]:
        """For each part that the truth names: what is right, and what was read."""
        return {name: (right, _read(motion, name, right)) for name, right in self.truth.items()}


def papers() -> Iterator[Paper]:
    for file in sorted(FOLDER.glob("*.txt")):
        parts = re.split(r"^=====\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        for number, part in enumerate(parts, 1):
            truth, text = part.split("-----\n", 1)
            yield Paper(file.stem, number, text, json.loads(truth))


def _read(motion: ParsedMotion, name: str, right: object) -> object:
    """The part in the form of the truth: a running text that begins and ends as it should is the truth."""
    if name == "committees":
        return [f"{step.committee}|{step.date}" for step in motion.consultations]
    value = getattr(motion, name)
    if name in TEXTS and isinstance(right, list) and value:
        begin, end = str(right[0]).split("|")[-1], str(right[1])
        return right if value.startswith(begin) and value.endswith(end) else [value[:60], value[-60:]]
    if name == "date":
        return value.isoformat() if value else None
    return list(value) if isinstance(value, tuple) else value
