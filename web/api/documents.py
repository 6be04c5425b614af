"""`documents/<id>` as JSON and Markdown, and what is like it."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from web.api.operations import Operation, operation
from web.api.parameters import DOCUMENT
from web.api.shapes import DocumentAnswer, RelatedAnswer
from web.api.shaping import document_answer, mention, terms
from web.wiring import current_library


@operation(
    Operation(
        path="/documents/{document_id}",
        name="document",
        title="Ein Dokument",
        says="Alle Angaben und Teile; HTML ist gefiltert und kann so eingesetzt werden.",
        parameters=(DOCUMENT,),
        answer=DocumentAnswer,
        example="",
    )
)
def document(document_id: str) -> ResponseReturnValue:
    library = current_library()
    return jsonify(document_answer(library.reading.document(document_id), library))


@operation(
    Operation(
        path="/documents/{document_id}.md",
        name="document_text",
        title="Ein Dokument als Markdown",
        says="Der Text mit allen Angaben im Kopf, in der Form des Erstbestands.",
        parameters=(DOCUMENT,),
        answer=str,
        media_type="text/markdown",
    )
)
def document_text(document_id: str) -> ResponseReturnValue:
    return Response(current_library().reading.text_of(document_id), content_type="text/markdown; charset=utf-8")


@operation(
    Operation(
        path="/documents/{document_id}/related",
        name="related",
        title="Was dazu passt",
        says="Erst was die Redaktion dazu nennt, dann was ihm ähnlich ist.",
        parameters=(DOCUMENT,),
        answer=RelatedAnswer,
    )
)
def related(document_id: str) -> ResponseReturnValue:
    reading = current_library().reading
    published = reading.document(document_id)
    found = (*reading.listed(published.document.related), *reading.related(published))
    answer: RelatedAnswer = {**terms(), "related": [mention(one) for one in found]}
    return jsonify(answer)
