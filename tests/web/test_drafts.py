"""An own motion: from a Mustervorlage or a paper over form and preview to the file."""

import io
import re
from pathlib import Path

import docx
import pytest
from werkzeug.datastructures import MultiDict

from kb.settings import Settings
from tests.builders import KOELN, a_library
from tests.page import Page, Reader
from tests.web.conftest import MODEL
from web import create_app

GUETERSLOH = "05754008"
FORM = {"grundlage": "mv001", "kommune": KOELN, "art": "kreisfreie-stadt"}


def preview(reader: Reader, **fields: object) -> Page:
    return reader.post("/eigene-vorlage/vorschau", data=FORM | fields)


def test_every_motion_leads_to_an_own_one(reader: Reader) -> None:
    for address in ("/dokument/mv001-muster-beitritt-zum-netzwerk", "/dokument/sv001-beitritt-zum-kommunennetzwerk"):
        form = reader.follow(reader.get(address), "Eigene Vorlage erstellen")
        assert form.heading == "Eigene Vorlage erstellen"
        assert "Für welche Kommune?" in form.text


def test_without_a_motion_the_way_leads_to_the_model_motions(reader: Reader) -> None:
    assert reader.get("/eigene-vorlage").answer.headers["Location"] == "/suche?art=mustervorlage"


@pytest.mark.parametrize(
    "address", ["/eigene-vorlage?grundlage=ph001", "/eigene-vorlage?grundlage=nie", "/sprechzettel"]
)
def test_what_is_no_motion_is_not_found(reader: Reader, address: str) -> None:
    assert reader.get(address).status == 404


def test_the_kind_is_asked_where_the_register_does_not_say_it(reader: Reader) -> None:
    asked = reader.get(f"/eigene-vorlage?grundlage=mv001&kommune={GUETERSLOH}")
    answered = reader.get(f"/eigene-vorlage?grundlage=mv001&kommune={GUETERSLOH}&art=stadt")
    known = reader.get(f"/eigene-vorlage?grundlage=mv001&kommune={KOELN}")

    assert "Was ist Gütersloh?" in asked.text
    assert "Stadt Gütersloh, Grundlage:" in answered.text
    assert "Beratungsfolge" in known.text


def test_the_form_offers_committees_and_declared_placeholders(reader: Reader) -> None:
    form = reader.get(f"/eigene-vorlage?grundlage=mv001&kommune={KOELN}&was=auch-immer")

    values = {one.get("id"): one.get("value") for one in form.all("input")}
    assert values["gremium-1"] == "Ausschuss für Soziales"
    assert "platzhalter-frist" in values
    assert "platzhalter-kommune" not in values, "the name is known already"


def test_the_preview_shows_what_was_entered_and_counts_what_must_be_checked(reader: Reader) -> None:
    page = preview(reader, gremium=["Rat"], sitzung=["2027-03-04"], oeffentlich=["ja"], federfuehrung="Sozialreferat")

    assert page.status == 200
    assert page.texts("td") == ["Rat", "04.03.2027", "öffentlich"]
    assert "Sozialreferat" in page.text
    marks = len(page.all("mark"))
    assert marks > 0
    assert f"{marks} Prüfstellen" in page.texts("h2")
    assert len([one for one in page.links().values() if one.startswith("#stelle-")]) > 0


def test_a_date_that_is_none_is_said_at_its_field_and_nothing_is_lost(reader: Reader) -> None:
    page = preview(reader, gremium=["Rat"], sitzung=["bald"], oeffentlich=["ja"], drucksache="12/2027")

    assert page.status == 422
    assert "„bald“ ist kein Datum." in page.text
    values = {one.get("id"): one.get("value") for one in page.all("input")}
    assert (values["gremium-1"], values["drucksache"]) == ("Rat", "12/2027")


def test_the_way_back_from_the_preview_keeps_everything(reader: Reader) -> None:
    page = preview(reader, betreff="Eigener Betreff", gremium=["Beirat"], sitzung=["05.03.2027"], oeffentlich=["nein"])
    state = MultiDict((one.get("name"), one.get("value")) for one in page.all("input") if one.get("type") == "hidden")

    form = reader.post("/eigene-vorlage", data=state)

    values = {one.get("id"): one.get("value") for one in form.all("input")}
    assert (values["betreff"], values["gremium-1"], values["sitzung-1"]) == ("Eigener Betreff", "Beirat", "05.03.2027")


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("odt", b"PK")])
def test_the_file_comes_with_a_telling_name_and_is_kept_by_nobody(reader: Reader, ending: str, start: bytes) -> None:
    answer = reader.post("/eigene-vorlage/datei", data=FORM | {"format": ending}).answer

    assert answer.data.startswith(start)
    assert re.search(rf'filename="stadt-koeln-[a-z-]+\.{ending}"', answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_format_is_refused_with_the_known_ones(reader: Reader) -> None:
    refused = reader.post("/eigene-vorlage/datei", data=FORM | {"format": "exe"})

    assert refused.status == 400
    assert "Bekannt sind: docx, odt." in refused.text


def test_what_somebody_types_never_becomes_markup(reader: Reader) -> None:
    page = preview(reader, betreff="<script>x</script>", kurzfassung="<b>fett</b>\n\x00")

    assert page.all("script", src="x") == []
    assert "<script>x</script>" in page.texts("h2")[0]
    assert "<b>fett</b>" in page.text


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_control_characters_spoil_no_file(reader: Reader, ending: str) -> None:
    fields = {
        "betreff": "a\x00\x0bb",
        "kurzfassung": "c\x01\ufffe",
        "gremium": "d\x1f",
        "sitzung": "",
        "oeffentlich": "",
    }

    assert reader.post("/eigene-vorlage/datei", data=FORM | fields | {"format": ending}).status == 200


def test_the_part_of_another_motion_can_be_taken(reader: Reader) -> None:
    page = reader.post("/eigene-vorlage/vorschau", data=FORM | {"aus-finanzen": "sv001"})

    assert "Keine zusätzlichen Mittel." in page.text
    assert "Finanzielle Auswirkungen nach: Vorlage der Stadt Bielefeld" in page.text


def test_the_file_stands_on_the_operators_letterhead(tmp_path: Path) -> None:
    letterhead = docx.Document()
    letterhead.sections[0].footer.paragraphs[0].text = "Unsere Fußzeile"
    letterhead.save(str(tmp_path / "bogen.docx"))
    with a_library(tmp_path, MODEL, letterhead=tmp_path / "bogen.docx") as library:
        reader = Reader(create_app(Settings(), library))
        answer = reader.post("/eigene-vorlage/datei", data=FORM | {"format": "docx"}).answer

    assert docx.Document(io.BytesIO(answer.data)).sections[0].footer.paragraphs[0].text == "Unsere Fußzeile"


def test_the_speaking_note_is_a_page_and_a_file(reader: Reader) -> None:
    page = reader.get(f"/sprechzettel?grundlage=sv001&kommune={KOELN}")
    file = reader.get(f"/sprechzettel/datei?grundlage=sv001&kommune={KOELN}").answer

    assert "Stadt Köln: Beitritt" in page.text
    assert "Beschlussvorschlag" in page.texts("h2")
    assert docx.Document(io.BytesIO(file.data)).paragraphs[0].text.startswith("Sprechzettel: Beitritt")
