"""What goes into a draft, and the draft itself."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.documents import Consultation, Motion
from kb.drafting.blocks import Look
from kb.drafting.naming import Named
from kb.drafting.pieces import Check, Piece, Pieces, plain

CHARACTERS_A_PAGE = 3000
LONGEST_RATIONALE = 3
"""Pages; the forms of council papers ask for a Kurzfassung beyond."""

DRAFTED_PARTS = ("short_version", "resolution", "rationale", "finances")
"""What is taken over, in the order of a council paper."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A motion that a draft takes from. named: who wrote it, None for a model. parts: safe HTML by name; address: where it stands."""

    document: Motion
    named: Named | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    address: str = ""

    @property
    def blank(self) -> str:
        """The placeholder for the municipality that a model declares; empty if it declares none."""
        return next((name for name, _ in self.document.placeholders if name.casefold() == "kommune"), "")

    @property
    def placeholders(self) -> tuple[tuple[str, str], ...]:
        """Those that an officer fills in, as (name, label)."""
        return tuple(pair for pair in self.document.placeholders if pair[0] != self.blank)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What an officer chose; empty texts stay to be filled in. blanks: the model's placeholders by name."""

    municipality: Named
    subject: str = ""
    reference: str = ""
    office: str = ""
    date: datetime.date | None = None
    consultations: tuple[Consultation, ...] = ()
    blanks: Mapping[str, str] = field(default_factory=dict)
    short_version: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph of the draft."""

    look: Look
    pieces: Pieces
    depth: int = 0
    starts: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the header table."""

    label: str
    pieces: Pieces


@dataclass(frozen=True)
class Step:
    """A line of the Beratungsfolge."""

    committee: Pieces
    date: Pieces
    publicity: str


@dataclass(frozen=True)
class Section:
    """A part with its heading; `name` is the field of a motion, `source` the id of the document it comes from."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A council paper to go on with. designation: `Kreis Kleve`. sources: sentences that say what was taken from where."""

    designation: str
    type: str
    subject: Pieces
    header: tuple[Row, ...]
    consultations: tuple[Step, ...]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]

    @property
    def checks(self) -> tuple[Piece, ...]:
        """Every place to check, in the order of the paper."""
        return tuple(one for pieces in self._texts() for one in pieces if one.check)

    @property
    def counts(self) -> dict[Check, int]:
        found = [one.check for one in self.checks]
        return {check: found.count(check) for check in Check if check in found}

    @property
    def needs_short_version(self) -> bool:
        """Whether the rationale is so long that the form asks for a Kurzfassung, and there is none."""
        names = {one.name for one in self.sections}
        return "short_version" not in names and self.rationale_pages > LONGEST_RATIONALE

    @property
    def rationale_pages(self) -> float:
        characters = sum(
            len(plain(block.pieces)) for one in self.sections if one.name == "rationale" for block in one.blocks
        )
        return characters / CHARACTERS_A_PAGE

    def _texts(self) -> Iterator[Pieces]:
        yield self.subject
        for row in self.header:
            yield row.pieces
        for step in self.consultations:
            yield step.committee
            yield step.date
        for section in self.sections:
            for block in section.blocks:
                yield block.pieces
