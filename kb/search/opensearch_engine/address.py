"""Where an OpenSearch cluster is, and under which name our index stands there: read from the URL in KB_INDEX."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from kb.errors import SettingsError

SCHEMES = {"opensearch+http": False, "opensearch+https": True}
"""Known beginnings of the URL, and whether what goes over the network is encrypted."""

EXAMPLE = "opensearch+https://name:passwort@host:9200/wissen"
_PORT = 9200
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_OPTIONS = ("ca", "seconds", "shards")


@dataclass(frozen=True, kw_only=True)
class Address:
    """hosts: name and port of every node that may be asked. prefix: begins the names of our indexes.

    certificates: a file with those that signed the nodes' ones; empty for those that the machine trusts.
    seconds: how long a search may take before another node is asked. shards: of an index that is built from now on;
    0 for as many as its documents need.
    """

    hosts: tuple[tuple[str, int], ...]
    prefix: str
    is_encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)
    certificates: str = ""
    seconds: float = 3.0
    shards: int = 0


def read_address(url: str) -> Address:
    """`opensearch+https://user:password@one:9200,two:9200/prefix?shards=3`. Raises SettingsError, without the password."""
    parts = urlsplit(url)
    account, _, hosts = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    prefix = parts.path.strip("/")
    if not _PREFIX.fullmatch(prefix):
        raise SettingsError(f"KB_INDEX braucht hinter dem Rechner einen Namen in Kleinbuchstaben, z. B. {EXAMPLE}.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    _refuse_unknown(options)
    return Address(
        hosts=tuple(_host(one) for one in hosts.split(",")),
        prefix=prefix,
        is_encrypted=SCHEMES[parts.scheme],
        user=unquote(user),
        password=unquote(password),
        certificates=options.get("ca", ""),
        seconds=_number(options, "seconds", Address.seconds),
        shards=_whole_number(options, "shards") if "shards" in options else Address.shards,
    )


def _host(written: str) -> tuple[str, int]:
    parts = urlsplit(f"//{written}")
    try:
        name, port = parts.hostname, parts.port
    except ValueError:
        name, port = None, None
    if not name:
        raise SettingsError(f"In KB_INDEX ist „{written}“ kein Rechner. Erwartet wird zum Beispiel {EXAMPLE}.")
    return name, port or _PORT


def _refuse_unknown(options: Mapping[str, str]) -> None:
    for name in options:
        if name not in _OPTIONS:
            raise SettingsError(f"KB_INDEX kennt „{name}“ nicht. Bekannt sind: {', '.join(_OPTIONS)}.")


def _number(options: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(options.get(name, default))
    except ValueError:
        number = 0.0
    if not 0 < number <= 1000:  # noqa: PLR2004 - no time and no number of shards is near it
        raise SettingsError(f"In KB_INDEX muss „{name}“ eine Zahl über 0 sein, ist aber „{options[name]}“.")
    return number


def _whole_number(options: Mapping[str, str], name: str) -> int:
    number = _number(options, name, 1)
    if not number.is_integer():
        raise SettingsError(f"In KB_INDEX muss „{name}“ eine ganze Zahl sein, ist aber „{options[name]}“.")
    return int(number)
