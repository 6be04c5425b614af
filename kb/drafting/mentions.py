"""Where a text speaks of the municipality that wrote it, and the same said of another one, in the right case."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kb.drafting.naming import Case, Named
from kb.drafting.pieces import Check, Piece
from kb.municipalities import MunicipalityKind

_DATIVE = frozenset(
    ("in", "von", "mit", "bei", "zu", "aus", "nach", "seit", "an", "auf", "gegenüber", "unter", "neben")
)
_ACCUSATIVE = frozenset(("für", "durch", "gegen", "ohne", "um"))
_GENITIVE = frozenset(
    ("innerhalb", "außerhalb", "seitens", "wegen", "während", "trotz", "anstelle", "namens", "zugunsten")
)
_JOINED = {"im": "in", "am": "an", "vom": "von", "zum": "zu", "zur": "zu", "beim": "bei"}

_MASCULINE_CASES = {"der": Case.NOMINATIVE, "des": Case.GENITIVE, "dem": Case.DATIVE, "den": Case.ACCUSATIVE}
_ARTICLES = ("die", "der", "des", "dem", "den", *_JOINED)
_OTHER_DETERMINERS = "(?:unser|dies|ihr|sein|jed|kein|ein|jen|ander|manch|welch)(?:e[rnms]?)?"

_BEFORE_A_SUBJECT = re.compile(
    r"(?:^|[.!?:;]\s+|[„“\"(]|\b(?:dass|wenn|weil|ob|da|damit|sofern|soweit|sobald|wie|hat|ist|wird|kann|soll|muss|will|darf|"
    r"sollte|könnte|wurde|war|trägt|gibt|und)\s)\s*$"
)
_NOUN_BEFORE = re.compile(r"[A-ZÄÖÜ][\w*-]*[“\")]?\s$|\d\s$")
_RELATIVE = re.compile(r"(?P<comma>, (?:in |mit |von |für )?)(?P<pronoun>die|der|den|dem|dessen|deren)\b")

_ALONE_HINT = "Ist damit die eigene Kommune gemeint, passen Sie das Wort an"
_CASE_HINT = "Bitte lesen Sie, ob Artikel und Fall stimmen"


@dataclass(frozen=True)
class Spoken:
    """The words by which a text means its own municipality: with its name, by its kind alone, by its name alone."""

    named: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    is_masculine: bool = False
    always_designated: bool = False


def spoken_of(source: Named | None, blank: str = "") -> Spoken:
    """source: who wrote the text; None for a model. blank: the model's placeholder for the municipality."""
    if source is None:
        return Spoken(bare=(f"[{blank}]",) if blank else (), always_designated=True)
    if source.stands_alone:
        names = dict.fromkeys((source.name, source.short_name))
        named = (f"{noun} {name}" for name in names for noun in ("Stadt", "Gemeinde"))
        return Spoken(tuple(named), ("Stadt", "Gemeinde"), tuple(names))
    named_forms = dict.fromkeys((source.name, *(source.inflected(case) for case in Case)))
    kinds = ("Kreises", "Kreise", "Kreis") if source.is_masculine else (source.wording.noun,)
    return Spoken(tuple(named_forms), kinds, is_masculine=source.is_masculine)


