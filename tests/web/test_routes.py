"""Every address of the application, listed."""

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.page import Reader
from web import create_app

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
    "/eigene-vorlage": ("/eigene-vorlage?grundlage=mv001", 200),
    "/eigene-vorlage/vorschau": ("/eigene-vorlage/vorschau", 405),
    "/eigene-vorlage/datei": ("/eigene-vorlage/datei", 405),
    "/sprechzettel": ("/sprechzettel?grundlage=mv001", 200),
    "/sprechzettel/datei": ("/sprechzettel/datei?grundlage=mv001", 200),
    "/vergleichen": ("/vergleichen?dokument=sv001&dokument=mv001", 200),
    "/impressum": ("/impressum", 200),
    "/datenschutz": ("/datenschutz", 200),
    "/barrierefreiheit": ("/barrierefreiheit", 200),
    "/health": ("/health", 200),
    "/robots.txt": ("/robots.txt", 200),
    "/favicon.ico": ("/favicon.ico", 200),
    "/static/<path:filename>": ("/static/style.css", 200),
}
"""By rule: an address that it answers, and the status."""


def test_every_route_is_listed(library: Library) -> None:
    rules = create_app(Settings(), library).url_map.iter_rules()

    assert {rule.rule for rule in rules} == set(ROUTES)


@pytest.mark.parametrize(("address", "status"), ROUTES.values())
def test_every_route_answers(reader: Reader, address: str, status: int) -> None:
    assert reader.get(address).status == status


FORMS = {"/eigene-vorlage", "/eigene-vorlage/vorschau", "/eigene-vorlage/datei"}
"""Rules that take what somebody entered, keep nothing of it and answer with a page or a file."""


@pytest.mark.parametrize(("address", "_status"), [ROUTES[rule] for rule in ROUTES if rule not in FORMS])
def test_readers_only_ever_ask_elsewhere_than_in_forms(reader: Reader, address: str, _status: int) -> None:
    refused = reader.post(address)

    assert refused.status == 405
    assert refused.heading == "So nicht vorgesehen"
    assert "GET" in refused.answer.headers["Allow"]


@pytest.mark.parametrize("address", FORMS)
def test_a_form_refuses_a_field_that_does_not_exist(reader: Reader, address: str) -> None:
    refused = reader.post(address, data={"grundlage": "mv001", "kommunne": "05711000"})

    assert refused.status == 400
    assert "Das Feld „kommunne“ gibt es nicht. Gemeint war vielleicht „kommune“." in refused.text
