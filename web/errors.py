"""Errors as pages: the only place where the error tree meets HTTP numbers."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from kb.errors import (
    ContributionRefused,
    EditConflict,
    ForbiddenMove,
    InputError,
    KnowledgeBaseError,
    NotAllowed,
    NotFound,
    RenderingUnavailable,
    SearchUnavailable,
    SignInRefused,
    StoreUnavailable,
    TooManyAttempts,
    TooManyContributions,
    UnknownField,
    Withdrawn,
)
from kb.topics import Topic
from web.problems import API_PATH, problem
from web.wiring import current_library


@dataclass(frozen=True)
class Explanation:
    """What an error page says: its heading, and a sentence with the next step."""

    heading: str
    sentence: str


STATUSES: dict[type[KnowledgeBaseError], HTTPStatus] = {
    Withdrawn: HTTPStatus.GONE,
    NotFound: HTTPStatus.NOT_FOUND,
    TooManyContributions: HTTPStatus.TOO_MANY_REQUESTS,
    ContributionRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    InputError: HTTPStatus.BAD_REQUEST,
    SignInRefused: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    EditConflict: HTTPStatus.CONFLICT,
    ForbiddenMove: HTTPStatus.CONFLICT,
    SearchUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    RenderingUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The first class that fits decides."""

EXPLANATIONS = {
    HTTPStatus.BAD_REQUEST: Explanation(
        "Anfrage nicht verständlich",
        "Die Adresse oder die Eingabe war nicht lesbar. Bitte prüfen Sie sie und versuchen Sie es noch einmal.",
    ),
    HTTPStatus.UNAUTHORIZED: Explanation("Bitte anmelden", "Dafür ist eine Anmeldung nötig."),
    HTTPStatus.FORBIDDEN: Explanation(
        "Nicht angenommen",
        "Das Formular stand auf einer anderen Website oder ist für Ihr Konto nicht vorgesehen; es wurde nichts gesendet und "
        "nichts geändert. Bitte gehen Sie zurück, kopieren Sie Ihren Text, öffnen Sie das Formular hier neu und senden Sie "
        "ihn noch einmal.",
    ),
    HTTPStatus.NOT_FOUND: Explanation(
        "Seite nicht gefunden",
        "Unter dieser Adresse gibt es hier nichts. Vielleicht hat sich ein Tippfehler eingeschlichen, "
        "oder die Seite ist umgezogen.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Explanation(
        "So nicht vorgesehen",
        "Diese Seite lässt sich ansehen, nimmt aber nichts entgegen. Bitte rufen Sie sie über die Navigation auf.",
    ),
    HTTPStatus.CONFLICT: Explanation(
        "Inzwischen geändert", "Der Stand hat sich geändert. Bitte laden Sie die Seite neu."
    ),
    HTTPStatus.GONE: Explanation("Nicht mehr öffentlich", "Dieses Dokument wurde zurückgezogen."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Explanation(
        "Anfrage zu groß",
        "Es wurde mehr geschickt, als diese Seite annimmt; gespeichert wurde nichts. Bitte kürzen Sie die Eingabe. Dateien "
        "dürfen an Stellen, an denen welche hochgeladen werden, zusammen höchstens 15 MB groß sein.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Explanation(
        "Hier ist etwas schiefgegangen",
        "Der Fehler liegt bei uns und wurde protokolliert. Bitte versuchen Sie es in einer Minute noch einmal.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: Explanation(
        "Gerade nicht verfügbar", "Bitte versuchen Sie es in einer Minute noch einmal."
    ),
}

RETRY_SECONDS = 60


def explain(app: Flask) -> None:
    """Answer every error with a German page."""
    app.register_error_handler(KnowledgeBaseError, _expected)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: KnowledgeBaseError) -> HTTPStatus:
    fitting = (status for kind, status in STATUSES.items() if isinstance(error, kind))
    return next(fitting, HTTPStatus.INTERNAL_SERVER_ERROR)


def _expected(error: KnowledgeBaseError) -> ResponseReturnValue:
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s: %r", request.url_rule, error)
    if request.path.startswith(API_PATH):
        return _problem(status, error.message, error)
    topics = current_library().reading.topics.top() if isinstance(error, SearchUnavailable) else ()
    return _page(status, error.message, topics)


def _refused(error: HTTPException) -> ResponseReturnValue:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status < HTTPStatus.BAD_REQUEST:
        return error
    page, _, headers = _page(status, _explanation(status).sentence)
    allowed = error.get_response().headers.get("Allow")
    return page, status, headers | ({"Allow": allowed} if allowed else {})


def _unexpected(error: Exception) -> ResponseReturnValue:
    current_app.logger.exception("%s", request.url_rule, exc_info=error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, EXPLANATIONS[HTTPStatus.INTERNAL_SERVER_ERROR].sentence)


def _explanation(status: HTTPStatus) -> Explanation:
    nearest = HTTPStatus.INTERNAL_SERVER_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else HTTPStatus.BAD_REQUEST
    return EXPLANATIONS.get(status, EXPLANATIONS[nearest])


def _page(status: HTTPStatus, sentence: str, topics: tuple[Topic, ...] = ()) -> tuple[str, int, dict[str, str]]:
    if request.path.startswith(API_PATH):
        return _problem(status, sentence)
    heading = _explanation(status).heading
    page = render_template("errors/error.html", heading=heading, sentence=sentence, topics=topics)
    return page, status, _retry(status)


def _problem(
    status: HTTPStatus, sentence: str, error: KnowledgeBaseError | None = None
) -> tuple[str, int, dict[str, str]]:
    """The same for machines."""
    known = {"known": list(error.known)} if isinstance(error, UnknownField) else {}
    body, number, headers = problem(status, _explanation(status).heading, sentence, **known)
    return body, number, headers | _retry(status)


def _retry(status: HTTPStatus) -> dict[str, str]:
    return {"Retry-After": str(RETRY_SECONDS)} if status is HTTPStatus.SERVICE_UNAVAILABLE else {}
