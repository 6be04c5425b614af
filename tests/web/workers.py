"""Accounts of every role for tests of the desk."""

from flask import Flask

from kb.library import Library
from kb.people import Role
from tests.page import Worker

PASSWORD = "Ein ganzer Satz als Passwort."


def an_account(library: Library, name: str, role: Role, municipality: str = "") -> str:
    """Its name; the start password is already replaced."""
    start = library.people.add(name, role, municipality, by="Test")
    library.people.change_password(name, start, PASSWORD)
    return name


def a_worker(app: Flask, library: Library, role: Role, name: str = "") -> Worker:
    """Somebody of this role, signed in."""
    name = name or f"test-{role}"
    if name not in {person.name for person in library.people.all()}:
        an_account(library, name, role)
    worker = Worker(app)
    worker.sign_in(name, PASSWORD)
    return worker
