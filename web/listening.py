"""Where the service is to be reached, as far as its socket tells."""

import socket
from dataclasses import replace
from ipaddress import ip_address

from kb.settings import Settings


def address(settings: Settings, listener: socket.socket) -> str:
    """Where the start page is: the public address if there is one, else that of the socket."""
    if settings.base_url:
        return settings.address("/")
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}{settings.address('/')}"


def with_own_address(settings: Settings, listener: socket.socket) -> Settings:
    """Who tries the service on one machine gets whole addresses in citations and feeds without setting one.

    Behind a proxy, or open to a network, nobody can know the public address but the operator.
    """
    is_own = ip_address(listener.getsockname()[0]).is_loopback and settings.proxies == 0
    if settings.base_url or not is_own:
        return settings
    return replace(settings, base_url=address(settings, listener).rstrip("/"))
