"""The description is true: every answer is what it says, whatever is asked."""

import os

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings

from kb.library import Library
from kb.settings import Settings
from web import create_app
from web.api.blueprint import VERSION_PATH
from web.api.operations import OPERATIONS

EXAMPLES = int(os.environ.get("KB_TEST_EXAMPLES", "300"))
"""For each address, eight in all."""


@pytest.fixture(scope="module")
def app(library: Library) -> Flask:
    return create_app(Settings(limits=""), library)


@pytest.mark.parametrize("path", [one.path for one in OPERATIONS])
def test_every_answer_is_as_described(app: Flask, path: str) -> None:
    described = schemathesis.openapi.from_wsgi(f"{VERSION_PATH}/openapi.json", app)[f"{VERSION_PATH}{path}"]["GET"]

    @given(case=described.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})  # its WSGI transport does not unpack

    ask()
