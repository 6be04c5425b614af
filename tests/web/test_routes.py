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
    "/suche.atom": ("/suche.atom?q=Beitritt", 200),
    "/suche.json": ("/suche.json?q=Beitritt", 200),
    "/vorschlaege": ("/vorschlaege?q=Beitr", 200),
    "/themen/": ("/themen/", 200),
    "/themen/<path:topic_id>": ("/themen/netzwerk/beitritt", 200),
    "/dokument/<address>": ("/dokument/ph001-dem-kommunennetzwerk-beitreten", 200),
    "/dokument/<document_id>/fassung/<int:revision>": ("/dokument/ph001/fassung/1", 200),
    "/dokument/<document_id>/anlage/<file>": ("/dokument/ph001/anlage/nichts.pdf", 404),
    "/kommunen/": ("/kommunen/", 200),
    "/kommunen/<ags>": ("/kommunen/05711000", 301),
    "/kommunen/<ags>-<slug>": ("/kommunen/05711000-bielefeld", 200),
    "/termine": ("/termine", 200),
    "/termine.ics": ("/termine.ics", 200),
    "/termine/<event_id>.ics": ("/termine/nichts.ics", 404),
    "/hilfe": ("/hilfe", 200),
    "/eigene-vorlage": ("/eigene-vorlage?grundlage=mv001", 200),
    "/eigene-vorlage/vorschau": ("/eigene-vorlage/vorschau", 405),
    "/eigene-vorlage/datei": ("/eigene-vorlage/datei", 405),
    "/sprechzettel": ("/sprechzettel?grundlage=mv001", 200),
    "/sprechzettel/datei": ("/sprechzettel/datei?grundlage=mv001", 200),
    "/vergleichen": ("/vergleichen?dokument=sv001&dokument=mv001", 200),
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
    "/healthz": ("/healthz", 200),
    "/readyz": ("/readyz", 200),
    "/metrics": ("/metrics", 200),
    "/robots.txt": ("/robots.txt", 200),
    "/sitemap.xml": ("/sitemap.xml", 404),
    "/sitemap-<int:number>.xml": ("/sitemap-1.xml", 404),
    "/opensearch.xml": ("/opensearch.xml", 404),
    "/favicon.ico": ("/favicon.ico", 200),
    "/static/<path:filename>": ("/static/style.css", 200),
}
"""By rule: an address that it answers, and the status."""

FORMS = {"/erfahrung-melden", "/austausch/melden", "/hinweis"}
"""What readers may send something to."""

DRAFT_FORMS = {"/eigene-vorlage", "/eigene-vorlage/vorschau", "/eigene-vorlage/datei"}
"""Forms of which nothing is kept: they answer with a page or a file."""


def test_every_route_is_listed(library: Library) -> None:
    rules = create_app(Settings(), library).url_map.iter_rules()

    public = {rule.rule for rule in rules if not rule.rule.startswith(f"{DESK}/")}
    assert public == set(ROUTES)


@pytest.mark.parametrize(("address", "status"), ROUTES.values())
def test_every_route_answers(reader: Reader, address: str, status: int) -> None:
    assert reader.get(address).status == status


@pytest.mark.parametrize("address", [ROUTES[rule][0] for rule in ROUTES if rule not in FORMS | DRAFT_FORMS])
def test_beside_forms_readers_only_ever_ask(reader: Reader, address: str) -> None:
    refused = reader.post(address)

    assert refused.status == 405
    assert "So nicht vorgesehen" in refused.html
    assert "GET" in refused.answer.headers["Allow"]


@pytest.mark.parametrize("address", sorted(DRAFT_FORMS))
def test_a_form_refuses_a_field_that_does_not_exist(reader: Reader, address: str) -> None:
    refused = reader.post(address, data={"grundlage": "mv001", "kommunne": "05711000"})

    assert refused.status == 400
    assert "Das Feld „kommunne“ gibt es nicht. Gemeint war vielleicht „kommune“." in refused.text
