"""`search` and `suggest`."""

from dataclasses import replace

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from kb.errors import InputError
from kb.search.results import Results
from web.api.marks import Mark, mark_for, read_mark
from web.api.operations import Operation, Parameter, operation
from web.api.parameters import MOST_HITS, SEARCH, number_of
from web.api.shapes import SearchAnswer, SuggestAnswer
from web.api.shaping import search_answer, terms
from web.search.address import Asked, read_question
from web.search.suggestions import address_of_offer
from web.wiring import current_library, public_address

HITS, OFFERS = 10, 8
MOST_OFFERS = 20


@operation(
    Operation(
        path="/search",
        name="search",
        title="Suchen",
        says="Sucht wie die Suchseite: deutsche Wortformen, Wortteile und Synonyme eingeschlossen, das Passendste zuerst.",
        parameters=SEARCH,
        answer=SearchAnswer,
        example="?q=Ehrenamtskarte&art=praxishilfe&anzahl=3",
    )
)
def search() -> ResponseReturnValue:
    library = current_library()
    asked = read_question(request.args, library)
    _refuse_what_was_left_out(asked)
    per_page = number_of(request.args.get("anzahl", ""), "anzahl", 1, MOST_HITS, HITS)
    text = request.args.get("cursor", "")
    mark = read_mark(text, asked) if text else Mark()
    question = library.reading.question(
        asked.text, asked.filters, asked.sort, only_exact=asked.only_exact, first_for=asked.first_for
    )
    question = replace(question, per_page=per_page, after=mark.after, before=mark.before)
    found = library.reading.search(question, literally=asked.literally)
    return jsonify(search_answer(asked, found, library, _next(asked, found, mark, per_page)))


def _refuse_what_was_left_out(asked: Asked) -> None:
    """Pages leave out what they don't understand, some of it without a word; here it is an error."""
    for name in ("genau", "woertlich"):
        if request.args.get(name, "").strip() not in ("", "1"):
            raise InputError(f"„{name}“ kann nur 1 sein oder fehlen.")
    if asked.notes:
        raise InputError(" ".join(f"{note.partition(';')[0].rstrip('.')}." for note in asked.notes))


def _next(asked: Asked, found: Results, mark: Mark, per_page: int) -> str | None:
    if len(found.hits) < per_page or found.is_last:
        return None
    return mark_for(asked, Mark((*mark.after, *(hit.id for hit in found.hits)), mark.before + per_page))


@operation(
    Operation(
        path="/suggest",
        name="suggest",
        title="Vorschläge",
        says="Was das Suchfeld zu einem Anfang von mindestens zwei Buchstaben vorschlägt.",
        parameters=(
            Parameter(name="q", says="was bisher getippt wurde", example="ehrenamtsk"),
            Parameter(
                name="anzahl",
                says="höchstens so viele",
                schema={"type": "integer", "minimum": 1, "maximum": MOST_OFFERS},
            ),
        ),
        answer=SuggestAnswer,
        example="?q=ehrenamtsk",
    )
)
def suggest() -> ResponseReturnValue:
    typed = request.args.get("q", "")
    most = number_of(request.args.get("anzahl", ""), "anzahl", 1, MOST_OFFERS, OFFERS)
    offered = current_library().reading.suggest(typed, most)
    answer: SuggestAnswer = {
        **terms(),
        "query": typed,
        "suggestions": [
            {"text": one.text, "sort": one.offer.value, "url": public_address(address_of_offer(one))} for one in offered
        ],
    }
    return jsonify(answer)
