"""A text of one municipality turned into one of another: own name, council and offices right, the rest marked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from kb.drafting.checking import Checks
from kb.drafting.mentions import OWN, Mentions, pronoun_rule, spoken_of
from kb.drafting.naming import Named
from kb.drafting.pieces import Piece, Pieces
from kb.drafting.terms import Rule, rules
from kb.municipalities import MunicipalityRegister


class Adapter:
    """Adapts texts of `source` (None: a model) to `target`.

    blank: the model's placeholder for the municipality. blanks: what its other placeholders were filled with, by name.
    """

    def __init__(
        self,
        source: Named | None,
        target: Named,
        register: MunicipalityRegister,
        blank: str = "",
        blanks: Mapping[str, str] | None = None,
    ) -> None:
        names = {one.name for one in register}
        own, old = {target.name, target.short_name}, {source.name, source.short_name} if source else set()
        self._mentions = Mentions(spoken_of(source, blank), target, (one for one in names if one not in old))
        self._terms = tuple(rules(source, target))
        self._pronouns = (Rule(*pronoun_rule(target)),) if self._mentions.changes_gender else ()
        self._checks = Checks(names - own, source.short_name if source and source.short_name not in own else "")
        self._blanks = {name: text for name, text in (blanks or {}).items() if text}

    def adapt(self, text: str) -> Pieces:
        """One paragraph; typed-in values need no check, all else that is a claim of its authors does."""
        pieces = list(chain.from_iterable(self._filled(text)))
        for rule in self._terms:
            pieces = list(_in_open(pieces, lambda part, rule=rule: _applied(rule, part)))  # type: ignore[misc]  # bound at once
        pieces = list(_in_open(pieces, self._checks.marked))
        if any(one.hint == OWN for one in pieces):
            for rule in self._pronouns:
                pieces = list(_in_open(pieces, lambda part, rule=rule: _applied(rule, part)))  # type: ignore[misc]  # bound at once
        return _joined(pieces)

    def _filled(self, text: str) -> Iterator[Iterator[Piece]]:
        """The text with own mentions and filled-in blanks settled."""
        follows_mention = False
        for piece in self._mentions.replaced(text):
            if piece.check or piece.hint:
                yield iter((piece,))
                follows_mention = True
                continue
            parts = self._mentions.relative_pronoun(piece.text) if follows_mention else iter((piece,))
            yield (one for part in parts for one in ((part,) if part.check else self._with_blanks(part.text)))
            follows_mention = False

    def _with_blanks(self, text: str) -> Iterator[Piece]:
        for name, value in self._blanks.items():
            before, found, after = text.partition(f"[{name}]")
            if found:
                yield from self._with_blanks(before)
                yield Piece(value, hint=OWN)
                yield from self._with_blanks(after)
                return
        yield Piece(text)


def _in_open(pieces: Iterable[Piece], split: Callable[[str], Iterable[Piece]]) -> Iterator[Piece]:
    """The pieces, of which those that nobody has decided yet are split further."""
    for piece in pieces:
        if piece.check or piece.hint:
            yield piece
        else:
            yield from (one for one in split(piece.text) if one.text)


def _applied(rule: Rule, text: str) -> Iterator[Piece]:
    end = 0
    for match in rule.pattern.finditer(text):
        said = rule.said(match)
        if said is not None:
            yield Piece(text[end : match.start()])
            yield said if said.check else Piece(said.text)
            end = match.end()
    yield Piece(text[end:])


def _joined(pieces: Iterable[Piece]) -> Pieces:
    """Neighbours without a check made one; settled hints are for this module alone."""
    joined: list[Piece] = []
    for piece in pieces:
        if piece.check:
            joined.append(piece)
        elif joined and not joined[-1].check:
            joined[-1] = Piece(joined[-1].text + piece.text)
        elif piece.text:
            joined.append(Piece(piece.text))
    return tuple(joined)
