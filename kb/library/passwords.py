"""Passwords: kept as argon2id, checked in the same time whether the account exists or not."""

import base64
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

_HASHER = PasswordHasher()
"""argon2id with RFC 9106's low-memory parameters, the library's defaults: 64 MiB, 3 rounds, about 50 ms."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each check takes 64 MiB, so many at once would be an attack on memory."""


def _signs(count: int) -> str:
    """So many random bytes as the encoded form has them."""
    return base64.b64encode(secrets.token_bytes(count)).rstrip(b"=").decode()


NOBODYS = (
    f"$argon2id$v={ARGON2_VERSION}$m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    f"${_signs(_HASHER.salt_len)}${_signs(_HASHER.hash_len)}"
)
"""As a kept password, which none fits. Put together, as every start of the program would wait for working one out."""


def hashed(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Whether it is the password that was `kept`; an empty one fits nothing and takes as long."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or NOBODYS, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def start_password() -> str:
    """Easy to read aloud and to type: four groups of three syllables and a digit, 85 bits."""
    return "-".join(f"{_syllable()}{_syllable()}{_syllable()}{secrets.choice('23456789')}" for _ in range(4))


def _syllable() -> str:
    return secrets.choice("bdfghklmnprstw") + secrets.choice("aeiou")
