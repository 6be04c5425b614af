"""A draft: header, Beratungsfolge, numbered resolution, source note, and what must be checked."""

import datetime

from kb.documents import Consultation
from kb.drafting.blocks import Look
from kb.drafting.making import make_draft, suggested_committees
from kb.drafting.notes import speaking_note
from kb.drafting.pieces import plain
from kb.drafting.values import Choices, Draft, Origin
from tests.builders import a_motion
from tests.kb.drafting.register import BIELEFELD, KLEVE, REGISTER, UEDEM, shown

PAPER = Origin(
    document=a_motion(
        id="sv001",
        subject="Beitritt der Stadt Bielefeld zum Netzwerk",
        rights="CC BY 4.0",
        consultations=(
            Consultation(committee="Bezirksvertretung Mitte"),
            Consultation(committee="Haupt- und Finanzausschuss"),
            Consultation(committee="Rat"),
        ),
    ),
    named=BIELEFELD,
    parts={
        "resolution": "<p>Der Rat beschließt den Beitritt.</p><p>Die Stadt Bielefeld benennt eine Stelle.</p>",
        "rationale": "<p>Das Netzwerk besteht seit 2012.</p>",
    },
    address="https://wissen.example.org/dokument/sv001",
)


def a_draft(base: Origin = PAPER, others: dict[str, Origin] | None = None, **choices: object) -> Draft:
    return make_draft(base, Choices(**{"municipality": KLEVE} | choices), REGISTER, others or {})  # type: ignore[arg-type]  # by name


def test_the_header_names_the_own_municipality_and_shows_what_is_missing() -> None:
    draft = a_draft(office="Fachbereich Soziales", date=datetime.date(2027, 3, 1))

    assert draft.designation == "Kreis Kleve"
    assert {row.label: shown(row.pieces) for row in draft.header} == {
        "Drucksachennummer": "‹[Drucksachennummer]›",
        "Datum": "01.03.2027",
        "Federführung": "Fachbereich Soziales",
        "Vorgelegt von": "Landrätin/Landrat des Kreises Kleve",
    }
    assert plain(draft.subject) == "Beitritt des Kreises Kleve zum Netzwerk"


def test_sentences_of_a_resolution_become_numbered_points() -> None:
    (resolution,) = [one for one in a_draft().sections if one.name == "resolution"]

    assert [(one.look, plain(one.pieces), one.starts) for one in resolution.blocks] == [
        (Look.NUMBERED, "Der Kreistag beschließt den Beitritt.", True),
        (Look.NUMBERED, "Der Kreis Kleve benennt eine Stelle.", False),
    ]


def test_committees_are_suggested_as_the_municipality_calls_them() -> None:
    assert suggested_committees(PAPER, KLEVE, REGISTER) == ("Kreisausschuss", "Kreistag")
    assert suggested_committees(PAPER, BIELEFELD, REGISTER)[0] == "Bezirksvertretung Mitte"


def test_a_committee_taken_over_is_marked_and_one_typed_in_is_not() -> None:
    draft = a_draft(consultations=(Consultation(committee="Kreistag"), Consultation(committee="Sozialausschuss")))

    assert [shown(one.committee) for one in draft.consultations] == ["‹Kreistag›", "Sozialausschuss"]


def test_the_source_note_says_what_was_taken_from_where_and_under_which_rights() -> None:
    (source,) = a_draft().sources

    assert source == (
        "Beschlussvorschlag und Begründung nach: Vorlage der Stadt Bielefeld, Drucksache 7091/2014-2020 vom 01.08.2018, "
        "„Beitritt zum Kommunennetzwerk“. Rechte: CC BY 4.0. Fundstelle: https://wissen.example.org/dokument/sv001"
    )


def test_a_part_of_another_paper_is_adapted_from_its_own_municipality_and_named() -> None:
    other = Origin(
        document=a_motion(id="sv002", reference="12/2020"),
        named=UEDEM,
        parts={"rationale": "<p>Uedem hat 3 Vereine.</p>"},
    )
    draft = a_draft(others={"rationale": other})

    assert [shown(one.blocks[0].pieces) for one in draft.sections if one.name == "rationale"] == [
        "Der Kreis Kleve hat ‹3› Vereine."
    ]
    assert draft.sources[1].startswith("Begründung nach: Vorlage der Gemeinde Uedem, Drucksache 12/2020")


def test_nothing_in_the_text_names_the_old_municipality_unmarked() -> None:
    draft = a_draft()
    texts = [block.pieces for section in draft.sections for block in section.blocks]

    assert [one.text for pieces in texts for one in pieces if "Bielefeld" in one.text and not one.check] == []


def test_a_rationale_over_three_pages_asks_for_a_short_version() -> None:
    long = Origin(document=PAPER.document, named=BIELEFELD, parts={"rationale": f"<p>{'Engagement. ' * 900}</p>"})

    assert a_draft(long).needs_short_version
    assert not a_draft(long, short_version="Kurz.").needs_short_version
    assert not a_draft().needs_short_version


def test_a_models_speaking_note_is_what_stands_below_its_heading() -> None:
    body = "<h2>Hinweise</h2><p>Nicht dies.</p><h2>Sprechzettel</h2><h3>Kosten</h3><p>Keine.</p><h2>Weiter</h2><p>Auch nicht.</p>"
    note = speaking_note(Origin(document=PAPER.document, parts={"body": body}), None)

    assert [(one.look, plain(one.pieces), one.depth) for one in note.blocks] == [
        (Look.HEADING, "Kosten", 0),
        (Look.PARAGRAPH, "Keine.", 0),
    ]


def test_a_paper_without_a_note_gets_one_out_of_its_parts() -> None:
    headings = [plain(one.pieces) for one in speaking_note(PAPER, None).blocks if one.look is Look.HEADING]

    assert headings == ["Beschlussvorschlag", "Begründung"]
