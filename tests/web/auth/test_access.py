"""Every address of the editors with every role: deny by default, and nobody may more than is listed here."""

from pathlib import Path

import pytest
from flask import Flask

from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.builders import a_library
from tests.page import Worker
from tests.web.workers import a_worker
from web import create_app
from web.auth.blueprint import DESK
from web.auth.guard import ANY_ACCOUNT, EVERYBODY, needed_by

ACCESS: dict[tuple[str, str], str] = {
    ("GET", "/redaktion/"): Role.AUTHOR,
    ("GET", "/redaktion/anmelden"): EVERYBODY,
    ("POST", "/redaktion/anmelden"): EVERYBODY,
    ("POST", "/redaktion/abmelden"): ANY_ACCOUNT,
    ("GET", "/redaktion/passwort"): ANY_ACCOUNT,
    ("POST", "/redaktion/passwort"): ANY_ACCOUNT,
    ("GET", "/redaktion/suche"): Role.AUTHOR,
    ("GET", "/redaktion/neu/<kind>"): Role.AUTHOR,
    ("POST", "/redaktion/neu/<kind>"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/bearbeiten"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/bearbeiten"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/einreichen"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/zurueckgeben"): Role.EDITOR,
    ("POST", "/redaktion/dokument/<document_id>/freigeben"): Role.EDITOR,
    ("POST", "/redaktion/dokument/<document_id>/archivieren"): Role.EDITOR,
    ("GET", "/redaktion/einlesen"): Role.AUTHOR,
    ("POST", "/redaktion/einlesen"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/bestaetigen"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/bestaetigen"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/original"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/anlagen"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/anlagen"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/anlagen/entfernen"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/anlagen/<file>"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/fassungen"): Role.AUTHOR,
    ("GET", "/redaktion/dokument/<document_id>/fassungen/<int:number>"): Role.AUTHOR,
    ("POST", "/redaktion/dokument/<document_id>/fassungen/<int:number>/wiederherstellen"): Role.AUTHOR,
    ("POST", "/redaktion/eingaben/<kind>/<document_id>"): Role.AUTHOR,
    ("POST", "/redaktion/eingaben/<document_id>/verwerfen"): Role.AUTHOR,
    ("GET", "/redaktion/fakten"): Role.AUTHOR,
    ("GET", "/redaktion/fakten/neu"): Role.EDITOR,
    ("POST", "/redaktion/fakten/neu"): Role.EDITOR,
    ("GET", "/redaktion/fakten/<fact_id>"): Role.EDITOR,
    ("POST", "/redaktion/fakten/<fact_id>"): Role.EDITOR,
    ("GET", "/redaktion/pruefungen"): Role.EDITOR,
    ("POST", "/redaktion/pruefungen/dokument/<document_id>"): Role.EDITOR,
    ("POST", "/redaktion/pruefungen/fakt/<fact_id>"): Role.EDITOR,
    ("GET", "/redaktion/statistik"): Role.EDITOR,
    ("POST", "/redaktion/statistik/ignorieren"): Role.EDITOR,
    ("POST", "/redaktion/statistik/wieder-zeigen"): Role.EDITOR,
    ("POST", "/redaktion/statistik/beitrag-anfordern"): Role.EDITOR,
    ("GET", "/redaktion/synonyme"): Role.EDITOR,
    ("POST", "/redaktion/synonyme"): Role.EDITOR,
    ("POST", "/redaktion/synonyme/entfernen"): Role.EDITOR,
    ("POST", "/redaktion/synonyme/zuruecknehmen"): Role.EDITOR,
    ("GET", "/redaktion/treffer-oben"): Role.EDITOR,
    ("POST", "/redaktion/treffer-oben"): Role.EDITOR,
    ("POST", "/redaktion/treffer-oben/entfernen"): Role.EDITOR,
    ("POST", "/redaktion/treffer-oben/zuruecknehmen"): Role.EDITOR,
}
"""By method and rule: the lowest role that may."""

