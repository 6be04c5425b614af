"""Choose a municipality, fill in the form, look at the preview, take the file along."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.documents import MOTION_PARTS, Motion
from kb.drafting.blocks import Look
from kb.drafting.pieces import plain
from kb.drafting.values import LONGEST_RATIONALE, Draft
from kb.errors import InputError
from kb.municipalities import Municipality, MunicipalityKind
from kb.slugs import slugify
from web.drafts.blueprint import drafts
from web.drafts.entering import MOST_COMMITTEES, PARTS, Entered, Line, all_placeholders, parameter, read_entered
from web.search.municipalities import by_name
from web.wiring import current_library

EMPTY_LINES = 2
"""Of the Beratungsfolge, beside what is suggested."""

HEADING = "Eigene Vorlage erstellen"
ASKED_KINDS = (MunicipalityKind.TOWN, MunicipalityKind.COMMUNE, MunicipalityKind.CITY)


class Format(NamedTuple):
    """A kind of file: its media type and what makes it."""

    media_type: str
    made: Callable[[Draft], bytes]


@drafts.route("/eigene-vorlage", methods=("GET", "POST"))
def form() -> ResponseReturnValue:
    """The way in by address, and the way back from the preview with all that was entered."""
    if request.method == "GET" and not request.args.get("grundlage"):
        return redirect(url_for("search.results", art="mustervorlage"))
    is_form = request.method == "POST"
    entered = read_entered(request.form if is_form else request.args, current_library(), strictly=is_form)
    return _form_page(entered, with_errors=False)


@drafts.post("/eigene-vorlage/vorschau")
def preview() -> ResponseReturnValue:
    entered = read_entered(request.form, current_library(), strictly=True)
    if entered.errors:
        return _form_page(entered, with_errors=True), 422
    draft = current_library().drafting.draft(entered.base, entered.choices, entered.others)
    return _private(
        render_template(
            "drafts/preview.html",
            heading="Ihre Vorlage in der Vorschau",
            draft=draft,
            entered=entered,
            looks=Look,
            longest_rationale=LONGEST_RATIONALE,
        )
    )


@drafts.post("/eigene-vorlage/datei")
def file() -> ResponseReturnValue:
    """Raises InputError for another format than those offered, FormatUnavailable."""
    entered = read_entered(request.form, current_library(), strictly=True)
    if entered.errors:
        return _form_page(entered, with_errors=True), 422
    ending = request.form.get("format", "")
    drafting = current_library().drafting
    formats = {
        "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", drafting.as_docx),
        "odt": Format("application/vnd.oasis.opendocument.text", drafting.as_odt),
    }
    if ending not in formats:
        raise InputError(f"Das Format „{ending[:20]}“ gibt es nicht. Bekannt sind: {', '.join(formats)}.")
    draft = drafting.draft(entered.base, entered.choices, entered.others)
    name = slugify(f"{draft.designation} {plain(draft.subject)}")[:80].strip("-") or "vorlage"
    return download(formats[ending].made(draft), formats[ending].media_type, f"{name}.{ending}")


def download(content: bytes, media_type: str, name: str) -> Response:
    answer = _private(Response(content, mimetype=media_type))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _private(page: str | Response) -> Response:
    """What somebody entered is kept by nobody."""
    answer = page if isinstance(page, Response) else Response(page, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form_page(entered: Entered, *, with_errors: bool) -> str:
    errors = entered.errors if with_errors else {}
    if entered.municipality is None:
        return _choosing_page(entered, errors)
    drafting = current_library().drafting
    base, others = entered.base, entered.others
    is_new = not any(name == "gremium" for name, _ in entered.state)
    return render_template(
        "drafts/form.html",
        heading=HEADING,
        entered=entered,
        errors=errors,
        subject=entered.subject or drafting.suggested_subject(base, entered.municipality),
        lines=_lines(entered, is_new=is_new),
        placeholders=[(name, label, parameter(name)) for name, label in all_placeholders(base, others)],
        taken=_taken(entered),
        has_short_version=bool(base.parts.get("short_version")) or "short_version" in others,
    )


def _choosing_page(entered: Entered, errors: Mapping[str, str]) -> str:
    """Asks for the municipality, and for its kind if the register does not say it."""
    register = current_library().reading.municipalities
    return render_template(
        "drafts/choose.html",
        heading=HEADING,
        entered=entered,
        errors=errors,
        municipality=register.get(entered.ags) if entered.ags else None,
        groups=_grouped(register),
        kinds=ASKED_KINDS if entered.ags else (),
        taken=_taken(entered),
    )


def _taken(entered: Entered) -> list[tuple[str, str, Motion]]:
    """The parts of other motions, as (parameter, title, motion)."""
    others = entered.others
    return [
        (f"aus-{name}", MOTION_PARTS[part], others[part].document) for name, part in PARTS.items() if part in others
    ]


def _grouped(municipalities: Iterable[Municipality]) -> tuple[tuple[str, list[Municipality]], ...]:
    """As a list is looked through: Städte und Gemeinden, then Kreise."""
    districts = (MunicipalityKind.DISTRICT, MunicipalityKind.REGION)
    ordered = by_name(municipalities)
    return (
        ("Städte und Gemeinden", [one for one in ordered if one.kind not in districts]),
        ("Kreise und Städteregion", [one for one in ordered if one.kind in districts]),
    )


def _lines(entered: Entered, *, is_new: bool) -> tuple[Line, ...]:
    """What was typed, or what is suggested, and empty lines below."""
    lines = entered.lines
    if is_new and entered.municipality:
        suggested = current_library().drafting.suggested_committees(entered.base, entered.municipality)
        lines = tuple(Line(one, publicity="ja") for one in suggested)
    return (*lines, *(Line() for _ in range(EMPTY_LINES)))[:MOST_COMMITTEES]
