"""Reporting experiences, offers and hints: looked at before, sent once, thanked for; nothing typed is ever lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.contributions import Contribution, Experience, Hint, HintKind, Offer
from kb.library import Library
from kb.settings import Settings
from tests.builders import KOELN, a_library
from tests.contributions import MAILBOX, a_stamp, an_offer, send
from tests.page import Page, Reader
from web import create_app

EXPERIENCE = {
    "kommune": KOELN,
    "thema": "anerkennung/ehrenamtskarte",
    "jahr": "2024",
    "vorgehen": "Wir haben <b>Quastenflosser</b> erprobt.\r\nZweite Zeile.",
    "gelungen": "Die Beratung.",
    "schwierig": "",
    "postfach": MAILBOX,
    "freigabe": "ja",
}
OFFER = {
    "kommune": KOELN,
    "art": "bietet",
    "thema": "anerkennung/ehrenamtskarte",
    "thema_2": "netzwerk",
    "thema_3": "",
    "notiz": "Fragen Sie uns.",
    "postfach": MAILBOX,
}
HINT = {"art": "barriere", "zu": "/themen/", "text": "Die Schrift ist klein.", "antwort": ""}

FORMS: tuple[tuple[str, type[Contribution], dict[str, str]], ...] = (
    ("/erfahrung-melden", Experience, EXPERIENCE),
    ("/austausch/melden", Offer, OFFER),
    ("/hinweis", Hint, HINT),
)
EVERY_FORM = pytest.mark.parametrize(("address", "sort", "filled"), FORMS)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(create_app(Settings(), library))


def values(page: Page) -> dict[str, str]:
    """What stands in the fields of the page's last form."""
    form = page.all("form")[-1]
    inputs = {
        one.get("name", ""): one.get("value", "")
        for one in form.iter("input")
        if one.get("type") not in ("radio", "checkbox") or "checked" in one.attrib
    }
    texts = {one.get("name", ""): "".join(one.itertext()) for one in form.iter("textarea")}
    chosen = {
        one.get("name", ""): option.get("value", "")
        for one in form.iter("select")
        for option in one.iter("option")
        if "selected" in option.attrib
    }
    return inputs | texts | chosen


def as_shown(filled: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("\r\n", "\n") for name, value in filled.items() if value}


def test_an_experience_is_looked_at_sent_and_thanked_for(reader: Reader, library: Library) -> None:
    filled = EXPERIENCE | {"stempel": a_stamp(library, Experience)}

    preview = reader.post("/erfahrung-melden", data=filled | {"schritt": "vorschau"})
    assert (preview.status, preview.heading) == (200, "Erfahrung melden: Vorschau")
    assert library.contributing.reports() == ()
    sent = reader.post("/erfahrung-melden", data=values(preview) | {"schritt": "senden"})
    assert (sent.status, sent.answer.headers["Location"]) == (303, "/erfahrung-melden/danke")

    thanks = reader.get("/erfahrung-melden/danke")
    assert "Bis dahin ist nichts von Ihrem Bericht zu sehen" in thanks.text
    (report,) = library.contributing.reports()
    assert report.experience.done == "Wir haben <b>Quastenflosser</b> erprobt.\nZweite Zeile."


def test_the_preview_says_which_personal_data_is_left_out(reader: Reader) -> None:
    preview = reader.post("/erfahrung-melden", data=EXPERIENCE | {"gelungen": "Frau Müller half, Tel. 0221 123456."})

    assert {"Frau Müller", "0221 123456"} <= set(preview.texts("li"))
    assert "[Name entfernt] half" in preview.text


@EVERY_FORM
def test_what_was_typed_can_be_changed_and_is_never_lost(
    reader: Reader, address: str, sort: type[Contribution], filled: dict[str, str]
) -> None:
    again = reader.post(address, data=filled | {"schritt": "aendern"})
    too_fast = reader.post(address, data=filled | {"schritt": "senden"})
    trapped = reader.post(address, data=filled | {"schritt": "senden", "homepage": "https://spam.example"})

    assert (again.status, too_fast.status, trapped.status) == (200, 422, 422)
    for page in (again, too_fast, trapped):
        assert as_shown(filled).items() <= values(page).items()
    assert values(trapped)["homepage"] == ""
    assert len(too_fast.all("h2", class_="kern-title")) == 1
    assert sort.__name__


@EVERY_FORM
def test_a_form_that_is_too_young_or_too_old_is_sent_with_the_next_try(
    reader: Reader, library: Library, address: str, sort: type[Contribution], filled: dict[str, str]
) -> None:
    old = a_stamp(library, sort, minutes=25 * 60)

    refused = reader.post(address, data=filled | {"schritt": "senden", "stempel": old})

    assert "zu lange offen" in refused.text
    assert values(refused)["stempel"] not in ("", old)


