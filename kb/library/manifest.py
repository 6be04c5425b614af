"""What a backup or a full export holds, with the checksum of every part: so that nothing foreign or damaged comes back."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version

from kb.errors import UnreadableFile

FORM = 1
LARGEST = 100_000_000
"""Bytes; some 500,000 parts."""


@dataclass(frozen=True)
class Member:
    """One file of it. size: bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """made_at: an instant in ISO form. version: of the software that made it."""

    made_at: str
    version: str
    members: tuple[Member, ...]
    form: int = FORM

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        return sum(one.size for one in self.members)

    def count(self, folders: Sequence[str]) -> int:
        """How many of its files lie in one of these folders."""
        return sum(one.name.partition("/")[0] in folders for one in self.members)

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def manifest_of(members: Sequence[Member]) -> Manifest:
    """Of this moment and this software."""
    return Manifest(datetime.datetime.now(datetime.UTC).isoformat(), version("wissensspeicher"), tuple(members))


def read_manifest(text: bytes, name: str) -> Manifest:
    """`name` is what messages call the whole. Raises UnreadableFile."""
    try:
        read = json.loads(text)
        members = tuple(Member(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in read["members"])
        manifest = Manifest(str(read["made_at"]), str(read["version"]), members, int(read["form"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableFile(name, "Das Verzeichnis der Teile ist nicht lesbar.") from error
    if manifest.form != FORM:
        raise UnreadableFile(name, "Die Form ist eine, die diese Fassung des Wissensspeichers nicht kennt.")
    return manifest