class Mentions:
    """Says of `target` what a text says of its own municipality. others: names that a kind may stand before."""

    def __init__(self, spoken: Spoken, target: Named, others: Iterable[str] = ()) -> None:
        self._spoken, self._target = spoken, target
        self._pattern = _pattern(spoken, others)
        self.changes_gender = spoken.is_masculine != target.is_masculine

    def replaced(self, text: str) -> Iterator[Piece]:
        """The text in pieces; what was not replaced has neither check nor hint. Replaced ones carry a hint or `OWN`."""
        if self._pattern is None:
            yield Piece(text)
            return
        end = 0
        for match in self._pattern.finditer(text):
            said = self._said(match)
            if said is not None:
                yield Piece(text[end : match.start()])
                yield said
                end = match.end()
        yield Piece(text[end:])

    def relative_pronoun(self, text: str) -> Iterator[Piece]:
        """What stands right behind a mention: its relative pronoun has the old gender."""
        found = _RELATIVE.match(text) if self.changes_gender else None
        if found:
            yield Piece(found["comma"])
            yield Piece(found["pronoun"], Check.WORDING, _gender_hint(self._target))
        yield Piece(text[found.end() if found else 0 :])

    def _said(self, match: re.Match[str]) -> Piece | None:
        if match["bare"]:
            return self._for_bare(match)
        if not match["article"] and not match["named"]:
            return self._for_kind_alone(match)
        if not match["article"]:
            return self._settled(match, self._target.inflected(Case.NOMINATIVE), is_sure=not match["determiner"])
        return self._for_phrase(match)

    def _for_kind_alone(self, match: re.Match[str]) -> Piece | None:
        """„eine Stadt“ is any one; „Vereine und Stadt“ may be the own one, which only a reader sees."""
        is_any = match["determiner"] or match["adjective"] or match["kind"] == "Kreise"
        return (
            None
            if is_any or match["kind"] == self._target.wording.noun
            else Piece(match.group(), Check.WORDING, _ALONE_HINT)
        )

    def _for_phrase(self, match: re.Match[str]) -> Piece:
        preposition, article = (match["preposition"] or "").lower(), match["article"].lower()
        if article in _JOINED:
            preposition, article = _JOINED[article], "dem" if self._spoken.is_masculine else "der"
        case, is_sure = self._case(preposition, article, match.string[: match.start()])
        between, with_name = match["adjective"] or "", bool(match["named"])
        if preposition:
            said = self._target.after(preposition, case, with_name=with_name, between=between)
        else:
            said = self._target.with_article(case, with_name=with_name, between=between)
        return self._settled(match, said, is_sure=is_sure)

    def _case(self, preposition: str, article: str, before: str) -> tuple[Case, bool]:
        """The case, and whether it is sure; where the gender stays, nothing depends on it."""
        if self._spoken.is_masculine:
            return _MASCULINE_CASES[article], True
        if article == "die":
            is_sure = bool(preposition or _BEFORE_A_SUBJECT.search(before))
            return (Case.ACCUSATIVE if preposition else Case.NOMINATIVE), is_sure or not self._target.is_masculine
        if preposition:
            return (Case.GENITIVE if preposition in _GENITIVE else Case.DATIVE), True
        if before and _NOUN_BEFORE.search(before):
            return Case.GENITIVE, True
        return Case.DATIVE, not before or not self._target.is_masculine

    def _for_bare(self, match: re.Match[str]) -> Piece:
        target, preposition = self._target, (match["alone"] or "").lower()
        if target.stands_alone and not self._spoken.always_designated:
            words = " ".join(filter(None, (match["alone"], target.short_name)))
            return Piece(words + _genitive_end(words) if match["of"] else words, hint=OWN)
        if match["of"]:
            return Piece(target.with_article(Case.GENITIVE), Check.WORDING, _CASE_HINT)
        before = match.string[: match.start()]
        if preposition == "von" and _NOUN_BEFORE.search(
            before
        ):  # „Räume von …“ reads better as „Räume des Kreises Kleve“
            return self._settled(match, target.with_article(Case.GENITIVE), is_sure=True)
        if preposition:
            case = Case.ACCUSATIVE if preposition in _ACCUSATIVE else Case.DATIVE
            return self._settled(match, target.after(preposition, case), is_sure=True)
        if _NOUN_BEFORE.search(before):  # „Heimat-Preis Bielefeld“: a name behind a noun has no article
            return Piece(target.inflected(Case.NOMINATIVE), Check.WORDING, _CASE_HINT)
        is_sure = bool(_BEFORE_A_SUBJECT.search(before)) or not target.is_masculine
        return self._settled(match, target.with_article(Case.NOMINATIVE), is_sure=is_sure)

    def _settled(self, match: re.Match[str], said: str, *, is_sure: bool) -> Piece:
        is_start = not match.string[: match.start()].strip() or match.string[: match.start()].rstrip()[-1] in ".!?"
        begins_with_small_word = not match["determiner"] and bool(
            match["preposition"] or match["article"] or match["alone"]
        )
        capital = match.group()[0].isupper() if begins_with_small_word else is_start
        words = f"{match['determiner']} {said}" if match["determiner"] else said
        written = words[0].upper() + words[1:] if capital else words
        return Piece(written, hint=OWN) if is_sure else Piece(written, Check.WORDING, _CASE_HINT)


