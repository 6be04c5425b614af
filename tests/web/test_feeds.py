"""Feeds: the newest documents of exactly the question that was asked."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kb.library import Library
from kb.settings import Settings
from tests.builders import BIELEFELD, a_library, a_motion, an_article
from tests.page import Reader
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("Atom", "JSON Feed")
OWN_ADDRESS = Settings(base_url="https://wissen.example", prefix="/wissen")


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Library]:
    """Three documents, the oldest in its day the last that was published."""
    documents = (
        an_article(id="aaa", title="Beitritt & Dank"),
        an_article(id="bbb", title="Ehrenamtskarte", topics=("anerkennung/ehrenamtskarte",)),
        a_motion(id="ccc", title="Beitritt der Stadt", summary="Der Rat tritt bei."),
    )
    with a_library(tmp_path, *documents) as library:
        yield library


def titles(reader: Reader, address: str) -> list[str]:
    """Of a feed's entries, in either format."""
    answer = reader.get(address).answer
    if answer.mimetype == "application/feed+json":
        return [one["title"] for one in (answer.json or {})["items"]]
    root = ElementTree.fromstring(answer.get_data())
    return [one.findtext(f"{ATOM}title") or "" for one in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "question",
    [
        "q=Beitritt",
        "q=Beitritt&art=praxishilfe",
        "thema=netzwerk&kommune=05711000&jahr=2018",
        "gebiet=057&ergebnis=beschlossen&akteur=politik&zielgruppe=politik",
        "q=titel:Beitritt kommune:Bielefeld&jahr_von=2018&jahr_bis=2018&genau=1",
    ],
)
def test_the_feed_of_a_search_has_the_documents_of_the_search(lively: Library, question: str, name: str) -> None:
    reader = Reader(create_app(Settings(), lively))
    page = reader.get(f"/suche?{question}")

    assert sorted(titles(reader, page.link(name))) == sorted(page.texts("h3", class_="hit__title"))


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_published_last_comes_first_however_old_it_is(lively: Library, name: str) -> None:
    reader = Reader(create_app(Settings(), lively))
    moved = lively.editing.newest("aaa").document

    before = titles(reader, reader.get("/suche?sortierung=titel").link(name))
    lively.editing.save(moved, "Redaktion", based_on=1)

    assert sorted(before) == ["Beitritt & Dank", "Beitritt der Stadt", "Ehrenamtskarte"]
    assert len(before) == len(titles(reader, reader.get("/suche").link(name)))


@pytest.mark.parametrize(
    ("page", "expected"),
    [("/themen/anerkennung", "Ehrenamtskarte"), (f"/kommunen/{BIELEFELD}-bielefeld", "Beitritt der Stadt")],
)
@pytest.mark.parametrize("name", FORMATS)
def test_a_topic_and_a_municipality_have_feeds_of_their_own(
    lively: Library, page: str, expected: str, name: str
) -> None:
    reader = Reader(create_app(Settings(), lively))

    assert titles(reader, reader.get(page).link(name)) == [expected]


@pytest.mark.parametrize("page", ["/", "/suche?q=Beitritt", "/themen/netzwerk", f"/kommunen/{BIELEFELD}-bielefeld"])
def test_feed_readers_find_the_feeds_in_the_head_of_a_page(reader: Reader, page: str) -> None:
    found = [(one.get("type"), one.get("href")) for one in reader.get(page).all("link", rel="alternate")]

    assert [mimetype for mimetype, _ in found] == ["application/atom+xml", "application/feed+json"]
    for mimetype, address in found:
        assert reader.get(str(address)).answer.mimetype == mimetype


def test_an_entry_keeps_its_id_when_the_document_and_the_address_of_the_service_change(lively: Library) -> None:
    before = ids(Reader(create_app(Settings(), lively)), "/suche.json?kommune=05711000")
    changed = lively.editing.newest("ccc").document
    lively.editing.save(changed, "Redaktion", based_on=1)

    assert ids(Reader(create_app(OWN_ADDRESS, lively)), "/wissen/suche.json?kommune=05711000") == before


def ids(reader: Reader, address: str) -> list[str]:
    return [one["id"] for one in (reader.get(address).answer.json or {})["items"]]


def test_a_feed_names_whole_addresses_below_the_prefix(lively: Library) -> None:
    reader = Reader(create_app(OWN_ADDRESS, lively))

    root = ElementTree.fromstring(reader.get("/wissen/suche.atom?thema=netzwerk&seite=7&x=y").answer.get_data())

    links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://wissen.example/wissen/suche.atom?thema=netzwerk",
        "alternate": "https://wissen.example/wissen/suche?thema=netzwerk",
    }
    assert root.findtext(f"{ATOM}title") == "Wissensspeicher Engagement: Kommunennetzwerk"
    entry = next(one for one in root.iter(f"{ATOM}entry") if one.findtext(f"{ATOM}title") == "Beitritt & Dank")
    assert entry.find(f"{ATOM}link").get("href") == "https://wissen.example/wissen/dokument/aaa-beitritt-dank"  # type: ignore[union-attr]


@pytest.mark.parametrize("address", ["/suche.atom?q=Beitritt", "/suche.json?q=Beitritt"])
def test_who_has_a_feed_already_is_sent_it_only_after_a_change(lively: Library, address: str) -> None:
    client = create_app(Settings(), lively).test_client(use_cookies=False)
    known = {"If-None-Match": client.get(address).headers["ETag"]}

    unchanged = client.get(address, headers=known).status_code
    lively.editing.archive("ccc", "Redaktion", 1)

    assert (unchanged, client.get(address, headers=known).status_code) == (304, 200)


@pytest.mark.parametrize(
    "address", ["/suche.atom?q=Quastenflosser", "/suche.atom?q=%0c%00%01%ef%bf%be<b>&seite=9", "/suche.atom?art=unsinn"]
)
def test_an_odd_feed_is_a_feed_as_well(lively: Library, address: str) -> None:
    answer = Reader(create_app(Settings(), lively)).get(address).answer

    assert answer.status_code == 200
    assert ElementTree.fromstring(answer.get_data()).findtext(f"{ATOM}updated")
