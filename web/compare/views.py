"""The page of a comparison, which offers others to compare with while there is room."""

from flask import render_template, request, url_for

from kb.documents import Kind
from kb.drafting.differences import Change
from kb.drafting.values import Origin
from kb.errors import NotFound
from kb.library import Listed
from web.compare.blueprint import compare
from web.compare.columns import lines
from web.wiring import current_library, public_address

LEAST, MOST = 2, 4
MOST_OFFERED = 12


@compare.get("/vergleichen")
def comparison() -> str:
    origins, notes = _chosen(request.args.getlist("dokument"))
    ids = [one.document.id for one in origins]
    return render_template(
        "compare/comparison.html",
        heading="Vorlagen vergleichen",
        origins=origins,
        notes=notes,
        lines=lines(origins) if len(origins) >= LEAST else (),
        offered=_offered(origins) if 0 < len(origins) < MOST else (),
        room=MOST - len(origins),
        added=Change.ADDED,
        removed=Change.REMOVED,
        municipalities=current_library().reading.municipalities,
        without=lambda document_id: url_for("compare.comparison", dokument=[one for one in ids if one != document_id]),
        canonical=public_address(url_for("compare.comparison", dokument=ids)),
    )


def _chosen(ids: list[str]) -> tuple[list[Origin], list[str]]:
    """The motions, each once and at most so many; German sentences on what was left out."""
    found: list[Origin] = []
    notes: list[str] = []
    wanted = list(dict.fromkeys(one.strip() for one in ids if one.strip()))
    for document_id in wanted[:MOST]:
        try:
            found.append(current_library().drafting.origin(document_id))
        except NotFound as error:
            notes.append(f"{error.message} Sie wurde weggelassen.")
    if len(wanted) > MOST:
        notes.append(f"Verglichen werden höchstens {MOST} Vorlagen; die übrigen wurden weggelassen.")
    return found, notes


def _offered(origins: list[Origin]) -> tuple[Listed, ...]:
    """Motions on the same topics: those that the chosen ones name first."""
    reading = current_library().reading
    chosen = {one.document.id for one in origins}
    near = [one for origin in origins for one in reading.listed(origin.document.related)]
    topics = dict.fromkeys(topic for origin in origins for topic in origin.document.topics if topic in reading.topics)
    near += [one for topic in topics for one in reading.topic_documents(topic)]
    motions = {one.id: one for one in near if one.kind in (Kind.PAPER, Kind.MODEL) and one.id not in chosen}
    return tuple(motions.values())[:MOST_OFFERED]
