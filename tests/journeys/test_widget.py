"""A municipality shows the search on its own web site: another origin, its own rules, a real browser."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visit
from tests.journeys.elsewhere import HOSTILE, Served, Town, a_gate, answering, lines_from
from tests.journeys.embedded import ask, button, field, hits, status
from tests.page import Reader

WIDTHS = [1280, 390]


# ---- What it finds, and what it costs ----


def test_eleven_typed_letters_make_one_request_without_cookie_referer_or_preflight(
    guest: Visit, service: Served
) -> None:
    guest.context.add_cookies([{"name": "fremd", "value": "1", "url": service.address}])
    guest.open("/")
    field(guest).press_sequentially("am Beitritt", delay=60)
    expect(hits(guest)).to_have_count(5)

    assert [parse_qs(urlsplit(one).query)["q"] for one in service.questions] == [["am Beitritt"]]
    assert {method for method, _, _ in service.log} == {"GET"}
    assert not [path for _, path, headers in service.log if {"COOKIE", "REFERER"} & set(headers)]
    assert {urlsplit(one.url).netloc for one in guest.requests} == {
        urlsplit(address).netloc for address in (guest.site, service.address)
    }
    assert guest.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_hits_are_ordinary_links_with_marked_words_and_kind(guest: Visit, service: Served) -> None:
    ask(guest, "Ehrenamtskarte")

    expect(status(guest)).to_have_text("1 Treffer zu „Ehrenamtskarte“")
    expect(hits(guest).locator("mark").first).to_have_text("Ehrenamtskarte")
    expect(hits(guest)).to_contain_text("Praxishilfe")
    link = guest.page.get_by_role("link", name="Ehrenamtskarte einführen")
    expect(link).to_have_attribute("href", f"{service.address}/dokument/ph002-ehrenamtskarte-einfuehren")
    link.click()
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Ehrenamtskarte einführen")
    assert "REFERER" not in next(headers for _, path, headers in service.log if path.startswith("/dokument/"))


def test_more_hits_than_shown_are_counted_and_linked(guest: Visit, service: Served) -> None:
    ask(guest, "Beitritt")

    expect(status(guest)).to_have_text(re.compile(r"5 von \d+ Treffern zu „Beitritt“"))
    guest.page.get_by_role("link", name=re.compile(r"Alle \d+ Treffer")).click()
    expect(guest.page).to_have_url(f"{service.address}/suche?q=Beitritt&zuerst=vereine")


def test_a_repeated_question_is_answered_from_what_is_kept(guest: Visit, service: Served) -> None:
    ask(guest, "Beitritt")
    expect(hits(guest)).to_have_count(5)
    field(guest).fill("Ehrenamtskarte")
    expect(hits(guest)).to_have_count(1)

    field(guest).fill("Beitritt")
    expect(hits(guest)).to_have_count(5)

    assert len(service.questions) == 2


def test_a_word_that_is_only_begun_finds_already(guest: Visit) -> None:
    ask(guest, "Ehrenamtska")

    expect(status(guest)).to_have_text("1 Treffer zu „Ehrenamtska*“")


def test_another_spelling_is_shown_and_said(guest: Visit) -> None:
    ask(guest, "Ehrenamtskrate")

    expect(status(guest)).to_contain_text("Zu „Ehrenamtskrate“ gibt es nichts.")
    expect(status(guest)).to_contain_text("Treffer zu „ehrenamtskarte“", ignore_case=True)
    expect(hits(guest)).not_to_have_count(0)


def test_nothing_found_leads_on(guest: Visit, town: Town, reader: Reader, service: Served) -> None:
    town.put("/", lines_from(reader, "/einbinden?thema=anerkennung/ehrenamtskarte"))
    ask(guest, "Beitritt")

    expect(status(guest)).to_contain_text("Zu „Beitritt“ gibt es nichts.")
    guest.page.get_by_role("link", name="Im ganzen Wissensspeicher suchen").click()
    expect(guest.page).to_have_url(f"{service.address}/suche?q=Beitritt&zuerst=vereine")


def test_an_answer_that_was_overtaken_is_never_shown(guest: Visit, service: Served) -> None:
    guest.open("/")
    first = service.gate = a_gate(is_open=False)
    field(guest).fill("Beitritt")
    expect(status(guest)).to_have_text("Es wird gesucht …")
    service.gate = a_gate(is_open=True)
    field(guest).fill("Ehrenamtskarte")
    expect(hits(guest)).to_have_count(1)

    first.set()
    guest.page.wait_for_timeout(500)

    expect(hits(guest)).to_have_count(1)
    expect(status(guest)).to_have_text("1 Treffer zu „Ehrenamtskarte“")


def test_whatever_comes_back_is_text_and_no_script(guest: Visit, service: Served, apps: tuple) -> None:
    bad = "<img src=x onerror=\"document.title='getroffen'\">"
    hit = {
        "title": [[bad, True]],
        "snippet": [[bad, False]],
        "url": "javascript:document.title='getroffen'",
        "kind_label": bad,
    }
    guest.open("/")
    service.app = answering(json.dumps({"total": 1, "hits": [hit], "corrected": None}))
    field(guest).fill("Beitritt")

    expect(hits(guest)).to_have_count(1)
    link = hits(guest).get_by_role("link")
    expect(link).to_have_text(bad)
    assert link.get_attribute("href") == f"{service.address}/"
    assert guest.page.locator("wissensspeicher-suche img").count() == 0
    assert guest.page.title() == "Stadt Musterstadt"


# ---- Keys ----


def test_everything_works_with_keys_only(guest: Visit) -> None:
    guest.open("/")
    keys = guest.page.keyboard
    focused = "document.querySelector('wissensspeicher-suche').shadowRoot.activeElement?.textContent ?? ''"
    keys.press("Tab")
    keys.type("Beitritt")
    keys.press("Enter")
    expect(hits(guest)).to_have_count(5)

    keys.press("ArrowDown")
    first = guest.page.evaluate(focused)
    keys.press("ArrowDown")
    second = guest.page.evaluate(focused)
    keys.press("ArrowUp")
    assert guest.page.evaluate(focused) == first != second != ""
    keys.press("Escape")
    expect(hits(guest)).to_have_count(0)
    expect(field(guest)).to_be_focused()
    expect(field(guest)).to_have_value("Beitritt")
    keys.press("Escape")
    expect(field(guest)).to_have_value("")
    keys.type("Ehrenamtskarte")
    expect(hits(guest)).to_have_count(1)
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("Ehrenamtskarte einführen")


# ---- On a page that means harm ----


@pytest.mark.parametrize("guest", WIDTHS, indirect=True)
def test_a_hostile_page_cannot_make_it_unreadable(guest: Visit, town: Town, lines: str) -> None:
    town.put("/", lines, direction="rtl", style=HOSTILE)
    ask(guest, "Beitritt")
    expect(hits(guest)).to_have_count(5)

    first = hits(guest).first.get_by_role("link")
    expect(first).to_be_visible()
    assert guest.page.evaluate(STYLES) == [
        {"color": "rgb(22, 32, 44)", "direction": "ltr", "fontSize": "22px", "letterSpacing": "normal", "opacity": "1",
         "textAlign": "start", "textIndent": "0px", "textTransform": "none", "visibility": "visible"}
    ]  # fmt: skip
    box, window = first.bounding_box(), guest.page.viewport_size
    assert box
    assert window
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    field_box = field(guest).bounding_box()
    assert field_box
    assert field_box["height"] >= 44
    assert field_box["width"] >= 200
    assert guest.sideways() == 0
    assert guest.faults() == []
    first.click()
    expect(guest.page).to_have_url(re.compile("/dokument/"))


STYLES = """(() => {
  const root = document.querySelector('wissensspeicher-suche').shadowRoot;
  const names = ['color', 'direction', 'fontSize', 'letterSpacing', 'opacity', 'textAlign', 'textIndent', 'textTransform', 'visibility'];
  const seen = ['.frame', 'input', 'a', 'li p'].map((one) => getComputedStyle(root.querySelector(one)));
  return [...new Set(seen.filter((one) => one.fontSize === '22px').map((one) => JSON.stringify(Object.fromEntries(names.map((name) => [name, one[name]])))))].map(JSON.parse);
})()"""


@pytest.mark.parametrize("guest", WIDTHS, indirect=True)
@pytest.mark.parametrize("look", ["hell", "dunkel", "auto"])
@pytest.mark.parametrize("question", ["", "Beitritt", "Ehrenamtskrate", "Xyzzyqwert"])
def test_axe_finds_nothing_in_any_look(guest: Visit, town: Town, lines: str, look: str, question: str) -> None:
    guest.page.emulate_media(color_scheme="dark")
    town.put(
        "/", lines.replace("<wissensspeicher-suche", f'<wissensspeicher-suche darstellung="{look}" farbe="#ffd500"', 1)
    )
    ask(guest, question)
    if question:
        expect(status(guest)).to_contain_text("zu „" if question == "Beitritt" else "gibt es nichts")

    assert guest.faults() == []
    assert guest.sideways() == 0


def test_two_on_one_page_do_not_disturb_each_other(guest: Visit, town: Town, lines: str) -> None:
    town.put(
        "/", lines + lines.replace("<wissensspeicher-suche", '<wissensspeicher-suche titel="Search" sprache="en"', 1)
    )
    guest.open("/")
    guest.page.get_by_role("searchbox", name="Search", exact=True).fill("Ehrenamtskarte")

    expect(guest.page.get_by_role("status").nth(1)).to_have_text("1 result for “Ehrenamtskarte”")
    expect(guest.page.get_by_role("status").first).to_have_text("")
    assert guest.faults() == []


# ---- The frame ----


def test_a_frame_finds_too_and_its_links_leave_it(guest: Visit, town: Town, reader: Reader, service: Served) -> None:
    town.headers = [("Content-Security-Policy", f"default-src 'none'; frame-src {service.address}")]
    town.put("/", lines_from(reader, which="als-rahmen"))
    guest.context.add_cookies([{"name": "fremd", "value": "1", "url": service.address}])
    guest.open("/")
    inside = guest.page.frame_locator("iframe")
    inside.get_by_role("searchbox").fill("Ehrenamtskarte")
    expect(inside.locator("wissensspeicher-suche li")).to_have_count(1)

    frame = guest.page.frames[1]
    assert frame.evaluate("origin") == "null"
    assert (
        frame.evaluate("(() => { try { return document.cookie } catch (refused) { return refused.name } })()")
        == "SecurityError"
    )
    assert (
        frame.evaluate("(() => { try { return localStorage } catch (refused) { return refused.name } })()")
        == "SecurityError"
    )
    assert not [path for _, path, headers in service.log if "REFERER" in headers]
    inside.get_by_role("link", name="Ehrenamtskarte einführen").click()
    expect(guest.page).to_have_url(re.compile("/dokument/ph002"))


def test_axe_finds_nothing_in_the_frame_whatever_comes_back(guest: Visit, service: Served, apps: tuple) -> None:
    guest.page.goto(f"{service.address}/widget/v1/rahmen")
    assert guest.faults() == []

    field(guest).fill("Ehrenamtskarte")
    expect(hits(guest)).to_have_count(1)
    assert guest.faults() == []

    service.app = answering("<h1>Bad Gateway</h1>", "502 Bad Gateway")
    field(guest).fill("Nachbarschaft")
    expect(status(guest)).to_contain_text("Die Suche antwortet gerade nicht")
    assert guest.faults() == []


def test_a_site_that_is_not_on_the_list_gets_no_frame(
    guest: Visit, town: Town, reader: Reader, service: Served
) -> None:
    town.headers = []
    town.put("/", lines_from(reader, which="als-rahmen"))
    guest.page.goto(guest.site.replace("127.0.0.1", "localhost"))

    expect(guest.page.frame_locator("iframe").get_by_role("searchbox")).to_have_count(0)


@pytest.mark.parametrize("path", ["/redaktion/anmelden", "/redaktion/", "/suche", "/"])
def test_no_other_page_can_be_shown_in_a_frame(guest: Visit, town: Town, service: Served, path: str) -> None:
    town.headers = []
    town.put("/", f'<iframe src="{service.address}{path}" title="Rahmen"></iframe>')
    guest.open("/")

    expect(guest.page.frame_locator("iframe").get_by_role("heading")).to_have_count(0)


def test_without_scripts_the_frame_is_a_form(guest: Visit, browser: Browser, service: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.address}/widget/v1/rahmen?kommune=05711000")
    page.get_by_label("Wissensspeicher Engagement durchsuchen").fill("Beitritt")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{service.address}/suche?q=Beitritt&kommune=05711000")
    context.close()


# ---- The page that makes the lines ----


@pytest.mark.parametrize("guest", WIDTHS, indirect=True)
def test_an_officer_chooses_tries_and_copies(guest: Visit, town: Town, service: Served) -> None:
    page = guest.page
    page.goto(f"{service.address}/einbinden")
    page.get_by_label("Thema", exact=True).select_option(label="– Ehrenamtskarte")
    page.get_by_label("Farbe Ihrer Kommune").fill("#ffd500")
    button(guest, "Vorschau und Zeilen erneuern").click()
    page.get_by_role("search", name="Wissensspeicher Engagement durchsuchen").get_by_role("searchbox").fill("Karte")
    expect(hits(guest)).not_to_have_count(0)

    search = page.locator("wissensspeicher-suche").get_by_role("button", name="Suchen")
    expect(search).to_have_css("background-color", "rgb(255, 213, 0)")
    expect(search).to_have_css("color", "rgb(0, 0, 0)")
    assert guest.faults() == []
    assert guest.sideways() == 0
    town.put("/", page.get_by_label("Als Skript (empfohlen)").input_value())
    ask(guest, "Karte")
    expect(hits(guest)).not_to_have_count(0)
    assert "thema=anerkennung%2Fehrenamtskarte" in service.questions[-1]
