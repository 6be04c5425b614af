"""What other sites load: the script and its versions, the frame, the page that makes the lines."""

import base64
import gzip
import hashlib
import re
from dataclasses import fields
from html import unescape
from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.library import Library
from kb.settings import Settings, read_settings
from tests.page import Reader
from web import create_app
from web.widget.choice import Choice
from web.widget.frame import policy
from web.widget.releases import CURRENT, FOLDER, RELEASES, script

ROOT = Path(__file__).parents[3]
MOST_BYTES = 6 * 1024
ADDRESSES = ["/widget/v1/suche.js", f"/widget/v1/{CURRENT}/suche.js"]


@pytest.fixture
def public(library: Library) -> Reader:
    """A reader of a service that knows its address."""
    return Reader(create_app(Settings(base_url="https://wissen.example", prefix="/w"), library))


def lines(reader: Reader, address: str, which: str = "als-skript") -> str:
    (box,) = reader.get(address).all("textarea", id=which)
    return box.text or ""


# ---- The script ----


@pytest.mark.parametrize("version", RELEASES)
def test_a_released_version_never_changes(version: str) -> None:
    checksum = base64.b64encode(hashlib.sha384(script(version)).digest()).decode()

    assert RELEASES[version] == f"sha384-{checksum}"


def test_every_version_there_is_a_file_of_is_listed() -> None:
    assert {one.parent.name for one in FOLDER.glob("*/suche.js")} == set(RELEASES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_script_weighs_at_most_six_kilobytes_on_its_way(reader: Reader, address: str) -> None:
    sent = reader.get(address, headers={"Accept-Encoding": "gzip"}).answer

    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.data) <= MOST_BYTES
    assert gzip.decompress(sent.data) == script(CURRENT)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_site_may_load_the_script_and_nobody_is_told_anything(reader: Reader, address: str) -> None:
    sent = reader.get(address, headers={"Origin": "https://stadt.example"}).answer

    assert sent.headers["Access-Control-Allow-Origin"] == "*"
    assert sent.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in sent.headers
    assert sent.mimetype == "text/javascript"
    assert reader.get(address, headers={"If-None-Match": sent.headers["ETag"]}).status == 304


def test_a_version_is_kept_for_good_and_the_newest_for_an_hour(reader: Reader) -> None:
    newest, released = (reader.get(one).answer.headers["Cache-Control"] for one in ADDRESSES)

    assert newest == "public, max-age=3600"
    assert released.endswith("immutable")


@pytest.mark.parametrize("version", ["9.9.9", "..", "1.0.0%2f..", "v1"])
def test_a_version_that_there_never_was_is_not_found(reader: Reader, version: str) -> None:
    assert reader.get(f"/widget/v1/{version}/suche.js").status == 404


def test_the_script_parses_nothing_as_html_keeps_nothing_and_names_no_address() -> None:
    text = script(CURRENT).decode()

    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "write(", "eval", "Function(", "DOMParser", "srcdoc",
                      "cookie", "localStorage", "sessionStorage", "indexedDB", "sendBeacon", "https://"):  # fmt: skip
        assert forbidden not in re.sub(r"//.*", "", text) or forbidden in "https://"
    assert "://" not in text


def test_the_handbook_names_every_attribute_property_and_part() -> None:
    text, handbook = script(CURRENT).decode(), (ROOT / "docs/widget.md").read_text(encoding="utf-8")

    attributes = set(re.findall(r'(?:getAttribute\("|:host\(\[)(\w+)["=]', text))
    attributes |= set(re.findall(r"\w+", _filters(text)))
    assert set(re.findall(r"^\| `(\w+)` \|", handbook, re.MULTILINE)) == attributes
    assert attributes == {one.name for one in fields(Choice)} | {"server"}
    assert set(re.findall(r"--ws-[\w-]+", text)) == set(re.findall(r"--ws-[\w-]+", handbook))
    (parts,) = re.findall(r"^Parts for `::part`: (.*)$", handbook, re.MULTILINE)
    assert set(re.findall(r'part: "(\w+)"', text)) == set(re.findall(r"`(\w+)`", parts))


def _filters(text: str) -> str:
    (listed,) = re.findall(r"const FILTERS = \[(.*)\]", text)
    return str(listed)


# ---- The frame ----


