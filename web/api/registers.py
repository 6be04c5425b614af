"""`topics` and `municipalities`."""

from flask import jsonify, url_for
from flask.typing import ResponseReturnValue

from web.api.operations import Operation, operation
from web.api.shapes import MunicipalitiesAnswer, TopicsAnswer
from web.api.shaping import terms
from web.wiring import current_library, public_address


@operation(
    Operation(
        path="/topics",
        name="topics",
        title="Themen",
        says="Alle Themen, jedes vor seinen engeren.",
        parameters=(),
        answer=TopicsAnswer,
    )
)
def topics() -> ResponseReturnValue:
    reading = current_library().reading
    counts = reading.counts_by_topic()
    answer: TopicsAnswer = {
        **terms(),
        "topics": [
            {
                "id": one.id,
                "label": one.label,
                "scope_note": one.scope_note,
                "broader": one.id.rpartition("/")[0] or None,
                "documents": counts.get(one.id, 0),
                "url": public_address(url_for("search.topic", topic_id=one.id)),
            }
            for one in reading.topics
        ],
    }
    return jsonify(answer)


@operation(
    Operation(
        path="/municipalities",
        name="municipalities",
        title="Kommunen",
        says="Alle Kommunen, auch die ohne Dokumente.",
        parameters=(),
        answer=MunicipalitiesAnswer,
    )
)
def municipalities() -> ResponseReturnValue:
    reading = current_library().reading
    counts = reading.counts_by_municipality()
    answer: MunicipalitiesAnswer = {
        **terms(),
        "municipalities": [
            {
                "ags": one.ags,
                "name": one.name,
                "sort": one.sort,
                "district": one.district,
                "region": one.region,
                "documents": counts.get(one.ags, 0),
                "url": public_address(url_for("search.municipality", ags=one.ags, slug=one.slug[len(one.ags) + 1 :])),
            }
            for one in reading.municipalities
        ],
    }
    return jsonify(answer)
