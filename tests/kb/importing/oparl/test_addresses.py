"""Only named hosts on the public network are fetched from, whatever a server says."""

import ipaddress

import pytest

from kb.errors import AddressRefused, SettingsError
from kb.importing.oparl.addresses import Reach, host_of, read_networks

HOSTS = frozenset({"127.0.0.1", "10.0.0.1", "8.8.8.8", "[::1]", "169.254.169.254", "::1", "0.0.0.0", "2130706433", "localhost", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::"})  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "https://10.0.0.1/oparl",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:8.8.8.8]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
    ],
)
def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused, match="nicht im öffentlichen Netz"):
        Reach(HOSTS).target(url)


@pytest.mark.parametrize(
    "url",
    ["https://other.example/", "http://8.8.8.8:8080/", "ftp://8.8.8.8/", "file:///etc/passwd", "//8.8.8.8/", "http://", "",
     "https://name:wort@8.8.8.8/", "http://8.8.8.8:99999/", "http://[::1", "http://8.8.8.8/" + "x" * 3000],
)  # fmt: skip
def test_other_hosts_ports_schemes_and_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        Reach(frozenset({"8.8.8.8"})).target(url)


def test_a_public_address_is_pinned_and_its_query_stays_as_it_is() -> None:
    target = Reach(frozenset({"8.8.8.8"})).target("https://8.8.8.8/oparl/a%20b?seite=2&x=ä b")

    assert (target.address, target.port, target.path) == ("8.8.8.8", 443, "/oparl/a%20b?seite=2&x=%C3%A4%20b")


def test_a_network_that_the_operator_names_may_be_reached() -> None:
    reach = Reach(frozenset({"127.0.0.1:81"}), read_networks("127.0.0.0/8, 10.0.0.0/8"))

    assert reach.target("http://127.0.0.1:81/").address == "127.0.0.1"


def test_networks_are_read_or_refused_with_an_example() -> None:
    assert read_networks("10.1.0.0/16") == (ipaddress.ip_network("10.1.0.0/16"),)
    with pytest.raises(SettingsError, match=r"10\.1\.0\.0/16"):
        read_networks("zuhause")


def test_a_host_is_named_with_its_port_where_that_is_not_the_usual_one() -> None:
    assert (host_of("https://RIS.example./x"), host_of("http://ris.example:8080/")) == (
        "ris.example",
        "ris.example:8080",
    )
