"""What a paper proposes and what was adopted: two things, though some forms print „Beschluss“ above both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.documents import Outcome
from kb.importing.motion.label_words import Part
from kb.importing.motion.table import outcome_of

_POINTER = re.compile(
    r"(?:\(?[Ss]iehe\b|.{0,120}\b(?:mit vollständigem Wortlaut|Wortlaut|Beschlussformulierung|Beschlusstext)\b.{0,20}\bsiehe\b|.{0,60}\bauf Seite \d).{0,120}",
    re.DOTALL,
)
_VOTE = re.compile(
    r"\b(?:einstimmig|mehrheitlich|Ja-Stimmen|Nein-Stimmen|Gegenstimmen?|Enthaltung(?:en)?|ungeändert beschlossen|\d+ dafür)\b"
)


@dataclass(frozen=True)
class Section:
    """One labelled section; text: its running text, may be empty. number: its place among the paper's sections."""

    part: Part
    heading: str
    text: str
    number: int = 0
    is_inferred: bool = False

    @property
    def is_result(self) -> bool:
        """Whether it tells how the vote went."""
        return self.part is Part.DECISION and self.heading.lower().startswith("abstimmung")


@dataclass(frozen=True)
class Proposals:
    """resolution: the sections of the proposal, decision: those of what was adopted; both may be empty.

    others: proposals that were not taken, as of another committee. outcome: how the vote went, if the paper tells.
    """

    resolution: tuple[Section, ...] = ()
    decision: tuple[Section, ...] = ()
    others: tuple[Section, ...] = ()
    outcome: Outcome | None = None


def proposals(sections: Sequence[Section]) -> Proposals:
    """Sort the sections under „Beschlussvorschlag“, „Antrag an …“, „Beschluss“ and „Abstimmungsergebnis“."""
    runs = [list(run) for _, run in groupby(sections, key=lambda one: one.part in (Part.RESOLUTION, Part.DECISION))]
    found = [run for run in runs if run[0].part in (Part.RESOLUTION, Part.DECISION)]
    early = [one for run in found for one in run if one.part is Part.RESOLUTION and not _is_final(run) and one.text]
    final = [one for run in found for one in run if one.part is Part.RESOLUTION and _is_final(run) and one.text]
    adopted = [one for run in found for one in run if one.part is Part.DECISION and one.text and not one.is_result]
    results = [one for run in found for one in run if one.is_result and one.text]
    return _sorted(early, final, adopted, results)


def _is_final(run: Sequence[Section]) -> bool:
    """„Beschluss:“ with nothing below it but „Antrag an den Rat:“ is the whole wording, to be adopted as it stands."""
    return run[0].part is Part.DECISION and not run[0].text


def _sorted(
    early: Sequence[Section], final: Sequence[Section], adopted: Sequence[Section], results: Sequence[Section]
) -> Proposals:
    voted = bool(results) or any(_VOTE.search(one.text[-300:]) for one in adopted)
    if adopted and not voted:
        # without a vote, „Beschluss“ is the form's word for what is to be decided
        final, adopted = [*final, *adopted], []
    wordings = [one for one in early if not (_POINTER.fullmatch(one.text) or "kurzfassung" in one.heading.lower())]
    chosen = _distinct(final) or _distinct(wordings)[:1] or _distinct(early)[:1]
    told = [one.text for one in results] or [one.text[-300:] for one in adopted]
    return Proposals(
        resolution=tuple(chosen),
        decision=tuple(_distinct(adopted)),
        others=tuple(one for one in _distinct(wordings) if not final and one not in chosen),
        outcome=next(filter(None, map(outcome_of, told)), None),
    )


def _distinct(sections: Sequence[Section]) -> list[Section]:
    return list({one.text: one for one in reversed(sections)}.values())[::-1]
