"""The Sprechzettel of a motion, for the screen, for paper and as a file."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kb.drafting.blocks import Look
from kb.drafting.naming import Named
from kb.drafting.pieces import plain
from kb.drafting.values import Origin
from kb.slugs import slugify
from web.drafts.blueprint import drafts
from web.drafts.entering import read_entered
from web.drafts.views import download
from web.wiring import current_library

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@drafts.get("/sprechzettel")
def note() -> ResponseReturnValue:
    base, municipality = _asked()
    found = current_library().drafting.note(base, municipality)
    return render_template(
        "drafts/note.html",
        heading="Sprechzettel",
        note=found,
        base=base,
        municipality=municipality,
        looks=Look,
        asked={name: request.args[name] for name in ("grundlage", "kommune", "art") if name in request.args},
    )


@drafts.get("/sprechzettel/datei")
def note_file() -> ResponseReturnValue:
    base, municipality = _asked()
    drafting = current_library().drafting
    found = drafting.note(base, municipality)
    name = slugify(f"sprechzettel {plain(found.title)}")[:80].strip("-")
    return download(drafting.note_as_docx(found), DOCX, f"{name}.docx")


def _asked() -> tuple[Origin, Named | None]:
    entered = read_entered(request.args, current_library(), strictly=False)
    return entered.base, entered.municipality
