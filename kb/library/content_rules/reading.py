"""A content folder as values, with what cannot be read of it; no database is needed."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kb.documents import AnyDocument, Kind, markdown_parts
from kb.errors import InputError
from kb.exporting.markdown import write_document
from kb.exporting.registers import write_facts, write_municipalities, write_topics
from kb.facts import REFERENCE, FactRegister
from kb.importing.front_matter import read_document
from kb.importing.registers import read_facts, read_municipalities, read_topics
from kb.importing.text_files import read_text
from kb.library.loading import FACTS_FILE, MUNICIPALITIES_FILE, TOPICS_FILE
from kb.library.values import Finding
from kb.library.writing import file_path
from kb.municipalities import MunicipalityRegister
from kb.topics import TopicTree

_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\n]*)\)")
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)

Register = TypeVar("Register", TopicTree, MunicipalityRegister, FactRegister)


@dataclass(frozen=True)
class Text:
    """A document with the place of its file, relative to the folder."""

    path: str
    document: AnyDocument

    @property
    def kind(self) -> Kind:
        return self.document.kind

    @cached_property
    def markdown(self) -> str:
        """All parts, as they are written."""
        return "\n\n".join(markdown_parts(self.document).values())

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Label and address of each link."""
        return tuple(_LINK.findall(self.markdown))

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """Level and title of each heading of the body."""
        return tuple((len(marks), title) for marks, title in _HEADING.findall(self.document.body))

    @cached_property
    def sentences(self) -> str:
        """What is read of it: without headings, addresses and marks; references to facts stay as they are."""
        return re.sub(r"[*_`>|]", " ", _LINK.sub(r"\1", _HEADING.sub("", self.markdown)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters; a fact is one word."""
        return tuple(re.findall(r"\w+", REFERENCE.sub(" fakt ", self.sentences).lower()))

    def error(self, message: str) -> Finding:
        return Finding(f"{self.path}: {message}", is_error=True)

    def hint(self, message: str) -> Finding:
        return Finding(f"{self.path}: {message}")


@dataclass(frozen=True)
class Content:
    """What a folder holds, the day it is looked at, and what was wrong with its files."""

    today: datetime.date
    texts: tuple[Text, ...] = ()
    topics: TopicTree = field(default_factory=TopicTree)
    municipalities: MunicipalityRegister = field(default_factory=MunicipalityRegister)
    facts: FactRegister = field(default_factory=FactRegister)
    faults: tuple[Finding, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, AnyDocument]:
        return {text.document.id: text.document for text in self.texts if text.document.id}

    def of_kind(self, *kinds: Kind) -> Iterator[Text]:
        return (text for text in self.texts if text.kind in kinds)


def read_content(folder: Path, today: datetime.date) -> Content:
    """Everything in the folder that can be read."""
    faults: list[Finding] = []
    topics = _register(folder / TOPICS_FILE, read_topics, write_topics, faults) or TopicTree()
    municipalities = _register(folder / MUNICIPALITIES_FILE, read_municipalities, write_municipalities, faults)
    facts = _register(folder / FACTS_FILE, read_facts, write_facts, faults)
    return Content(
        today=today,
        texts=tuple(_texts(folder, faults)),
        topics=topics,
        municipalities=municipalities or MunicipalityRegister(),
        facts=facts or FactRegister(),
        faults=tuple(faults),
    )


def _register(
    path: Path, read: Callable[[str, str], Register], write: Callable[[Register], str], faults: list[Finding]
) -> Register | None:
    try:
        text = read_text(path)
        register = read(text, path.name)
    except InputError as error:
        faults.append(Finding(error.message.removesuffix(" Es wurde nichts gespeichert."), is_error=True))
        return None
    if write(register) != _without_comment(text):
        faults.append(_not_canonical(path.name))
    return register


def _without_comment(text: str) -> str:
    """Comments may stand at the top; they explain the fields."""
    return re.sub(r"\A(#[^\n]*\n|\n)*", "", text)


def _texts(folder: Path, faults: list[Finding]) -> Iterator[Text]:
    first: dict[str, str] = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        try:
            written = read_text(path, name)
            document = read_document(written, name)
        except InputError as error:
            faults.append(Finding(error.message.removesuffix(" Es wurde nichts gespeichert."), is_error=True))
            continue
        faults.extend(_faults(name, written, document, first))
        yield Text(name, document)


def _faults(name: str, written: str, document: AnyDocument, first: dict[str, str]) -> Iterator[Finding]:
    if write_document(document) != written:
        yield _not_canonical(name)
    if not document.id:
        yield Finding(f"{name}: Die Kennung (id) fehlt.", is_error=True)
    elif (other := first.setdefault(document.id, name)) != name:
        yield Finding(f"{name}: Die Kennung „{document.id}“ steht schon in {other}.", is_error=True)
    if (expected := file_path(document).as_posix()) != name:
        yield Finding(f"{name}: Nach Art und Titel müsste die Datei {expected} heißen.")


def _not_canonical(name: str) -> Finding:
    return Finding(
        f"{name}: Die Datei ist anders geschrieben, als der Export sie schreibt. "
        "Nächster Schritt: laden und mit „wissensspeicher export“ neu schreiben.",
        is_error=True,
    )
