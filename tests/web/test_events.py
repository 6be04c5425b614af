"""Events: on pages, and for calendars."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from kb.documents import Article, Kind
from kb.library import Library
from kb.settings import Settings
from tests.builders import BIELEFELD, a_library, an_article
from tests.page import Reader
from web import create_app
from web.search.ical import CalendarEvent, calendar

TODAY = datetime.date.today()


def an_event(name: str, in_days: int, lasts: int = 0, **changes: Any) -> Article:
    starts = TODAY + datetime.timedelta(days=in_days)
    ends = starts + datetime.timedelta(days=lasts) if lasts else None
    return an_article(**{"id": name, "kind": Kind.EVENT, "title": name, "starts": starts, "ends": ends} | changes)


DOCUMENTS = (
    an_event("treffen", 10, lasts=2, title="Netzwerktreffen", place="Rathaus, Bielefeld", municipality=BIELEFELD),
    an_event("werkstatt", 3, title="Werkstatt zur Karte", topics=("anerkennung",)),
    an_event("gewesen", -5, title="Forum vom Herbst"),
    an_event("vorjahr", -300, title="Forum vom Vorjahr"),
    an_article(id="mail1", kind=Kind.INFOMAIL, title="Infomail November", topics=("anerkennung",)),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with a_library(tmp_path_factory.mktemp("termine"), *DOCUMENTS) as library:
        yield library


@pytest.fixture
def reader(library: Library) -> Reader:
    return Reader(create_app(Settings(base_url="https://wissen.example"), library))


def test_the_page_lists_what_comes_what_was_and_the_news(reader: Reader) -> None:
    page = reader.get("/termine")

    coming, past = page.texts("ul", class_="events")
    assert coming.index("Werkstatt zur Karte") < coming.index("Netzwerktreffen")
    assert "Rathaus, Bielefeld" in coming
    assert past.index("Forum vom Herbst") < past.index("Forum vom Vorjahr")
    assert "Infomail November" in page.text


def test_what_is_over_and_the_news_are_searched_like_everything(reader: Reader) -> None:
    page = reader.get("/termine")

    assert reader.follow(page, "Alle Veranstaltungen durchsuchen").heading == "4 Treffer"
    assert reader.follow(page, "Alle Infomails durchsuchen").heading == "1 Treffer"


def test_start_and_topic_pages_show_the_next_events(reader: Reader) -> None:
    assert reader.get("/").link("Netzwerktreffen") == "/dokument/treffen-netzwerktreffen"
    (on_topic,) = reader.get("/themen/anerkennung").texts("ul", class_="events")
    assert "Werkstatt zur Karte" in on_topic
    assert "Netzwerktreffen" not in on_topic


def test_without_events_the_pages_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with a_library(tmp_path_factory.mktemp("leer")) as library:
        empty = Reader(create_app(Settings(), library))

        assert "Zurzeit sind keine Termine eingetragen." in empty.get("/").text
        assert "Noch ist keine Infomail veröffentlicht." in empty.get("/termine").text
        assert empty.get("/termine.ics").html.count("BEGIN:VEVENT") == 0


def test_the_page_of_an_event_says_when_and_where(reader: Reader) -> None:
    page = reader.get("/dokument/treffen-netzwerktreffen")

    (when,) = page.texts("section", class_="when")
    assert "Rathaus, Bielefeld" in when
    assert page.link("In den Kalender übernehmen") == "/termine/treffen.ics"
    assert "Diese Veranstaltung ist vorbei." in reader.get("/dokument/gewesen-forum-vom-herbst").text


def test_one_event_is_a_calendar_file_of_whole_days(reader: Reader) -> None:
    answer = reader.get("/termine/treffen.ics")

    starts, free = TODAY + datetime.timedelta(days=10), TODAY + datetime.timedelta(days=13)
    assert answer.answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "treffen-netzwerktreffen.ics" in answer.answer.headers["Content-Disposition"]
    for line in (
        f"DTSTART;VALUE=DATE:{starts:%Y%m%d}",
        f"DTEND;VALUE=DATE:{free:%Y%m%d}",
        "LOCATION:Rathaus\\, Bielefeld",
        "URL:https://wissen.example/dokument/treffen-netzwerktreffen",
    ):
        assert f"{line}\r\n" in answer.html


def test_the_calendar_keeps_what_was_lately_and_can_be_of_one_topic(reader: Reader) -> None:
    everything = reader.get("/termine.ics").html

    assert everything.count("BEGIN:VEVENT") == 3
    assert "Forum vom Vorjahr" not in everything
    assert reader.get("/termine.ics?thema=anerkennung&fremd=1").html.count("BEGIN:VEVENT") == 1


def test_a_calendar_that_has_not_changed_is_not_sent_again(reader: Reader) -> None:
    etag = reader.get("/termine.ics").answer.headers["ETag"]

    assert reader.get("/termine.ics", headers={"If-None-Match": etag}).status == 304


@pytest.mark.parametrize("address", ["/termine.ics?thema=nichts", "/termine/mail1.ics", "/termine/nichts.ics"])
def test_what_is_no_event_has_no_calendar(reader: Reader, address: str) -> None:
    assert reader.get(address).status == 404


def test_a_long_line_goes_on_within_75_bytes_and_no_text_can_add_lines() -> None:
    day = datetime.date(2026, 12, 31)
    event = CalendarEvent(
        id="x",
        title="Ä" * 100,
        summary="eins\nEND:VCALENDAR\r\nzwei; drei, vier\\",
        first=day,
        last=day,
        place="",
        address="",
        changed=datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
    )

    text = calendar("Termine", [event])

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")
    unfolded = text.replace("\r\n ", "")
    assert f"SUMMARY:{'Ä' * 100}\r\n" in unfolded
    assert "DESCRIPTION:eins\\nEND:VCALENDAR\\nzwei\\; drei\\, vier\\\\\r\n" in unfolded
    assert "DTEND;VALUE=DATE:20270101\r\n" in unfolded
    assert "DTSTAMP:20260102T030405Z\r\n" in unfolded
