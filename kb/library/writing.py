"""The public documents and the registers as a folder of files, in the form that loading reads."""

import os
import re
from pathlib import Path

from kb.documents import AnyDocument, Kind
from kb.exporting.markdown import write_document
from kb.exporting.registers import write_facts, write_municipalities, write_topics
from kb.library.loading import FACTS_FILE, MUNICIPALITIES_FILE, SYNONYMS_FILE, TOPICS_FILE
from kb.library.saving import without_personal_data
from kb.store import Store

FOLDERS = {
    Kind.GUIDE: "praxishilfen",
    Kind.RECOMMENDATION: "handlungsempfehlungen",
    Kind.PRACTICE: "praxisbeispiele",
    Kind.AID: "arbeitshilfen",
    Kind.INFOMAIL: "infomails",
    Kind.EVENT: "veranstaltungen",
    Kind.PAPER: "sitzungsvorlagen",
    Kind.MODEL: "mustervorlagen",
}

_EXPORTED = re.compile(r"([a-z0-9]{3,16})(-[a-z0-9-]*)?\.md")


def write_folder(store: Store, folder: Path) -> int:
    """Write everything public into `folder`; returns the number of documents.

    Files of an earlier export that no public document stands behind any more are removed; others are left alone.
    """
    written: set[Path] = set()
    for published in store.documents.published():
        path = folder / file_path(published.document)
        _write(path, write_document(without_personal_data(published.document)))
        written.add(path)
    _write(folder / TOPICS_FILE, write_topics(store.registers.topics()))
    _write(folder / MUNICIPALITIES_FILE, write_municipalities(store.registers.municipalities()))
    facts = store.registers.facts()
    if facts.facts or (folder / FACTS_FILE).exists():
        _write(folder / FACTS_FILE, write_facts(facts))
    synonyms = store.registers.synonyms()
    if synonyms or (folder / SYNONYMS_FILE).exists():
        _write(folder / SYNONYMS_FILE, synonyms)
    _remove_outdated(store, folder, written)
    return len(written)


def file_path(document: AnyDocument) -> Path:
    """Where the document lies in an export: `praxishilfen/ph001-dem-netzwerk-beitreten.md`."""
    name = f"{document.id}-{document.slug}" if document.slug else document.id
    return Path(FOLDERS[document.kind], f"{name}.md")


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.neu")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _remove_outdated(store: Store, folder: Path, written: set[Path]) -> None:
    """Remove what an earlier export wrote for documents that are renamed or withdrawn by now."""
    ours = set(store.documents.ids())
    for name in FOLDERS.values():
        for path in (folder / name).glob("*.md"):
            matched = _EXPORTED.fullmatch(path.name)
            if path not in written and matched and matched.group(1) in ours:
                path.unlink()
