"""Settings, read once at the edge: defaults, then a TOML file, then `KB_*` from the environment.

An unknown setting is an error that names the known ones. Secrets never show in a repr.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kb.errors import SettingsError

Network = IPv4Network | IPv6Network

PREFIX = "KB_"
DEFAULT_FILE = "wissensspeicher.toml"
SHORTEST_SECRET = 32
_SITE = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]+)?|https:")
"""A site as `frame-ancestors` takes it, or every site that is encrypted."""
_PASSWORD = re.compile(r"(\b\w*password=)[^&]*")
LOG_FORMS = ("text", "json")
NOT_OURS = ("KB_TEST_",)
"""Variables of the test run, which are no settings."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Who runs this knowledge base, for the duty pages; each is asked for by `wissensspeicher check` while empty."""

    name: str = field(default="", metadata={"help": "Name der betreibenden Stelle, wie er im Impressum steht"})
    address: str = field(default="", metadata={"help": "Anschrift der Stelle, Zeilen durch Semikolon getrennt"})
    email: str = field(default="", metadata={"help": "Funktionspostfach der Stelle"})
    phone: str = field(default="", metadata={"help": "Rufnummer der Stelle"})
    represented_by: str = field(default="", metadata={"help": "Vertretungsberechtigte Funktion oder Person"})
    supervisor: str = field(default="", metadata={"help": "Zuständige Aufsichtsbehörde"})
    privacy_email: str = field(default="", metadata={"help": "Funktionspostfach der oder des Datenschutzbeauftragten"})
    accessibility_email: str = field(default="", metadata={"help": "Funktionspostfach für Hinweise auf Barrieren"})
    accessibility_note: str = field(
        default="",
        metadata={"help": "Geprüfter Stand der Vereinbarkeit mit der BITVNRW (ohne Angabe: „noch nicht geprüft“)"},
    )
    accessibility_gaps: str = field(
        default="",
        metadata={"help": "Was nicht barrierefrei ist, mit Grund, durch Semikolon getrennt (oder: keine bekannt)"},
    )
    accessibility_date: str = field(
        default="",
        metadata={"help": "Wann und wie die Erklärung erstellt wurde, z. B. am 3. März 2026 nach eigener Prüfung"},
    )


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings. Paths and URLs are resolved; nothing is opened or created here."""

    data: Path = field(default=Path("daten"), metadata={"help": "Ordner für Datenbank und Index"})
    host: str = field(default="127.0.0.1", metadata={"help": "Adresse, an der der Dienst lauscht"})
    port: int = field(default=8000, metadata={"help": "Port, an dem der Dienst lauscht (0: irgendein freier)"})
    processes: int = field(default=1, metadata={"help": "Anzahl der Webprozesse"})
    threads: int = field(default=4, metadata={"help": "Anzahl der Threads je Webprozess"})
    database: str = field(
        default="sqlite:///wissensspeicher.sqlite",
        metadata={
            "help": "Datenbank als URL; drei Schrägstriche: unterhalb von KB_DATA, vier: absoluter Pfad; "
            "oder `postgresql+psycopg://name:passwort@rechner/datenbank`",
            "secret": True,
        },
    )
    index: str = field(
        default="whoosh:///index",
        metadata={
            "help": "Suchindex als URL: `whoosh:///…`, drei Schrägstriche: unterhalb von KB_DATA, vier: absoluter Pfad; "
            "oder `opensearch+https://name:passwort@host:9200/index`",
            "secret": True,
        },
    )
    content: Path | None = field(
        default=None, metadata={"help": "Ordner mit dem Erstbestand (Vorgabe: der mitgelieferte)"}
    )
    trusted: str = field(
        default="",
        metadata={
            "help": "Ordner, durch Semikolon getrennt, aus denen `import --publish` auch eingelesene Vorlagen sofort "
            "veröffentlicht (ohne Angabe: keiner)"
        },
    )
    letterhead: Path | None = field(
        default=None, metadata={"help": "DOCX-Datei, auf deren Briefbogen eigene Vorlagen stehen (ohne Angabe: keiner)"}
    )
    base_url: str = field(default="", metadata={"help": "Öffentliche Adresse, z. B. https://wissen.example.org"})
    prefix: str = field(
        default="", metadata={"help": "Pfad, unter dem der Dienst hinter einem Proxy liegt, z. B. /wissen"}
    )
    proxies: int = field(default=0, metadata={"help": "Anzahl vertrauenswürdiger Proxys vor dem Dienst"})
    limits: str = field(
        default="memory://",
        metadata={
            "help": "Wo gezählt wird, wie viel ein Netz die Schnittstelle fragt: `memory://` je Webprozess, "
            "`redis://…` gemeinsam für alle; leer: gar nicht",
            "secret": True,
        },
    )
    limit: int = field(
        default=300, metadata={"help": "Wie viele Fragen je Minute ein Netz an die Schnittstelle richten darf"}
    )
    frame_ancestors: str = field(
        default="",
        metadata={
            "help": "Websites, die die Suche in einem Rahmen zeigen dürfen, mit Leerzeichen dazwischen, "
            "z. B. https://www.bielefeld.de (ohne Angabe: keine)"
        },
    )
    secret: str = field(
        default="",
        metadata={
            "help": "Geheimnis zum Unterschreiben von Formularen, mindestens 32 Zeichen (ohne Angabe: eines im Datenordner)"
        },
    )
    statistics: str = field(
        default="on",
        metadata={"help": "Ob gezählt wird, was gesucht wird, ohne Angaben zu Personen: `on` oder `off`"},
    )
    log: str = field(
        default="text",
        metadata={
            "help": "Form des Protokolls: `text`, oder `json` mit einer Zeile auch für jede Anfrage an die Website"
        },
    )
    metrics_networks: str = field(
        default="",
        metadata={
            "help": "Netze, die außer dem eigenen Rechner `/metrics` lesen dürfen, z. B. 10.1.0.0/16 (ohne Angabe: keine)"
        },
    )
    harvest_rate: int = field(
        default=4, metadata={"help": "Wie viele Anfragen je Sekunde ein Ratsinformationssystem höchstens bekommt"}
    )
    harvest_networks: str = field(
        default="",
        metadata={"help": "Nicht öffentliche Netze, in denen Ratsinformationssysteme liegen dürfen, z. B. 10.1.0.0/16"},
    )
    operator: Operator = field(default_factory=Operator)

    @property
    def database_url(self) -> str:
        """The database's URL with its path made absolute."""
        return self.below_data(self.database)

    def below_data(self, database: str) -> str:
        """A database's URL with its path made absolute."""
        return _below(database, self.data, "sqlite")

    @property
    def index_url(self) -> str:
        """The index's URL with its path made absolute."""
        return _below(self.index, self.data, "whoosh")

    @property
    def trusted_folders(self) -> tuple[Path, ...]:
        """The folders whose files need nobody's confirmation."""
        return tuple(Path(one.strip()).absolute() for one in self.trusted.split(";") if one.strip())

    @property
    def metrics_readers(self) -> tuple[Network, ...]:
        """The networks that may read `/metrics` beside the own machine."""
        return tuple(ip_network(one.strip()) for one in self.metrics_networks.split(",") if one.strip())

    def address(self, path: str) -> str:
        """The public address of a path such as `/suche`; a path only, below the prefix, while `base_url` is not set."""
        below = "" if self.base_url.endswith(self.prefix) else self.prefix
        return f"{self.base_url}{below}{path}"

    def __repr__(self) -> str:
        shown = (
            f"{one.name}={_masked(str(getattr(self, one.name)))!r}"
            for one in fields(self)
            if one.name not in ("operator", "secret")
        )
        return f"Settings({', '.join(shown)})"


