"""Passwords: kept as argon2id, checked in the same time whether the account exists or not."""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
"""argon2id with RFC 9106's low-memory parameters, the library's defaults: 64 MiB, 3 rounds, about 50 ms."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each check takes 64 MiB, so many at once would be an attack on memory."""

_NOBODYS = _HASHER.hash(secrets.token_hex())


def hashed(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Whether it is the password that was `kept`; an empty one fits nothing and takes as long."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _NOBODYS, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def start_password() -> str:
    """Easy to read aloud and to type: four groups of three syllables and a digit, 85 bits."""
    return "-".join(f"{_syllable()}{_syllable()}{_syllable()}{secrets.choice('23456789')}" for _ in range(4))


def _syllable() -> str:
    return secrets.choice("bdfghklmnprstw") + secrets.choice("aeiou")
