"""What readers send in: kept once, without personal data, and public only after an editor said so."""

import datetime
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import work
from kb.contributions import Contribution, Experience, Hint, OfferKind, OfferState
from kb.documents import Kind, State
from kb.errors import InvalidContribution, NotFound, StampOutdated, StampTooYoung, StampUsed, TooManyContributions
from kb.library import Library, open_library
from kb.library.contributing.rules import is_office_address
from kb.library.contributing.stamps import network_of
from kb.library.contributing.texts import as_markdown
from kb.markup import render
from kb.store import Submission, open_store
from kb.store.submissions import MOST_PER_DAY, MOST_PER_NETWORK
from tests.builders import BIELEFELD, KOELN, a_library, settings_in
from tests.contributions import SENDER, a_hint, a_stamp, an_experience, an_offer, send
from tests.databases import everything_stored

PATIENCE = 30.0
"""Seconds."""

NOW = datetime.datetime.now(datetime.UTC)

EVERYTHING = (an_experience(), an_offer(), a_hint())


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """For tests that send nothing."""
    with a_library(tmp_path_factory.mktemp("unberuehrt")) as library:
        yield library


def kept(library: Library) -> int:
    """How many contributions there are."""
    own = library.contributing
    return len(own.reports()) + len(own.all_offers()) + len(own.hints())


def test_a_reported_experience_is_the_draft_of_a_practice_example(library: Library) -> None:
    send(library, an_experience())

    (report,) = library.contributing.reports()
    draft = library.editing.newest(report.document).document
    assert report.is_drafted
    assert (draft.kind, draft.state, draft.municipality) == (Kind.PRACTICE, State.DRAFT, KOELN)
    assert draft.title == "Köln: Ehrenamtskarte (2024)"
    assert draft.origin.startswith("Von der Kommune gemeldet am ")
    assert [line for line in draft.body.splitlines() if line.startswith("#")] == [
        "## Vorgehen",
        "## Ergebnis",
        "## Stolpersteine",
        "## Stand und Quelle",
    ]


def test_a_reported_experience_is_found_nowhere_before_it_is_published(library: Library) -> None:
    send(library, an_experience(done="Quastenflosser im Rathaus"))
    (report,) = library.contributing.reports()

    assert library.reading.search(library.reading.question("Quastenflosser")).total == 0
    assert library.reading.suggest("Quastenf") == ()
    assert library.reading.counts_by_municipality() == {}
    with pytest.raises(NotFound):
        library.reading.document(report.document)


def test_an_editor_publishes_a_reported_experience(library: Library) -> None:
    send(library, an_experience(done="Quastenflosser im Rathaus"))
    (report,) = library.contributing.reports()

    library.editing.submit(report.document, "Redaktion", 1)
    library.editing.publish(report.document, "Redaktion", 2)

    assert library.reading.search(library.reading.question("Quastenflosser")).total == 1


def test_personal_data_is_left_out_and_told_to_the_editors(library: Library) -> None:
    send(library, an_experience(done="Frau Müller, Tel. 0221 123456, m@web.example, hat geholfen."))

    (report,) = library.contributing.reports()
    assert report.removed == ("0221 123456", "m@web.example", "Frau Müller")
    for stored in (report.experience.done, library.editing.newest(report.document).document.body):
        assert not any(one in stored for one in report.removed)
        assert "Rufnummer entfernt" in stored


@pytest.mark.parametrize(
    "typed",
    [
        "# Titel",
        "<script>alert(1)</script>",
        "[hier](https://spam.example)",
        "![](https://spam.example/x.png)",
        "{{ fakt: ehrenamtspauschale }}",
        "a | b\n---|---\n1 | 2",
        "Titel\n====",
        "- - - - x",
        "> > > x",
        "*a* _b_ `c`",
        "1. eins\n2. zwei",
    ],
)
def test_what_was_typed_means_nothing_but_itself(typed: str) -> None:
    part = render(as_markdown(typed))

    assert part.headings == ()
    assert not any(
        mark in part.html for mark in ("<script", "<a ", "<img", "<table", "<em", "<code", "<blockquote", "<ol")
    )


def test_paragraphs_line_ends_and_lists_stay() -> None:
    assert render(as_markdown("Erst\ndann\n- eins\n• zwei\n\nEnde")).html.replace("\n", "") == (
        "<p>Erst<br>dann</p><ul><li>eins</li><li>zwei</li></ul><p>Ende</p>"
    )


