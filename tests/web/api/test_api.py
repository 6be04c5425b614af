"""The interface for machines: answers, refusals, marks that outlive edits, headers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.documents import State
from kb.library import Library
from kb.settings import Settings
from tests.builders import BIELEFELD, EDITOR, a_library, a_motion, an_article
from tests.web.conftest import DOCUMENTS
from web import create_app
from web.api.operations import OPERATIONS


@pytest.fixture
def client(library: Library) -> FlaskClient:
    return create_app(Settings(limits=""), library).test_client()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    """A knowledge base that a test may change."""
    with a_library(tmp_path, *DOCUMENTS) as library:
        yield library


def ask(client: FlaskClient, path: str, **parameters: object) -> Any:
    answer = client.get(f"/api/v1/{path}", query_string=parameters)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def refused(client: FlaskClient, path: str, status: int = 400) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    body: dict[str, Any] = json.loads(answer.get_data())
    assert body["status"] == status
    assert body["detail"]
    return body


def pages(client: FlaskClient, **parameters: object) -> Iterator[list[str]]:
    """The ids of each page, to the end."""
    mark: dict[str, str] = {}
    while True:
        answer = ask(client, "search", **parameters, **mark)
        yield [hit["id"] for hit in answer["hits"]]
        if answer["next"] is None:
            return
        mark = {"cursor": answer["next"]}


def test_a_hit_says_what_a_list_shows(client: FlaskClient) -> None:
    answer = ask(client, "search", q="Beitritt Bielefeld", art="sitzungsvorlage")

    (hit,) = answer["hits"]
    assert (hit["id"], hit["kind"], hit["reference"], hit["outcome"]) == (
        "sv001",
        "sitzungsvorlage",
        "7091/2014-2020",
        "beschlossen",
    )
    assert hit["municipality"] == {"ags": BIELEFELD, "name": "Bielefeld"}
    assert ["Beitritt", True] in hit["title"]
    assert answer["total"] == 1
    assert answer["query"] == {"q": ["Beitritt Bielefeld"], "art": ["sitzungsvorlage"]}
    assert answer["next"] is None


def test_every_answer_names_licence_and_source(client: FlaskClient) -> None:
    for path in (
        "search",
        "suggest",
        "documents/ph001",
        "documents/ph001/related",
        "topics",
        "municipalities",
        "changes",
    ):
        answer = ask(client, path)
        assert answer["licence"]
        assert answer["source"]


def test_pages_follow_one_another_to_the_end(client: FlaskClient) -> None:
    found = [one for page in pages(client, q="Nachbarschaft", anzahl=5) for one in page]

    assert sorted(found) == [f"viel{number:02}" for number in range(12)]


def test_a_mark_outlives_edits(own: Library) -> None:
    client = create_app(Settings(limits=""), own).test_client()
    following = pages(client, q="Nachbarschaft", anzahl=5)
    first = next(following)
    own.editing.save(an_article(id="neu01", title="Nachbarschaft Nachbarschaft"), EDITOR)  # before all others
    own.editing.archive(first[0], EDITOR, 1)
    second = next(following)
    own.editing.archive(second[-1], EDITOR, 1)  # the one that the mark names

    rest = [one for page in following for one in page]

    assert sorted({*first, *second, *rest} - {"neu01"}) == [f"viel{number:02}" for number in range(12)]
    assert not set(first) & {*second, *rest}


@pytest.mark.parametrize("count", [1, 5])
def test_nothing_is_skipped_when_all_that_was_shown_last_is_withdrawn(own: Library, count: int) -> None:
    following = pages(create_app(Settings(limits=""), own).test_client(), q="Nachbarschaft", anzahl=count)
    first = next(following)
    for one in first:
        own.editing.archive(one, EDITOR, 1)

    rest = [one for page in following for one in page]

    assert sorted([*first, *rest]) == [f"viel{number:02}" for number in range(12)]


def test_a_mark_names_hits_of_earlier_pages_too_if_pages_are_short(own: Library) -> None:
    following = pages(create_app(Settings(limits=""), own).test_client(), q="Nachbarschaft", anzahl=1)
    first = [next(following)[0] for _ in range(6)]
    own.editing.archive(first[-1], EDITOR, 1)

    rest = [one for page in following for one in page]

    assert sorted([*first, *rest]) == [f"viel{number:02}" for number in range(12)]


def test_a_corrected_question_has_all_its_pages_once(client: FlaskClient) -> None:
    found = [one for page in pages(client, q="Nachbarschafd", anzahl=5) for one in page]

    assert sorted(found) == [f"viel{number:02}" for number in range(12)]


def test_a_corrected_question_has_what_is_written_for_the_asking_first_as_well(own: Library) -> None:
    client = create_app(Settings(limits=""), own).test_client()
    own.editing.save(an_article(id="fuer01", title="Nachbarschaft 99", audience=("vereine",)), EDITOR)
    answers = [ask(client, "search", q=q, zuerst="vereine-und-engagierte") for q in ("Nachbarschaft", "Nachbarschafd")]

    assert [one["hits"][0]["id"] for one in answers] == ["fuer01", "fuer01"]


def test_unknown_parameters_are_refused_with_the_known_ones(client: FlaskClient) -> None:
    body = refused(client, "search?qq=Beitritt")

    assert "„qq“" in body["detail"]
    assert "anzahl" in body["known"]
    assert refused(client, "topics?q=x")["known"] == []
    assert refused(client, "openapi.json?x=1")


@pytest.mark.parametrize(
    "question",
    ["art=brief", "thema=gibtesnicht", "kommune=1", "jahr_von=bald", "sortierung=zufall", "anzahl=0", "anzahl=51", "anzahl=x", "anzahl=٣",
     "ergebnis=gut", "genau=0", "genau=true", "woertlich=ja", "q=Beitritt&q=Karte", "anzahl=5&anzahl=6", "jahr=02018x",
     "&".join(["thema=netzwerk"] * 51)],
)  # fmt: skip
def test_values_that_there_are_not_are_refused(client: FlaskClient, question: str) -> None:
    refused(client, f"search?{question}")


def test_a_mark_of_another_question_is_refused(client: FlaskClient) -> None:
    mark = ask(client, "search", q="Nachbarschaft", anzahl=5)["next"]

    assert "gibt es hier nicht" in refused(client, f"search?q=Beitritt&cursor={mark}", 404)["detail"]


@pytest.mark.parametrize("mark", ["x", "W10", "A" * 5000, "bnVsbA", "WzEsMl0"])
def test_made_up_marks_are_refused(client: FlaskClient, mark: str) -> None:
    refused(client, f"search?cursor={mark}", 404)
    refused(client, f"changes?since={mark}", 404)


def test_a_document_comes_with_its_parts(client: FlaskClient) -> None:
    document = ask(client, "documents/sv001")

    assert [part["name"] for part in document["parts"]] == ["resolution", "decision", "rationale", "debate", "finances"]
    assert document["consultations"][0] == {
        "committee": "Sozialausschuss", "date": "2018-09-04", "public": True, "outcome": "beschlossen"
    }  # fmt: skip
    assert document["url"] == "/dokument/sv001-beitritt-zum-kommunennetzwerk"


def test_a_document_comes_as_markdown(client: FlaskClient) -> None:
    answer = client.get("/api/v1/documents/ph001.md")

    assert answer.content_type == "text/markdown; charset=utf-8"
    assert "## Anlass" in answer.get_data(as_text=True)


def test_personal_data_is_masked_in_markdown_too(own: Library) -> None:
    own.editing.save(a_motion(id="sv777", rationale="Auskunft: Telefon 0521 512345."), EDITOR)
    client = create_app(Settings(limits=""), own).test_client()

    assert "512345" not in client.get("/api/v1/documents/sv777.md").get_data(as_text=True)
    assert "512345" not in client.get("/api/v1/documents/sv777").get_data(as_text=True)


def test_what_there_is_not_and_what_was_withdrawn(client: FlaskClient) -> None:
    refused(client, "documents/nix", 404)
    refused(client, "gibtesnicht", 404)
    assert "zurückgezogen" in refused(client, "documents/weg01", 410)["detail"]
    refused(client, "documents/weg01.md", 410)


def test_related_are_those_named_and_those_alike_each_once(client: FlaskClient) -> None:
    found = [one["id"] for one in ask(client, "documents/ph001/related")["related"]]

    assert found[0] == "sv001"
    assert "weg01" not in found
    assert len(set(found)) == len(found) > 1


def test_changes_tell_each_document_once_with_its_present_state(own: Library) -> None:
    client = create_app(Settings(limits=""), own).test_client()
    before = ask(client, "changes", anzahl=500)
    own.editing.save(an_article(id="ph001", title="Neu"), EDITOR, based_on=1)
    own.editing.archive("sv001", EDITOR, 1)
    own.editing.save(an_article(id="neu01"), EDITOR)

    after = ask(client, "changes", since=before["next"])

    assert [(one["id"], one["is_public"]) for one in after["changes"]] == [
        ("ph001", True),
        ("sv001", False),
        ("neu01", True),
    ]
    assert after["is_complete"]
    assert ask(client, "changes", since=after["next"])["changes"] == []
    assert len({one["id"] for one in before["changes"]}) == len(before["changes"]) == len(DOCUMENTS)


def test_changes_come_in_pieces(client: FlaskClient) -> None:
    answer = ask(client, "changes", anzahl=4)
    found = [one["id"] for one in answer["changes"]]
    while not answer["is_complete"]:
        answer = ask(client, "changes", anzahl=4, since=answer["next"])
        found += [one["id"] for one in answer["changes"]]

    assert sorted(found) == sorted(document.id for document in DOCUMENTS)


def test_drafts_are_nowhere(own: Library) -> None:
    own.editing.save(an_article(id="ph001", title="Quastenflosser", state=State.DRAFT), EDITOR, based_on=1)
    client = create_app(Settings(limits=""), own).test_client()

    answers = [
        client.get(f"/api/v1/{path}").get_data(as_text=True)
        for path in ("search?q=beitreten", "documents/ph001", "documents/ph001.md", "changes", "suggest?q=Quasten")
    ]

    assert [answer for answer in answers if "Quastenflosser" in answer] == []


def headers_of(answer: TestResponse) -> dict[str, str]:
    return {
        name: answer.headers.get(name, "") for name in ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")
    }


def test_every_site_may_read_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=Beitritt", headers={"Origin": "https://stadt.example"})

    assert headers_of(answer) == {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in client.get("/suche?q=Beitritt").headers
    assert client.post("/api/v1/search").status_code == 405


def test_scripts_of_other_sites_may_send_the_etag_of_an_earlier_answer(client: FlaskClient) -> None:
    beforehand = {
        "Origin": "https://stadt.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    told = client.options("/api/v1/search?q=Beitritt", headers=beforehand)

    assert (told.status_code, told.get_data()) == (204, b"")
    assert told.headers["Access-Control-Allow-Origin"] == "*"
    assert told.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "ETag" not in told.headers


def test_a_year_may_have_a_nought_before_it(client: FlaskClient) -> None:
    assert ask(client, "search", jahr="02018")["total"] == ask(client, "search", jahr="2018")["total"]
    assert ask(client, "search", jahr="02018")["query"] == {"jahr": ["2018"]}


def test_an_etag_holds_in_every_process_and_for_heads(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = {"Accept-Encoding": "gzip"}
    clients = [create_app(Settings(limits=""), library).test_client() for _ in range(2)]
    tags = [clients[0].get("/api/v1/search", headers=taken).headers["ETag"]]
    monkeypatch.setattr("time.time", lambda: 2e9)  # gzip writes the time of day into what it makes, if left to itself

    tags += [clients[1].get("/api/v1/search", headers=taken).headers["ETag"]]
    heads = [one.head("/api/v1/search", headers=taken) for one in clients]

    assert {*tags, *(one.headers["ETag"] for one in heads)} == {tags[0]}
    assert [one.get_data() for one in heads] == [b"", b""]


def test_links_in_texts_lead_here_from_everywhere(tmp_path: Path) -> None:
    body = "Siehe [Räume](/dokument/raum1#abschnitt-anlass) und [weg](/dokument/weg01)."
    articles = an_article(id="raum1", title="Säle"), an_article(id="aaa01", title="A", body=body)
    with a_library(tmp_path, *articles) as library:
        settings = Settings(prefix="/wissen", base_url="https://www.example.org", limits="")
        client = create_app(settings, library).test_client()

        [part] = client.get("/wissen/api/v1/documents/aaa01").get_json()["parts"]

    assert 'href="https://www.example.org/wissen/dokument/raum1-saele#abschnitt-anlass"' in part["html"]
    assert 'href="https://www.example.org/wissen/dokument/weg01"' in part["html"]


def test_an_unchanged_answer_costs_nothing(client: FlaskClient) -> None:
    tag = client.get("/api/v1/search?q=Beitritt").headers["ETag"]

    again = client.get("/api/v1/search?q=Beitritt", headers={"If-None-Match": tag})

    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "documents/ph001",
        "documents/ph001.md",
        "topics",
        "municipalities",
        "changes",
        "openapi.json",
        "documents/ph001/related",
    ],
)
def test_everything_has_an_etag(client: FlaskClient, path: str) -> None:
    tag = client.get(f"/api/v1/{path}").headers["ETag"]

    assert client.get(f"/api/v1/{path}", headers={"If-None-Match": tag}).status_code == 304


def test_below_a_prefix_addresses_carry_it(library: Library) -> None:
    settings = Settings(prefix="/wissen", base_url="https://www.example.org", limits="")
    client = create_app(settings, library).test_client()

    answer = client.get("/wissen/api/v1/search?q=Beitritt&anzahl=1").get_json()

    assert answer["hits"][0]["url"].startswith("https://www.example.org/wissen/dokument/")
    assert client.get("/wissen/api/v1/openapi.json").get_json()["servers"] == [
        {"url": "https://www.example.org/wissen"}
    ]


def test_every_example_of_the_page_works(client: FlaskClient) -> None:
    examples = [f"{one.path}{one.example}" for one in OPERATIONS if one.example]

    assert len(examples) >= 3
    for example in examples:
        assert client.get(f"/api/v1{example}").status_code in (200, 404)
