"""Typed text cut into what is asked for: plain words, quotes, fields, exclusions, beginnings, and the joints between."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kb.language import query_references
from kb.language.dates import iso_date
from kb.language.synonyms import Synonyms
from kb.search.grammar import notes
from kb.search.grammar.joining import Element, Joint, Unit
from kb.search.grammar.typed_fields import ALL_FIELDS, NARROWING, REFERENCE, TEXT_PARTS
from kb.search.grammar.words import beginning_of, phrase_of, run_of, words_of
from kb.search.query import Clause, Condition

_JOINTS = {"UND": Joint.AND, "AND": Joint.AND, "ODER": Joint.OR, "OR": Joint.OR}
_QUOTES = '"„“”‟«»'
_JOINT = rf"(?:{'|'.join(_JOINTS)})(?!\S)"
_NOT = rf"(?:NICHT|NOT) (?!{_JOINT})(?=\S)"
_BEGINNING = r"\w[\w-]{2,}+\*+(?!\w)"
# Possessive and bound to the start of a word, so that every text is read in linear time.
_SET_APART = re.compile(
    rf"(?<!\S)(?P<joint>{_JOINT})"
    rf"|(?P<minus>(?<!\S)(?:[-−](?=[\w{_QUOTES}])|{_NOT}))?"
    rf"(?:(?(minus)|(?<![^\s(]))(?P<field>(?i:{'|'.join(ALL_FIELDS)})):(?=\S))?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|(?(minus)|(?(field)|(?!)))(?P<value>[^\s{_QUOTES}]+))"
    rf"|(?<!\S)(?P<beginning>{_BEGINNING})"
)
_AS_BEGINNING = re.compile(_BEGINNING)
_ANY_JOINT = re.compile(rf"(?<!\S)(?:{_JOINT}|{_NOT})")
_BRACKET = re.compile(r"(?<!\S)[-−]?\(")
_SHORT_BEGINNING = re.compile(r"(?<!\S)\w{1,2}\*(?![\w*])")
_STAR_IN_FRONT = re.compile(r"(?<!\S)\*\w")
_AROUND_VALUE = ",;.!?()[]"


@dataclass
class Reader:
    """Reads one question; fills `references` and `notes` on the way.

    is_known: whether a condition means something; one that does not is searched as words.
    """

    synonyms: Synonyms
    is_known: Callable[[Condition], bool]
    references: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def read(self, typed: str) -> Iterator[Element]:
        """Everything asked for, in its order."""
        self._note_signs(typed)
        self._refer(query_references(_SET_APART.sub(_asking_for_a_reference, typed)))
        plain_from = 0
        for match in _SET_APART.finditer(typed):
            yield from self._loose(typed[plain_from : match.start()])
            yield from self._set_apart(match)
            plain_from = match.end()
        yield from self._loose(typed[plain_from:])

    def _set_apart(self, match: re.Match[str]) -> Iterator[Element]:
        if match["joint"]:
            yield _JOINTS[match["joint"]]
        elif match["beginning"]:
            yield Unit((beginning_of(match["beginning"].rstrip("*")),), is_loose=True)
        elif match["minus"]:
            yield from self._excluded(match)
        elif match["field"]:
            yield from self._field(match)
        else:
            phrases = phrase_of(match["quoted"])
            if phrases:
                yield Unit(phrases)

    def _loose(self, plain: str) -> Iterator[Unit]:
        for word in words_of(plain, self.synonyms):
            yield Unit(word, is_loose=True)

    def _excluded(self, match: re.Match[str]) -> Iterator[Unit]:
        name, value = _field_and_value(match)
        if name in NARROWING:
            self._note(notes.excluded_as_text(name, value))
        clauses = self._clauses(match, TEXT_PARTS.get(name, ""), literally=True)
        if clauses:
            yield Unit(clauses, is_excluded=True)

    def _field(self, match: re.Match[str]) -> Iterator[Unit]:
        name, value = _field_and_value(match)
        if name in TEXT_PARTS:
            yield from self._in_part(match)
        elif name in REFERENCE:
            yield from self._reference(name, value)
        else:
            yield from self._condition(name, value, match.group())

    def _in_part(self, match: re.Match[str]) -> Iterator[Unit]:
        name, value = _field_and_value(match)
        clauses = self._clauses(match, TEXT_PARTS[name])
        if clauses:
            yield Unit(clauses)
        else:
            self._note(notes.no_word(name, value))

    def _reference(self, name: str, value: str) -> Iterator[Unit]:
        found = query_references(f"Drucksache {value}")
        self._refer(found)
        if not found:
            self._note(notes.no_reference(name, value))
            yield from self._loose(value)

    def _condition(self, name: str, value: str, typed: str) -> Iterator[Unit]:
        condition = Condition(NARROWING[name], value, typed)
        if self.is_known(condition):
            if day := iso_date(value):
                self._note(notes.whole_year(name, value, day[:4]))
            words = tuple(word for words in words_of(value, self.synonyms) for word in words)
            yield Unit(words, is_loose=True, condition=condition)
        else:
            self._note(notes.not_understood(name, value))
            yield from self._loose(value)

    def _clauses(self, match: re.Match[str], part: str, *, literally: bool = False) -> tuple[Clause, ...]:
        """What a quoted or plain value asks for, in a part of the document or anywhere."""
        _, value = _field_and_value(match)
        if match["quoted"] is not None:
            return run_of(value, part) if literally else phrase_of(value, part)
        if _AS_BEGINNING.fullmatch(value):
            return (beginning_of(value.rstrip("*"), part),)
        if literally:
            return run_of(value, part)
        return tuple(word for words in words_of(value, self.synonyms, part) for word in words)

    def _refer(self, references: Iterable[str]) -> None:
        self.references |= dict.fromkeys(references)

    def _note(self, note: str) -> None:
        self.notes[note] = None

    def _note_signs(self, typed: str) -> None:
        """Say so where brackets or stars seem to be meant as signs but are none."""
        if _BRACKET.search(typed) and _ANY_JOINT.search(typed):
            self._note(notes.BRACKETS)
        if _SHORT_BEGINNING.search(typed):
            self._note(notes.SHORT_BEGINNING)
        if _STAR_IN_FRONT.search(typed):
            self._note(notes.STAR_IN_FRONT)


def _field_and_value(match: re.Match[str]) -> tuple[str, str]:
    """The field's name in lower case, or empty; and the value without what surrounds it."""
    value = match["quoted"] if match["quoted"] is not None else match["value"].strip(_AROUND_VALUE)
    return (match["field"] or "").lower(), value


def _asking_for_a_reference(match: re.Match[str]) -> str:
    """What may ask for a document's number: quotes without a field, and nothing that is excluded."""
    is_plain = match["quoted"] is not None and not match["minus"] and not match["field"]
    return f" {match['quoted']} " if is_plain else " "
