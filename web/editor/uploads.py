"""„Datei einlesen“: files become drafts, each with the German reason if it does not."""

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.documents import Kind
from kb.errors import InputError
from kb.library import Brought
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.editor.received import received_files
from web.errors import status_of
from web.wiring import LARGEST_UPLOAD, current_library

ARTICLES = tuple(one for one in Kind if not one.is_motion)
"""What a file that holds no council paper may become."""

SORT, FILE = "art", "datei"


@editor.route("/einlesen", methods=["GET", "POST"])
@needs(Role.AUTHOR, most_bytes=LARGEST_UPLOAD)
def bring_in() -> ResponseReturnValue:
    """The form, with what became of the files that were sent; a single new draft is shown at once."""
    if request.method == "GET":
        return _page()
    try:
        refuse_unknown_fields(request.form, {SORT, FILE})
        brought = _bring_in(_kind(request.form.get(SORT, "")))
    except InputError as error:
        return _page(problem=error.message), status_of(error)
    if len(brought) == 1 and brought[0].is_new:
        return redirect(address_of(brought[0]), HTTPStatus.SEE_OTHER)
    return _page(brought)


def address_of(one: Brought) -> str:
    """Where to go on with what a file became."""
    endpoint = "editor.confirm" if one.is_new and one.has_parts else "editor.document"
    return url_for(endpoint, document_id=one.document)


def _bring_in(kind: Kind | None) -> tuple[Brought, ...]:
    bringing, person = current_library().bringing, current().person.name
    with TemporaryDirectory(prefix="wissensspeicher-") as folder:
        files = received_files(FILE, Path(folder), bringing.most_files)
        return tuple(one for file in files for one in bringing.bring_in(file, person, kind))


def _kind(asked: str) -> Kind | None:
    """None looks for a council paper first."""
    if asked and asked not in ARTICLES:
        raise InputError(f"Die Art „{asked}“ gibt es hier nicht. Es wurde nichts gespeichert.")
    return Kind(asked) if asked else None


def _page(brought: tuple[Brought, ...] = (), problem: str = "") -> str:
    return render_template(
        "editor/uploads.html",
        heading="Datei einlesen",
        brought=brought,
        address_of=address_of,
        problem=problem,
        kinds=ARTICLES,
        chosen=request.form.get(SORT, ""),
        accepted=current_library().bringing.accepted,
        most_bytes=LARGEST_UPLOAD,
    )