def test_direction_marks_and_invisible_characters_are_not_kept(library: Library) -> None:
    send(library, a_hint(text="a\u202eb\u200bc\u2066d\x00e\u00ad"))

    assert library.contributing.hints()[0].hint.text == "abcd e"


def test_an_offer_waits_for_the_editors(library: Library) -> None:
    send(library, an_offer())
    (waiting,) = library.contributing.all_offers(OfferState.PENDING)
    assert library.contributing.offers() == ()

    library.contributing.confirm(waiting.id, "Redaktion")

    assert [one.id for one in library.contributing.offers()] == [waiting.id]
    assert library.contributing.all_offers()[0].decided_by == "Redaktion"


def test_a_declined_offer_is_public_no_more(library: Library) -> None:
    send(library, an_offer())
    (one,) = library.contributing.all_offers()
    library.contributing.confirm(one.id, "Redaktion")

    library.contributing.decline(one.id, "Redaktion")

    assert library.contributing.offers() == ()
    library.contributing.remove_offer(one.id)
    assert library.contributing.all_offers() == ()


def test_offers_are_found_by_municipality_kind_and_broader_topic(library: Library) -> None:
    for offer in (an_offer(), an_offer(municipality=BIELEFELD, kind=OfferKind.SEEKS, topics=("netzwerk",))):
        send(library, offer)
    for one in library.contributing.all_offers():
        library.contributing.confirm(one.id, "Redaktion")

    def found(**wanted: object) -> list[str]:
        return [one.offer.municipality for one in library.contributing.offers(**wanted)]  # type: ignore[arg-type]

    assert found() == [BIELEFELD, KOELN]
    assert found(municipality=KOELN) == found(topic="anerkennung") == found(kind=OfferKind.OFFERS) == [KOELN]
    assert found(topic="netzwerk/beitritt") == []


@pytest.mark.parametrize("act", ["confirm", "decline"])
def test_an_unknown_offer_is_not_found(library: Library, act: str) -> None:
    with pytest.raises(NotFound):
        getattr(library.contributing, act)("bcdfghjk", "Redaktion")


def test_reply_addresses_and_removed_data_are_forgotten_after_90_days(library: Library) -> None:
    send(library, a_hint(reply_to="leserin@web.example"))
    send(library, an_experience(done="Frau Müller half."))
    now = datetime.datetime.now(datetime.UTC)

    assert library.contributing.forget(now + datetime.timedelta(days=89)) == 0
    assert library.contributing.hints()[0].hint.reply_to == "leserin@web.example"
    assert library.contributing.forget(now + datetime.timedelta(days=91)) == 1
    assert library.contributing.hints()[0].hint.reply_to == ""
    assert library.contributing.reports()[0].removed == ()


def test_a_removed_hint_takes_its_address_along(library: Library) -> None:
    send(library, a_hint(reply_to="leserin@web.example"))

    library.contributing.remove_hint(library.contributing.hints()[0].id)

    assert library.contributing.hints() == ()


@pytest.mark.parametrize("one", EVERYTHING, ids=lambda one: type(one).__name__)
def test_sending_the_same_form_twice_keeps_one(library: Library, one: Contribution) -> None:
    stamp = a_stamp(library, type(one))

    for _ in range(3):
        library.contributing.send(one, stamp, SENDER)

    assert kept(library) == 1


def test_another_text_with_a_form_that_was_sent_is_asked_about(library: Library) -> None:
    stamp = a_stamp(library, Hint)
    library.contributing.send(a_hint(), stamp, SENDER)

    with pytest.raises(StampUsed):
        library.contributing.send(a_hint(text="Anders."), stamp, SENDER)


