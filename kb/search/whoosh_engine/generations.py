"""Generations of an index: folders that are complete, checksummed and never changed after they were sealed.

A change grows a new generation beside the current one: unchanged files are hard links, new ones are written, then a
manifest seals it and one rename of the pointer file switches. A crash at any moment leaves the old generation whole.

    index/current                       name of the generation that answers
    index/generations/00000012/…        the files, and manifest.json with size and SHA-256 of each
    index/quarantine/…                  what was found damaged, for a person to look at (the newest only)

The files may carry pickles, so nothing is opened whose checksums are wrong or whose folder others may write.
"""

import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kb.errors import IndexDamaged

MANIFEST = "manifest.json"
POINTER = "current"
GROWING = "growing-"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a sealed generation holds. line: the rebuild that it grew from. files: name → (bytes, SHA-256)."""

    fingerprint: str
    line: str
    documents: int
    files: Mapping[str, tuple[int, str]]


class Checksums:
    """SHA-256 of files, computed again only when a file's inode, size or time of change differ.

    Sealed files are hard links of one another, so a file counts as known across generations.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], str] = {}

    def knows(self, path: Path) -> bool:
        return _key(path.stat()) in self._known

    def of(self, path: Path, *, afresh: bool = False) -> tuple[int, str]:
        """Size in bytes and hex digest. Raises OSError."""
        seen = path.stat()
        key = _key(seen)
        if afresh or key not in self._known:
            self._known[key] = _digest(path)
        return seen.st_size, self._known[key]


