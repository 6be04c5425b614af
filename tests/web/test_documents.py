"""The pages of documents."""

import pytest

from tests.page import Reader

GUIDE = "/dokument/ph001-dem-kommunennetzwerk-beitreten"
PAPER = "/dokument/sv001-beitritt-zum-kommunennetzwerk"
MODEL = "/dokument/mv001-muster-beitritt-zum-netzwerk"


@pytest.mark.parametrize("wrong", ["/dokument/ph001", "/dokument/ph001-", "/dokument/ph001-alter-titel"])
def test_a_moved_slug_leads_to_the_right_address_for_good(reader: Reader, wrong: str) -> None:
    moved = reader.get(wrong)

    assert moved.status == 301
    assert moved.answer.headers["Location"] == GUIDE


def test_a_withdrawn_document_is_gone(reader: Reader) -> None:
    page = reader.get("/dokument/weg01-ueberholt")

    assert page.status == 410
    assert "wurde zurückgezogen" in page.text


@pytest.mark.parametrize("unknown", ["/dokument/nichts-da", "/dokument/-", "/dokument/ph001/x", "/dokument/%00"])
def test_an_unknown_document_is_not_found(reader: Reader, unknown: str) -> None:
    assert reader.get(unknown).status == 404


def test_an_article_shows_its_provenance(reader: Reader) -> None:
    page = reader.get(GUIDE)

    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Stand"] == "1. November 2026"
    assert facts["Nächste Prüfung"] == "31. März 2027"
    assert facts["Quelle"] == "Eigener Text der Redaktion"
    assert facts["Rechte"] == "CC BY 4.0"
    assert facts["Zielgruppe"] == "Verwaltung"


def test_an_article_lists_its_headings(reader: Reader) -> None:
    (contents,) = reader.get(GUIDE).texts("nav", class_="contents")

    assert contents == "Auf dieser Seite Anlass Vorgehen Beschluss"


def test_related_documents_are_linked_unless_they_are_withdrawn(reader: Reader) -> None:
    (related,) = [one for one in reader.get(GUIDE).texts("section", class_="related") if one.startswith("Dazu passt")]

    assert related == "Dazu passt Ehrenamtskarte <einführen> (Praxishilfe)"


def test_a_guide_leads_to_what_was_decided_and_to_a_model(reader: Reader) -> None:
    page = reader.get(GUIDE)

    model, papers, _ = page.texts("section", class_="related")
    assert model.startswith("Mustervorlage dazu Muster: Beitritt zum Netzwerk")
    assert papers.startswith("Beratungen und Beschlüsse dazu Beitritt zum Kommunennetzwerk Bielefeld 1. August 2018")
    assert "Ergebnis: beschlossen" in papers
    assert page.link("Alle Sitzungsvorlagen") == "/suche?art=sitzungsvorlage&thema=netzwerk/beitritt"


def test_html_in_a_text_is_shown_not_obeyed(reader: Reader) -> None:
    page = reader.get("/dokument/ph002-ehrenamtskarte-einfuehren")

    assert page.all("b") == []
    assert page.heading == "Ehrenamtskarte <einführen>"


def test_a_motion_shows_its_facts_and_parts_apart(reader: Reader) -> None:
    page = reader.get(PAPER)

    assert "7091/2014-2020" in page.texts("dd")
    assert "Amt für soziale Leistungen" in page.texts("dd")
    (proposed,) = page.texts("section", class_="part--resolution")
    (decided,) = page.texts("section", class_="part--decision")
    assert proposed.startswith("Beschlussvorschlag")
    assert "Der Rat beschließt den Beitritt." in proposed
    assert decided.startswith("Beschluss ")
    assert "Der Rat hat den Beitritt beschlossen." in decided
    for heading in ("Begründung", "Finanzielle Auswirkungen", "Anlagen"):
        assert heading in page.texts("h2")
    assert "Gemeinsame Erklärung (nicht frei)" in page.texts("li")


def test_proposal_and_decision_can_be_linked_and_copied(reader: Reader) -> None:
    page = reader.get(PAPER)

    copied = [one.get("data-kopiert") for one in page.all("button", class_="copy")]
    assert copied == ["teil-resolution-text", "teil-decision-text"]
    assert page.texts("div", id="teil-decision-text") == ["Der Rat hat den Beitritt beschlossen."]
    assert page.link("Link zu diesem Abschnitt").startswith("#teil-")


def test_what_was_said_stands_apart_from_the_reasons(reader: Reader) -> None:
    page = reader.get(PAPER)

    (rationale,) = page.texts("section", class_="part--rationale")
    (debate,) = page.texts("section", class_="part--debate")
    assert "Eine Fraktion fragte nach den Kosten." not in rationale
    assert "Eine Fraktion fragte nach den Kosten." in debate
    assert "gehört nicht zur Begründung" in debate


def test_a_motion_lists_its_parts_and_what_is_around_them(reader: Reader) -> None:
    (contents,) = reader.get(PAPER).texts("nav", class_="contents")

    parts = "Beschlussvorschlag Beschluss Begründung Aus der Beratung Finanzielle Auswirkungen"
    assert contents == f"Auf dieser Seite Beratungsfolge {parts} Anlagen"


def test_consultations_are_a_timeline_with_outcomes(reader: Reader) -> None:
    first, second = reader.get(PAPER).texts("li", class_="timeline__step")

    assert first == "4. September 2018 Sozialausschuss Ergebnis: beschlossen öffentlich"
    assert second == "27. September 2018 Rat Ergebnis nicht angegeben öffentlich"


def test_a_model_says_that_it_is_a_text_to_start_from_and_lists_its_blanks(reader: Reader) -> None:
    page = reader.get(MODEL)

    assert "Ein Text zum Weiterarbeiten, kein Beschluss" in page.text
    assert "Name der Kommune" in " ".join(page.texts("ul", class_="placeholders"))
    assert "Frist für den Bericht" in " ".join(page.texts("ul", class_="placeholders"))


def test_a_model_only_proposes_who_consults(reader: Reader) -> None:
    page = reader.get(MODEL)

    assert "Vorgeschlagene Beratungsfolge" in page.texts("h2")
    assert page.texts("li", class_="timeline__step") == ["Ausschuss für Soziales"]


def test_a_paper_does_not_claim_to_be_a_model(reader: Reader) -> None:
    assert "kein Beschluss" not in reader.get(PAPER).text


def test_a_document_leads_to_its_topic_and_municipality(reader: Reader) -> None:
    page = reader.get(PAPER)

    assert page.link("Beitritt") == "/themen/netzwerk/beitritt"
    assert page.link("Bielefeld") == "/kommunen/05711000-bielefeld"
