"""The URL of a cluster: what it may say, what is refused, and that its password never shows."""

import subprocess
import sys

import pytest

from kb.errors import SettingsError
from kb.search.engines import open_engine
from kb.search.opensearch_engine.address import Address, read_address
from kb.settings import Settings

URL = "opensearch+https://wissen:ge%40heim@eins:9201,zwei/stadt?shards=6&seconds=1.5&ca=/etc/ca.pem"


def test_an_address_names_nodes_account_and_index() -> None:
    assert read_address(URL) == Address(
        hosts=(("eins", 9201), ("zwei", 9200)),
        prefix="stadt",
        is_encrypted=True,
        user="wissen",
        password="ge@heim",
        certificates="/etc/ca.pem",
        seconds=1.5,
        shards=6,
    )


def test_a_password_shows_neither_in_settings_nor_in_the_address() -> None:
    assert "heim" not in repr(Settings(index=URL))
    assert "heim" not in repr(read_address(URL))


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("elastic://host/wissen", "Bekannt sind"),
        ("opensearch+http://host", "Namen in Kleinbuchstaben"),
        ("opensearch+http://host/Wissen", "Namen in Kleinbuchstaben"),
        ("opensearch+http://host:viele/wissen", "host:viele"),
        ("opensearch+http://a:geheim@:9200/wissen", "kein Rechner"),
        ("opensearch+http://host/wissen?scherben=3", "scherben"),
        ("opensearch+http://host/wissen?shards=0", "shards"),
        ("opensearch+http://host/wissen?shards=0.5", "ganze Zahl"),
    ],
)
def test_what_is_no_address_is_refused_and_the_right_form_named(url: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named) as refused:
        open_engine(url)

    assert "geheim" not in refused.value.message


def test_without_the_package_the_command_that_installs_it_is_named() -> None:
    code = (
        "import sys; sys.modules['opensearchpy'] = None\n"
        "from kb.errors import SettingsError\nfrom kb.search.engines import open_engine\n"
        "try: open_engine('opensearch+http://host/wissen')\n"
        "except SettingsError as refused: print(refused.message)"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "pip install 'wissensspeicher[opensearch]'" in told
