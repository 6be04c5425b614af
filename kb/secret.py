"""The secret that forms are signed with: from the settings, or one of our own in the data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from kb.settings import Settings

FILE = "geheimnis"
LENGTH = 32
"""Bytes."""


def read_secret(settings: Settings) -> bytes:
    """The same in every process of the service; made at the first call. Raises OSError if it can't be kept."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.data / FILE
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Whole or not at all; if another process was first, its secret stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".neu-") as new:  # readable by the owner alone
        new.write(secrets.token_bytes(LENGTH))
        new.flush()
        os.fsync(new.fileno())
        with suppress(FileExistsError):
            os.link(new.name, path)
