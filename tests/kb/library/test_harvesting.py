"""Council papers come in from OParl servers: all good ones, each bad one told, whatever the server does."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kb.documents import Motion, Outcome, State
from kb.errors import AddressRefused, InvalidDocument, NotFound, SettingsError
from kb.library.harvest_values import Step
from kb.library.registers import KnownIds
from kb.library.saving import save_revision
from kb.settings import Operator
from kb.store import Verdict
from tests.council_server import AGS, a_council
from tests.kb.importing.files.made import a_pdf
from tests.kb.library.harvests import a_harvest

HARMLESS = """
version 1.0
empty next
relative next
bare list
body instead of a list
no type
N/A
control characters
byte order mark
cp1252
other id
dangling
related in a circle
circle
redirect
gzip unasked
etag
random 500
cut off once
encoded parameters refused
no modified_since
"""
"""Faults that cost no paper."""


@pytest.mark.parametrize("fault", HARMLESS.strip().splitlines())
def test_every_good_paper_comes_in_whatever_fault_the_server_has(tmp_path: Path, fault: str) -> None:
    with a_council(papers=12, faults=fault) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)

        first, second = harvest.run(), harvest.run()

        assert (first.problem, second.problem) == ("", "")
        assert first.counts[Step.ADDED] == len(harvest.public_titles()) == 6
        assert first.counts[Step.LEFT] == 6
        assert (second.counts[Step.ADDED], second.counts[Step.WITHDRAWN], first.refused) == (0, 0, {})
        assert all(len(harvest.store.documents.history(one)) <= 2 for one in harvest.store.documents.ids())


BAD_OBJECTS = {
    "null": None,
    "a number": 7,
    "a text": "kaputt",
    "a list": [[]],
    "no id": {"name": "Ehrenamtskarte"},
    "an id that is no text": {"id": {"x": 1}, "name": "Ehrenamtskarte"},
    "no name": {"id": "https://ris.example/1"},
    "a name that is no text": {"id": "https://ris.example/2", "name": {"de": "Ehrenamtskarte"}},
    "another type": {"id": "https://ris.example/3", "name": "Rat", "type": "https://schema.oparl.org/1.1/Meeting"},
    "an id without end": {"id": "https://ris.example/" + "x" * 2000, "name": "Ehrenamtskarte"},
}


@pytest.mark.parametrize("bad", BAD_OBJECTS.values(), ids=BAD_OBJECTS.keys())
def test_a_bad_object_is_told_and_stops_nothing(tmp_path: Path, bad: object) -> None:
    with a_council(papers=12) as council, a_harvest(tmp_path) as harvest:
        council.extra = [bad]
        harvest.harvesting.add(council.system, publish=True)

        report = harvest.run()

        assert len(report.refused) == 1
        assert len(harvest.public_titles()) == 6
        (state,) = harvest.harvesting.states()
        assert len(state.refused) == state.counts[Verdict.REFUSED] == 1


@pytest.mark.parametrize("fault", ["", "empty is 404"])
def test_an_empty_list_is_no_error(tmp_path: Path, fault: str) -> None:
    with a_council(faults=fault) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system)

        assert harvest.run().is_complete


def test_a_paper_becomes_a_document_with_committee_day_result_and_source(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.add_paper(1, "Einführung der Ehrenamtskarte")
        council.meeting["agendaItem"][0]["resolutionText"] = "Die Karte wird eingeführt."
        harvest.harvesting.add(council.system)
        harvest.run()

        motion = harvest.motions()["Einführung der Ehrenamtskarte"]

        assert (motion.state, motion.municipality, motion.reference) == (State.DRAFT, AGS, "1001/2024")
        (step,) = motion.consultations
        assert (step.committee, step.date, step.public) == ("Rat der Stadt", datetime.date(2024, 2, 1), True)
        assert (motion.outcome, motion.decision) == (Outcome.ADOPTED, "Die Karte wird eingeführt.")
        assert motion.source_url == council.url("/paper/1")


def test_a_municipality_outside_the_register_is_known_once_it_is_read(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system)

        assert harvest.store.registers.municipalities().name(AGS) == "Stadt Karlsruhe"


def test_why_a_paper_was_left_is_kept(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.add_paper(1, "Neubau eines Feuerwehrhauses")
        source = harvest.harvesting.add(council.system)
        harvest.run()

        ((name, reason),) = harvest.harvesting.verdicts(source.id, Verdict.LEFT)

        assert name == council.url("/paper/1")
        assert "Feuerwehrbedarf im Titel" in reason


def test_a_second_run_asks_only_for_what_changed_and_with_some_overlap(tmp_path: Path) -> None:
    with a_council(papers=12) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system)
        harvest.run()
        council.asked.clear()

        report = harvest.run()

        day_before = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)).strftime("%Y-%m-%dT")
        lists = [path for path, _ in council.asked if path.startswith("/papers")]
        assert lists[0].startswith(f"/papers?modified_since={day_before}")
        assert (len(lists), report.is_full) == (1, False)


def test_a_new_modification_time_alone_changes_no_document(tmp_path: Path) -> None:
    with a_council(papers=4) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        for paper in council.papers.values():
            paper["modified"] = "2099-01-01T00:00:00Z"

        report = harvest.run()

        assert (report.counts[Step.UNCHANGED], report.counts[Step.CHANGED]) == (4, 0)


def test_a_changed_paper_is_changed_and_one_that_left_the_topic_is_withdrawn(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        first, second = council.add_paper(1, "Ehrenamtskarte"), council.add_paper(2, "Bürgerhaushalt")
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        first |= {"name": "Ehrenamtskarte NRW", "modified": "2099-01-01T00:00:00Z"}
        second |= {"name": "Bebauungsplan", "modified": "2099-01-01T00:00:00Z"}

        report = harvest.run()

        assert (report.counts[Step.CHANGED], report.counts[Step.WITHDRAWN]) == (1, 1)
        assert harvest.public_titles() == {"Ehrenamtskarte NRW"}


def test_a_deleted_paper_vanishes(tmp_path: Path) -> None:
    with a_council(papers=3) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        gone = council.papers["/paper/1"]
        council.papers["/paper/1"] = {"id": gone["id"], "type": gone["type"], "deleted": True, "modified": "2099-01-01"}

        harvest.run()

        assert len(harvest.public_titles()) == 1
        assert harvest.harvesting.states()[0].counts[Verdict.GONE] == 1


def test_a_paper_that_is_no_longer_published_vanishes_with_the_next_full_reading(tmp_path: Path) -> None:
    with a_council(papers=3) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        del council.papers["/paper/1"]

        harvest.run()
        before = len(harvest.public_titles())
        harvest.run(full=True)

        assert (before, len(harvest.public_titles())) == (2, 1)


def test_a_list_that_forgets_papers_which_are_still_there_withdraws_none(tmp_path: Path) -> None:
    with a_council(papers=12) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        forgotten = {path: council.papers.pop(path) for path in list(council.papers)[:8]}
        council.others |= forgotten

        harvest.run(full=True)

        assert len(harvest.public_titles()) == 6


def test_many_papers_do_not_vanish_at_once(tmp_path: Path) -> None:
    with a_council(papers=30) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        council.papers.clear()

        report = harvest.run(full=True)

        assert len(harvest.public_titles()) == 15
        assert "sieht nach einem Fehler aus" in report.notes[0]


def test_what_an_editor_saved_stays_until_the_paper_is_deleted(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        paper = council.add_paper(1, "Ehrenamtskarte")
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        newest = harvest.store.documents.newest(harvest.store.documents.ids()[0])
        edited = replace(newest.document, title="Von der Redaktion")
        save_revision(harvest.store, KnownIds(harvest.store), edited, editor="Redaktion", based_on=newest.number)

        paper |= {"name": "Ehrenamtskarte II", "modified": "2099-01-01"}
        report = harvest.run()
        kept = harvest.public_titles()
        paper["deleted"] = True
        harvest.run()

        assert report.counts[Step.KEPT] == 1
        assert (kept, harvest.public_titles()) == ({"Von der Redaktion"}, set())


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with a_council(papers=20) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        council.breaks_at = {"/papers?seite=10"}
        first = harvest.run()
        council.breaks_at = set()
        council.asked.clear()

        second = harvest.run()

        assert "500" in first.problem
        assert (second.problem, len(harvest.public_titles())) == ("", 10)
        assert next(path for path, _ in council.asked) == "/papers?seite=10"


def test_a_page_that_did_not_change_is_not_sent_again(tmp_path: Path) -> None:
    with a_council(papers=12, faults="etag") as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        council.asked.clear()

        report = harvest.run(full=True)

        assert report.pages == 3
        assert all("If-None-Match" in headers for path, headers in council.asked if path.startswith("/papers"))
        assert len(harvest.public_titles()) == 6


def test_a_late_result_is_entered_although_the_paper_did_not_change(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.add_paper(1, "Ehrenamtskarte")
        today = datetime.date.today().isoformat()
        council.meeting["start"] = today
        (item,) = council.meeting["agendaItem"]
        item["result"] = ""
        harvest.harvesting.add(council.system)
        harvest.run()
        item["result"] = "abgelehnt"

        harvest.run()

        assert harvest.motions()["Ehrenamtskarte"].outcome is Outcome.REJECTED


def test_related_papers_are_taken_too_and_are_one_matter(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        amendment = council.add_paper(2, "Änderungsantrag zur Drucksache 1001/2024", paperType="Änderungsantrag")
        council.add_paper(1, "Einführung der Ehrenamtskarte", relatedPaper=[amendment["id"]])
        council.add_paper(3, "Bürgerhaushalt")
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        harvest.run(full=True)

        motions = harvest.motions()
        motion, change = motions["Einführung der Ehrenamtskarte"], motions["Änderungsantrag zur Drucksache 1001/2024"]

        assert motion.matter == change.matter != ""
        assert motions["Bürgerhaushalt"].matter == ""
        assert [one.type for one in harvest.store.shelf.matter_of(motion.id)] == ["Beschlussvorlage", "Änderungsantrag"]


def test_a_relation_that_leads_nowhere_is_asked_for_once(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.add_paper(1, "Ehrenamtskarte", relatedPaper=[council.url("/paper/404")])
        harvest.harvesting.add(council.system)
        harvest.run()
        harvest.run()

        assert [path for path, _ in council.asked].count("/paper/404") == 1


def test_the_text_of_a_file_decides_and_fills_the_parts(tmp_path: Path) -> None:
    text = "Betreff:\nMaßnahmen\n\nBeschlussvorschlag:\nDas Ehrenamt wird gefördert.\n\nBegründung:\nEhrenamtliche tragen viel."
    with a_council() as council, a_harvest(tmp_path) as harvest:
        file = {"accessUrl": council.url("/datei"), "mimeType": "text/plain", "name": "Vorlage"}
        council.add_paper(1, "Maßnahmen im Stadtteil", mainFile=file)
        council.others["/datei"] = text
        council.plain = {"/datei"}
        harvest.harvesting.add(council.system)
        harvest.run()

        motion = harvest.motions()["Maßnahmen im Stadtteil"]

        assert isinstance(motion, Motion)
        assert motion.resolution == "Das Ehrenamt wird gefördert."


def test_a_pdf_is_fetched_and_read_with_its_parts_and_pages(tmp_path: Path) -> None:
    first = ("Betreff:", "Maßnahmen im Stadtteil", "", "Beschlussvorschlag:", "Das Ehrenamt wird gefördert.")
    second = ("Begründung:", "Ehrenamtliche tragen viel. Auskunft: vera.beispiel@musterstadt.example")
    pdf = a_pdf(tmp_path / "vorlage.pdf", [first, second])
    with a_council() as council, a_harvest(tmp_path) as harvest:
        file = {"accessUrl": council.url("/datei"), "mimeType": "application/pdf", "name": "Vorlage"}
        council.add_paper(1, "Maßnahmen im Stadtteil", mainFile=file)
        council.others["/datei"] = pdf.read_bytes()
        harvest.harvesting.add(council.system)
        harvest.run()

        motion = harvest.motions()["Maßnahmen im Stadtteil"]
        report = harvest.store.reports.newest(motion.id)

        assert motion.resolution == "Das Ehrenamt wird gefördert."
        assert motion.rationale.endswith("[E-Mail-Adresse entfernt]")
        assert report
        assert dict(report.found_on) == {"subject": 1, "resolution": 1, "rationale": 2}


def test_the_server_is_told_who_asks(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system)

        assert "wissen@stelle.example" in council.asked[0][1]["User-Agent"]


def test_without_a_contact_nobody_is_asked(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path, operator=Operator()) as harvest:
        with pytest.raises(SettingsError, match="KB_OPERATOR_EMAIL"):
            harvest.harvesting.add(council.system)

        assert council.asked == []


def test_a_server_on_a_private_network_is_refused(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path, harvest_networks="") as harvest:
        with pytest.raises(AddressRefused, match="nicht im öffentlichen Netz"):
            harvest.harvesting.add(council.system)

        assert council.asked == []


def test_a_list_on_a_server_that_nobody_named_is_not_followed(tmp_path: Path) -> None:
    with a_council(papers=12) as council, a_harvest(tmp_path) as harvest, a_council(papers=12) as other:
        harvest.harvesting.add(council.system)
        council.links_to = other.url("/papers")

        report = harvest.run()

        assert "gehört nicht zu den erlaubten Servern" in report.problem
        assert other.asked == []


def test_a_server_that_names_no_municipality_needs_one_named(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.ags = "N/A"

        with pytest.raises(InvalidDocument) as refused:
            harvest.harvesting.add(council.system)
        source = harvest.harvesting.add(council.system, municipality="Bielefeld")

        assert "--municipality" in refused.value.message
        assert source.municipality == "05711000"


def test_the_same_source_is_not_added_twice(tmp_path: Path) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system)

        with pytest.raises(InvalidDocument):
            harvest.harvesting.add(council.system)


def test_removing_a_source_withdraws_what_came_from_it(tmp_path: Path) -> None:
    with a_council(papers=4) as council, a_harvest(tmp_path) as harvest:
        source = harvest.harvesting.add(council.system, publish=True)
        harvest.run()

        withdrawn = harvest.harvesting.remove(source.id)

        assert (withdrawn, harvest.public_titles(), harvest.harvesting.states()) == (2, set(), ())
        with pytest.raises(NotFound):
            harvest.harvesting.source(source.id)


def test_a_source_is_due_when_its_interval_has_passed(tmp_path: Path) -> None:
    with a_council(1) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, every_hours=6)
        (first,) = harvest.harvesting.run_due()
        now = datetime.datetime.now(datetime.UTC)

        assert first.is_complete
        assert harvest.harvesting.run_due(now + datetime.timedelta(hours=5)) == ()
        assert len(harvest.harvesting.run_due(now + datetime.timedelta(hours=7))) == 1


def test_a_source_without_interval_is_read_only_on_request(tmp_path: Path) -> None:
    with a_council(1) as council, a_harvest(tmp_path) as harvest:
        harvest.harvesting.add(council.system, every_hours=0)

        assert harvest.harvesting.states()[0].next_at is None
        assert harvest.harvesting.run_due() == ()


def test_names_and_wordings_of_a_server_carry_no_personal_data(tmp_path: Path) -> None:
    mail = "vera.beispiel@musterstadt.example"
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.add_paper(1, f"Ehrenamtskarte für Vereine, Antrag von {mail}")
        council.meeting["agendaItem"][0]["resolutionText"] = f"Auskunft gibt {mail}."
        council.others["/organization/1"] = {"id": council.url("/organization/1"), "name": f"Ausschuss {mail}"}
        harvest.harvesting.add(council.system, publish=True)
        harvest.run()
        again = harvest.run(full=True)

        (motion,) = harvest.motions().values()
        assert mail not in str(motion)
        assert "[E-Mail-Adresse entfernt]" in motion.decision
        assert not again.counts[Step.CHANGED]


@pytest.mark.parametrize(("publish", "topics"), [(True, ("anerkennung/ehrenamtskarte",)), (False, ())])
def test_what_is_published_at_once_gets_the_topics_that_it_names(
    tmp_path: Path, topics: tuple[str, ...], *, publish: bool
) -> None:
    with a_council() as council, a_harvest(tmp_path) as harvest:
        council.add_paper(1, "Einführung der Ehrenamtskarte")
        council.add_paper(2, "Richtlinie zur Vereinsförderung")
        harvest.harvesting.add(council.system, publish=publish)

        harvest.run()

        found = harvest.motions()
        assert found["Einführung der Ehrenamtskarte"].topics == topics
        assert found["Richtlinie zur Vereinsförderung"].topics == ()