def read_settings(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The settings of this process. Raises SettingsError, naming what is known.

    environ: by default the process's. folder: where `wissensspeicher.toml` is looked for, by default the current one.
    """
    environ = os.environ if environ is None else environ
    values = _from_file(environ, folder or Path.cwd()) | _from_environment(environ)
    known = setting_names()
    for name in values:
        if name not in known:
            raise SettingsError(_unknown(name, known))
    return _settings(values)


def setting_names() -> dict[str, str]:
    """Every setting's environment name with its German help text."""
    own = {PREFIX + one.name.upper(): one.metadata["help"] for one in fields(Settings) if "help" in one.metadata}
    operator = {f"{PREFIX}OPERATOR_{one.name.upper()}": one.metadata["help"] for one in fields(Operator)}
    return {f"{PREFIX}CONFIG": f"Datei mit Einstellungen (Vorgabe: {DEFAULT_FILE})"} | own | operator


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    return {
        name: value
        for name, value in environ.items()
        if name.startswith(PREFIX) and not name.startswith(NOT_OURS) and name != f"{PREFIX}CONFIG"
    }


def _from_file(environ: Mapping[str, str], folder: Path) -> dict[str, object]:
    """The TOML file's values under their environment names; a table `[operator]` becomes `KB_OPERATOR_…`."""
    named = environ.get(f"{PREFIX}CONFIG")
    path = Path(named) if named else folder / DEFAULT_FILE
    if not named and not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"Die Einstellungsdatei {path} ist nicht lesbar: {error}. Der Dienst wurde nicht gestartet."
        ) from error
    operator = table.pop("operator", {})
    if not isinstance(operator, dict):
        raise SettingsError(f"In {path} muss „operator“ ein Abschnitt sein: [operator].")
    flat = {PREFIX + name.upper(): value for name, value in table.items()}
    return flat | {f"{PREFIX}OPERATOR_{name.upper()}": value for name, value in operator.items()}


