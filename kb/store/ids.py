"""New document ids: short, easy to read aloud, never a word by accident."""

import secrets
from collections.abc import Callable

ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
"""No vowels, nothing that looks like something else."""

LENGTH = 8


def new_id(is_taken: Callable[[str], bool]) -> str:
    """An id that is not taken. Documents are never deleted, so ids are never used again."""
    while True:
        candidate = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not is_taken(candidate):
            return candidate
