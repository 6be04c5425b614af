"""Signed time stamps in forms: a form that nobody typed into, or that was not given out here, is told apart."""

import datetime
import hmac
import ipaddress
import json
import secrets
from dataclasses import asdict
from hashlib import sha256

from kb.contributions import Contribution
from kb.errors import StampOutdated, StampTooYoung
from kb.store import Submission

LEAST_AGE = datetime.timedelta(seconds=3)
"""Nobody fills in a form faster."""
MOST_AGE = datetime.timedelta(hours=24)

_NETWORK_BITS = {4: 24, 6: 48}
"""What a household or an office has, by version of the protocol."""


class Stamps:
    """Gives out stamps and reads them again, with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def new(self, form: str, now: datetime.datetime) -> str:
        """A stamp for one showing of the form of this name, such as `1763859600.3f9a….d41c…`."""
        said = f"{int(now.timestamp())}.{secrets.token_hex(8)}"
        return f"{said}.{self._signature(form, said)}"

    def is_current(self, stamp: str, form: str, now: datetime.datetime) -> bool:
        """Whether the stamp may stay in the form, be it still too young."""
        age = self._age(stamp, form, now)
        return age is not None and age <= MOST_AGE

    def submission(self, stamp: str, sent: Contribution, sender: str, now: datetime.datetime) -> Submission:
        """What tells this sending from others. sender: network address. Raises StampTooYoung or StampOutdated."""
        age = self._age(stamp, type(sent).__name__, now)
        if age is None or age > MOST_AGE:
            raise StampOutdated
        if age < LEAST_AGE:
            raise StampTooYoung
        digest = sha256(json.dumps(asdict(sent), sort_keys=True).encode()).hexdigest()
        network = self._keyed(f"{now.date()}|{network_of(sender)}")
        return Submission(stamp.split(".")[1], digest, network, now)

    def _age(self, stamp: str, form: str, now: datetime.datetime) -> datetime.timedelta | None:
        """None for a stamp that is not ours."""
        said, _, signature = stamp.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(form, said).encode()):
            return None
        return now - datetime.datetime.fromtimestamp(int(said.partition(".")[0]), datetime.UTC)

    def _signature(self, form: str, said: str) -> str:
        return self._keyed(f"{form}|{said}")[:32]

    def _keyed(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), sha256).hexdigest()


def network_of(address: str) -> str:
    """The network that an address belongs to: `192.0.2.0/24`, `2001:db8::/48`; what is no address is a network by itself."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped:
        one = one.ipv4_mapped
    return str(ipaddress.ip_network(f"{one}/{_NETWORK_BITS[one.version]}", strict=False))