def _key(seen: os.stat_result) -> tuple[int, int, int]:
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def _read_at_once(path: str) -> bytes:
    """A small file, without the layers of an opened one: in a fifth of the time."""
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, 1_000)
    finally:
        os.close(file)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Generations:
    """The generations in one folder. Writing is for one process at a time; see `kb.indexing`."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder = folder
        self.fingerprint = fingerprint
        self._pointer = str(folder / POINTER)
        self._checksums = Checksums()
        self._read: dict[tuple[int, int, int], Manifest] = {}
        self._joined: tuple[Manifest | None, list[tuple[Path, tuple[int, str]]]] = (None, [])

    # Reading

    def current(self) -> Path:
        """The folder of the generation that answers. Raises IndexDamaged if there is none."""
        return self.folder / "generations" / self.current_name()

    def current_name(self) -> str:
        """The same without its folder. Every request asks, those for kept answers included."""
        try:
            name = _read_at_once(self._pointer).decode("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"no pointer: {error}") from error
        if not name.isdigit():
            raise IndexDamaged(f"the pointer names no generation: {name[:20]!r}")
        return name

    def exists(self) -> bool:
        return (self.folder / POINTER).exists()

    def verify(self, generation: Path, *, afresh: bool = False) -> Manifest:
        """The manifest, after every file was found to be what was sealed. Raises IndexDamaged.

        Costs one stat a file when nothing changed; `afresh` reads every byte again.
        """
        manifest = self._manifest(generation)
        try:
            _refuse_writable_by_others(generation)
            for path, sealed in self._files(generation, manifest):
                if self._checksums.of(path, afresh=afresh) != sealed:
                    raise IndexDamaged(f"{path.name} is not what was written")
        except OSError as error:
            raise IndexDamaged(f"a file cannot be read: {error}") from error
        return manifest

    def _files(self, generation: Path, manifest: Manifest) -> list[tuple[Path, tuple[int, str]]]:
        """Each file with what was sealed of it. Paths are joined once: every request asks for all of them."""
        joined = self._joined
        if joined[0] is not manifest:
            joined = self._joined = manifest, [(generation / name, sealed) for name, sealed in manifest.files.items()]
        return joined[1]

    def _manifest(self, generation: Path) -> Manifest:
        """Read again only when it changed; the one read last is kept."""
        try:
            key = _key((generation / MANIFEST).stat())
        except OSError as error:
            raise IndexDamaged(f"the manifest cannot be read: {error}") from error
        if key not in self._read:
            self._read = {key: self._read_manifest(generation)}
        return self._read[key]

    def _read_manifest(self, generation: Path) -> Manifest:
        try:
            read = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
            files = {name: (int(size), str(digest)) for name, (size, digest) in read.pop("files").items()}
            manifest = Manifest(files=files, **read)
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise IndexDamaged(f"the manifest cannot be read: {error}") from error
        if manifest.fingerprint != self.fingerprint:
            raise IndexDamaged("made by another version of schema or language")
        return manifest

    # Writing

    def grow(self) -> Path:
        """A new generation that holds the current one's files as hard links, not yet sealed."""
        old = self.current()
        manifest = self.verify(old)
        new = self._new_folder()
        for name in manifest.files:
            _link(old / name, new / name)
        return new

    def begin(self) -> Path:
        """A new empty generation, not yet sealed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        return self._new_folder()

    def seal(self, growing: Path, *, documents: int, line: str = "") -> Path:
        """Make every file durable, write the manifest, and give the generation its name; returns its folder.

        line: of the generation it grew from; empty for a rebuild, which starts a line of its own.
        """
        name = f"{max(_numbers(growing.parent), default=0) + 1:08d}"
        files = sorted(path for path in growing.iterdir() if path.is_file() and not path.name.endswith("LOCK"))
        for path in files:
            if not self._checksums.knows(path):  # those that are known are links to what was sealed before
                _sync(path)
        manifest = {
            "fingerprint": self.fingerprint,
            "line": line or name,
            "documents": documents,
            "files": {path.name: self._checksums.of(path) for path in files},
        }
        _write_durably(growing / MANIFEST, json.dumps(manifest, indent=1))
        return growing.rename(growing.with_name(name))

    def switch(self, generation: Path) -> None:
        """Make a sealed generation the one that answers, and remove those that nobody needs."""
        _write_durably(self.folder / POINTER, generation.name)
        self._tidy(generation)

    def discard(self, generation: Path) -> None:
        shutil.rmtree(generation, ignore_errors=True)

    def quarantine(self) -> None:
        """Move everything aside, so that a rebuild starts from nothing."""
        aside = self.folder / "quarantine"
        shutil.rmtree(aside, ignore_errors=True)
        with suppress(OSError):
            aside.mkdir(mode=0o700, parents=True)
            for name in (POINTER, "generations"):
                if (self.folder / name).exists():
                    (self.folder / name).rename(aside / name)

    def _new_folder(self) -> Path:
        """A folder to grow in; it gets its number when it is sealed, so that nobody takes it for a generation."""
        parent = self.folder / "generations"
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_orphans(parent)
        return Path(tempfile.mkdtemp(prefix=f"{GROWING}{os.getpid()}-", dir=parent))

    def _tidy(self, current: Path) -> None:
        """Keep the current generation, the one before it (readers may be opening it), and the last of the line before."""
        line = int(self._manifest(current).line)
        older = [number for number in _numbers(current.parent) if number < int(current.name)]
        keep = {*older[-1:], *[number for number in older if number < line][-1:]}
        for number in set(older) - keep:
            shutil.rmtree(current.parent / f"{number:08d}", ignore_errors=True)


def _numbers(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in folder.iterdir() if path.name.isdigit())


def _remove_orphans(folder: Path) -> None:
    """Folders that a killed process was growing."""
    for path in folder.glob(f"{GROWING}*"):
        process = int(path.name.removeprefix(GROWING).partition("-")[0])
        if not _is_alive(process):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _refuse_writable_by_others(folder: Path) -> None:
    seen = folder.stat()
    if seen.st_uid != os.geteuid() or stat.S_IMODE(seen.st_mode) & 0o022:
        raise IndexDamaged("others may write the folder")


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_durably(path: Path, text: str) -> None:
    """Replace a file so that after a crash it holds the old text or the new, never a part."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _sync(path.parent)