def test_the_frame_is_sealed_off_and_only_named_sites_may_show_it(library: Library) -> None:
    app = create_app(Settings(frame_ancestors="https://www.bielefeld.de https://www.hagen.de"), library)
    sent = app.test_client().get("/widget/v1/rahmen").headers["Content-Security-Policy"]

    assert "frame-ancestors https://www.bielefeld.de https://www.hagen.de" in sent
    assert "sandbox" in sent
    assert "allow-same-origin" not in sent
    assert "unsafe" not in sent


def test_without_named_sites_nobody_may_show_the_frame() -> None:
    assert policy("").endswith("frame-ancestors 'none'")


def test_the_frame_leads_to_no_sign_in(reader: Reader) -> None:
    page = reader.get("/widget/v1/rahmen?titel=Vereine+fragen")

    assert page.heading == "Vereine fragen"
    assert page.links() == {}
    assert "redaktion" not in page.html


@pytest.mark.parametrize(
    "site", ["bielefeld.de", "https://a.de;", "'self'", "https://a.de/pfad", "*", "https://a.de,b.de"]
)
def test_what_is_no_site_is_refused_by_name(tmp_path: Path, site: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({"KB_FRAME_ANCESTORS": f"https://www.hagen.de {site}"}, tmp_path)

    assert f"„{site}“ keine Website" in refused.value.message


# ---- The page that makes the lines ----


def test_the_lines_are_ready_to_be_copied(public: Reader) -> None:
    copied = lines(
        public,
        "/w/einbinden?thema=anerkennung&kommune=05711000&zielgruppe=vereine&farbe=%23005C2F&titel=Fragen+%26+Antworten",
    )

    assert (
        'thema="anerkennung" kommune="05711000" zielgruppe="vereine" titel="Fragen &amp; Antworten" farbe="#005C2F"'
        in copied
    )
    assert f'src="https://wissen.example/w/widget/v1/{CURRENT}/suche.js" integrity="{RELEASES[CURRENT]}"' in copied
    assert 'action="https://wissen.example/w/suche"' in copied
    assert '<input type="hidden" name="kommune" value="05711000">' in copied


def test_the_lines_of_the_frame_ask_for_the_same(public: Reader) -> None:
    copied = unescape(lines(public, "/w/einbinden?thema=anerkennung&farbe=%23005c2f", "als-rahmen"))

    assert 'src="https://wissen.example/w/widget/v1/rahmen?thema=anerkennung&farbe=%23005c2f"' in copied


def test_what_the_element_does_anyway_need_not_be_said(public: Reader) -> None:
    assert lines(public, "/w/einbinden?thema=&anzahl=5&sprache=de&darstellung=hell&farbe=%2300529f") == lines(
        public, "/w/einbinden"
    )


@pytest.mark.parametrize(
    "wrong", ["thema=gibtsnicht", "kommune=1", "art=x", "zielgruppe=alle", "anzahl=999", "sprache=fr", "farbe=red", "darstellung=x", "y=z", f"titel={'x' * 101}"]
)  # fmt: skip
def test_what_does_not_exist_is_left_out(public: Reader, wrong: str) -> None:
    assert lines(public, f"/w/einbinden?{wrong}") == lines(public, "/w/einbinden")


def test_nothing_typed_gets_out_of_its_attribute(public: Reader) -> None:
    copied = lines(public, "/w/einbinden?titel=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in copied
    assert "&lt;script&gt;alert(1)" in copied


def test_without_a_public_address_the_page_says_what_is_missing(reader: Reader) -> None:
    page = reader.get("/einbinden")

    assert "Öffentliche Adresse fehlt" in page.text
    assert "https://wissen.example.org/widget/v1/" in lines(reader, "/einbinden")


def test_the_page_names_the_sites_that_may_show_the_frame(library: Library) -> None:
    app = create_app(Settings(frame_ancestors="https://www.bielefeld.de"), library)

    assert "https://www.bielefeld.de" in Reader(app).get("/einbinden").texts("li")
    assert "auf keiner Website zugelassen" in Reader(create_app(Settings(), library)).get("/einbinden").text


def test_the_page_works_with_the_shipped_topics_and_municipalities(shipped: Library) -> None:
    page = Reader(create_app(Settings(), shipped)).get("/einbinden")

    assert len(page.all("option")) > 400
