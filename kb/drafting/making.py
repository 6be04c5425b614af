"""A draft out of a motion, an officer's choices, and parts of other motions."""

from collections.abc import Iterator, Mapping

from kb.documents import MOTION_PARTS, Consultation, Kind
from kb.drafting.adapting import Adapter
from kb.drafting.blocks import Look, numbered, read_blocks
from kb.drafting.naming import Case, Named
from kb.drafting.pieces import Check, Piece, Pieces, plain, unmarked
from kb.drafting.values import DRAFTED_PARTS, Block, Choices, Draft, Origin, Row, Section, Step
from kb.municipalities import MunicipalityKind, MunicipalityRegister


def make_draft(base: Origin, choices: Choices, register: MunicipalityRegister, others: Mapping[str, Origin]) -> Draft:
    """The draft of what `base` proposes, for the chosen municipality. others: by part, where else it is taken from."""
    chosen = choices.municipality
    adapter = adapter_for(base, chosen, register, choices.blanks)
    suggested = {plain(adapter.adapt(one)): adapter.adapt(one) for one in _committees(base)}
    sections = tuple(_sections(base, choices, register, others))
    return Draft(
        designation=chosen.designation,
        type=base.document.type or "Beschlussvorlage",
        subject=_subject(base, choices, adapter),
        header=tuple(_header(choices)),
        consultations=tuple(_step(one, suggested) for one in choices.consultations),
        sections=sections,
        sources=tuple(_source(others.get(part, base), titles) for part, titles in _by_origin(sections)),
    )


def adapter_for(
    origin: Origin, target: Named, register: MunicipalityRegister, blanks: Mapping[str, str] | None = None
) -> Adapter:
    return Adapter(origin.named, target, register, origin.blank, blanks)


def suggested_subject(base: Origin, target: Named, register: MunicipalityRegister) -> str:
    return plain(adapter_for(base, target, register).adapt(base.document.subject or base.document.title))


def suggested_committees(base: Origin, target: Named, register: MunicipalityRegister) -> tuple[str, ...]:
    """The Beratungsfolge as the chosen municipality's committees are called; each once.

    At the end its council, which some papers that only went to a committee leave out: a line is sooner struck than missed.
    """
    adapter = adapter_for(base, target, register)
    found = tuple(plain(adapter.adapt(one)) for one in _committees(base) if _exists(one, target))
    council = () if any(_is_council(one, target) for one in found) else (target.wording.council,)
    return tuple(dict.fromkeys((*found, *council)))


def _is_council(committee: str, target: Named) -> bool:
    return committee.lower().startswith((target.wording.council.lower(), "gemeinderat", "stadtrat"))


def _committees(base: Origin) -> Iterator[str]:
    return (step.committee for step in base.document.consultations)


def _exists(committee: str, target: Named) -> bool:
    return target.kind is MunicipalityKind.CITY or not committee.startswith("Bezirksvertretung")


def _subject(base: Origin, choices: Choices, adapter: Adapter) -> Pieces:
    adapted = adapter.adapt(base.document.subject or base.document.title)
    return adapted if choices.subject in ("", plain(adapted)) else unmarked(choices.subject)


def _header(choices: Choices) -> Iterator[Row]:
    wording = choices.municipality.wording
    head = f"{wording.head_feminine}/{wording.head}"
    yield Row("Drucksachennummer", _typed(choices.reference, "Drucksachennummer"))
    yield Row("Datum", _typed(choices.date.strftime("%d.%m.%Y") if choices.date else "", "Datum"))
    yield Row("Federführung", _typed(choices.office, "Federführung"))
    yield Row("Vorgelegt von", unmarked(f"{head} {_of(choices.municipality)}"))


def _of(named: Named) -> str:
    return named.with_article(Case.GENITIVE)


def _typed(text: str, name: str) -> Pieces:
    return unmarked(text) or (Piece(f"[{name}]", Check.BLANK),)


def _step(one: Consultation, suggested: Mapping[str, Pieces]) -> Step:
    """A committee that was only taken over must be checked, one that was typed in not."""
    committee = suggested.get(one.committee, unmarked(one.committee))
    if one.committee in suggested and not any(piece.check for piece in committee):
        committee = (Piece(one.committee, Check.COMMITTEE),)
    publicity = {True: "öffentlich", False: "nichtöffentlich", None: ""}[one.public]
    return Step(committee, _typed(one.date.strftime("%d.%m.%Y") if one.date else "", "Datum"), publicity)


def _sections(
    base: Origin, choices: Choices, register: MunicipalityRegister, others: Mapping[str, Origin]
) -> Iterator[Section]:
    for part in DRAFTED_PARTS:
        origin = others.get(part, base)
        if part == "short_version" and choices.short_version:
            lines = filter(None, map(str.strip, choices.short_version.splitlines()))
            blocks = tuple(Block(Look.PARAGRAPH, unmarked(line)) for line in lines)
            yield Section(part, MOTION_PARTS[part], blocks)
        elif html := origin.parts.get(part):
            adapter = adapter_for(origin, choices.municipality, register, choices.blanks)
            yield Section(part, MOTION_PARTS[part], tuple(_blocks(part, html, adapter)), origin.document.id)


def _blocks(part: str, html: str, adapter: Adapter) -> Iterator[Block]:
    read = read_blocks(html)
    for one in numbered(read) if part == "resolution" else read:
        yield Block(one.look, adapter.adapt(one.text), one.depth, one.starts)


def _by_origin(sections: tuple[Section, ...]) -> Iterator[tuple[str, list[str]]]:
    """By document: one of the parts taken from it, and the titles of all of them."""
    titles: dict[str, list[str]] = {}
    parts: dict[str, str] = {}
    for one in sections:
        if one.source:
            titles.setdefault(one.source, []).append(one.title)
            parts.setdefault(one.source, one.name)
    return ((parts[source], found) for source, found in titles.items())


def _source(origin: Origin, titles: list[str]) -> str:
    """What was taken from which paper, with its rights and permanent address."""
    document = origin.document
    what = f"Mustervorlage „{document.title}“" if document.kind is Kind.MODEL else _paper(origin)
    rights = f" Rechte: {document.rights}." if document.rights else ""
    where = f" Fundstelle: {origin.address}" if origin.address else ""
    return f"{_listed(titles)} nach: {what}.{rights}{where}"


def _paper(origin: Origin) -> str:
    document = origin.document
    of = f" {_of(origin.named)}" if origin.named else ""
    reference = f", Drucksache {document.reference}" if document.reference else ""
    day = f" vom {document.date.strftime('%d.%m.%Y')}" if document.date else ""
    return f"Vorlage{of}{reference}{day}, „{document.title}“"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}"
