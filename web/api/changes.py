"""`changes`: for those who keep a copy."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from web.api.marks import number_mark, read_number_mark
from web.api.operations import Operation, Parameter, operation
from web.api.parameters import number_of, whole_number
from web.api.shapes import ChangesAnswer
from web.api.shaping import page_address, terms
from web.wiring import current_library

AT_ONCE, MOST = 100, 500


@operation(
    Operation(
        path="/changes",
        name="changes",
        title="Was sich geändert hat",
        says="Ohne since von Anfang an. Wer eine Kopie hält, fragt mit next weiter und löscht, was nicht mehr öffentlich ist.",
        parameters=(
            Parameter(name="since", says="Marke aus „next“ der vorigen Antwort"),
            Parameter(name="anzahl", says="höchstens so viele", schema=whole_number(1, MOST)),
        ),
        answer=ChangesAnswer,
        example="?anzahl=2",
    )
)
def changes() -> ResponseReturnValue:
    since = read_number_mark(request.args.get("since", ""))
    most = number_of(request.args.get("anzahl", ""), "anzahl", 1, MOST, AT_ONCE)
    found = current_library().reading.changes_since(since, most)
    answer: ChangesAnswer = {
        **terms(),
        "changes": [
            {
                "id": one.document,
                "version": one.version,
                "is_public": one.is_public,
                "changed_at": one.changed_at.isoformat(),
                "url": page_address(one.document, ""),
            }
            for one in found
        ],
        "next": number_mark(found[-1].number if found else since),
        "is_complete": len(found) < most,
    }
    return jsonify(answer)
