"""What search engines and browsers are told: sitemap, robots, structured data, how to search here."""

import json
from xml.etree import ElementTree

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.page import Page, Reader, text_of
from web import create_app
from web.search import machines

BASE = "https://wissen.example"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(params=["", "/wissen"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Of a service with an address of its own, and of one below a path."""
    return Settings(base_url=BASE, prefix=request.param)


@pytest.fixture
def public(library: Library, settings: Settings) -> Reader:
    return Reader(create_app(settings, library))


def locations(page: Page) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(page.html).iter(f"{NAMESPACE}loc")]


def told(page: Page) -> dict[str, object]:
    """The structured data of a page."""
    (one,) = page.all("script", type="application/ld+json")
    return json.loads(text_of(one))  # type: ignore[no-any-return]


def test_every_address_of_the_sitemap_is_the_canonical_one_of_its_page(public: Reader) -> None:
    addresses = locations(public.get("/sitemap.xml"))

    assert len(addresses) == len(set(addresses)) > 17
    for address in addresses:
        page = public.get(address.removeprefix(BASE))
        assert (page.status, page.canonical) == (200, address)


def test_the_sitemap_has_what_is_public_and_nothing_else(public: Reader, settings: Settings) -> None:
    addresses = locations(public.get("/sitemap.xml"))

    assert settings.address("/dokument/ph001-dem-kommunennetzwerk-beitreten") in addresses
    assert settings.address("/kommunen/05711000-bielefeld") in addresses
    assert not [one for one in addresses if "weg01" in one or "guetersloh" in one]


def test_robots_are_told_where_the_sitemap_is(public: Reader, settings: Settings) -> None:
    assert f"Sitemap: {settings.address('/sitemap.xml')}" in public.get("/robots.txt").html


def test_without_an_address_of_its_own_the_service_offers_neither_sitemap_nor_description(reader: Reader) -> None:
    assert "Sitemap" not in reader.get("/robots.txt").html
    for address in ("/sitemap.xml", "/sitemap-1.xml", "/opensearch.xml"):
        assert "KB_BASE_URL" in reader.get(address).text
    assert reader.get("/").all("link", rel="search") == []


def test_parts_of_a_large_sitemap_hold_everything_once(public: Reader) -> None:
    parts = [locations(public.get(f"/sitemap-{number}.xml")) for number in (1, 2)]

    assert [*parts[0], *parts[1]] == locations(public.get("/sitemap.xml"))
    assert public.get("/sitemap-3.xml").status == public.get("/sitemap-0.xml").status == 404


def test_one_file_never_holds_more_than_the_rules_of_sitemaps_allow() -> None:
    assert machines.MOST_IN_SITEMAP == 50_000


def test_the_description_of_the_search_leads_to_results_feed_and_suggestions(
    public: Reader, settings: Settings
) -> None:
    (link,) = public.get("/").all("link", rel="search")
    root = ElementTree.fromstring(public.get(str(link.get("href"))).html)
    templates = {one.get("type"): one.get("template", "") for one in root.iter(f"{OPENSEARCH}Url")}

    assert all(one.startswith(settings.address("/")) for one in templates.values())
    for mimetype, template in templates.items():
        answer = public.get(template.replace("{searchTerms}", "Beitr").removeprefix(BASE)).answer
        assert (answer.status_code, answer.mimetype) == (200, mimetype)


def test_the_start_page_tells_how_the_site_is_searched(public: Reader, settings: Settings) -> None:
    action = told(public.get("/"))["potentialAction"]

    assert action["target"]["urlTemplate"] == settings.address("/suche") + "?q={search_term_string}"  # type: ignore[index]


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("/dokument/ph001-dem-kommunennetzwerk-beitreten", "Article"),
        ("/dokument/sv001-beitritt-zum-kommunennetzwerk", "CreativeWork"),
        ("/dokument/ph002-ehrenamtskarte-einfuehren", "Article"),
    ],
)
def test_a_document_tells_what_it_is_and_the_way_to_it(public: Reader, address: str, sort: str) -> None:
    page = public.get(address)
    one, way = told(page)["@graph"]  # type: ignore[misc]

    assert (one["@type"], one["name"], one["url"]) == (sort, page.heading, page.canonical)
    assert [step["name"] for step in way["itemListElement"]][::2] == ["Start", page.heading]
    assert "author" not in one


def test_the_address_of_a_question_is_the_same_however_it_was_put(reader: Reader) -> None:
    one = reader.get("/suche?q= Beitritt &kommune=05711000&kommune=05315000&jahr=2018&jahr=2017")
    other = reader.get("/suche?jahr=2017&jahr=2018&jahr=2018&kommune=05315000&kommune=05711000&q=Beitritt&seite=1")

    assert one.canonical == other.canonical == "/suche?q=Beitritt&kommune=05315000&kommune=05711000&jahr=2017&jahr=2018"
