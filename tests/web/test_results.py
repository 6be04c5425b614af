"""The page of results, asked like a browser asks."""

from urllib.parse import quote

import pytest

from tests.page import Reader, text_of


def test_a_hit_shows_kind_title_place_day_topics_and_why_it_was_found(reader: Reader) -> None:
    page = reader.get("/suche?q=Austausch&art=sitzungsvorlage")

    (hit,) = page.texts("li", class_="hit")
    for shown in ("Sitzungsvorlage", "Bielefeld", "Drucksache 7091/2014-2020", "vom 1. August 2018", "Beitritt"):
        assert shown in hit
    assert "Austausch" in page.texts("mark")


def test_the_total_is_the_heading(reader: Reader) -> None:
    assert reader.get("/suche?q=Nachbarschaft").heading == "12 Treffer für „Nachbarschaft“"


def test_an_empty_question_shows_all_documents(reader: Reader) -> None:
    page = reader.get("/suche")

    assert page.heading == "Alle Dokumente"
    assert "17 Treffer" in page.text


def test_what_was_typed_is_never_read_as_html(reader: Reader) -> None:
    page = reader.get('/suche?q="><script>alert(1)</script>')

    assert [one.get("src", "").partition("?")[0] for one in page.all("script")] == ["/static/suche.js"]
    assert page.all("input", id="q")[0].get("value") == '"><script>alert(1)</script>'


def test_a_title_is_never_read_as_html(reader: Reader) -> None:
    assert "Ehrenamtskarte <einführen>" in reader.get("/suche?q=Ehrenamtskarte").texts("h3", class_="hit__title")


def test_the_second_page_holds_the_rest(reader: Reader) -> None:
    first = reader.get("/suche?q=Nachbarschaft")
    second = reader.follow(first, "Weiter")

    assert len(first.all("li", class_="hit")) == 10
    assert len(second.all("li", class_="hit")) == 2
    assert second.title.startswith("12 Treffer für „Nachbarschaft“ – Seite 2")


@pytest.mark.parametrize("number", ["3", "99", "999999999999999999999"])
def test_a_page_past_the_end_is_not_found(reader: Reader, number: str) -> None:
    assert reader.get(f"/suche?q=Nachbarschaft&seite={number}").status == 404


@pytest.mark.parametrize(
    ("address", "note"),
    [
        ("seite=abc", "„abc“ ist keine Seitenzahl"),
        ("seite=0", "„0“ ist keine Seitenzahl"),
        ("seite=-1", "„-1“ ist keine Seitenzahl"),
        ("jahr_von=xyz", "„xyz“ ist keine Jahreszahl"),
        ("jahr_bis=²⁰¹⁸", "ist keine Jahreszahl"),
        ("jahr=bald", "„Jahr: bald“ gibt es nicht"),
        ("zielgruppe=unsinn", "„Zielgruppe: unsinn“ gibt es nicht"),
        ("gebiet=99", "„Kreis und Regierungsbezirk: 99“ gibt es nicht"),
        ("art=unsinn", "„Art: unsinn“ gibt es nicht"),
        ("thema=unsinn", "„Thema: unsinn“ gibt es nicht"),
        ("ergebnis=unsinn", "„Ergebnis: unsinn“ gibt es nicht"),
        ("akteur=unsinn", "„Akteure: unsinn“ gibt es nicht"),
        ("kommune=unsinn", "„Kommune: unsinn“ gibt es nicht"),
        ("sortierung=unsinn", "Die Sortierung „unsinn“ gibt es nicht"),
    ],
)
def test_a_value_that_makes_no_sense_is_left_out_and_said(reader: Reader, address: str, note: str) -> None:
    page = reader.get(f"/suche?q=Nachbarschaft&{address}")

    assert page.status == 200
    assert page.heading.startswith("12 Treffer")
    assert note in " ".join(page.texts("ul", class_="notes"))


