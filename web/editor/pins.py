"""„Treffer oben anzeigen“: documents that come first for one question."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import InputError, NotFound
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.wiring import current_library

MOST_OFFERED = 8


@editor.get("/treffer-oben")
@needs(Role.EDITOR)
def pins() -> str:
    """With `suche`, documents to choose from; with `frage`, what is pinned for it now."""
    return _page(request.args.get("frage", "")[:300], search=request.args.get("suche", "")[:300])


@editor.post("/treffer-oben")
@needs(Role.EDITOR)
def pin() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"frage", "dokumente", "wahl"})
    question, typed = request.form.get("frage", ""), request.form.get("dokumente", "")
    library, person = current_library(), current().person.name
    documents = [*re.findall(r"[a-z0-9]{3,16}", typed), *request.form.getlist("wahl")]
    try:
        library.steering.pin(question, documents, person)
    except (InputError, NotFound) as error:
        problem = (
            error.message
            if isinstance(error, InputError)
            else f"{error.what} ist nicht veröffentlicht. Es wurde nichts geändert."
        )
        return _page(question, documents=typed, problem=problem), 400
    library.learning.remedied(question, "Treffer oben angezeigt", person)
    return redirect(url_for("editor.pins"), 303)


@editor.post("/treffer-oben/entfernen")
@needs(Role.EDITOR)
def unpin() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"frage"})
    current_library().steering.unpin(request.form.get("frage", ""), current().person.name)
    return redirect(url_for("editor.pins"), 303)


@editor.post("/treffer-oben/zuruecknehmen")
@needs(Role.EDITOR)
def undo_pins() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, set())
    current_library().steering.undo_pins(current().person.name)
    return redirect(url_for("editor.pins"), 303)


def _page(question: str, *, search: str = "", documents: str = "", problem: str = "") -> str:
    library = current_library()
    asked = library.reading.question(search) if search else None
    return render_template(
        "editor/pins.html",
        heading="Treffer oben anzeigen",
        question=question,
        search=search,
        documents=documents,
        problem=problem,
        offered=library.reading.search(asked).hits[:MOST_OFFERED] if asked else (),
        pins=library.steering.pins(),
    )