OWN = "eigene Kommune"
"""The hint of a piece that now speaks of the own municipality and needs no check."""


def _gender_hint(target: Named) -> str:
    return f"Bezieht sich das auf {target.with_article(Case.ACCUSATIVE, with_name=False)}, passen Sie Geschlecht und Fall an"


_PRONOUNS = {
    True: re.compile(r"\b(?:[Ss]ie|[Ii]hre?[nmrs]?|deren)\b"),
    False: re.compile(r"\b(?:[Ee]r|[Ss]eine[nmrs]?|dessen)\b"),
}
"""By whether the own municipality became masculine."""


def pronoun_rule(target: Named) -> tuple[re.Pattern[str], Callable[[re.Match[str]], Piece]]:
    """Pronouns behind a mention whose gender changed; whether they mean the municipality, only a reader sees."""
    hint = _gender_hint(target)
    return _PRONOUNS[target.is_masculine], lambda match: Piece(match.group(), Check.WORDING, hint)


def _pattern(spoken: Spoken, others: Iterable[str]) -> re.Pattern[str] | None:
    if not (spoken.named or spoken.bare):
        return None
    prepositions = _either(sorted(_DATIVE | _ACCUSATIVE | _GENITIVE))
    phrase = (
        rf"(?:\b(?P<preposition>(?i:{prepositions}))\s)?(?:\b(?P<article>(?i:{_either(_ARTICLES)}))\s|\b(?P<determiner>(?i:{_OTHER_DETERMINERS}))\s)?"
        rf"(?:(?P<adjective>gesamt|ganz)e[nr]?\s)?\b(?:(?P<named>{_either(spoken.named)})|(?P<kind>{_either(spoken.kinds)})(?!{_not_behind(others)}))(?![\w-])"
    )
    bare = rf"(?:\b(?P<alone>(?i:{_either(sorted(_DATIVE | _ACCUSATIVE))}))\s)?(?<![\w-])(?P<bare>{_either(spoken.bare)})(?P<of>s)?(?![\w-])"
    return re.compile(f"{phrase}|{bare}" if spoken.named else _without_phrase(bare))


def _without_phrase(bare: str) -> str:
    """The same groups, of which those of a phrase never match."""
    never = "".join(
        rf"(?P<{name}>(?!))" for name in ("preposition", "article", "determiner", "adjective", "named", "kind")
    )
    return f"{never}|{bare}"


def _not_behind(others: Iterable[str]) -> str:
    """„der Kreis der Beteiligten“ and „die Stadt Köln“ are not the own one."""
    names = _either(tuple(others))
    return rf"\s(?:(?:der|von|aus)\s(?:[A-ZÄÖÜ]|\d)|(?:{names})\b)"


def _either(words: Iterable[str]) -> str:
    """Longer ones first; nothing at all if there are none."""
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)) or "(?!)"


def _genitive_end(name: str) -> str:
    return "’" if name[-1] in "sßxz" else "s"


def is_municipal(kind: MunicipalityKind) -> bool:
    return kind in (MunicipalityKind.CITY, MunicipalityKind.TOWN, MunicipalityKind.COMMUNE)
