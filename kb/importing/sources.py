"""What can be taken in: a file, or the files in a ZIP archive."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from kb.errors import UnreadableFile
from kb.importing.files import ARCHIVE, unpack_archive
from kb.importing.reader import READABLE

_NOT_FOR_READERS = (".", "~$", "__MACOSX")
"""How the names of files and folders begin that programs leave beside documents."""


@dataclass(frozen=True)
class Source:
    """A file to take in.

    path: where it can be read now. brought_by: the file or archive that somebody named. member: its name in the archive.
    """

    path: Path
    brought_by: Path
    member: str = ""

    @property
    def name(self) -> str:
        """What messages and the document's origin call it."""
        return f"{self.brought_by.name}/{self.member}" if self.member else self.path.name

    @property
    def place(self) -> str:
        """By which it is known again."""
        return f"{self.brought_by.resolve()}!{self.member}" if self.member else str(self.path.resolve())


@contextmanager
def sources_in(path: Path) -> Iterator[Sequence[Source]]:
    """The file itself, or what an archive holds, unpacked until the block ends. Raises UnreadableFile."""
    if path.suffix.lower() != ARCHIVE:
        yield [Source(path, path)]
        return
    with TemporaryDirectory(prefix="wissensspeicher-") as folder:
        unpacked = unpack_archive(path, Path(folder), READABLE)
        if not unpacked:
            raise UnreadableFile(path.name, "Das Archiv enthält keine Datei, die hier gelesen werden kann.")
        yield [Source(file, path, member) for file, member in unpacked if not is_by_product(PurePath(member))]


def is_by_product(path: PurePath) -> bool:
    """Whether a program left the file beside documents, such as Word's `~$vorlage.docx`."""
    return any(part.startswith(_NOT_FOR_READERS) and part != ".." for part in path.parts)
