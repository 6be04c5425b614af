"""A real browser before a real server."""

import datetime
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from waitress.server import create_server

from kb.documents import Attachment, Kind, Outcome
from kb.library import Library
from tests.builders import a_library, a_motion, an_article, settings_in
from tests.journeys.elsewhere import Served, Town, a_gate, lines_from, served, strict
from tests.page import Reader
from web import create_app

FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).parents[1] / "vendor/axe-core/4.14.1/axe.min.js"

PATIENCE = 30_000
"""Milliseconds that something may take on a busy machine, or with a cluster behind it."""

LONG_WORD = "Verwaltungsvereinbarungsunterzeichnungszuständigkeitsübertragung"

DOCUMENTS = (
    an_article(
        id="ph001",
        title=f"Dem Kommunennetzwerk beitreten: {LONG_WORD}",
        review_by=datetime.date(2027, 3, 31),
        related=("sv001",),
        body=f"## Anlass\n\nDer Beitritt zum Netzwerk. {LONG_WORD}\n\n## Schritte\n\n| Schritt | Wer | Dauer |\n|---|---|---|\n"
        f"| {LONG_WORD} | Rat | zwei Sitzungen |\n\n> Ein Zitat mit [Verweis](https://example.org/{LONG_WORD}).\n\n`{LONG_WORD}`",
    ),
    a_motion(
        id="sv001",
        outcome=Outcome.ADOPTED,
        decision="Der Rat hat den Beitritt beschlossen.",
        finances="Keine.",
        attachments=(Attachment(title="Gemeinsame Erklärung"),),
        source_url="https://example.org/vorlage",
    ),
    a_motion(id="mv001", kind=Kind.MODEL, title="Muster: Beitritt", municipality="", placeholders=(("k", "Kommune"),)),
    an_article(
        id="ph002",
        title="Ehrenamtskarte einführen",
        summary="Dank für viele Stunden.",
        topics=("anerkennung/ehrenamtskarte",),
        body="Die Karte dankt.",
    ),
    an_article(
        id="va001",
        kind=Kind.EVENT,
        title="Netzwerktreffen der Engagementverantwortlichen",
        starts=datetime.date(2099, 3, 30),
        ends=datetime.date(2099, 4, 1),
        place=f"Rathaus am {LONG_WORD}",
    ),
    an_article(id="im001", kind=Kind.INFOMAIL, title="Infomail"),
    *(an_article(id=f"viel{number:02}", title=f"Nachbarschaft und Beitritt {number}") for number in range(12)),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that KB_TEST_CHROMIUM names."""
    executable = os.environ.get("KB_TEST_CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.fail(
            "Kein Chromium gefunden: das Paket „chromium“ installieren oder KB_TEST_CHROMIUM auf das Programm setzen."
        )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with a_library(tmp_path_factory.mktemp("reise"), *DOCUMENTS) as library:
        yield library


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server, without a slash at its end."""
    app = create_app(settings_in(tmp_path_factory.mktemp("dienst")), library)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(5)


@dataclass
class Visit:
    """A visit to the site: its browser window, and every request that the window made."""

    site: str
    page: Page
    context: BrowserContext
    requests: list[Request] = field(default_factory=list)

    def note(self, request: Request) -> None:
        self.requests.append(request)

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.page.evaluate("document.fonts.ready")

    @property
    def elsewhere(self) -> list[str]:
        """Addresses that were asked for and are not the site's."""
        own = urlsplit(self.site).netloc
        return [one.url for one in self.requests if urlsplit(one.url).netloc not in (own, "")]

    def faults(self, *rules: str) -> list[str]:
        """What axe finds wrong with the page as it is now, by all rules or by these. A page that is coming is waited for."""
        self.page.wait_for_load_state()
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("rules => axe.run(rules.length ? {runOnly: rules} : {})", rules)["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

    def sideways(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.fixture
def visit(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window; its parameters are width in pixels, `light` or `dark`, and whether scripts run."""
    width, scheme, scripts = getattr(request, "param", (1280, "light", True))
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=scripts,
        bypass_csp=True,  # for axe; the policy itself is tested in tests/web
        locale="de-DE",
    )
    one = Visit(site, context.new_page(), context)
    context.on("request", one.note)
    yield one
    context.close()


@pytest.fixture(scope="session")
def town_server() -> Iterator[Served]:
    with served() as town:
        yield town


@pytest.fixture(scope="session")
def apps(library: Library, town_server: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple]:
    """The running service, its application, and the same one with a limit of two questions."""
    folder = tmp_path_factory.mktemp("einbinden")
    with served() as service:
        common = {"base_url": service.address, "frame_ancestors": town_server.address}
        free = create_app(settings_in(folder, limits="", **common), library)
        yield service, free, lambda: create_app(settings_in(folder, limits="memory://", limit=2, **common), library)


@pytest.fixture
def service(apps: tuple) -> Iterator[Served]:
    service, app, _ = apps
    service.app, service.gate = app, a_gate(is_open=True)
    service.log.clear()
    yield service
    service.gate.set()


@pytest.fixture
def town(town_server: Served, service: Served, lines: str) -> Town:
    """A site with a strict policy and the search on `/`."""
    town = Town(headers=strict(service.address))
    town.put("/", lines)
    town_server.app = town
    return town


@pytest.fixture
def reader(apps: tuple) -> Reader:
    return Reader(apps[1])


@pytest.fixture
def lines(reader: Reader) -> str:
    return lines_from(reader)


@pytest.fixture
def guest(browser: Browser, town_server: Served, town: Town, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Somebody on the municipality's site, in a window of this width; the site's policy holds."""
    context = browser.new_context(viewport={"width": getattr(request, "param", 1280), "height": 900}, locale="de-DE")
    one = Visit(town_server.address, context.new_page(), context)
    context.on("request", one.note)
    yield one
    context.close()
