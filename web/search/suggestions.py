"""What a search field offers while somebody types, in the form of OpenSearch Suggestions."""

from flask import Response, jsonify, request, url_for

from kb.search.suggestions import Suggestion
from web.search.blueprint import search
from web.wiring import current_library, public_address


@search.get("/vorschlaege")
def suggestions() -> Response:
    """`[typed, [text …], [what it is, in German …], [address …]]`, the best first.

    Source: OpenSearch Suggestions 1.1.
    """
    typed = request.args.get("q", "")
    offered = current_library().reading.suggest(typed)
    answered = jsonify(
        [
            typed,
            [one.text for one in offered],
            [one.offer.label for one in offered],
            [public_address(address_of_offer(one)) for one in offered],
        ]
    )
    answered.mimetype = "application/x-suggestions+json"
    return answered


def address_of_offer(offered: Suggestion) -> str:
    """Of the document or topic itself, otherwise the results for the text."""
    if offered.document:
        return url_for("search.document", address="-".join(filter(None, (offered.document, offered.slug))))
    if offered.topic:
        return url_for("search.topic", topic_id=offered.topic)
    return url_for("search.results", q=offered.text)
