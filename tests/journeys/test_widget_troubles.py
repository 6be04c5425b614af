"""The search on another web site when something is wrong: nothing typed is lost, and the page says what to do."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.elsewhere import Served, Town, a_free_port, a_gate, answering, lines_from, strict
from tests.journeys.embedded import ask, button, field, hits, status
from tests.page import Reader


def test_without_an_answer_the_words_stay_and_another_try_finds(guest: Visit, service: Served, apps: tuple) -> None:
    guest.open("/")
    service.app = answering("<h1>Bad Gateway</h1>", "502 Bad Gateway")
    field(guest).fill("Ehrenamtskarte")
    expect(status(guest)).to_contain_text("Die Suche antwortet gerade nicht. Ihre Eingabe bleibt stehen")
    assert guest.faults() == []

    service.app = apps[1]
    button(guest, "Noch einmal versuchen").click()

    expect(hits(guest)).to_have_count(1)
    expect(field(guest)).to_be_focused()
    expect(field(guest)).to_have_value("Ehrenamtskarte")


def test_a_server_that_is_down_is_said(guest: Visit, town: Town, lines: str, service: Served) -> None:
    gone = f"http://127.0.0.1:{a_free_port()}"
    town.headers = strict(f"{service.address} {gone}")
    town.put("/", lines.replace("<wissensspeicher-suche", f'<wissensspeicher-suche server="{gone}"', 1))
    ask(guest, "Ehrenamtskarte")

    expect(status(guest)).to_contain_text("Die Suche antwortet gerade nicht.")
    assert guest.faults() == []


def test_a_filter_that_does_not_exist_is_said_and_leads_on(
    guest: Visit, town: Town, lines: str, service: Served
) -> None:
    town.put("/", lines.replace("<wissensspeicher-suche", '<wissensspeicher-suche thema="umbenannt"', 1))
    ask(guest, "Ehrenamtskarte")

    expect(status(guest)).to_contain_text("Die Suche ist auf dieser Seite nicht richtig eingerichtet.")
    expect(button(guest, "Noch einmal versuchen")).to_have_count(0)
    assert guest.faults() == []
    guest.page.get_by_role("link", name="Im ganzen Wissensspeicher suchen").click()
    expect(guest.page).to_have_url(f"{service.address}/suche?q=Ehrenamtskarte&zuerst=vereine")


def test_a_search_that_is_moved_in_the_page_is_answered_all_the_same(guest: Visit, service: Served) -> None:
    guest.open("/")
    service.gate = a_gate(is_open=False)
    field(guest).fill("Ehrenamtskarte")
    expect(status(guest)).to_have_text("Es wird gesucht …")

    guest.page.evaluate("document.body.prepend(document.querySelector('wissensspeicher-suche'))")
    service.gate.set()

    expect(status(guest)).to_have_text("1 Treffer zu „Ehrenamtskarte“")


def test_as_a_module_it_asks_where_the_form_leads(guest: Visit, town: Town, lines: str, service: Served) -> None:
    town.put("/", lines.replace(" async>", ' type="module">'))
    ask(guest, "Ehrenamtskarte")

    expect(hits(guest)).to_have_count(1)
    assert len(service.questions) == 1


def test_its_language_stays_as_it_began(guest: Visit) -> None:
    guest.open("/")
    guest.page.evaluate("document.querySelector('wissensspeicher-suche').setAttribute('sprache', 'en')")
    field(guest).fill("Ehrenamtskarte")

    expect(status(guest)).to_have_text("1 Treffer zu „Ehrenamtskarte“")
    expect(guest.page.get_by_role("link", name="Den Treffer im Wissensspeicher ansehen")).to_have_count(1)


def test_a_slow_answer_is_waited_for_and_then_given_up(guest: Visit, service: Served) -> None:
    guest.page.clock.install()
    guest.open("/")
    service.gate = a_gate(is_open=False)
    field(guest).fill("Beitritt")
    guest.page.clock.run_for(1000)
    expect(status(guest)).to_have_text("Es wird gesucht …")
    expect(guest.page.locator("[aria-busy]")).to_have_count(1)
    assert guest.faults() == []

    guest.page.clock.run_for(10_000)

    expect(status(guest)).to_contain_text("Die Suche antwortet gerade nicht.")
    expect(guest.page.locator("[aria-busy]")).to_have_count(0)


def test_too_many_questions_wait_as_long_as_the_server_says(guest: Visit, service: Served, apps: tuple) -> None:
    guest.page.clock.install()
    guest.open("/")
    service.app = apps[2]()
    for question in ("Beitritt", "Karte", "Ehrenamtskarte"):
        field(guest).fill(question)
        guest.page.keyboard.press("Enter")
        expect(status(guest)).to_contain_text(f"„{question}“" if question != "Ehrenamtskarte" else "sehr viele Fragen")
    [told] = re.findall(r"in (\d+|einer) Sekunden?", status(guest).inner_text())
    seconds = 1 if told == "einer" else int(told)
    assert 1 <= seconds <= 61
    assert guest.faults() == []

    service.app = apps[1]
    guest.page.clock.run_for(seconds * 1000)

    expect(status(guest)).to_have_text("1 Treffer zu „Ehrenamtskarte“")


def test_without_a_connection_the_search_goes_on_when_it_is_back(guest: Visit) -> None:
    guest.open("/")
    guest.context.set_offline(True)
    field(guest).fill("Ehrenamtskarte")
    expect(status(guest)).to_contain_text("keine Verbindung zum Internet")
    assert guest.faults() == []

    guest.context.set_offline(False)

    expect(hits(guest)).to_have_count(1)


@pytest.mark.parametrize("fault", ["blocked", "wrong checksum"])
def test_without_the_script_a_plain_form_leads_to_the_results(
    guest: Visit, town: Town, reader: Reader, service: Served, fault: str
) -> None:
    lines = lines_from(reader, "/einbinden?art=praxishilfe")
    if fault == "blocked":
        town.headers = [("Content-Security-Policy", f"script-src 'none'; form-action {service.address}")]
    town.put("/engagement", lines if fault == "blocked" else re.sub(r"sha384-....", "sha384-AAAA", lines))
    guest.open("/engagement")
    assert guest.faults() == []

    guest.page.get_by_label("Wissensspeicher Engagement durchsuchen").fill("Ehrenamtskarte")
    guest.page.keyboard.press("Enter")

    expect(guest.page).to_have_url(f"{service.address}/suche?q=Ehrenamtskarte&art=praxishilfe")
    (told,) = [headers.get("REFERER", "") for _, path, headers in service.log if path.startswith("/suche?")]
    assert told in ("", f"{guest.site}/")  # Chromium names the site in spite of rel="noreferrer", but never the page