def test_unknown_parameters_are_ignored_and_the_canonical_address_is_without_them(reader: Reader) -> None:
    page = reader.get("/suche?utm_source=x&q=Beitritt&art=sitzungsvorlage&jahr_von=&sortierung=relevanz&seite=1")

    assert page.status == 200
    assert page.canonical == "/suche?q=Beitritt&art=sitzungsvorlage"


def test_a_filter_narrows_and_its_siblings_stay_countable(reader: Reader) -> None:
    page = reader.get("/suche?q=Beitritt&art=sitzungsvorlage")

    assert page.heading.startswith("1 Treffer")
    labels = page.texts("label")
    assert "Sitzungsvorlage (1)" in labels
    assert any(label.startswith("Praxishilfe (") for label in labels)


def test_several_values_of_one_filter_are_alternatives(reader: Reader) -> None:
    page = reader.get("/suche?art=sitzungsvorlage&art=mustervorlage")

    assert page.heading == "2 Treffer"
    assert [box.get("value") for box in page.all("input", name="art") if "checked" in box.attrib] == [
        "sitzungsvorlage",
        "mustervorlage",
    ]


def test_each_chosen_filter_can_be_taken_away_alone(reader: Reader) -> None:
    page = reader.get("/suche?art=sitzungsvorlage&kommune=05711000&jahr_von=2018&jahr_bis=2018")

    without = reader.follow(page, "Filter entfernen: Bielefeld")

    assert without.canonical == "/suche?art=sitzungsvorlage&jahr_von=2018&jahr_bis=2018"
    assert reader.follow(page, "Alle Filter entfernen").canonical == "/suche"
    assert "Filter (4 gesetzt)" in page.texts("summary")


def test_no_filter_is_said_to_be_set_while_none_is(reader: Reader) -> None:
    assert "Filter" in reader.get("/suche").texts("summary")


def test_topics_are_a_tree_whose_branch_opens_where_something_is_ticked(reader: Reader) -> None:
    closed = reader.get("/suche").all("details", class_="choices__narrower")
    opened = reader.get("/suche?thema=netzwerk/beitritt").all("details", class_="choices__narrower")

    assert [one for one in closed if "open" in one.attrib] == []
    (branch,) = [one for one in opened if "open" in one.attrib]
    assert text_of(branch) == "1 darunter: Kommunennetzwerk Beitritt (15)"


def test_a_broader_topic_finds_what_is_on_its_narrower_ones_and_ticking_one_of_them_means_that_one(
    reader: Reader,
) -> None:
    broad = reader.get("/suche?thema=netzwerk")
    narrowed = reader.get("/suche?thema=netzwerk&thema=netzwerk/beitritt")

    assert broad.heading == "15 Treffer"
    assert narrowed.canonical == "/suche?thema=netzwerk/beitritt"


def test_years_the_wrong_way_round_are_turned(reader: Reader) -> None:
    page = reader.get("/suche?jahr_von=2019&jahr_bis=2017")

    assert page.canonical == "/suche?jahr_von=2017&jahr_bis=2019"


def test_sorting_by_date_keeps_the_filters(reader: Reader) -> None:
    page = reader.follow(reader.get("/suche?q=Beitritt&thema=netzwerk"), "Datum")

    assert page.canonical == "/suche?q=Beitritt&thema=netzwerk&sortierung=datum"
    assert page.all("input", name="sortierung")[0].get("value") == "datum"


def test_an_empty_result_leads_on(reader: Reader) -> None:
    page = reader.get("/suche?q=Quastenflosser&art=praxishilfe")

    assert page.status == 200
    assert page.heading == "Keine Treffer für „Quastenflosser“"
    assert reader.follow(page, "Anerkennung").heading == "Anerkennung"


def test_without_any_hit_there_is_nothing_to_filter(reader: Reader) -> None:
    assert "Filter" not in reader.get("/suche?q=Quastenflosser").texts("summary")
    assert "Filter" not in reader.get("/suche?q=Quastenflosser&genau=1").texts("h2")


def test_a_filter_that_finds_nothing_can_still_be_unticked(reader: Reader) -> None:
    page = reader.get("/suche?q=Austausch&art=praxisbeispiel")

    assert "Praxisbeispiel (0)" in page.texts("label")


