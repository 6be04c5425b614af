"""What people type, read as a wording. Nothing is an error: what has no meaning here is searched as words, and a note says so.

- words; "phrases" in straight, German, French or English quotes; `Verein*` for every word that begins so
- `-without` or `NICHT without`, for a word, a phrase or a field
- `UND` and `ODER` (`AND`, `OR`), in capitals; NICHT binds before UND, UND before ODER; brackets have no meaning
- `titel:` `betreff:` `beschluss:` `begründung:` for words in a part; `nr:` `drucksache:` for a reference; `kommune:`
  `stadt:` `thema:` `gremium:` `ausschuss:` `ergebnis:` `art:` `jahr:` `von:` `bis:` to narrow; the value follows directly

Regular expressions, ranges of text and stars elsewhere do not exist. Length and number of words are limited.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kb.language import clean_text, question_terms
from kb.language.synonyms import Synonyms
from kb.search.grammar.joining import Element, Key, Unit, joined, key
from kb.search.grammar.notes import NO_WORDS, ONLY_EXCLUDED, ONLY_FUNCTION_WORDS, TOO_LONG, TOO_MANY
from kb.search.grammar.reading import Reader
from kb.search.grammar.words import particle_of, with_particle
from kb.search.query import MOST_CHARACTERS, MOST_TERMS, Clause, Condition, Word, Wording

NO_SYNONYMS = Synonyms()
_LONGEST_LOOKED_AT = 10 * MOST_CHARACTERS


def _nothing_is_known(_condition: Condition) -> bool:
    return False


def parse(
    text: str, synonyms: Synonyms = NO_SYNONYMS, is_known: Callable[[Condition], bool] = _nothing_is_known
) -> Wording:
    """Read what was typed. Linear in time and never an error, whatever the text; `notes` say what was left out.

    is_known: whether a condition such as `kommune:Köln` means something; one that does not is searched as words.
    """
    typed, is_cut = _within_limit(text)
    reader = Reader(synonyms, is_known)
    elements = _with_particle(list(reader.read(typed)), typed)
    kept = _within_terms(elements)
    wording = joined(kept)
    notes = (*[TOO_LONG] * is_cut, *[TOO_MANY] * (len(kept) < len(elements)), *reader.notes, *wording.notes)
    wording = replace(wording, hints=question_terms(typed), references=tuple(reader.references), notes=notes)
    asks = not wording.asks_nothing or wording.conditions
    return wording if asks or not typed else replace(wording, notes=(*notes, _reason(wording, typed)))


def _within_limit(text: str) -> tuple[str, bool]:
    """Cleaned, blanks collapsed, cut at a word; and whether something was cut."""
    looked_at = " ".join(clean_text(text[:_LONGEST_LOOKED_AT]).split())
    if len(looked_at) <= MOST_CHARACTERS and len(text) <= _LONGEST_LOOKED_AT:
        return looked_at, False
    beginning = looked_at[: MOST_CHARACTERS + 1].rpartition(" ")[0]
    return beginning or looked_at[:MOST_CHARACTERS], True


def _with_particle(elements: list[Element], typed: str) -> list[Element]:
    particle = particle_of(typed)
    if not particle:
        return elements
    return [_particle_added(one, particle) if isinstance(one, Unit) and one.is_loose else one for one in elements]


def _particle_added(unit: Unit, particle: str) -> Unit:
    clauses = (with_particle(one, particle) if isinstance(one, Word) else one for one in unit.clauses)
    return replace(unit, clauses=tuple(clauses))


def _within_terms(elements: Iterable[Element]) -> list[Element]:
    """As many as the limit allows; a word counts once, however it is spelled."""
    kept: list[Element] = []
    different: dict[tuple[Key, bool], int] = {}
    for element in elements:
        if isinstance(element, Unit):
            different |= {(key(one), element.is_excluded): _cost(one) for one in element.clauses}
            if sum(different.values()) > MOST_TERMS:
                break
        kept.append(element)
    return kept


def _cost(clause: Clause) -> int:
    return 1 if isinstance(clause, Word) else len(clause.terms)


def _reason(wording: Wording, typed: str) -> str:
    """Why nothing is asked."""
    if wording.excluded:
        return ONLY_EXCLUDED
    return ONLY_FUNCTION_WORDS if any(map(str.isalnum, typed)) else NO_WORDS