def test_a_changed_text_after_the_first_was_sent_gets_a_form_of_its_own(reader: Reader, library: Library) -> None:
    filled = HINT | {"schritt": "senden", "stempel": a_stamp(library, Hint)}
    reader.post("/hinweis", data=filled)

    asked = reader.post("/hinweis", data=filled | {"text": "Noch etwas."})

    assert (asked.status, "schon eine Meldung angekommen" in asked.text) == (422, True)
    assert values(asked)["text"] == "Noch etwas."
    assert values(asked)["stempel"] != filled["stempel"]


def test_while_the_database_is_away_what_was_typed_stays_and_is_not_logged(
    reader: Reader, library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    filled = HINT | {"schritt": "senden", "stempel": a_stamp(library, Hint)}
    with closing(sqlite3.connect(tmp_path / "daten/wissensspeicher.sqlite")) as other:
        other.execute("ALTER TABLE hints RENAME TO away")

    page = reader.post("/hinweis", data=filled)

    assert (page.status, values(page)["text"]) == (503, HINT["text"])
    assert "database:" in caplog.text
    assert HINT["text"] not in caplog.text


@EVERY_FORM
def test_faults_stand_at_the_top_and_at_their_field(
    reader: Reader, address: str, sort: type[Contribution], filled: dict[str, str]
) -> None:
    empty = reader.post(address, data={"schritt": "senden"})

    assert (empty.status, bool(sort)) == (422, True)
    jumps = [one.get("href", "") for one in empty.all("a") if (one.get("href") or "").startswith("#")][1:]
    assert len(jumps) >= 2
    assert all(f"{one[1:]}-fehler" in empty.html and one[1:] in filled for one in jumps)


def test_a_personal_mailbox_is_refused_with_the_reason(reader: Reader) -> None:
    page = reader.post("/erfahrung-melden", data=EXPERIENCE | {"postfach": "maria.muster@koeln.example"})

    assert page.status == 422
    assert "Funktionspostfach, zum Beispiel ehrenamt@" in page.text
    assert values(page)["postfach"] == "maria.muster@koeln.example"


def test_without_permission_nothing_goes_on(reader: Reader) -> None:
    page = reader.post("/erfahrung-melden", data={key: EXPERIENCE[key] for key in EXPERIENCE if key != "freigabe"})

    assert (page.status, "ohne diese Erlaubnis" in page.text) == (422, True)


def test_a_hint_is_sent_at_once_and_kept_with_what_it_is_about(reader: Reader, library: Library) -> None:
    sent = reader.post("/hinweis", data=HINT | {"schritt": "senden", "stempel": a_stamp(library, Hint)})

    assert sent.answer.headers["Location"] == "/hinweis/danke"
    (kept,) = library.contributing.hints()
    assert (kept.hint.kind, kept.hint.about) == (HintKind.ACCESS, "/themen/")


def test_every_page_leads_to_a_hint_that_names_it(reader: Reader) -> None:
    page = reader.follow(reader.get("/themen/netzwerk"), "Hinweis an die Redaktion")

    assert values(page)["zu"] == "/themen/netzwerk"


def test_an_empty_result_leads_to_a_hint_with_the_question(reader: Reader) -> None:
    page = reader.follow(reader.get("/suche?q=Leihgiraffe"), "Der Redaktion sagen")

    assert {"zu": "Leihgiraffe", "art": "suche"}.items() <= values(page).items()


def test_a_link_fills_in_only_what_fits(reader: Reader) -> None:
    page = reader.get(f"/erfahrung-melden?kommune={KOELN}&thema=gibt-es-nicht&vorgehen=Untergeschoben&fremd=1")

    assert {"kommune": KOELN, "vorgehen": ""}.items() <= values(page).items()
    assert "thema" not in values(page)


def test_a_confirmed_offer_stands_on_the_pages_of_municipality_and_topic_and_in_the_list(
    reader: Reader, library: Library
) -> None:
    send(library, an_offer(note="Zeigen <i>gern</i> alles."))
    pages = (
        "/kommunen/05315000-koeln",
        "/themen/anerkennung",
        "/austausch/",
        "/austausch/?thema=anerkennung&art=bietet",
    )
    assert not any("Zeigen" in reader.get(address).text for address in pages)

    library.contributing.confirm(library.contributing.all_offers()[0].id, "Redaktion")

    for address in pages:
        page = reader.get(address)
        assert "Köln bietet Amtshilfe" in page.text
        assert "Zeigen <i>gern</i> alles." in page.text
        assert page.link(MAILBOX) == f"mailto:{MAILBOX}"
    assert "Zeigen" not in reader.get("/austausch/?art=sucht").text
    assert "Zeigen" not in reader.get("/themen/netzwerk").text


def test_unknown_filters_are_ignored(reader: Reader) -> None:
    assert reader.get("/austausch/?thema=x&art=y&z=1").status == 200


def test_an_offer_is_looked_at_before_it_is_sent(reader: Reader, library: Library) -> None:
    preview = reader.post("/austausch/melden", data=OFFER | {"stempel": a_stamp(library, Offer)})
    reader.post("/austausch/melden", data=values(preview) | {"schritt": "senden"})

    (kept,) = library.contributing.all_offers()
    assert kept.offer.topics == ("anerkennung/ehrenamtskarte", "netzwerk")
