"""What is asked for, joined by UND and ODER, brought into the form of a `Wording`: groups that all must be met.

UND binds its neighbours, ODER what UND has bound. What stands side by side without a joint is no condition of its own:
`Förderung Sport UND Kultur` requires Sport and Kultur, and ranks higher what is about Förderung too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from math import prod

from kb.search.grammar import notes
from kb.search.grammar.words import apart
from kb.search.query import MOST_TERMS, Clause, Condition, Word, Wording


class Joint(Enum):
    AND = "and"
    OR = "or"


@dataclass(frozen=True)
class Unit:
    """One thing asked for.

    clauses: all of them must hold; several for a hyphenated word. is_loose: need not hold unless a joint says so.
    condition: narrows instead of the clauses, where it can.
    """

    clauses: tuple[Clause, ...] = ()
    is_loose: bool = False
    is_excluded: bool = False
    condition: Condition | None = None


Element = Unit | Joint
Chain = list[list[Unit]]
"""Alternatives, joined by ODER; of each alternative all units hold, joined by UND."""
Group = tuple[Clause, ...]
Key = tuple[object, ...]


@dataclass
class _Sorted:
    """The parts of a wording while they are collected; dictionaries by key, as what is typed twice counts once."""

    words: dict[Key, Word] = field(default_factory=dict)
    required: dict[Key, Group] = field(default_factory=dict)
    excluded: dict[Key, Clause] = field(default_factory=dict)
    conditions: dict[Condition, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)


def joined(elements: Iterable[Element]) -> Wording:
    """Words, groups, exclusions and conditions, each once. References and the words' limit are for others."""
    kept = _Sorted()
    for chain in _chains(elements):
        _take(chain, kept)
    in_groups = {key(clause) for group in kept.required.values() for clause in group}
    return Wording(
        words=tuple(word for name, word in kept.words.items() if name not in in_groups),
        required=tuple(kept.required.values()),
        excluded=tuple(kept.excluded.values()),
        conditions=tuple(kept.conditions),
        notes=tuple(kept.notes),
    )


def key(clause: Clause) -> Key:
    """The same for one clause in other spellings."""
    beginning = clause.exact if isinstance(clause, Word) and clause.is_prefix else ""
    return (type(clause), clause.terms, beginning, clause.part)


def _chains(elements: Iterable[Element]) -> list[Chain]:
    """Units with the joints between them; a joint that joins nothing is left out."""
    chains: list[Chain] = []
    joint: Joint | None = None
    for element in elements:
        if isinstance(element, Joint):
            joint = element
            continue
        if joint is None or not chains:
            chains.append([[element]])
        elif joint is Joint.OR:
            chains[-1].append([element])
        else:
            chains[-1][-1].append(element)
        joint = None
    return chains


def _take(chain: Chain, kept: _Sorted) -> None:
    """Sort one chain's units into words, groups, exclusions and conditions."""
    for unit in _units(chain):
        if unit.is_excluded:
            kept.excluded |= {key(clause): clause for clause in unit.clauses}
    if len(chain) > 1 and any(unit.is_excluded for unit in _units(chain)):
        kept.notes[notes.NOT_BESIDE_OR] = None
    is_alone = len(list(_units(chain))) == 1
    rest = _without_conditions([[unit for unit in units if not unit.is_excluded] for units in chain], kept)
    alternatives = [[clause for unit in units for clause in unit.clauses] for units in rest]
    if is_alone and all(unit.is_loose for unit in _units(rest)):
        _take_words(alternatives, kept)
    else:
        _take_groups([clauses for clauses in alternatives if clauses], kept)


def _without_conditions(chain: Chain, kept: _Sorted) -> Chain:
    """The chain without conditions that narrow; those that can't, beside other alternatives, stay with their words."""
    fields = {unit.condition.field if unit.condition else "" for unit in _units(chain)}
    if fields == {""}:
        return chain
    if len(chain) > 1 and (len(fields) > 1 or any(len(units) > 1 for units in chain)):
        kept.notes[notes.FIELDS_BESIDE_OR] = None
        return chain
    kept.conditions |= {unit.condition: None for unit in _units(chain) if unit.condition}
    return [[unit for unit in units if not unit.condition] for units in chain]


def _take_groups(alternatives: Sequence[Sequence[Clause]], kept: _Sorted) -> None:
    """Distribute, so that groups remain that all must be met: (a UND b) ODER c → (a ODER c) UND (b ODER c)."""
    different = [list({key(clause): clause for clause in clauses}.values()) for clauses in alternatives]
    if not different:
        return
    if len(kept.required) + prod(map(len, different)) > MOST_TERMS:
        kept.notes[notes.TOO_TANGLED] = None
        _take_words(different, kept)
        return
    for group in product(*different):
        once = {key(clause): clause for clause in group}
        kept.required.setdefault(tuple(sorted(once, key=repr)), tuple(once.values()))


def _take_words(alternatives: Iterable[Iterable[Clause]], kept: _Sorted) -> None:
    for clauses in alternatives:
        for clause in clauses:
            for word in apart(clause):
                kept.words.setdefault(key(word), word)


def _units(chain: Chain) -> Iterator[Unit]:
    for units in chain:
        yield from units
