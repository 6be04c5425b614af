"""The desk: where editors begin."""

from flask import render_template

from kb.people import Role
from web.auth import needs
from web.editor.blueprint import editor


@editor.get("/")
@needs(Role.AUTHOR)
def desk() -> str:
    return render_template("editor/desk.html", heading="Schreibtisch")
