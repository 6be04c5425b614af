"""Every public address of the application, listed; those of the editors are in test_access.py."""

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.page import Reader
from web import create_app
from web.auth.blueprint import DESK

ROUTES = {
    "/": ("/", 200),
    "/suche": ("/suche?q=Beitritt", 200),
    "/vorschlaege": ("/vorschlaege?q=Beitr", 200),
    "/themen/": ("/themen/", 200),
    "/themen/<path:topic_id>": ("/themen/netzwerk/beitritt", 200),
    "/dokument/<address>": ("/dokument/ph001-dem-kommunennetzwerk-beitreten", 200),
    "/kommunen/": ("/kommunen/", 200),
    "/kommunen/<ags>": ("/kommunen/05711000", 301),
    "/kommunen/<ags>-<slug>": ("/kommunen/05711000-bielefeld", 200),
    "/impressum": ("/impressum", 200),
    "/datenschutz": ("/datenschutz", 200),
    "/barrierefreiheit": ("/barrierefreiheit", 200),
    "/api/v1/search": ("/api/v1/search?q=Beitritt", 200),
    "/api/v1/suggest": ("/api/v1/suggest?q=Beitr", 200),
    "/api/v1/documents/<document_id>": ("/api/v1/documents/ph001", 200),
    "/api/v1/documents/<document_id>.md": ("/api/v1/documents/ph001.md", 200),
    "/api/v1/documents/<document_id>/related": ("/api/v1/documents/ph001/related", 200),
    "/api/v1/topics": ("/api/v1/topics", 200),
    "/api/v1/municipalities": ("/api/v1/municipalities", 200),
    "/api/v1/changes": ("/api/v1/changes", 200),
    "/api/v1/openapi.json": ("/api/v1/openapi.json", 200),
    "/widget/v1/suche.js": ("/widget/v1/suche.js", 200),
    "/widget/v1/<version>/suche.js": ("/widget/v1/1.0.0/suche.js", 200),
    "/widget/v1/rahmen": ("/widget/v1/rahmen?thema=anerkennung", 200),
    "/widget/v1/rahmen.css": ("/widget/v1/rahmen.css", 200),
    "/einbinden": ("/einbinden?thema=anerkennung&farbe=%23005500", 200),
    "/schnittstelle": ("/schnittstelle", 200),
    "/erfahrung-melden": ("/erfahrung-melden", 200),
    "/erfahrung-melden/danke": ("/erfahrung-melden/danke", 200),
    "/austausch/": ("/austausch/", 200),
    "/austausch/melden": ("/austausch/melden", 200),
    "/austausch/melden/danke": ("/austausch/melden/danke", 200),
    "/hinweis": ("/hinweis", 200),
    "/hinweis/danke": ("/hinweis/danke", 200),
    "/health": ("/health", 200),
    "/robots.txt": ("/robots.txt", 200),
    "/favicon.ico": ("/favicon.ico", 200),
    "/static/<path:filename>": ("/static/style.css", 200),
}
"""By rule: an address that it answers, and the status."""

FORMS = {"/erfahrung-melden", "/austausch/melden", "/hinweis"}
"""What readers may send something to."""


def test_every_route_is_listed(library: Library) -> None:
    rules = create_app(Settings(), library).url_map.iter_rules()

    public = {rule.rule for rule in rules if not rule.rule.startswith(f"{DESK}/")}
    assert public == set(ROUTES)


@pytest.mark.parametrize(("address", "status"), ROUTES.values())
def test_every_route_answers(reader: Reader, address: str, status: int) -> None:
    assert reader.get(address).status == status


@pytest.mark.parametrize("address", [address for address, _ in ROUTES.values() if address not in FORMS])
def test_beside_forms_readers_only_ever_ask(reader: Reader, address: str) -> None:
    refused = reader.post(address)

    assert refused.status == 405
    heading = refused.answer.json["title"] if address.startswith("/api/") else refused.heading
    assert heading == "So nicht vorgesehen"
    assert "GET" in refused.answer.headers["Allow"]
