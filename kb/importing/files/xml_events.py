"""XML as a stream of events, so that no file is ever a tree in memory. Nothing outside the file is loaded."""

from collections.abc import Iterator, Mapping
from typing import IO, Literal, NamedTuple
from xml.parsers import expat  # S405 is about entities and outside files: both are refused below

from kb.importing.files.values import Refused

MOST_DEPTH = 500
_CHUNK = 1 << 16
_BROKEN = "Die Datei ist beschädigt: Ihr Inhalt ist kein gültiges XML."


class Event(NamedTuple):
    """`start` and `end` carry the element's name with its prefix, `text` its characters in `name`."""

    what: Literal["start", "end", "text"]
    name: str
    attributes: Mapping[str, str] = {}


def events(stream: IO[bytes], prefixes: Mapping[str, str]) -> Iterator[Event]:
    """The events of an XML file in their order.

    prefixes: what the names of a namespace begin with (`w` gives `w:p`); names of others begin with nothing.
    Raises Refused for broken XML, entity declarations and elements nested too deeply.
    """
    parser = _Parser(prefixes)
    while chunk := stream.read(_CHUNK):
        yield from parser.feed(chunk)
    yield from parser.feed(b"", is_last=True)


class _Parser:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._found: list[Event] = []
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = lambda text: self._found.append(Event("text", text))
        self._parser.EntityDeclHandler = _refuse_entities

    def feed(self, chunk: bytes, *, is_last: bool = False) -> Iterator[Event]:
        try:
            self._parser.Parse(chunk, is_last)
        except (expat.ExpatError, ValueError) as error:
            raise Refused(_BROKEN) from error
        found, self._found = self._found, []
        yield from found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Refused("Die Datei ist zu tief geschachtelt.")
        named = {self._prefixed(key): value for key, value in attributes.items()}
        self._found.append(Event("start", self._prefixed(name), named))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._found.append(Event("end", self._prefixed(name)))

    def _prefixed(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        prefix = self._prefixes.get(namespace)
        return f"{prefix}:{local}" if prefix else local


def _refuse_entities(*_: object) -> None:
    raise Refused(
        "Die Datei enthält Ersetzungen (Entities), wie sie in Dokumenten nicht vorkommen; sie wird nicht gelesen."
    )
