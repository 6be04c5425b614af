"""Pictures of the main pages with the content that is shipped, for the handbooks: `make pictures`."""

import base64
import datetime
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from waitress.server import create_server

from kb.documents import Article, Kind, State
from kb.library import Library, open_library
from kb.people import Role
from kb.settings import Settings
from kb.statistics import Searched
from web import create_app

NAME, PASSWORD = "a.muster", "Ein ganzer Satz als Passwort."
"""A made-up account."""

HANDED_IN, FACT = "quartier1", "ehrenamtskarte-stunden-woche"

FOLDER = Path(__file__).parents[1] / "docs/bilder"
LARGEST = 80_000
"""Bytes of one picture."""


@dataclass(frozen=True)
class Picture:
    """A window of a page; `height` in CSS pixels from its top, or from the element that `selector` names.

    scale: pixels of the picture for one of CSS.
    """

    name: str
    address: str
    width: int = 1280
    height: int = 860
    scheme: str = "light"
    scale: float = 1
    selector: str = ""

    @property
    def is_of_the_desk(self) -> bool:
        return self.address.startswith("/redaktion")


PICTURES = (
    Picture("start", "/"),
    Picture("suche", "/suche?q=Ehrenamtskarte+einführen&art=sitzungsvorlage"),
    Picture("thema", "/themen/anerkennung/ehrenamtskarte"),
    Picture("praxishilfe", "/dokument/ph003"),
    Picture("vorlage", "/dokument/sv007", height=1240),
    Picture("telefon", "/suche?q=Ehrenamtskarte", width=390, height=844),
    Picture("dunkel", "/dokument/sv007", width=390, height=844, scheme="dark"),
    Picture("schreibtisch", "/redaktion/", width=1100, height=1050, scale=0.7, selector="h1"),
    Picture("pruefen", f"/redaktion/dokument/{HANDED_IN}", width=1100, height=1030, scale=0.7, selector="h1"),
    Picture("fakt", f"/redaktion/fakten/{FACT}", width=1100, height=590, scale=0.7, selector="h1"),
    Picture("gesucht", "/redaktion/statistik", width=1100, height=410, scale=0.7, selector="h1"),
)


@contextmanager
def a_site() -> Iterator[str]:
    """The address of a server with the shipped content."""
    with tempfile.TemporaryDirectory() as folder, open_library(Settings(data=Path(folder))) as library:
        library.keeping.load_content()
        library.keeping.heal()
        _work_at_the_desk(library)
        server = create_server(create_app(Settings(), library), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


def _work_at_the_desk(library: Library) -> None:
    """What editors may find in the morning, all of it made up."""
    library.people.change_password(NAME, library.people.add(NAME, Role.EDITOR, by=NAME), PASSWORD)
    editing, today = library.editing, datetime.date.today()
    for document, title, state, origin in (
        (HANDED_IN, "Ein Quartiersfest gemeinsam planen", State.IN_REVIEW, ""),
        ("vereinsbus", "Einen Bus mehreren Vereinen leihen", State.IN_REVIEW, ""),
        ("karten1", "Gutscheine für Engagierte ausgeben", State.IN_REVIEW, ""),
        ("bericht1", "Köln: Nachbarschaftshilfe (2025)", State.DRAFT, "Von der Kommune gemeldet über das Formular"),
        ("entwurf1", "Engagement in Leichter Sprache erklären", State.DRAFT, ""),
    ):
        person = NAME if document == "entwurf1" else "b.beispiel"
        editing.save(_a_text(document, title, state, origin), person)
    editing.return_to_draft("karten1", NAME, 1, "Bitte die Quelle für den Betrag nennen.")
    library.desk.release("vereinsbus", NAME, 1, today + datetime.timedelta(days=9))
    for due in ("ph003", "ph005"):
        newest = editing.newest(due)
        soon = replace(newest.document, review_by=today + datetime.timedelta(days=12))
        editing.save(soon, "b.beispiel", newest.number)
    fact = library.reviewing.fact(FACT)
    library.reviewing.save_fact(replace(fact, value=f"mindestens {fact.value}"), NAME, None)
    for day in (today - datetime.timedelta(days=1), today):
        for question, is_empty in (("Ehrenamtskarte", False), ("Vereinsbus leihen", True), ("Taschengeldbörse", True)):
            library.learning.note(Searched(question, is_empty=is_empty), day)
    library.learning.flush()


def _a_text(document: str, title: str, state: State, origin: str) -> Article:
    body = "## Worum es geht\n\nIhre Kommune möchte Menschen im Quartier zusammenbringen. Der Festausschuss plant, die Verwaltung hilft."
    return Article(
        id=document,
        kind=Kind.PRACTICE if origin else Kind.GUIDE,
        title=title,
        state=state,
        origin=origin,
        summary="Wie mehrere Vereine und die Verwaltung es gemeinsam tun.",
        rights="CC BY 4.0",
        body=body,
    )


def take(browser: Browser, site: str, picture: Picture) -> bytes:
    """The picture as WebP, which Chromium gives only through its own protocol."""
    size = {"width": picture.width, "height": picture.height}
    with browser.new_context(viewport=size, color_scheme=picture.scheme, locale="de-DE") as context:  # type: ignore[arg-type]  # one of two words
        page = context.new_page()
        if picture.is_of_the_desk:
            _sign_in(page, site)
        page.goto(site + picture.address)
        page.evaluate("document.fonts.ready")
        return _webp(context.new_cdp_session(page), _clip(page, picture))


def _sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/redaktion/anmelden")
    page.fill("#name", NAME)
    page.fill("#passwort", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/redaktion/")


def _clip(page: Page, picture: Picture) -> dict[str, float]:
    """The part of the page to take, in CSS pixels."""
    top = page.locator(picture.selector).first.bounding_box() if picture.selector else None
    y = top["y"] - 20 if top else 0
    return {"x": 0, "y": y, "width": picture.width, "height": picture.height, "scale": picture.scale}


def _webp(chromium: CDPSession, clip: dict[str, float]) -> bytes:
    """In the best quality that is small enough."""
    for quality in (80, 65, 50, 35):
        asked = {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": True}
        taken = base64.b64decode(chromium.send("Page.captureScreenshot", asked)["data"])
        if len(taken) <= LARGEST:
            break
    return taken


def main() -> None:
    executable = os.environ.get("KB_TEST_CHROMIUM") or shutil.which("chromium")
    if not executable:
        sys.exit("Kein Chromium gefunden: das Paket „chromium“ installieren oder KB_TEST_CHROMIUM setzen.")
    FOLDER.mkdir(exist_ok=True)
    wanted = [one for one in PICTURES if not sys.argv[1:] or one.name in sys.argv[1:]]
    with a_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for picture in wanted:
            taken = take(browser, site, picture)
            (FOLDER / f"{picture.name}.webp").write_bytes(taken)
            sys.stderr.write(f"{picture.name}.webp: {len(taken) // 1000} kB\n")
        browser.close()


if __name__ == "__main__":
    main()
