"""A client that is made of nothing but the served description reads everything there is."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.library import Library
from kb.settings import Settings
from web import create_app

Ask = Callable[..., Any]


class Generated:
    """A method for each operation, with its parameters. That answers fit their schemas is tested in `test_openapi`."""

    def __init__(self, client: FlaskClient) -> None:
        self._client, self.description = client, client.get("/api/v1/openapi.json").get_json()
        for path, methods in self.description["paths"].items():
            told = methods["get"]
            setattr(self, told["operationId"], self._made(path, told))

    def _made(self, path: str, told: Mapping[str, Any]) -> Ask:
        places = {one["name"]: one["in"] for one in told["parameters"]}
        signature = inspect.Signature(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in places
        )

        def ask(**given: object) -> Any:
            signature.bind(**given)  # a parameter that is not described is an error here, too
            address = path.format(**{name: value for name, value in given.items() if places[name] == "path"})
            question = {name: value for name, value in given.items() if places[name] == "query"}
            answer = self._client.get(address, query_string=question)
            content = told["responses"][str(answer.status_code)]["content"]
            assert answer.mimetype in content
            return answer.get_json() if answer.mimetype == "application/json" else answer.text

        return ask


@pytest.fixture
def made(library: Library) -> Generated:
    return Generated(create_app(Settings(limits=""), library).test_client())


def pages(ask: Ask, mark: str, **asked: object) -> Iterator[Any]:
    """Each answer with the mark of the one before, until there is none."""
    answer = ask(**asked)
    yield answer
    while answer.get("next") and not answer.get("is_complete"):
        answer = ask(**asked | {mark: answer["next"]})
        yield answer


def test_it_pages_through_all_documents_and_reads_each(made: Any) -> None:
    found = [hit["id"] for page in pages(made.search, "cursor", anzahl=3) for hit in page["hits"]]
    changed = [one["id"] for page in pages(made.changes, "since", anzahl=3) for one in page["changes"]]

    read = [made.document(document_id=one)["id"] for one in found]

    assert found == read
    assert set(changed) - set(found) == {"weg01"}, "withdrawn"
    assert len(found) == len(set(found)) > 6
    assert all(made.document_text(document_id=one).startswith("---") for one in found)
    assert all(isinstance(made.related(document_id=one), dict) for one in found)
    assert made.topics()["topics"]
    assert made.municipalities()["municipalities"]
    assert made.suggest(q="Beitr")["suggestions"]


def test_a_parameter_that_is_not_described_is_none_of_its_methods(made: Any) -> None:
    with pytest.raises(TypeError):
        made.search(seite=2)
