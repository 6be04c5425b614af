"""Texts with what was searched for marked in them: in pieces, never as HTML.

The same for every engine: a word is marked if `kb.language` finds in it what the wording asks for. Reading a whole text
with the language chain takes a hundred times as long as looking for letters in it, so:

- `lines` has the text's letters made plain, and knows how much text has to be read together;
- `beginnings` says which letters a word must have to have a term, `places` where a line has them;
- `wanted` arranges the wording, `finds` asks a token, `marker` asks the tokens at those places;
- `passage` chooses the stretch to show, `sections` says below which heading it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.language import reference_keys
from kb.search.query import Wording
from kb.search.results import FoundBy, Marked, Section, Way
from kb.search.snippets.lines import Line, one_line
from kb.search.snippets.marker import Marker, marker_of
from kb.search.snippets.passage import passage_of, pieces_of
from kb.search.snippets.sections import body_of, line_of, section_at

__all__ = ["Beside", "Shown", "best_passage", "body_of", "mark", "one_line", "show"]

LENGTH = 240
"""Characters of a passage, without the two „…“."""


@dataclass(frozen=True)
class Shown:
    """A document as a result list shows it, and why it was found."""

    title: Marked
    snippet: Marked
    section: Section | None = None
    found_by: tuple[FoundBy, ...] = ()


@dataclass(frozen=True)
class Beside:
    """What a document is found by beside its texts: its kind as readers see it, and its reference."""

    kind: str = ""
    reference: str = ""


def show(title: str, body: str, wording: Wording, beside: Beside = Beside(), length: int = LENGTH) -> Shown:
    """Title and best passage marked, its section, and the best way in which the document has each clause.

    title: as `one_line` makes it. body: as `body_of` does.
    """
    reader, body_line = marker_of(wording), Line(line_of(body))
    in_title, in_body = reader.finds(Line(title)), reader.finds(body_line)
    passage = passage_of(body_line.text, in_body, length)
    reasons = reader.reasons([*in_title, *in_body])
    return Shown(
        pieces_of(title, in_title),
        passage.pieces,
        section_at(body, passage.place) if passage.place is not None else None,
        (*_by_reference(reasons, wording, beside.reference), *(reasons or _by_kind(reader, beside.kind))),
    )


def _by_reference(reasons: Sequence[FoundBy], wording: Wording, reference: str) -> Iterator[FoundBy]:
    """The document's own number, if it was asked for and is not in the texts."""
    if wording.references and all(one.way is not Way.REFERENCE for one in reasons):
        asked = set(wording.references) & set(reference_keys(reference))
        if asked:
            yield FoundBy(max(asked, key=len), Way.REFERENCE, reference)


def _by_kind(reader: Marker, kind: str) -> Iterator[FoundBy]:
    for one in reader.reasons(reader.finds(Line(kind))):
        yield FoundBy(one.word, Way.KIND, kind)


def mark(line: str, wording: Wording) -> Marked:
    """A short text, such as a title, with all that was searched for marked. It must be as `one_line` makes it."""
    return pieces_of(line, marker_of(wording).finds(Line(line)))


def best_passage(line: str, wording: Wording, length: int = LENGTH) -> Marked:
    """The passage that holds most of what was searched for, at most `length` characters and two „…“.

    line: the text as `one_line` makes it. More different words are better, a phrase is better than words, the whole
    word better than a part or a synonym, near is better than far, and the earlier of equals wins. Without any find it
    is the beginning of the text. Cut between words and, where there is room, begun with a sentence.
    """
    return passage_of(line, marker_of(wording).finds(Line(line)), length).pieces
