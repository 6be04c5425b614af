"""The one client that every HTML test goes through: it asks for a page and checks what holds for all pages."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

from web.attached import POLICY as ATTACHED
from web.security import headers_for
from web.widget.frame import policy as frame_policy

LOADS = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "form": ("action",),
    "button": ("formaction",),
    "input": ("formaction", "src"),
    "use": ("href",),
}
"""Attributes that make a browser ask for something, or send something, by element."""

CONTROLS = ("input", "select", "textarea")
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form")
"""Attributes whose value is an id (or several) of the same page."""


class Reader:
    """Somebody who asks for pages of an application, without JavaScript and without keeping cookies."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client(use_cookies=False)

    def get(self, address: str, **arguments: object) -> "Page":
        """The page at `address`, checked; the HTTP status is for the test to look at."""
        return self._page("GET", address, **arguments)

    def post(self, address: str, **arguments: object) -> "Page":
        return self._page("POST", address, **arguments)

    def follow(self, page: "Page", text: str) -> "Page":
        """The page behind the link of this text."""
        return self.get(urljoin(page.address, page.link(text)))

    def _page(self, method: str, address: str, **arguments: object) -> "Page":
        answer = self.client.open(address, method=method, buffered=True, **arguments)  # type: ignore[arg-type]  # werkzeug's own keywords
        self._check_headers(answer)
        page = Page(address, answer)
        if answer.mimetype == "text/html" and answer.status_code not in range(300, 400):
            check_html(page)
        return page

    def _check_headers(self, answer: TestResponse) -> None:
        check_headers(answer)
        assert "Set-Cookie" not in answer.headers


