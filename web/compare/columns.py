"""What stands in the columns of a comparison: each part of each motion, its differences to the first one marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.documents import MOTION_PARTS, Consultation, Motion
from kb.drafting.blocks import read_blocks
from kb.drafting.differences import Comparison, compare, unmarked
from kb.drafting.values import Origin
from web.drafts.entering import PARTS
from web.format import day

COMPARED = ("resolution", "decision", "finances", "rationale")
_PARAMETERS = {part: f"aus-{name}" for name, part in PARTS.items()}


@dataclass(frozen=True)
class Cell:
    """One motion's part; None if it has none. is_first: the others are compared with it."""

    document: Motion
    comparison: Comparison | None
    is_first: bool = False


@dataclass(frozen=True)
class Line:
    """One part of all motions. parameter: by which it is taken into an own motion; empty if it cannot be."""

    name: str
    title: str
    cells: tuple[Cell, ...]
    parameter: str = ""


def lines(origins: Sequence[Origin]) -> tuple[Line, ...]:
    """The parts that at least one of the motions has, in the order of a page; then Beratungsfolge and Ergebnis."""
    return tuple(one for one in _lines(origins) if any(cell.comparison for cell in one.cells))


def _lines(origins: Sequence[Origin]) -> Iterator[Line]:
    texts = [{part: _paragraphs(one, part) for part in COMPARED} for one in origins]
    for part in COMPARED[:-1]:
        yield Line(part, MOTION_PARTS[part], _cells(origins, [one[part] for one in texts]), _PARAMETERS.get(part, ""))
    steps = [tuple(map(_step, one.document.consultations)) for one in origins]
    yield Line("consultations", "Beratungsfolge", _cells(origins, steps, is_compared=False))
    outcomes = [(one.document.outcome.label,) if one.document.outcome else () for one in origins]
    yield Line("outcome", "Ergebnis", _cells(origins, outcomes, is_compared=False))
    last = COMPARED[-1]
    yield Line(last, MOTION_PARTS[last], _cells(origins, [one[last] for one in texts]), _PARAMETERS[last])


def _cells(
    origins: Sequence[Origin], texts: Sequence[tuple[str, ...]], *, is_compared: bool = True
) -> tuple[Cell, ...]:
    """Compared with the first that has the part."""
    first = next((place for place, text in enumerate(texts) if text), 0)
    return tuple(
        Cell(origin.document, _compared(texts[first], text, is_first=place == first or not is_compared), place == first)
        for place, (origin, text) in enumerate(zip(origins, texts, strict=True))
    )


def _compared(first: tuple[str, ...], text: tuple[str, ...], *, is_first: bool) -> Comparison | None:
    if not text:
        return None
    return unmarked(text, is_marked=True) if is_first else compare(first, text)


def _paragraphs(origin: Origin, part: str) -> tuple[str, ...]:
    return tuple(one.text for one in read_blocks(origin.parts.get(part, "")))


def _step(one: Consultation) -> str:
    outcome = f": {one.outcome.label}" if one.outcome else ""
    return f"{one.committee}{f', {day(one.date)}' if one.date else ''}{outcome}"
