"""Pictures of the main pages with the content that is shipped, for the handbooks: `make pictures`."""

import base64
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from waitress.server import create_server

from kb.library import open_library
from kb.settings import Settings
from web import create_app

FOLDER = Path(__file__).parents[1] / "docs/bilder"
LARGEST = 80_000
"""Bytes of one picture."""


@dataclass(frozen=True)
class Picture:
    """A window of a page; `height` in CSS pixels from its top."""

    name: str
    address: str
    width: int = 1280
    height: int = 860
    scheme: str = "light"


PICTURES = (
    Picture("start", "/"),
    Picture("suche", "/suche?q=Ehrenamtskarte+einführen&art=sitzungsvorlage"),
    Picture("thema", "/themen/anerkennung/ehrenamtskarte"),
    Picture("praxishilfe", "/dokument/ph003"),
    Picture("vorlage", "/dokument/sv007", height=1240),
    Picture("telefon", "/suche?q=Ehrenamtskarte", width=390, height=844),
    Picture("dunkel", "/dokument/sv007", width=390, height=844, scheme="dark"),
)


@contextmanager
def a_site() -> Iterator[str]:
    """The address of a server with the shipped content."""
    with tempfile.TemporaryDirectory() as folder, open_library(Settings(data=Path(folder))) as library:
        library.keeping.load_content()
        library.keeping.heal()
        server = create_server(create_app(Settings(), library), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


def take(browser: Browser, site: str, picture: Picture) -> bytes:
    """The picture as WebP, which Chromium gives only through its own protocol."""
    size = {"width": picture.width, "height": picture.height}
    with browser.new_context(viewport=size, color_scheme=picture.scheme, locale="de-DE") as context:  # type: ignore[arg-type]  # one of two words
        page = context.new_page()
        page.goto(site + picture.address)
        page.evaluate("document.fonts.ready")
        chromium = context.new_cdp_session(page)
        for quality in (80, 65, 50, 35):
            answer = chromium.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
            taken = base64.b64decode(answer["data"])
            if len(taken) <= LARGEST:
                break
    return taken


def main() -> None:
    executable = os.environ.get("KB_TEST_CHROMIUM") or shutil.which("chromium")
    if not executable:
        sys.exit("Kein Chromium gefunden: das Paket „chromium“ installieren oder KB_TEST_CHROMIUM setzen.")
    FOLDER.mkdir(exist_ok=True)
    with a_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for picture in PICTURES:
            taken = take(browser, site, picture)
            (FOLDER / f"{picture.name}.webp").write_bytes(taken)
            sys.stderr.write(f"{picture.name}.webp: {len(taken) // 1000} kB\n")
        browser.close()


if __name__ == "__main__":
    main()
