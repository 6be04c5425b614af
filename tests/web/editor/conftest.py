"""The desk over a module's own `library`, and somebody at it."""

import pytest
from flask import Flask

from kb.library import Library
from kb.people import Role
from kb.settings import Settings
from tests.page import Worker
from tests.web.workers import a_worker
from web import create_app


@pytest.fixture
def app(library: Library) -> Flask:
    return create_app(Settings(), library)


@pytest.fixture
def editor(app: Flask, library: Library) -> Worker:
    return a_worker(app, library, Role.EDITOR)