def test_a_misspelt_question_shows_what_its_better_spelling_finds_and_a_way_back(reader: Reader) -> None:
    page = reader.get("/suche?q=Nachbarschft")
    literal = reader.follow(page, "Stattdessen nach „Nachbarschft“ suchen")

    assert page.heading == "12 Treffer für „Nachbarschaft“"
    assert "Keine Treffer für „Nachbarschft“. Gezeigt werden Treffer für „Nachbarschaft“." in page.text
    assert literal.canonical == "/suche?q=Nachbarschft&woertlich=1"
    assert literal.heading == "Keine Treffer für „Nachbarschft“"
    assert reader.follow(literal, "Nach „Nachbarschaft“ suchen").heading == "12 Treffer für „Nachbarschaft“"


def test_a_misspelt_question_has_a_second_page(reader: Reader) -> None:
    second = reader.follow(reader.get("/suche?q=Nachbarschft"), "Weiter")

    assert second.canonical == "/suche?q=Nachbarschft&seite=2"
    assert len(second.all("li", class_="hit")) == 2


def test_only_exact_spelling_is_ticked_and_can_be_taken_away(reader: Reader) -> None:
    page = reader.get("/suche?q=Nachbarschaft&genau=1")

    (box,) = page.all("input", name="genau")
    assert "checked" in box.attrib
    assert page.canonical == "/suche?q=Nachbarschaft&genau=1"
    assert reader.follow(page, "Filter entfernen: nur genaue Schreibweise").canonical == "/suche?q=Nachbarschaft"


@pytest.mark.parametrize("value", ["", "0", "ja"])
def test_any_form_of_a_word_is_meant_unless_said(reader: Reader, value: str) -> None:
    page = reader.get(f"/suche?q=Nachbarschaft&genau={value}")

    assert "checked" not in page.all("input", name="genau")[0].attrib
    assert page.canonical == "/suche?q=Nachbarschaft"


def test_what_was_decided_can_be_ticked(reader: Reader) -> None:
    page = reader.get("/suche?ergebnis=beschlossen")

    assert page.heading == "1 Treffer"
    assert "beschlossen (1)" in page.texts("label")
    assert reader.follow(page, "Filter entfernen: beschlossen").canonical == "/suche"


def test_hits_that_have_only_minor_words_of_the_question_are_said_not_to_answer_it(reader: Reader) -> None:
    said = "Dazu gibt es wohl nichts Passendes. Diese Texte enthalten nur einzelne Ihrer Wörter:"

    assert said in reader.get("/suche?q=Quastenflosser Mondlandung Engagement").text
    assert said not in reader.get("/suche?q=Ehrenamtskarte Engagement").text
    assert said not in reader.get("/suche").text


def test_without_any_hit_the_page_says_so_and_leads_on(reader: Reader) -> None:
    page = reader.get("/suche?q=Quastenflosser&genau=1")

    assert page.texts("h1") == ["Keine Treffer für „Quastenflosser“"]
    assert page.link("Auch andere Formen der Wörter suchen") == "/suche?q=Quastenflosser"


def test_what_was_taken_otherwise_than_typed_is_said(reader: Reader) -> None:
    page = reader.get("/suche?q=Nachbarschaft kommune:Entenhausen")

    assert "„kommune:Entenhausen“ ließ sich keinem Eintrag" in " ".join(page.texts("ul", class_="notes"))


def test_a_typed_field_narrows(reader: Reader) -> None:
    assert reader.get("/suche?q=kommune:Bielefeld").heading == "1 Treffer für „kommune:Bielefeld“"


def test_the_page_tells_what_can_be_typed(reader: Reader) -> None:
    assert "So können Sie suchen" in reader.get("/suche").texts("summary")


@pytest.mark.parametrize("question", ["*", "*e*", "(" * 1000, "a OR " * 10_000, "\x00", "[a TO z]", '"' * 99, "-"])
def test_a_question_of_death_is_answered(reader: Reader, question: str) -> None:
    assert reader.get(f"/suche?q={quote(question)}").status == 200


