"""Two to four motions part by part; the address says which."""

from flask import render_template_string

from tests.page import Reader


def test_parts_stand_side_by_side_and_differences_are_marked(reader: Reader) -> None:
    page = reader.get("/vergleichen?dokument=sv001&dokument=mv001")

    assert page.heading == "Vorlagen vergleichen"
    headings = page.texts("h2")
    assert [one for one in headings if one in ("Beschlussvorschlag", "Beschluss", "Finanzielle Auswirkungen", "Ergebnis")] == [
        "Beschlussvorschlag", "Beschluss", "Finanzielle Auswirkungen", "Ergebnis",
    ]  # fmt: skip
    assert "Nicht angegeben" in page.text
    assert "Bielefeld 2018" in page.texts("h3")


def test_a_motion_alone_is_offered_others_on_its_topics(reader: Reader) -> None:
    page = reader.get("/vergleichen?dokument=sv001")

    assert "Womit vergleichen?" in page.texts("h2")
    assert {one.get("value") for one in page.all("input", type="checkbox")} == {"mv001"}


def test_what_is_no_motion_is_left_out_and_named(reader: Reader) -> None:
    page = reader.get("/vergleichen?dokument=sv001&dokument=ph001&dokument=weg01&was=x")

    assert page.status == 200
    assert len(page.all("li", class_="comparison__paper")) == 1
    assert "ph001" in page.texts("ul", class_="notes")[0]


def test_without_any_motion_the_page_says_where_to_choose(reader: Reader) -> None:
    assert "Noch ist keine Vorlage gewählt." in reader.get("/vergleichen").text


def test_the_canonical_address_has_each_motion_once(reader: Reader) -> None:
    page = reader.get("/vergleichen?dokument=sv001&dokument=sv001&dokument=mv001")

    assert page.canonical.endswith("/vergleichen?dokument=sv001&dokument=mv001")


def test_chosen_parts_become_an_own_motion(reader: Reader) -> None:
    form = reader.get("/eigene-vorlage?aus-beschlussvorschlag=sv001&aus-begruendung=mv001&grundlage=mv001")

    assert "Beschlussvorschlag: Beitritt zum Kommunennetzwerk" in form.texts("li")
    assert ("aus-beschlussvorschlag", "sv001") in {(one.get("name"), one.get("value")) for one in form.all("input")}


def test_the_boxes_of_a_list_of_results_belong_to_one_form(reader: Reader) -> None:
    hits = [{"id": "sv001", "kind": "paper", "title": "A"}, {"id": "mv001", "kind": "model", "title": "B"}]
    page = (
        '{% from "compare/choosing.html" import compare_button, compare_choice with context %}'
        "{% for hit in hits %}{{ compare_choice(hit) }}{% endfor %}{{ compare_button() }}"
    )
    with reader.app.test_request_context():
        html = render_template_string(page, hits=hits)

    assert html.count('form="vergleich"') == 2
    assert html.count('id="vergleich"') == 1
    assert 'action="/vergleichen"' in html