VALUES = {"document_id": "ph001", "number": 1, "kind": "guide"}
"""What stands for the variables of a rule."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return a_library(tmp_path_factory.mktemp("zugang"))


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    return create_app(Settings(), library)


@pytest.fixture(scope="module")
def workers(app: Flask, library: Library) -> dict[Role, Worker]:
    return {role: a_worker(app, library, role) for role in Role}


def desk_routes(app: Flask) -> dict[tuple[str, str], str]:
    """Endpoint by method and rule."""
    rules = (rule for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{DESK}/"))
    methods = {"GET", "POST", "PUT", "DELETE", "PATCH"}
    return {(method, rule.rule): rule.endpoint for rule in rules for method in (rule.methods or set()) & methods}


def test_every_address_of_the_desk_is_listed_with_what_it_needs(app: Flask) -> None:
    with app.app_context():
        declared = {route: needed_by(endpoint) for route, endpoint in desk_routes(app).items()}

    assert declared == ACCESS


def address(app: Flask, rule: str) -> str:
    found = next(one for one in app.url_map.iter_rules() if one.rule == rule)
    values = {name: VALUES.get(name, "1") for name in found.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(found.endpoint, values)


@pytest.mark.parametrize(("method", "rule"), ACCESS)
def test_without_an_account_nothing_opens_but_the_sign_in(app: Flask, method: str, rule: str) -> None:
    answer = app.test_client().open(address(app, rule), method=method)

    if ACCESS[method, rule] == EVERYBODY:
        assert answer.status_code in (200, 401)
    elif method == "GET":
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith(f"{DESK}/anmelden")
    else:
        assert answer.status_code == 401


@pytest.mark.parametrize(("method", "rule"), ACCESS)
@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_may_and_nothing_else(
    app: Flask, workers: dict[Role, Worker], role: Role, method: str, rule: str
) -> None:
    if rule.endswith("/abmelden"):
        return
    needed, worker = ACCESS[method, rule], workers[role]
    may = not isinstance(needed, Role) or role.includes(needed)

    data = {"schluessel": worker.form_key} if method == "POST" and needed != EVERYBODY else None
    status = worker.client.open(address(app, rule), method=method, data=data).status_code

    assert (status == 403) is not may, status


@pytest.mark.parametrize(("method", "rule"), [one for one in ACCESS if one[0] == "POST" and ACCESS[one] != EVERYBODY])
def test_a_form_without_its_key_does_nothing(app: Flask, workers: dict[Role, Worker], method: str, rule: str) -> None:
    for key in ("", "falsch", "0" * 64):
        answer = workers[Role.ADMINISTRATOR].client.post(address(app, rule), data={"schluessel": key})
        assert answer.status_code == 401


@pytest.mark.parametrize(("method", "rule"), [one for one in ACCESS if one[0] == "POST"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://boese.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_form_of_another_site_is_refused(
    app: Flask, workers: dict[Role, Worker], method: str, rule: str, headers: dict[str, str]
) -> None:
    worker = workers[Role.ADMINISTRATOR]

    assert (
        worker.client.post(address(app, rule), data={"schluessel": worker.form_key}, headers=headers).status_code == 403
    )


def test_a_view_that_says_nothing_is_closed(library: Library) -> None:
    app = create_app(Settings(), library)
    app.add_url_rule(f"{DESK}/vergessen", "vergessen", lambda: "offen")

    assert app.test_client().get(f"{DESK}/vergessen").status_code == 403


def test_nothing_of_the_desk_is_kept_by_a_cache(app: Flask, workers: dict[Role, Worker]) -> None:
    page = workers[Role.AUTHOR].get(f"{DESK}/")

    assert page.answer.headers["Cache-Control"] == "no-store"
    assert page.answer.headers["X-Robots-Tag"] == "noindex"


def test_the_cookie_goes_nowhere_but_to_the_desk(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        app = create_app(Settings(prefix="/wissen", base_url="https://wissen.example.org"), library)
        password = library.people.add("erika", Role.AUTHOR, by="Test")

        answer = app.test_client().post(f"{DESK}/anmelden", data={"name": "erika", "passwort": password})

    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Secure", "Path=/wissen/redaktion"))