def _unknown(name: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(name, known, 1)
    hint = f" Gemeint war vielleicht {near[0]}." if near else ""
    return f"Die Einstellung {name} gibt es nicht.{hint} Bekannt sind: {', '.join(known)}."


def _settings(values: Mapping[str, object]) -> Settings:
    operator_prefix = f"{PREFIX}OPERATOR_"
    operator = {
        name.removeprefix(operator_prefix).lower(): str(value)
        for name, value in values.items()
        if name.startswith(operator_prefix)
    }
    own = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in values.items()
        if not name.startswith(operator_prefix)
    }
    typed = {name: _typed(name, value) for name, value in own.items()}
    data = Path(str(typed.pop("data", Settings.data))).absolute()
    settings = Settings(**typed, data=data, operator=Operator(**operator))  # type: ignore[arg-type]  # names and types were checked above
    if settings.statistics not in ("on", "off"):
        raise SettingsError(f"KB_STATISTICS muss „on“ oder „off“ sein, ist aber „{settings.statistics}“.")
    if settings.log not in LOG_FORMS:
        raise SettingsError(f"KB_LOG muss „text“ oder „json“ sein, ist aber „{settings.log}“.")
    try:
        _ = settings.metrics_readers
    except ValueError as error:
        raise SettingsError(
            f"KB_METRICS_NETWORKS braucht Netze wie 10.1.0.0/16, ist aber „{settings.metrics_networks}“."
        ) from error
    if settings.prefix and not settings.prefix.startswith("/"):
        raise SettingsError(f"KB_PREFIX muss mit / beginnen, ist aber „{settings.prefix}“.")
    for site in settings.frame_ancestors.split():
        if not _SITE.fullmatch(site):
            raise SettingsError(
                f"In KB_FRAME_ANCESTORS ist „{site}“ keine Website. Erwartet wird zum Beispiel https://www.bielefeld.de."
            )
    if settings.secret and len(settings.secret) < SHORTEST_SECRET:
        raise SettingsError(f"KB_SECRET braucht mindestens {SHORTEST_SECRET} Zeichen, hat aber {len(settings.secret)}.")
    return settings


_WHOLE_NUMBERS = {
    "port": (0, 65535),
    "processes": (1, 64),
    "threads": (1, 64),
    "proxies": (0, 10),
    "limit": (1, 1_000_000),
    "harvest_rate": (1, 1000),
}


def _typed(name: str, value: object) -> object:
    if name in _WHOLE_NUMBERS:
        return _whole_number(name, value)
    if name in ("content", "letterhead"):
        return Path(str(value)).absolute()
    return str(value).rstrip("/") if name in ("base_url", "prefix") else str(value)


def _whole_number(name: str, value: object) -> int:
    least, most = _WHOLE_NUMBERS[name]
    try:
        number = int(str(value))
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise SettingsError(
            f"{PREFIX}{name.upper()} muss eine ganze Zahl von {least} bis {most} sein, ist aber „{value}“."
        )
    return number


def _below(url: str, folder: Path, scheme: str) -> str:
    """Put a path with three slashes below `folder`; four slashes, other schemes and `:memory:` stay."""
    start = f"{scheme}:///"
    if not url.startswith(start) or url.startswith(f"{start}/") or url in (start, f"{start}:memory:"):
        return url
    return f"{start}{folder / url.removeprefix(start)}"


def _masked(value: str) -> str:
    """A URL without its password, which may also stand behind the question mark."""
    parts = urlsplit(value)
    query = _PASSWORD.sub(r"\1***", parts.query)
    netloc = parts.netloc.replace(f":{parts.password}@", ":***@") if parts.password else parts.netloc
    return urlunsplit(parts._replace(netloc=netloc, query=query)) if "://" in value else value