class Worker(Reader):
    """Somebody of the editors, with a browser that keeps cookies. `form_key` is what her forms carry."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.client = app.test_client()
        self.form_key = ""

    def sign_in(self, name: str, password: str) -> "Page":
        page = self.post("/redaktion/anmelden", data={"name": name, "passwort": password})
        keys = self.get("/redaktion/passwort").all("input", name="schluessel")
        self.form_key = keys[0].get("value", "") if keys else ""
        return page

    def send(self, address: str, **fields: object) -> "Page":
        """Post a form with its key."""
        return self.post(address, data={"schluessel": self.form_key} | fields)

    def _check_headers(self, answer: TestResponse) -> None:
        check_headers(answer)


@dataclass(frozen=True)
class Page:
    """An answer, and for HTML what is in it."""

    address: str
    answer: TestResponse

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def html(self) -> str:
        return self.answer.get_data(as_text=True)

    @cached_property
    def tree(self) -> Element:
        """The page as a tree; raises ParseError for HTML that is not right to the letter."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return parser.parse(self.html)  # type: ignore[no-any-return]

    @property
    def heading(self) -> str:
        return text_of(next(self.tree.iter("h1")))

    @property
    def title(self) -> str:
        return text_of(next(self.tree.iter("title")))

    @property
    def text(self) -> str:
        """What is read on the page, blanks squeezed."""
        return text_of(next(self.tree.iter("body")))

    @property
    def canonical(self) -> str:
        return next(one.get("href", "") for one in self.tree.iter("link") if one.get("rel") == "canonical")

    def links(self) -> dict[str, str]:
        """Address by text of every link."""
        return {text_of(one): one.get("href", "") for one in self.tree.iter("a")}

    def link(self, text: str) -> str:
        """The address of the first link whose text holds `text`."""
        found = [address for label, address in self.links().items() if text in label]
        assert found, f"{self.address}: kein Link „{text}“ unter {list(self.links())}"
        return found[0]

    def all(self, element: str, **attributes: str) -> list[Element]:
        """Every element of this name whose attributes hold these words (`class_` for `class`)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.tree.iter(element)
            if all(value in (one.get(name) or "").split() for name, value in wanted.items())
        ]

    def texts(self, element: str, **attributes: str) -> list[str]:
        return [text_of(one) for one in self.all(element, **attributes)]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def check_headers(answer: TestResponse) -> None:
    mimetype = answer.mimetype or "text/css"  # 304 says nothing of what it stands for
    for name, value in (headers_for(mimetype) | _of_its_own(answer)).items():
        assert answer.headers.get(name) == value, name
    assert "Server" not in answer.headers


def _of_its_own(answer: TestResponse) -> dict[str, str]:
    """What pages of other sites load says so; the frame has a policy of its own."""
    path = answer.request.path
    shared = {"Cross-Origin-Resource-Policy": "cross-origin"} if path.startswith(("/api/", "/widget/")) else {}
    if (
        ("/anlage" in path or path.endswith("/original"))
        and answer.status_code == 200
        and answer.mimetype != "text/html"
    ):
        return {"Content-Security-Policy": ATTACHED}
    if path != "/widget/v1/rahmen" or answer.status_code != 200:
        return shared
    return shared | {"Content-Security-Policy": frame_policy(""), "Referrer-Policy": "no-referrer"}


def check_html(page: Page) -> None:
    """What holds for every page; the message of a failure names the page and the fault."""
    faults = [fault for rule in RULES for fault in rule(page)]
    assert not faults, f"{page.address}: {'; '.join(faults)}"


def _language(page: Page) -> Iterator[str]:
    if page.tree.get("lang") != "de":
        yield "die Sprache ist nicht Deutsch"


def _one_heading(page: Page) -> Iterator[str]:
    headings = page.texts("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif not page.title.startswith(headings[0]):
        yield f"der Titel „{page.title}“ beginnt nicht mit „{headings[0]}“"


def _heading_levels(page: Page) -> Iterator[str]:
    level = 1
    for heading in page.tree.iter():
        if isinstance(heading.tag, str) and heading.tag in {"h2", "h3", "h4", "h5", "h6"}:
            if int(heading.tag[1]) > level + 1:
                yield f"auf h{level} folgt {heading.tag} „{text_of(heading)}“"
            level = int(heading.tag[1])


def _ids(page: Page) -> Iterator[str]:
    counts = Counter(one.get("id") for one in page.tree.iter() if one.get("id"))
    yield from (f"die id „{name}“ steht {count}-mal" for name, count in counts.items() if count > 1)
    for one in page.tree.iter():
        for attribute in REFERRING:
            for name in (one.get(attribute) or "").split():
                if name not in counts:
                    yield f"{attribute} nennt „{name}“, das es nicht gibt"
        if one.tag == "a" and (one.get("href") or "").startswith("#") and one.get("href", "#")[1:] not in counts:
            yield f"der Sprung nach „{one.get('href')}“ geht ins Leere"


def _labels(page: Page) -> Iterator[str]:
    labelled = {one.get("for") for one in page.tree.iter("label") if text_of(one)}
    for name in CONTROLS:
        for control in page.tree.iter(name):
            has_label = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
            if control.get("type") not in {"hidden", "submit"} and not has_label:
                yield f"{name} „{control.get('name')}“ hat keine Beschriftung"
    for name in ("a", "button", "summary"):
        yield from (f"{name} ohne Text" for one in page.tree.iter(name) if not (text_of(one) or one.get("aria-label")))


def _nothing_inline(page: Page) -> Iterator[str]:
    for one in page.tree.iter():
        yield from (f"{one.tag} hat {name}=" for name in one.attrib if name == "style" or name.startswith("on"))
        if one.tag == "script" and one.get("type") == "application/ld+json":
            json.loads(text_of(one))  # data for machines; browsers run nothing of it
        elif one.tag == "style" or (one.tag == "script" and (not one.get("src") or text_of(one))):
            yield f"<{one.tag}> in der Seite"


def _nothing_from_elsewhere(page: Page) -> Iterator[str]:
    for one in page.tree.iter():
        if one.tag == "link" and one.get("rel") == "canonical":
            continue
        for attribute in LOADS.get(str(one.tag), ()):
            if urlsplit(one.get(attribute) or "").netloc:
                yield f"{one.tag} lädt von {one.get(attribute)}"


RULES = (_language, _one_heading, _heading_levels, _ids, _labels, _nothing_inline, _nothing_from_elsewhere)
