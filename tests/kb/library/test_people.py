"""Accounts: names, roles, and the trail of who changed what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from kb.errors import InputError, NotFound, SignInRefused, StoreUnavailable
from kb.library import Library
from kb.people import Role
from tests.builders import BIELEFELD, a_library
from tests.databases import everything_stored

PASSWORD = "Ein ganzer Satz als Passwort."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as library:
        yield library


def test_an_account_carries_role_and_municipality(library: Library) -> None:
    library.people.add("erika", Role.AUTHOR, BIELEFELD, by="Test")

    (person,) = library.people.all()

    assert (person.name, person.role, person.municipality) == ("erika", Role.AUTHOR, BIELEFELD)
    assert not person.may(Role.AUTHOR)  # until the start password is replaced


@pytest.mark.parametrize("name", ["", "ab", "Erika", "e rika", "erika<b>", "-erika", "x" * 41, "erika\n"])
def test_names_are_plain(library: Library, name: str) -> None:
    with pytest.raises(InputError):
        library.people.add(name, Role.AUTHOR, by="Test")


def test_a_name_is_given_once_and_municipalities_exist(library: Library) -> None:
    library.people.add("erika", Role.AUTHOR, by="Test")

    with pytest.raises(InputError):
        library.people.add("erika", Role.AUTHOR, by="Test")
    with pytest.raises(NotFound):
        library.people.add("egon", Role.AUTHOR, "00000000", by="Test")


@pytest.mark.parametrize("password", ["kurz", "x" * 300, "aaaaaaaaaaaaaaaa", "erika erika erika"])
def test_weak_passwords_are_refused(library: Library, password: str) -> None:
    start = library.people.add("erika", Role.AUTHOR, by="Test")

    with pytest.raises(InputError):
        library.people.change_password("erika", start, password)


def test_a_reset_ends_every_session_and_the_old_password(library: Library) -> None:
    start = library.people.add("erika", Role.AUTHOR, by="Test")
    session = library.people.change_password("erika", start, PASSWORD)

    library.people.reset("erika", by="Test")

    assert library.people.signed_in(session.token) is None
    with pytest.raises(SignInRefused):
        library.people.sign_in("erika", PASSWORD, "127.0.0.1")


def test_roles_include_those_below() -> None:
    assert Role.ADMINISTRATOR.includes(Role.AUTHOR)
    assert Role.EDITOR.includes(Role.EDITOR)
    assert not Role.AUTHOR.includes(Role.EDITOR)


def test_the_trail_names_who_did_what_and_cannot_be_edited(library: Library) -> None:
    library.people.add("erika", Role.AUTHOR, by="chefin")
    library.people.change_role("erika", Role.EDITOR, by="chefin")
    store = library.people._store

    deeds = store.audit.newest()

    assert [(one.person, one.action, one.subject, one.details) for one in deeds] == [
        ("chefin", "Rolle geändert", "erika", "Redaktion"),
        ("chefin", "Konto angelegt", "erika", "Mitarbeit"),
    ]
    for change in ("DELETE FROM audit", "UPDATE audit SET person = 'niemand'"):
        with (
            pytest.raises((IntegrityError, OperationalError, StoreUnavailable)),
            store.database.writing() as connection,
        ):
            connection.exec_driver_sql(change)


def test_passwords_are_kept_as_argon2id_and_tokens_only_as_hashes(library: Library, tmp_path: Path) -> None:
    start = library.people.add("erika", Role.AUTHOR, by="Test")
    session = library.people.change_password("erika", start, PASSWORD)

    stored = everything_stored(tmp_path / "daten")

    assert b"$argon2id$" in stored
    assert PASSWORD.encode() not in stored
    assert session.token.encode() not in stored
