"""The error tree. Errors carry data; `message` says in German what happened and what to do next.

KnowledgeBaseError
├── SettingsError               a setting is unknown or has a wrong value
├── InputError                  something handed in cannot be read; nothing was stored
│   ├── UnknownField            a field name that does not exist
│   ├── UnreadableFile          wrong encoding, empty, too large, broken front matter
│   ├── InvalidDocument         readable, but its values do not fit together
│   ├── AddressRefused          an address that must not be fetched
│   ├── ContributionRefused     what a reader sent in has faults, or comes in a way that is not taken
│   │   ├── InvalidContribution     fields are missing or wrong
│   │   ├── StampTooYoung           sent faster than anybody types
│   │   ├── StampOutdated           the form is too old, or was not given out here
│   │   ├── StampUsed               another text was sent with the same form
│   │   └── TooManyContributions    the limit of the day is reached
│   └── UnreadableAnswer        a council information system sent something that is no OParl
├── SignInRefused               name and password do not fit together
├── TooManyAttempts             somebody tries too often
├── NotAllowed                  signed in, but not for this
├── NotFound                    there is no such document, topic, municipality or page
│   └── Withdrawn               there was one; it is no longer public
├── EditConflict                somebody saved a newer revision
├── ForbiddenMove               this state does not follow from that one
├── ServerUnavailable           a council information system does not answer
├── SearchUnavailable           the index cannot answer now; the database is not affected
│   ├── IndexDamaged            the index files are not what was written
│   └── AlreadyRebuilding       somebody else is building the index anew
├── RenderingUnavailable        Markdown cannot be turned into HTML now
├── FormatUnavailable           a file of this format cannot be written here
└── StoreUnavailable            the database cannot be reached or written
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches


class KnowledgeBaseError(Exception):
    """Root of all errors that this product raises on purpose."""

    @property
    def message(self) -> str:
        """What happened and the next step, in German."""
        return str(self)


class SettingsError(KnowledgeBaseError):
    """A setting is unknown or has a value that cannot be used."""


class InputError(KnowledgeBaseError):
    """Something handed in cannot be read; nothing was stored."""


class UnknownField(InputError):
    """A field name that does not exist, with the known ones."""

    def __init__(self, name: str, known: Iterable[str], where: str = "") -> None:
        self.name, self.known, self.where = name, tuple(known), where
        super().__init__(name)

    @property
    def message(self) -> str:
        place = f"{self.where}: " if self.where else ""
        near = get_close_matches(self.name, self.known, 1)
        hint = f" Gemeint war vielleicht „{near[0]}“." if near else ""
        return f"{place}Das Feld „{self.name}“ gibt es nicht.{hint} Bekannt sind: {', '.join(self.known)}."


class UnreadableFile(InputError):
    """A file cannot be read; `reason` is a German sentence."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(name, reason)

    @property
    def message(self) -> str:
        return f"{self.name}: {self.reason} Es wurde nichts gespeichert."


class InvalidDocument(InputError):
    """A document's values do not fit together; `reasons` are German sentences."""

    def __init__(self, document: str, reasons: Iterable[str]) -> None:
        self.document, self.reasons = document, tuple(reasons)
        super().__init__(document, self.reasons)

    @property
    def message(self) -> str:
        return f"{self.document}: {' '.join(self.reasons)} Es wurde nichts gespeichert."


