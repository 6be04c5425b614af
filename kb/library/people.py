"""Accounts and signing in. The one place that decides who somebody is; another way in would take its place."""

import datetime
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from kb.errors import SignInRefused, TooManyAttempts
from kb.library.passwords import fits, hashed, start_password
from kb.library.registers import KnownIds
from kb.people import Person, Role, refuse_name, refuse_password
from kb.store import Store

IDLE = datetime.timedelta(hours=2)
LONGEST = datetime.timedelta(hours=12)
SEEN_EVERY = datetime.timedelta(minutes=1)
"""So that looking at pages does not write to the database each time."""

WINDOW = datetime.timedelta(minutes=15)
MOST_FOR_ACCOUNT, MOST_FOR_NETWORK = 8, 40
"""Failed tries within the window; a network may be a whole town hall behind one address."""


@dataclass(frozen=True)
class SignedIn:
    """Somebody with a session. token: what the browser holds. form_key: what every form of theirs must carry."""

    person: Person
    token: str

    @property
    def form_key(self) -> str:
        return hmac.new(self.token.encode(), b"forms", hashlib.sha256).hexdigest()


class People:
    """Every method may raise StoreUnavailable."""

    def __init__(self, store: Store, known: KnownIds) -> None:
        self._store, self._known = store, known

    def sign_in(self, name: str, password: str, network: str) -> SignedIn:
        """Begin a session.

        network: the address that asks, for the limit. Raises SignInRefused, or TooManyAttempts before anything is
        checked, in the same way for accounts that there are and that there are not.
        """
        name = name.strip().lower()
        account, place = _key("account", name), _key("network", network)
        self._refuse_too_many(account, MOST_FOR_ACCOUNT)
        self._refuse_too_many(place, MOST_FOR_NETWORK)
        if not fits(password, self._store.people.password(name)) or self._store.people.get(name).is_disabled:
            self._store.people.note_try((account, place), _now(), _now() - WINDOW)
            raise SignInRefused
        self._store.people.forget_tries(account)
        return self._begin(self._store.people.get(name))

    def signed_in(self, token: str) -> SignedIn | None:
        """Who holds this token; None if nobody does, or not any more."""
        key, now = _key("session", token), _now()
        session = self._store.people.session(key)
        if session is None or session.person.is_disabled:
            return None
        if now - session.started_at > LONGEST or now - session.seen_at > IDLE:
            self._store.people.end_session(key)
            return None
        if now - session.seen_at > SEEN_EVERY:
            self._store.people.see_session(key, now)
        return SignedIn(session.person, token)

    def sign_out(self, token: str) -> None:
        self._store.people.end_session(_key("session", token))

    def change_password(self, name: str, old: str, new: str) -> SignedIn:
        """Replace the own password; every other session of the account ends. Raises SignInRefused or InputError."""
        if not fits(old, self._store.people.password(name)):
            raise SignInRefused
        refuse_password(new, name)
        self._store.people.set_password(name, hashed(new), must_change=False)
        self._store.audit.note(name, "Passwort geändert", name)
        return self._begin(self._store.people.get(name))

    def add(self, name: str, role: Role, municipality: str = "", *, by: str) -> str:
        """Make an account and return its start password, which must be replaced at the first sign-in.

        municipality: an AGS, or empty. Raises InputError or NotFound.
        """
        refuse_name(name)
        if municipality:
            self._known.municipalities.get(municipality)
        password = start_password()
        person = Person(name=name, role=role, municipality=municipality, must_change=True)
        self._store.people.add(person, hashed(password), _now())
        self._store.audit.note(by, "Konto angelegt", name, role.label)
        return password

    def reset(self, name: str, *, by: str) -> str:
        """Give the account a new start password and end its sessions. Raises NotFound."""
        password = start_password()
        self._store.people.set_password(name, hashed(password), must_change=True)
        self._store.people.forget_tries(_key("account", name))
        self._store.audit.note(by, "Passwort zurückgesetzt", name)
        return password

    def change_role(self, name: str, role: Role, *, by: str) -> None:
        """Raises NotFound. What the account may do changes with its next request."""
        self._store.people.replace(replace(self._store.people.get(name), role=role))
        self._store.audit.note(by, "Rolle geändert", name, role.label)

    def disable(self, name: str, *, by: str) -> None:
        """Nobody can sign in with it any more; what it wrote keeps its name. Raises NotFound."""
        self._store.people.replace(replace(self._store.people.get(name), is_disabled=True))
        self._store.audit.note(by, "Konto gesperrt", name)

    def enable(self, name: str, *, by: str) -> None:
        """Raises NotFound."""
        self._store.people.replace(replace(self._store.people.get(name), is_disabled=False))
        self._store.audit.note(by, "Konto entsperrt", name)

    def all(self) -> tuple[Person, ...]:
        return self._store.people.all()

    def tidy(self) -> None:
        """Delete sessions that are over."""
        self._store.people.end_sessions(started_before=_now() - LONGEST, seen_before=_now() - IDLE)

    def _begin(self, person: Person) -> SignedIn:
        token = secrets.token_urlsafe(32)
        self._store.people.open_session(_key("session", token), person.name, _now())
        return SignedIn(person, token)

    def _refuse_too_many(self, key: str, most: int) -> None:
        if self._store.people.tries(key, _now() - WINDOW) >= most:
            raise TooManyAttempts(int(WINDOW.total_seconds()))


def _key(sort: str, value: str) -> str:
    return hashlib.sha256(f"{sort}:{value}".encode()).hexdigest()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