@pytest.mark.parametrize(("minutes", "refused"), [(0, StampTooYoung), (24 * 60 + 1, StampOutdated)])
def test_a_form_sent_too_fast_or_too_late_keeps_nothing(
    library: Library, minutes: float, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        library.contributing.send(a_hint(), a_stamp(library, Hint, minutes), SENDER)

    assert kept(library) == 0


def test_a_stamp_of_another_form_another_service_or_nobody_is_not_taken(library: Library, tmp_path: Path) -> None:
    with open_library(settings_in(tmp_path / "anderswo")) as other:
        foreign = a_stamp(other, Hint)

    for stamp in (a_stamp(library, Experience), foreign, "", "1.2.3", "ä.ö.ü", a_stamp(library, Hint) + "0"):
        with pytest.raises(StampOutdated):
            library.contributing.send(a_hint(), stamp, SENDER)


def test_a_form_keeps_its_stamp_until_it_is_outdated(library: Library) -> None:
    young, old = a_stamp(library, Hint, 0), a_stamp(library, Hint, 25 * 60)

    assert library.contributing.stamp(Hint, young) == young
    assert library.contributing.stamp(Hint, old) != old
    assert library.contributing.stamp(Experience, young) != young


def test_one_network_sends_so_much_a_day_and_others_are_not_hindered(library: Library) -> None:
    for number in range(MOST_PER_NETWORK):
        send(library, a_hint(text=f"Hinweis {number}"), f"192.0.2.{number}")

    with pytest.raises(TooManyContributions):
        send(library, a_hint(), "192.0.2.200")
    send(library, a_hint(), "198.51.100.1")

    assert kept(library) == MOST_PER_NETWORK + 1


def test_all_networks_together_send_no_more_than_editors_can_read(library: Library) -> None:
    for number in range(MOST_PER_DAY):
        send(library, a_hint(text=f"Hinweis {number}"), f"10.{number // 250}.{number % 250}.1")

    with pytest.raises(TooManyContributions):
        send(library, a_hint(), "198.51.100.1")


def test_the_limit_holds_across_processes(library: Library, tmp_path: Path) -> None:
    with open_library(settings_in(tmp_path)) as other:
        for number in range(MOST_PER_NETWORK):
            send((library, other)[number % 2], a_hint(text=f"Hinweis {number}"))

        with pytest.raises(TooManyContributions):
            send(other, a_hint())


def test_no_network_address_is_in_the_database(library: Library, tmp_path: Path) -> None:
    send(library, an_experience(), "192.0.2.123")

    assert b"192.0.2" not in everything_stored(tmp_path / "daten")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", "?"),
        ("unbekannt", "?"),
    ],
)
def test_an_address_belongs_to_a_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("address", "is_office"),
    [
        ("ehrenamt@stadt.example", True),
        ("buergerengagement@stadt.example", True),
        ("buero.ehrenamt@stadt.example", True),
        ("amt.50@stadt.example", True),
        ("stadt-koeln@stadt.example", True),
        ("maria.muster@stadt.example", False),
        ("m.muster@stadt.example", False),
        ("maria_muster@stadt.example", False),
    ],
)
def test_an_address_of_a_person_is_told_from_that_of_an_office(address: str, is_office: bool) -> None:  # of the table
    assert is_office_address(address) is is_office


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        (an_experience(), []),
        (an_experience(municipality="", topic="x", year=1900, done=" \u200b", mailbox=""), ["municipality", "topic", "year", "done", "mailbox"]),
        (an_experience(mailbox="maria.muster@stadt.example"), ["mailbox"]),
        (an_experience(mailbox="ehrenamt@stadt.example\nBcc: x@y.example"), ["mailbox"]),
        (an_experience(done="x" * 5001, failed="y" * 3001), ["done", "failed"]),
        (an_experience(year=2999), ["year"]),
        (an_offer(kind=None, topics=()), ["kind", "topics"]),
        (an_offer(topics=("netzwerk", "anerkennung", "netzwerk/beitritt", "anerkennung/ehrenamtskarte")), ["topics"]),
        (an_offer(note="x" * 501), ["note"]),
        (a_hint(kind=None, text="", reply_to="keine"), ["kind", "text", "reply_to"]),
        (a_hint(about="x" * 301), ["about"]),
    ],
)  # fmt: skip
def test_every_fault_is_told_by_its_field(untouched: Library, one: Contribution, fields: list[str]) -> None:
    assert set(untouched.contributing.faults(one)) == set(fields)


def test_what_has_faults_is_not_kept(library: Library) -> None:
    with pytest.raises(InvalidContribution) as refused:
        send(library, a_hint(text=""))

    assert "noch nichts gesendet" in refused.value.message
    assert kept(library) == 0


def test_a_report_whose_process_died_before_the_draft_gets_it_from_the_worker(library: Library, tmp_path: Path) -> None:
    store = open_store(settings_in(tmp_path).database_url)
    store.contributions.add_experience(Submission("a", "b", "c", NOW), an_experience(), ())
    store.close()
    assert not library.contributing.reports()[0].is_drafted

    stop = threading.Event()
    worker = threading.Thread(target=work.run, args=(library, stop))
    worker.start()
    patience = time.monotonic() + PATIENCE
    while not library.contributing.reports()[0].is_drafted and time.monotonic() < patience:
        time.sleep(0.05)
    stop.set()
    worker.join()

    assert library.contributing.reports()[0].is_drafted
    assert library.contributing.draft_reports() == 0
