"""How well council papers are read: the table by family, and every miss. Prints and fails no test.

python -m tests.bench.parsing [--data FOLDER] [--papers N]

FOLDER holds `karlsruhe/papers.jsonl.gz`: a JSON object a line with reference, type, date, name, consultation and
files[].text. Metadata counts only where the text of the file that is the paper has it. The other families are read from
the papers written for the tests.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.documents import Motion
from kb.importing.motion import ParsedMotion, read_motion
from kb.importing.reader import read_file
from kb.importing.registers import read_topics
from kb.importing.topic_labels import TopicLabels
from kb.library import content_folder
from kb.settings import Settings
from tests.kb.importing.motion.families import papers

CONTENT = content_folder(Settings())
SEED = 300
HEAD = 2500
"""Characters of a paper in which its head stands."""

NOT_THE_PAPER = re.compile(r"protokoll|anlage|stellungnahme|stn\b|abstimm|\bplan|präsentation|deckblatt", re.IGNORECASE)
LEAST_TEXT = 200
SECTIONS = {
    "resolution": re.compile(r"Beschlussantrag|Beschlussvorschlag|Antrag an d|Antrag:$|Beschluss:$"),
    "rationale": re.compile(r"Ergänzende Erläuterungen ?(?:Seite ?\d*)?$|Erläuterungen? ?:?$|Sachverhalt|Begründung"),
    "short_version": re.compile(r"Kurzfassung"),
}
"""How a line begins that announces the section, told independently of what the parser knows."""


GROUPS = re.compile(r"(?:\w+ )?\w*(?:antrag|anfrage)", re.IGNORECASE)
"""A group's motion or inquiry, told as (M): its text stands in boxes, whose headings may come out at the wrong place."""


@dataclass
class Tally:
    """Counts by family and part: right, missing, wrong, unproven; and a line for each value that is not right."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, family: str, part: str, right: object, read: object, where: str) -> None:
        """A value without a truth to compare it with is unproven: to be judged by reading."""
        if not right and not read:
            return
        verdict = "right" if right == read else "missing" if not read else "wrong" if right else "unproven"
        self.counts[family, part, verdict] += 1
        if verdict != "right":
            self.misses.append(f"{verdict}: {family} {where} {part}: {read!r}, right: {right!r}")

    def wrong_values(self) -> str:
        """Of all values that were read and can be compared."""
        right, wrong = (
            sum(count for key, count in self.counts.items() if key[2] == what) for what in ("right", "wrong")
        )
        return f"wrong: {wrong} of {right + wrong} values ({wrong / (right + wrong):.2%})"

    def table(self) -> Iterator[str]:
        yield f"{'family':12}{'part':15}{'right':>7}{'missing':>9}{'wrong':>7}{'unproven':>10}{'share':>8}"
        for family, part in sorted({(family, part) for family, part, _ in self.counts}):
            right, missing, wrong, unproven = (
                self.counts[family, part, verdict] for verdict in ("right", "missing", "wrong", "unproven")
            )
            known = right + missing + wrong
            share = f"{right / known:.1%}" if known else "–"
            yield f"{family:12}{part:15}{right:7}{missing:9}{wrong:7}{unproven:10}{share:>8}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--papers", type=int, default=300)
    asked = parser.parse_args(arguments)
    tally = Tally()
    measure_families(tally)
    if asked.data:
        measure_karlsruhe(tally, asked.data / "karlsruhe" / "papers.jsonl.gz", asked.papers)
    print("\n".join([*tally.table(), "", tally.wrong_values(), *topics_of_papers(), "", *tally.misses]))


def topics_of_papers() -> Iterator[str]:
    """How right the topics are that labels tell, on the council papers of the starter corpus."""
    labels = TopicLabels(read_topics((CONTENT / "themen.yaml").read_text(encoding="utf-8"), "themen.yaml"))
    papers = [
        one
        for path in sorted((CONTENT / "sitzungsvorlagen").glob("*.md"))
        if isinstance(one := read_file(path), Motion)
    ]
    known = {(paper.id, topic) for paper in papers for topic in paper.topics}
    proposed = {(paper.id, topic) for paper in papers for topic, _ in labels.proposed_for(paper)}
    sure = {(paper.id, topic) for paper in papers for topic in labels.sure_in(paper)}
    for name, told in (("set", sure), ("proposed", proposed)):
        right = told & known
        yield f"topics {name}: {len(right)} of {len(told)} right ({len(right) / len(told):.1%}), of {len(known)} known {len(right) / len(known):.1%}"


def measure_families(tally: Tally) -> None:
    for paper in papers():
        for part, (right, read) in paper.told(read_motion(paper.text)).items():
            tally.count(paper.family, part, right, read, str(paper.number))


def measure_karlsruhe(tally: Tally, source: Path, count: int) -> None:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        found = [(paper, text) for paper in map(json.loads, lines) if (text := paper_text(paper))]
    found.sort(key=lambda one: str(one[0]["id"]))
    for paper, text in random.Random(SEED).sample(found, min(count, len(found))):
        compare(tally, paper, text, read_motion(text))


def paper_text(paper: dict[str, Any]) -> str:
    """The text of the file that is the paper itself; empty if there is none."""
    texts = (
        str(file["text"]) for file in paper["files"] if file["text"] and not NOT_THE_PAPER.search(file["name"] or "")
    )
    return next((text for text in texts if len(text.strip()) > LEAST_TEXT), "")


def compare(tally: Tally, paper: dict[str, Any], text: str, motion: ParsedMotion) -> None:
    head, where = " ".join(text[:HEAD].split()), paper["reference"]
    lines = [" ".join(line.split()) for line in text.split("\n")]
    family = "karlsruhe"

    def count(part: str, right: object, read: object) -> None:
        tally.count(family, part, right, read, where)

    count("reference", paper["reference"] if paper["reference"] in text else None, motion.reference)
    kind = paper["type"].casefold()
    count("type", kind if kind in map(str.casefold, lines[:60]) else None, (motion.type or "").casefold() or None)
    count("date", _printed_day(paper["date"], head), motion.date.isoformat() if motion.date else None)
    read = {step.committee for step in motion.consultations}
    right = {name for one in paper["consultation"] for name in one["organization"] or () if name in head}
    for committee in sorted(read | right):
        count("committee", committee if committee in right else None, committee if committee in read else None)
    name, subject = _squeezed(paper["name"]), _squeezed(motion.subject or "")
    if name in _squeezed(head):
        is_right = subject and (subject.startswith(name) or name.startswith(subject))
        count("subject", name, name if is_right else subject)
    for part, announced in SECTIONS.items():
        if any(announced.match(line) for line in lines):
            told = f"{part} (M)" if part == "rationale" and any(map(GROUPS.fullmatch, lines[:60])) else part
            count(told, right=True, read=bool(getattr(motion, part)))


def _printed_day(day: str, head: str) -> str | None:
    """The day, if the paper prints it as that of its writing or receipt."""
    german = f"{day[8:10]}.{day[5:7]}.{day[:4]}"
    return day if re.search(rf"(?:vom|eingegangen|Eingang).{{0,15}}{re.escape(german)}", head) else None


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


if __name__ == "__main__":
    main()
