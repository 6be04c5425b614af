"""Small answers: compressed for those who take it."""

import gzip
import re

import pytest

from tests.page import Reader

GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_page_is_the_same_compressed_and_not(reader: Reader) -> None:
    packed = reader.client.get("/themen/netzwerk", headers=GZIP)
    plain = reader.client.get("/themen/netzwerk")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0"}])
def test_who_does_not_take_gzip_gets_none(reader: Reader, headers: dict[str, str]) -> None:
    assert "Content-Encoding" not in reader.client.get("/", headers=headers).headers


def test_fonts_are_not_compressed_again(reader: Reader) -> None:
    (font, _) = [one.get("href", "") for one in reader.get("/").all("link", rel="preload")]

    assert "Content-Encoding" not in reader.client.get(font, headers=GZIP, buffered=True).headers


def test_a_known_style_sheet_is_not_sent_again(reader: Reader) -> None:
    first = reader.client.get("/static/style.css", headers=GZIP, buffered=True)

    again = reader.client.get(
        "/static/style.css", headers=GZIP | {"If-None-Match": first.headers["ETag"]}, buffered=True
    )

    assert (again.status_code, again.data) == (304, b"")


def test_a_first_visit_takes_at_most_100_kb(reader: Reader) -> None:
    page = reader.get("/")
    loaded = set(re.findall(r'"(/static/[^"]+)"', page.html)) | {"/"}

    sizes = {one: len(reader.client.get(one, headers=GZIP, buffered=True).data) for one in loaded}

    assert len(sizes) == 7
    assert sum(sizes.values()) <= 100_000, sizes
