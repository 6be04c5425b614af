"""Anlagen: files that editors add to a document, handed out only with a public revision that names them."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kb.documents import AnyDocument, Attachment
from kb.errors import EditConflict, InputError, NotFound
from kb.importing.files import ATTACHABLE, attachable_suffix
from kb.library.arrivals import file_hash
from kb.library.editing import Editing
from kb.library.originals import Originals
from kb.library.reading import Reading
from kb.people import Person
from kb.settings import Settings
from kb.store import Saved

FOLDER = "anlagen"

_WHAT = "Diese Anlage"


class Attachments:
    """Methods may raise StoreUnavailable; then nothing was changed. Files of earlier revisions are kept as these are."""

    accepted = tuple(f".{one}" for one in ATTACHABLE)
    """The suffixes of files that can be added."""

    def __init__(self, settings: Settings, editing: Editing, reading: Reading) -> None:
        self._files = Originals(settings.data, FOLDER)
        self._editing, self._reading = editing, reading

    def add(self, document_id: str, path: Path, attachment: Attachment, person: Person, based_on: int) -> Saved:
        """Keep the file, and name it in the document's next revision; one that was only named so far gets its file.

        Raises UnreadableFile for a sort of file that is not handed on, InputError for one that is there already, and
        what `Editing.edit` raises.
        """
        if attachment.is_released and not attachment.rights:
            raise InputError(
                "Ohne Angabe der Rechte darf eine Anlage nicht herausgegeben werden. Es wurde nichts gespeichert."
            )
        newest = self._newest(document_id, based_on)
        suffix, digest = attachable_suffix(path), file_hash(path, path.name)
        attachments = _with(newest.attachments, replace(attachment, file=f"{digest}.{suffix}"))
        self._files.keep(path, digest, path.name)
        return self._editing.edit(replace(newest, attachments=attachments), person, based_on)

    def remove(self, document_id: str, file: str, person: Person, based_on: int) -> Saved:
        """The next revision is without it. Raises NotFound and what `Editing.edit` raises."""
        newest = self._newest(document_id, based_on)
        removed = _named(newest, file)
        attachments = tuple(one for one in newest.attachments if one != removed)
        return self._editing.edit(replace(newest, attachments=attachments), person, based_on)

    def public_file(self, document_id: str, file: str) -> tuple[Attachment, Path]:
        """What readers get. Raises NotFound, Withdrawn for a document that is no longer public."""
        found = _named(self._reading.document(document_id).document, file)
        if not found.is_handed_out:
            raise NotFound(_WHAT)
        return found, self._path_of(file)

    def file(self, document_id: str, file: str) -> tuple[Attachment, Path]:
        """What editors get: of the newest revision, public or not. Raises NotFound."""
        return _named(self._editing.newest(document_id).document, file), self._path_of(file)

    def sizes(self, document: AnyDocument) -> dict[str, int]:
        """Bytes of each file of the document that is handed out and kept here."""
        sizes: dict[str, int] = {}
        for one in document.attachments:
            if one.is_handed_out:
                with suppress(NotFound):  # an import from elsewhere names files that are not here
                    sizes[one.file] = self._path_of(one.file).stat().st_size
        return sizes

    def _path_of(self, file: str) -> Path:
        return self._files.path_of(file.partition(".")[0])

    def _newest(self, document_id: str, based_on: int) -> AnyDocument:
        """Before a file is kept in vain. Raises EditConflict or NotFound."""
        newest = self._editing.newest(document_id)
        if newest.number != based_on:
            raise EditConflict(document_id, based_on, newest.number)
        return newest.document


def _with(before: tuple[Attachment, ...], added: Attachment) -> tuple[Attachment, ...]:
    """In the place of one of the same title that has no file yet, else behind the others."""
    if any(one.file == added.file for one in before):
        raise InputError("Diese Datei ist schon eine Anlage des Dokuments. Es wurde nichts geändert.")
    titles = [one.title if not one.file else None for one in before]
    if added.title not in titles:
        return (*before, added)
    at = titles.index(added.title)
    return (*before[:at], replace(added, url=before[at].url), *before[at + 1 :])


def _named(document: AnyDocument, file: str) -> Attachment:
    found = next((one for one in document.attachments if one.file and one.file == file), None)
    if found is None:
        raise NotFound(_WHAT)
    return found