class AddressRefused(InputError):
    """An address must not be fetched; `reason` is a German sentence."""

    def __init__(self, url: str, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(url, reason)

    @property
    def message(self) -> str:
        return f"{self.url} wird nicht abgerufen: {self.reason}"


class UnreadableAnswer(InputError):
    """What came from `url` is not what was asked for; `reason` is a German sentence."""

    def __init__(self, url: str, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(url, reason)

    @property
    def message(self) -> str:
        return f"{self.url}: {self.reason}"


class ServerUnavailable(KnowledgeBaseError):
    """A server does not answer, or only with errors; `reason` is a German sentence. `status`: of HTTP, 0 without one."""

    def __init__(self, url: str, reason: str, status: int = 0) -> None:
        self.url, self.reason, self.status = url, reason, status
        super().__init__(url, reason)

    @property
    def message(self) -> str:
        return f"{self.url} ist gerade nicht zu lesen: {self.reason} Was schon eingelesen ist, bleibt."


class ContributionRefused(InputError):
    """What a reader sent in is not taken; the form keeps what was typed."""


class InvalidContribution(ContributionRefused):
    """Fields are missing or wrong: `faults` has a German sentence by the name of the field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(self.faults)

    @property
    def message(self) -> str:
        return f"Es wurde noch nichts gesendet. {' '.join(self.faults.values())}"


class StampTooYoung(ContributionRefused):
    """Sent faster than anybody types."""

    @property
    def message(self) -> str:
        return (
            "Das ging schneller, als ein Mensch tippt; deshalb wurde noch nichts gesendet. "
            "Ihre Angaben stehen unten. Bitte senden Sie sie nach einem Augenblick noch einmal."
        )


class StampOutdated(ContributionRefused):
    """The form is too old, or was not given out here."""

    @property
    def message(self) -> str:
        return (
            "Das Formular war zu lange offen; deshalb wurde noch nichts gesendet. "
            "Ihre Angaben stehen unten. Bitte prüfen Sie sie und senden Sie sie noch einmal."
        )


class StampUsed(ContributionRefused):
    """Another text was sent with the same form already."""

    @property
    def message(self) -> str:
        return (
            "Mit diesem Formular ist schon eine Meldung angekommen. "
            "Wenn Sie diese geänderte Fassung auch senden möchten, senden Sie sie bitte noch einmal."
        )


class TooManyContributions(ContributionRefused):
    """The limit of the day is reached, for a network or altogether."""

    @property
    def message(self) -> str:
        return (
            "Heute sind schon sehr viele Meldungen angekommen; deshalb wurde diese noch nicht angenommen. "
            "Ihre Angaben stehen unten. Bitte heben Sie den Text auf und senden Sie ihn morgen."
        )


class NotFound(KnowledgeBaseError):
    """There is no such thing; `what` names it in German."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)

    @property
    def message(self) -> str:
        return f"{self.what} gibt es hier nicht."


class Withdrawn(NotFound):
    """There was such a document; it is no longer public."""

    @property
    def message(self) -> str:
        return f"{self.what} wurde zurückgezogen und ist nicht mehr öffentlich."


class SignInRefused(KnowledgeBaseError):
    """Name and password do not fit together; which of them is wrong is never told."""

    @property
    def message(self) -> str:
        return "Name und Passwort passen nicht zusammen. Bitte prüfen Sie beides; Ihre Administration kann das Passwort zurücksetzen."


class TooManyAttempts(KnowledgeBaseError):
    """Somebody tries too often; the next try counts after so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)

    @property
    def message(self) -> str:
        minutes = max(1, round(self.seconds / 60))
        wait = "einer Minute" if minutes == 1 else f"{minutes} Minuten"
        return f"Das waren zu viele Versuche. Bitte versuchen Sie es in {wait} noch einmal."


class NotAllowed(KnowledgeBaseError):
    """Signed in, but not for this; `needed` is the label of the role that may."""

    def __init__(self, needed: str) -> None:
        self.needed = needed
        super().__init__(needed)

    @property
    def message(self) -> str:
        return f"Dafür braucht Ihr Konto die Rolle „{self.needed}“. Es wurde nichts geändert. Ihre Administration kann sie vergeben."


class EditConflict(KnowledgeBaseError):
    """Somebody saved revision `newest` while this edit was `based_on` an older one."""

    def __init__(self, document: str, based_on: int | None, newest: int) -> None:
        self.document, self.based_on, self.newest = document, based_on, newest
        super().__init__(document, based_on, newest)

    @property
    def message(self) -> str:
        return (
            f"„{self.document}“ wurde inzwischen geändert: Ihre Bearbeitung beruht auf Fassung {self.based_on or 0}, "
            f"gespeichert ist Fassung {self.newest}. Es wurde nichts überschrieben. "
            "Bitte vergleichen Sie beide Fassungen und speichern Sie dann erneut."
        )


class ForbiddenMove(KnowledgeBaseError):
    """A document cannot go from one editorial state to the other."""

    def __init__(self, document: str, from_state: str, to_state: str) -> None:
        self.document, self.from_state, self.to_state = document, from_state, to_state
        super().__init__(document, from_state, to_state)

    @property
    def message(self) -> str:
        return f"„{self.document}“ kann nicht von „{self.from_state}“ zu „{self.to_state}“ wechseln. Es wurde nichts geändert."


class SearchUnavailable(KnowledgeBaseError):
    """The index cannot answer now; the database is not affected."""

    @property
    def message(self) -> str:
        return (
            "Die Suche ist gerade nicht verfügbar. Alle Dokumente sind sicher gespeichert. "
            "Bitte versuchen Sie es in einer Minute noch einmal oder gehen Sie über die Themen."
        )


class IndexDamaged(SearchUnavailable):
    """The index files are missing, changed or made for another version; `reason` says which, for the log."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    @property
    def message(self) -> str:
        return (
            "Der Suchindex wird gerade neu aufgebaut. Alle Dokumente sind sicher gespeichert. "
            "Bitte versuchen Sie es in einer Minute noch einmal oder gehen Sie über die Themen."
        )


class AlreadyRebuilding(SearchUnavailable):
    """Somebody else is building the index anew, here or on another machine."""

    @property
    def message(self) -> str:
        return (
            "Der Suchindex wird schon neu gebaut, hier oder auf einem anderen Rechner. Es geht nichts verloren. "
            "Nächster Schritt: warten, bis er fertig ist."
        )


class RenderingUnavailable(KnowledgeBaseError):
    """The child process that turns Markdown into HTML does not start; `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    @property
    def message(self) -> str:
        return "Texte können gerade nicht umgesetzt werden. Es wurde nichts gespeichert. Bitte versuchen Sie es noch einmal."


class FormatUnavailable(KnowledgeBaseError):
    """A file of this format cannot be written; `reason` is for the log, `cause` a German sentence for the operator."""

    def __init__(self, reason: str, cause: str) -> None:
        self.reason, self.cause = reason, cause
        super().__init__(reason, cause)

    @property
    def message(self) -> str:
        return (
            f"Die Datei kann hier gerade nicht erstellt werden. {self.cause} Ihre Angaben sind nicht verloren: "
            "Gehen Sie eine Seite zurück und wählen Sie ein anderes Format."
        )


class StoreUnavailable(KnowledgeBaseError):
    """The database cannot be reached or written; `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    @property
    def message(self) -> str:
        return (
            "Die Datenbank ist gerade nicht erreichbar oder kann nicht schreiben. Bereits Gespeichertes ist nicht verloren. "
            "Bitte versuchen Sie es noch einmal; die Betriebsstelle findet die Ursache im Protokoll."
        )
