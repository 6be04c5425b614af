"""Which addresses may be fetched: those of named hosts, on the public network, resolved once."""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from kb.errors import AddressRefused, ServerUnavailable, SettingsError

_PORTS = {"http": 80, "https": 443}
_URL_SIGNS = "/:?&=%+,;@!$'()*~#[]-._"
_LONGEST = 2_000
_TUNNELS = tuple(
    map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96"))
)
"""IPv6 networks that hide an IPv4 address."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Target:
    """Where to connect and what to ask for there. address: the numeric one that was checked. path: with its query."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


@dataclass(frozen=True)
class Reach:
    """What one harvest may fetch.

    hosts: names in lower case, with a port (`oparl.example:8080`) where it is not the usual one.
    networks: networks that may be reached although they are not public.
    """

    hosts: frozenset[str]
    networks: tuple[Network, ...] = ()
    _resolved: dict[tuple[str, int], str] = field(default_factory=dict, repr=False, compare=False)

    def target(self, url: str) -> Target:
        """Raises AddressRefused, or ServerUnavailable if the name does not resolve. A name is resolved only once."""
        scheme, host, port, path = _parts(url)
        if host_of(url) not in self.hosts:
            raise AddressRefused(
                url, f"„{host}“ gehört nicht zu den erlaubten Servern ({', '.join(sorted(self.hosts))})."
            )
        if (host, port) not in self._resolved:
            self._resolved[host, port] = self._checked_address(url, host, port)
        return Target(scheme, host, port, self._resolved[host, port], path)

    def _checked_address(self, url: str, host: str, port: int) -> str:
        addresses = _addresses(url, host, port)
        if not all(map(self._may_be_reached, addresses)):
            raise AddressRefused(url, f"„{host}“ liegt nicht im öffentlichen Netz.")
        return addresses[0]

    def _may_be_reached(self, address: str) -> bool:
        number = ipaddress.ip_address(address.partition("%")[0])
        if any(number in network for network in self.networks):
            return True
        return number.is_global and not number.is_multicast and not any(number in tunnel for tunnel in _TUNNELS)


def host_of(url: str) -> str:
    """The host as `Reach.hosts` names it. Raises AddressRefused."""
    scheme, host, port, _ = _parts(url)
    return host if port == _PORTS[scheme] else f"{host}:{port}"


def read_networks(text: str) -> tuple[Network, ...]:
    """From a setting such as `127.0.0.0/8, 10.1.0.0/16`. Raises SettingsError."""
    try:
        return tuple(ipaddress.ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise SettingsError(f"KB_HARVEST_NETWORKS braucht Netze wie 10.1.0.0/16, ist aber „{text}“.") from error


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path; signs that no address may have are encoded, everything else stays as it is."""
    encoded = quote(url.strip(), safe=_URL_SIGNS)
    try:
        split = urlsplit(encoded)
        host, port = (split.hostname or "").lower().rstrip("."), split.port
    except ValueError as error:
        raise AddressRefused(url[:200], "Das ist keine Adresse.") from error
    if split.scheme not in _PORTS or not host or len(encoded) > _LONGEST:
        raise AddressRefused(url[:200], "Das ist keine Adresse, die mit https:// oder http:// beginnt.")
    if split.username or split.password:
        raise AddressRefused(split.hostname or "", "Die Adresse enthält Zugangsdaten.")
    query = f"?{split.query}" if split.query else ""
    return split.scheme, host, port or _PORTS[split.scheme], (split.path or "/") + query


def _addresses(url: str, host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServerUnavailable(url, f"Der Name „{host}“ ist nicht bekannt.") from error
    return [str(one[4][0]) for one in found]


def without_repeats(hosts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip().lower() for one in hosts if one.strip()))
