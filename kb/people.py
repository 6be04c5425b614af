"""Who may work on the knowledge base. Readers have no account; what a name may be is said here."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kb.errors import InputError

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38}[a-z0-9])")


class Role(StrEnum):
    """What somebody may do; each role may do everything that the ones before it may."""

    AUTHOR = "author"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return _LABELS[self]

    def includes(self, other: "Role") -> bool:
        order = list(Role)
        return order.index(self) >= order.index(other)


_LABELS = {Role.AUTHOR: "Mitarbeit", Role.EDITOR: "Redaktion", Role.ADMINISTRATOR: "Administration"}


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account.

    name: what they sign in with, and what revisions carry. municipality: an AGS, or empty.
    must_change: the password was given by somebody else and is to be replaced before anything else.
    """

    name: str
    role: Role
    municipality: str = ""
    is_disabled: bool = False
    must_change: bool = False

    def may(self, role: Role) -> bool:
        """Whether they may do what needs this role."""
        return not self.is_disabled and not self.must_change and self.role.includes(role)


def refuse_name(name: str) -> None:
    """Raises InputError unless the name can be typed, read aloud and shown anywhere."""
    if not _NAME.fullmatch(name):
        raise InputError(
            f"„{name}“ geht nicht als Name. Erlaubt sind 3 bis 40 Kleinbuchstaben, Ziffern, Punkt, Strich und "
            "Unterstrich, mit Buchstabe oder Ziffer am Anfang und Ende. Es wurde nichts gespeichert."
        )


SHORTEST, LONGEST = 12, 200
"""Characters of a password."""


def refuse_password(password: str, name: str) -> None:
    """Raises InputError for a password that is too short, too long, or the name again."""
    if not SHORTEST <= len(password) <= LONGEST:
        reason = f"Das Passwort braucht {SHORTEST} bis {LONGEST} Zeichen."
    elif name in password.lower() or len(set(password)) < SHORTEST // 2:
        reason = "Das Passwort darf den Namen nicht enthalten und braucht mehr verschiedene Zeichen."
    else:
        return
    raise InputError(f"{reason} Ein ganzer Satz ist gut und leicht zu merken. Es wurde nichts geändert.")
