"""What a paper refers to, fetched when it is needed and once in a run: meetings, committees, its own file."""

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kb.documents import Motion
from kb.errors import KnowledgeBaseError, StoreUnavailable, UnreadableFile
from kb.import_reports import ImportReport
from kb.importing.files import read_text_of
from kb.importing.oparl.client import Client
from kb.importing.oparl.motions import Surroundings
from kb.importing.oparl.objects import File, Meeting, Paper, read_meeting, read_name
from kb.importing.oparl.reading import parse
from kb.importing.oparl.sorts import own_files
from kb.importing.reader import read_import
from kb.library.arrivals import file_hash
from kb.library.imports import report_of

logger = logging.getLogger(__name__)

SUFFIXES = {
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
"""Of files that are fetched and read, by their media type."""


@dataclass(frozen=True)
class OwnText:
    """What a paper's own file says. motion, report: its parts and pages, if it is recognised as a council paper."""

    words: str
    motion: Motion | None = None
    report: ImportReport | None = None


class Neighbourhood:
    """Nothing here fails because something is missing: references that lead nowhere are common."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._meetings: dict[str, Meeting | None] = {}
        self._names: dict[str, str] = {}

    def around(self, paper: Paper) -> Surroundings:
        meetings = {
            step.meeting: found for step in paper.steps if step.meeting and (found := self._meeting(step.meeting))
        }
        addresses = [one for step in paper.steps for one in step.organizations]
        addresses += [one for meeting in meetings.values() for one in meeting.organizations]
        named = {one: self._name(one) for one in (*addresses, *paper.offices[:1])}
        return Surroundings(meetings, {address: name for address, name in named.items() if name})

    def text_of(self, paper: Paper) -> OwnText | None:
        """None if the server does not tell and no file of a kind that can be read here says it."""
        files = own_files(paper)
        told = "\n\n".join(one.text for one in files if one.text)
        if told:
            return OwnText(told)
        return next((text for one in files if (text := self._read(one))), None)

    def _meeting(self, address: str) -> Meeting | None:
        if address not in self._meetings:
            self._meetings[address] = read_meeting(self._fetched(address), address)
        return self._meetings[address]

    def _name(self, address: str) -> str:
        if address not in self._names:
            self._names[address] = read_name(self._fetched(address))
        return self._names[address]

    def _fetched(self, address: str) -> object:
        """The object at an address, or None."""
        try:
            answer = self._client.get(address)
            return None if answer.is_gone else parse(answer.body, address)
        except KnowledgeBaseError as error:
            logger.info("%s is not to be read: %s", address, error)
            return None

    def _read(self, file: File) -> OwnText | None:
        suffix = SUFFIXES.get(file.mime_type.partition(";")[0])
        if not suffix:
            return None
        try:
            answer = self._client.get(file.url)
        except KnowledgeBaseError as error:
            logger.info("%s is not to be read: %s", file.url, error)
            return None
        with tempfile.TemporaryDirectory(prefix="wissensspeicher-") as folder:
            path = Path(folder, f"datei{suffix}")
            path.write_bytes(answer.body)
            return None if answer.is_gone else _own_text(path, file.name)


def _own_text(path: Path, name: str) -> OwnText | None:
    """What can be read of the file; a council paper with its parts, and the pages on which they begin."""
    try:
        read = read_import(path, name)
    except StoreUnavailable:
        raise
    except KnowledgeBaseError:
        return _words_alone(path)
    words = read.text.text if read.text else ""
    if not isinstance(read.document, Motion):
        return OwnText(words)
    return OwnText(words, read.document, report_of(read, name, file_hash(path, name)))


def _words_alone(path: Path) -> OwnText | None:
    """Of a file that is no council paper: they may still tell what it is about."""
    try:
        return OwnText(read_text_of(path).text)
    except UnreadableFile:
        return None
