"""Headers, hosts, prefixes and static files."""

import re

import pytest
from flask import request

from kb.library import Library
from kb.settings import Settings
from tests.page import Reader
from tests.web.test_routes import ROUTES
from web import create_app

ADDRESSES = [address for address, _ in ROUTES.values()]


def a_reader(library: Library, **settings: object) -> Reader:
    return Reader(create_app(Settings(**settings), library))  # type: ignore[arg-type]  # the settings' own types


@pytest.mark.parametrize("address", [*ADDRESSES, "/themen", "/kommunen", "/dokument/ph001", "//x/../y", "/suche/"])
def test_the_host_header_is_never_repeated(library: Library, address: str) -> None:
    reader = a_reader(library)

    page = reader.get("/", headers={"Host": "boese.example"}) if address == "//x/../y" else reader.get(
        address, headers={"Host": "boese.example", "X-Forwarded-Host": "boese.example"}
    )  # fmt: skip

    assert b"boese.example" not in page.answer.data
    assert "boese.example" not in str(page.answer.headers)


def test_canonical_addresses_come_from_the_settings(library: Library) -> None:
    reader = a_reader(library, base_url="https://wissen.example.org", prefix="/wissen")

    assert reader.get("/wissen/themen/").canonical == "https://wissen.example.org/wissen/themen/"
    assert reader.get("/wissen/suche?q=a&x=y").canonical == "https://wissen.example.org/wissen/suche?q=a"


@pytest.mark.parametrize("asked", ["/wissen/", "/"])
def test_below_a_prefix_every_link_carries_it_whether_the_proxy_strips_it_or_not(library: Library, asked: str) -> None:
    page = a_reader(library, prefix="/wissen").get(asked)

    inner = [one for one in re.findall(r'(?:href|action|src)="([^"]+)"', page.html) if not one.startswith("#")]
    assert len(inner) > 10
    assert all(one.startswith("/wissen/") for one in inner)


def test_redirects_keep_the_prefix(library: Library) -> None:
    moved = a_reader(library, prefix="/wissen").get("/wissen/dokument/ph001")

    assert moved.answer.headers["Location"].startswith("/wissen/dokument/ph001-")


def test_a_path_that_only_begins_like_the_prefix_is_not_below_it(library: Library) -> None:
    assert a_reader(library, prefix="/wissen").get("/wissenschaft").status == 404


def test_behind_a_proxy_the_scheme_is_believed_and_without_one_it_is_not(library: Library) -> None:
    def scheme(proxies: int) -> str:
        app = create_app(Settings(proxies=proxies), library)
        with app.test_client() as client:
            client.get("/robots.txt", headers={"X-Forwarded-Proto": "https"})
            return request.scheme

    assert (scheme(1), scheme(0)) == ("https", "http")


def test_static_files_are_kept_for_good_because_their_address_changes_with_them(reader: Reader) -> None:
    (style,) = re.findall(r'href="(/static/style.css\?v=[0-9a-f]{12})"', reader.get("/").html)

    kept = reader.get(style).answer

    assert "immutable" in kept.headers["Cache-Control"]
    assert reader.get(style, headers={"If-None-Match": kept.headers["ETag"]}).status == 304
    assert "immutable" not in reader.get("/static/style.css").answer.headers["Cache-Control"]


def test_fonts_that_the_style_sheet_names_exist_and_are_kept_for_good(reader: Reader) -> None:
    fonts = re.findall(r'url\("(vendor/[^"]+)"\)', reader.get("/static/style.css").html)

    assert len(fonts) == 2
    for font in fonts:
        assert "immutable" in reader.get(f"/static/{font}").answer.headers["Cache-Control"]


def test_pages_are_asked_for_again_each_time(reader: Reader) -> None:
    assert reader.get("/").answer.headers["Cache-Control"] == "no-cache"


def test_nothing_outside_the_static_folder_is_served(reader: Reader) -> None:
    assert reader.get("/static/../__init__.py").status == 404
    assert reader.get("/static/%2e%2e/__init__.py").status == 404


def test_no_inline_code_and_no_other_origin_is_allowed(reader: Reader) -> None:
    policy = reader.get("/").answer.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_only_scripts_complete_what_is_typed_and_copy_parts_of_motions(reader: Reader) -> None:
    for address in ADDRESSES:
        page = reader.get(address)
        elements = page.all("script") if page.answer.mimetype == "text/html" else []
        scripts = [one for one in elements if one.get("type") != "application/ld+json"]  # data, which nothing runs
        assert {one.get("src", "").partition("?")[0] for one in scripts} <= {"/static/suche.js", "/static/kopieren.js"}
        assert all("defer" in one.attrib for one in scripts)


def test_the_script_is_small_and_parses_nothing_as_html(reader: Reader) -> None:
    script = reader.get("/static/suche.js").html

    assert len(script.encode()) <= 2048
    for parsing in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "DOMParser"):
        assert parsing not in script


def test_a_preloaded_font_is_the_one_that_the_style_sheet_names(reader: Reader) -> None:
    preloaded = {one.get("href", "") for one in reader.get("/").all("link", rel="preload")}
    named = re.findall(r'url\("(vendor/[^"]+)"\)', reader.get("/static/style.css").html)

    assert preloaded == {f"/static/{font}" for font in named}
