"""Named arrays of numbers in one file: written once, read whole or in part, never mapped.

    blocks      the arrays one after another, each begun at a multiple of eight bytes, little-endian
    directory   JSON: name → [type, first byte, count]
    tail        the directory's first byte (8 bytes), and the eight letters KBARRAY1

Reading uses `pread`, so that threads share a file, pages stay in the system's cache instead of in the process, and a
file that somebody truncates is an error and not the end of the process.
"""

import json
import os
import struct
import weakref
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]

MAGIC = b"KBARRAY1"
_TAIL = struct.Struct("<Q8s")
_ALIGNED = 8


class ArrayWriter:
    """Collects arrays into a file; nothing can be read before `close`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, tuple[str, int, int]] = {}
        self._at = 0

    def add(self, name: str, values: Numbers | bytes) -> None:
        """Bytes are kept as numbers of one byte."""
        array = np.frombuffer(values, np.uint8) if isinstance(values, bytes) else np.ascontiguousarray(values)
        little = array.astype(array.dtype.newbyteorder("<"), copy=False)
        self._directory[name] = (little.dtype.str, self._at, little.size)
        self._write(little.tobytes())
        self._write(b"\0" * (-self._at % _ALIGNED))

    def close(self) -> None:
        begin = self._at
        self._write(json.dumps(self._directory).encode())
        self._file.write(_TAIL.pack(begin, MAGIC))
        self._file.close()

    def _write(self, octets: bytes) -> None:
        self._file.write(octets)
        self._at += len(octets)


class ArrayFile:
    """A file of arrays, open for reading from any thread; closed when nobody holds it any more."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, or ValueError for a file that is no such file."""
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        size = os.fstat(self._descriptor).st_size
        begin, magic = _TAIL.unpack(self._read(max(0, size - _TAIL.size), _TAIL.size))
        if magic != MAGIC:
            raise ValueError(f"{path.name} does not end as a file of arrays does")
        self._directory: dict[str, tuple[str, int, int]] = json.loads(self._read(begin, size - _TAIL.size - begin))

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    @property
    def names(self) -> list[str]:
        return list(self._directory)

    def whole(self, name: str) -> Numbers:
        return self.part(name, 0, self._directory[name][2])

    def part(self, name: str, start: int, stop: int) -> Numbers:
        """The numbers from `start` up to, without, `stop`; read-only."""
        kind, at, _ = self._directory[name]
        number = np.dtype(kind)
        return np.frombuffer(self._read(at + start * number.itemsize, (stop - start) * number.itemsize), number)

    def octets(self, name: str, start: int, stop: int) -> bytes:
        """The same of an array that was added as bytes."""
        return self._read(self._directory[name][1] + start, stop - start)

    def _read(self, at: int, count: int) -> bytes:
        octets = os.pread(self._descriptor, count, at)
        if len(octets) != count:
            raise ValueError(f"a file ends {count - len(octets)} bytes early")
        return octets


def smallest(values: Numbers) -> Numbers:
    """The same whole numbers, none negative, in the fewest bytes each."""
    highest = int(values.max()) if values.size else 0
    return values.astype(np.min_scalar_type(highest), copy=False)