@pytest.mark.parametrize("parameter", ["q", "gremium"])
def test_what_an_address_says_is_repeated_as_text_that_html_allows(reader: Reader, parameter: str) -> None:
    said = quote("<script>alert(1)</script>a\x01b")
    html = reader.get(f"/suche?{parameter}={said}").html

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    assert "a\ufffdb" in html
    assert "\x01" not in html


def test_hits_are_sorted_by_title_as_in_a_german_dictionary(reader: Reader) -> None:
    page = reader.follow(reader.get("/suche?thema=netzwerk&thema=anerkennung"), "Titel")

    shown = page.texts("h3", class_="hit__title")
    assert page.canonical == "/suche?thema=anerkennung&thema=netzwerk&sortierung=titel"
    assert shown[:4] == [
        "Beitritt zum Kommunennetzwerk",
        "Dem Kommunennetzwerk beitreten",
        "Ehrenamtskarte <einführen>",
        "Muster: Beitritt zum Netzwerk",
    ]
    assert page.all("input", name="sortierung")[0].get("value") == "titel"


def test_a_kreis_or_regierungsbezirk_finds_its_municipalities(reader: Reader) -> None:
    page = reader.get("/suche?gebiet=057")

    assert page.texts("h3", class_="hit__title") == ["Beitritt zum Kommunennetzwerk"]
    assert "Regierungsbezirk Köln (1)" in page.texts("label")
    assert reader.follow(page, "Filter entfernen: Regierungsbezirk Detmold").canonical == "/suche"


def test_audiences_can_be_ticked(reader: Reader) -> None:
    page = reader.get("/suche?q=Nachbarschaft&zielgruppe=verwaltung")

    assert page.heading.startswith("12 Treffer")
    assert "Verwaltung (12)" in page.texts("label")


def test_several_years_can_be_ticked_and_the_others_stay_countable(reader: Reader) -> None:
    page = reader.get("/suche?q=Beitritt&jahr=2018")
    both = reader.get("/suche?q=Beitritt&jahr=2018&jahr=2026")

    years = [label for label in page.texts("label") if label.startswith("20")]
    assert page.heading.startswith("2 Treffer")
    assert years[1] == "2018 (2)"
    assert years[0] == f"2026 ({int(both.heading.split()[0]) - 2})"


def test_a_typed_field_is_a_chip_that_can_be_taken_away(reader: Reader) -> None:
    page = reader.get('/suche?q=Austausch kommune:"Bielefeld" jahr:2018&art=sitzungsvorlage')

    assert "Filter (3 gesetzt)" in page.texts("summary")
    without = reader.follow(page, 'Filter entfernen: kommune:"Bielefeld"')
    assert without.canonical == "/suche?q=Austausch+jahr:2018&art=sitzungsvorlage"


def test_an_empty_result_tells_what_each_filter_hides(reader: Reader) -> None:
    page = reader.get("/suche?q=Austausch&art=praxisbeispiel&kommune=05711000")

    offered = [one for one in page.texts("li") if one.startswith("Ohne „")]
    assert offered == ["Ohne „Praxisbeispiel“ suchen (1 Treffer)"]
    assert (
        reader.get("/suche?q=Austausch&art=praxisbeispiel&akteur=politik").link("Ohne Filter suchen")
        == "/suche?q=Austausch"
    )
    assert reader.follow(page, "Ohne „Praxisbeispiel“ suchen").heading == "1 Treffer für „Austausch“"


def test_an_empty_result_leads_to_the_editors(reader: Reader) -> None:
    page = reader.get("/suche?q=Quastenflosser")

    assert page.link("Der Redaktion sagen, was hier fehlt") == "/hinweis?art=suche&zu=Quastenflosser"


def test_a_hit_shows_what_was_decided(reader: Reader) -> None:
    (hit,) = reader.get("/suche?art=sitzungsvorlage").texts("li", class_="hit")

    assert "beschlossen" in hit
