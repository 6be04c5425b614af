"""The Sprechzettel: what to say in the committee, on one page."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.documents import MOTION_PARTS
from kb.drafting.adapting import Adapter
from kb.drafting.blocks import Look, TextBlock, read_blocks
from kb.drafting.pieces import Pieces, unmarked
from kb.drafting.values import Block, Origin

HEADING = "Sprechzettel"
MOST_OF_A_PART = 700
"""Characters of a paper's part that still leave all on one page."""


@dataclass(frozen=True)
class Note:
    """title: of the motion. blocks: headings of depth 0 and what stands below them."""

    title: Pieces
    blocks: tuple[Block, ...]


def speaking_note(origin: Origin, adapter: Adapter | None) -> Note:
    """The note that a model carries, else one out of the motion's own parts. adapter: None leaves the text as it is."""
    written = tuple(_written(read_blocks(origin.parts.get("body", ""))))
    blocks = written or tuple(_from_parts(origin))
    adapt = adapter.adapt if adapter else unmarked
    title = adapt(origin.document.subject or origin.document.title)
    return Note(title, tuple(Block(one.look, adapt(one.text), one.depth, one.starts) for one in blocks))


def _written(blocks: tuple[TextBlock, ...]) -> Iterator[TextBlock]:
    """What stands below the heading „Sprechzettel“, its own headings one step higher."""
    is_inside = False
    for one in blocks:
        if one.look is Look.HEADING and one.depth == 0:
            is_inside = one.text == HEADING
        elif is_inside:
            yield TextBlock(one.look, one.text, one.depth - 1, one.starts) if one.look is Look.HEADING else one


def _from_parts(origin: Origin) -> Iterator[TextBlock]:
    if origin.document.summary:
        yield TextBlock(Look.HEADING, "Worum es geht")
        yield TextBlock(Look.PARAGRAPH, origin.document.summary)
    for name in ("resolution", "rationale", "finances"):
        blocks = read_blocks(origin.parts.get(name, ""))
        if blocks:
            yield TextBlock(Look.HEADING, MOTION_PARTS[name])
            yield from _shortened(blocks)


def _shortened(blocks: tuple[TextBlock, ...]) -> Iterator[TextBlock]:
    room = MOST_OF_A_PART
    for one in blocks:
        if len(one.text) > room:
            yield TextBlock(Look.PARAGRAPH, "[gekürzt: weiter in der Vorlage]")
            return
        room -= len(one.text)
        yield one
