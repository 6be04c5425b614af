"""A text of one municipality says the same of another one."""

import pytest

from kb.drafting.adapting import Adapter
from kb.drafting.naming import Named
from kb.drafting.pieces import Check, plain
from tests.kb.drafting.register import (
    AACHEN,
    BIELEFELD,
    KLEVE,
    LANGENFELD,
    REGISTER,
    RHEIN_BERG,
    UEDEM,
    from_bielefeld,
    from_model,
    shown,
)

OF_BIELEFELD = {
    "Die Stadt Bielefeld hilft.": ("Der Kreis Kleve hilft.", "Die Gemeinde Uedem hilft.", "Die Städteregion Aachen hilft."),
    "dass die Stadt Bielefeld Mitglied wird": (
        "dass der Kreis Kleve Mitglied wird", "dass die Gemeinde Uedem Mitglied wird", "dass die Städteregion Aachen Mitglied wird",
    ),
    "Der Rat der Stadt Bielefeld tagt.": (
        "Der Kreistag des Kreises Kleve tagt.", "Der Rat der Gemeinde Uedem tagt.", "Der Städteregionstag der Städteregion Aachen tagt.",
    ),
    "Vorlage an den Stadtrat": ("Vorlage an den Kreistag", "Vorlage an den Rat", "Vorlage an den Städteregionstag"),
    "Beschluss des Rates": ("Beschluss des Kreistages", "Beschluss des Rates", "Beschluss des Städteregionstages"),
    "Die Ratsmitglieder": ("Die Kreistagsmitglieder", "Die Ratsmitglieder", "Die Städteregionstagsmitglieder"),
    "Vereine in der Stadt": ("Vereine im Kreis", "Vereine in der Gemeinde", "Vereine in der Städteregion"),
    "Vereine in Bielefeld": ("Vereine im Kreis Kleve", "Vereine in Uedem", "Vereine in der Städteregion Aachen"),
    "aus Bielefeld, für Bielefeld": (
        "aus dem Kreis Kleve, für den Kreis Kleve", "aus Uedem, für Uedem", "aus der Städteregion Aachen, für die Städteregion Aachen",
    ),
    "für die Stadt, von der Stadt, zur Stadt": (
        "für den Kreis, vom Kreis, zum Kreis", "für die Gemeinde, von der Gemeinde, zur Gemeinde",
        "für die Städteregion, von der Städteregion, zur Städteregion",
    ),
    "in die Stadt": ("in den Kreis", "in die Gemeinde", "in die Städteregion"),
    "innerhalb der Stadt": ("innerhalb des Kreises", "innerhalb der Gemeinde", "innerhalb der Städteregion"),
    "in der gesamten Stadt": ("im gesamten Kreis", "in der gesamten Gemeinde", "in der gesamten Städteregion"),
    "Haushalt der Stadt": ("Haushalt des Kreises", "Haushalt der Gemeinde", "Haushalt der Städteregion"),
    "den Oberbürgermeister": ("den ‹Landrat›", "den ‹Bürgermeister›", "den ‹Städteregionsrat›"),
    "des Oberbürgermeisters": ("des ‹Landrats›", "des ‹Bürgermeisters›", "des ‹Städteregionsrats›"),
    "Oberbürgermeister*in": ("‹Landrätin/Landrat›", "‹Bürgermeister*in›", "‹Städteregionsrätin/Städteregionsrat›"),
    "Oberbürgermeisterin": ("‹Landrätin›", "‹Bürgermeisterin›", "‹Städteregionsrätin›"),
    "im Hauptausschuss": ("im ‹Kreisausschuss›", "im ‹Hauptausschuss›", "im ‹Städteregionsausschuss›"),
    "Stadtverwaltung im Stadtgebiet": (
        "Kreisverwaltung im Kreisgebiet", "Gemeindeverwaltung im Gemeindegebiet", "Städteregionsverwaltung im Städteregionsgebiet",
    ),
    "stadtweit, städtische Mittel": ("kreisweit, kommunale Mittel", "gemeindeweit, kommunale Mittel", "regionsweit, kommunale Mittel"),
    "Städte, Gemeinden und Kreise": ("Städte, Gemeinden und Kreise",) * 3,
    "in einer Stadt wie dieser": ("in einer Stadt wie dieser",) * 3,
    "mit Rat und Tat": ("mit Rat und Tat",) * 3,
    "die Stadt Köln": ("die ‹Stadt Köln›",) * 3,
    "Heimat-Preis Bielefeld": ("Heimat-Preis ‹Kreis Kleve›", "Heimat-Preis Uedem", "Heimat-Preis ‹Städteregion Aachen›"),
    "Vereine und Stadt": ("Vereine und ‹Stadt›",) * 3,
    "Bürgermeisterinnen und Bürgermeister": ("Bürgermeisterinnen und ‹Bürgermeister›",) * 3,
    "Der Kreis der Engagierten": ("Der Kreis der Engagierten",) * 3,
}  # fmt: skip
"""What Bielefeld says: how it reads for the Kreis Kleve, the Gemeinde Uedem and the Städteregion Aachen."""


@pytest.mark.parametrize("text", OF_BIELEFELD)
def test_a_citys_text_reads_right_for_kreis_gemeinde_and_staedteregion(text: str) -> None:
    for target, expected in zip((KLEVE, UEDEM, AACHEN), OF_BIELEFELD[text], strict=True):
        assert shown(from_bielefeld(target).adapt(text)) == expected


OF_KLEVE = {
    "Der Kreistag des Kreises Kleve dankt dem Kreis.": "Der Rat der Stadt Bielefeld dankt der Stadt.",
    "Im Kreis Kleve und beim Kreis": "In der Stadt Bielefeld und bei der Stadt",
    "durch den Kreis Kleve": "durch die Stadt Bielefeld",
    "Der Landrat und die Landrätin": "Der ‹Oberbürgermeister› und die ‹Oberbürgermeisterin›",
    "Kreisausschuss": "‹Haupt- und Finanzausschuss›",
    "Kreisverwaltung im Kreis Gütersloh": "Stadtverwaltung im ‹Kreis Gütersloh›",
}


@pytest.mark.parametrize(("text", "expected"), OF_KLEVE.items())
def test_a_kreis_text_reads_right_for_a_city(text: str, expected: str) -> None:
    assert shown(Adapter(KLEVE, BIELEFELD, REGISTER).adapt(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Kommune] tritt bei.", "Der Rheinisch-Bergische Kreis tritt bei."),
        ("Vereine aus [Kommune]", "Vereine aus dem Rheinisch-Bergischen Kreis"),
        ("Im Auftrag von [Kommune]", "Im Auftrag des Rheinisch-Bergischen Kreises"),
        ("Strategie für [Kommune]", "Strategie für den Rheinisch-Bergischen Kreis"),
        ("Ansprechstelle ist [Stelle] bis [Datum].", "Ansprechstelle ist das Ehrenamtsbüro bis ‹[Datum]›."),
    ],
)
def test_a_models_placeholder_becomes_the_name_in_its_case(text: str, expected: str) -> None:
    assert shown(from_model(RHEIN_BERG, Stelle="das Ehrenamtsbüro").adapt(text)) == expected


def test_what_was_typed_in_is_not_searched_for_checks() -> None:
    assert shown(from_model(UEDEM, Stelle="das Amt für 7 Zwerge").adapt("[Stelle]")) == "das Amt für 7 Zwerge"


def test_a_name_in_brackets_is_not_part_of_a_sentence() -> None:
    assert plain(from_bielefeld(LANGENFELD).adapt("Vereine in Bielefeld")) == "Vereine in Langenfeld"


@pytest.mark.parametrize("target", [KLEVE, UEDEM, AACHEN, RHEIN_BERG])
@pytest.mark.parametrize("text", ["Die Bielefelder Karte", "Bielefeld-Pass", "Pass-Bielefeld", "Der BielefeldPass"])
def test_what_carries_the_old_name_and_cannot_be_said_otherwise_is_marked(text: str, target: Named) -> None:
    pieces = from_bielefeld(target).adapt(text)

    assert [one.check for one in pieces if "Bielefeld" in one.text] == [Check.PLACE]


def test_pronouns_of_the_old_gender_are_marked_where_they_may_mean_the_municipality() -> None:
    text = "Die Stadt Bielefeld, die viel tut, hilft. Sie gibt ihre Erfahrungen weiter."

    assert shown(from_bielefeld(KLEVE).adapt(text)) == (
        "Der Kreis Kleve, ‹die› viel tut, hilft. ‹Sie› gibt ‹ihre› Erfahrungen weiter."
    )
    assert "‹" not in shown(from_bielefeld(UEDEM).adapt(text))


def test_a_case_that_only_the_sentence_tells_is_marked() -> None:
    assert shown(from_bielefeld(KLEVE).adapt("Davon profitiert die Stadt.")) == "Davon profitiert ‹der Kreis›."


def test_the_municipal_law_is_marked_with_the_one_that_holds_for_a_kreis() -> None:
    (law,) = [one for one in from_bielefeld(KLEVE).adapt("nach der GO NRW") if one.check]

    assert law.advice == "Rechtsgrundlage. Hier gilt die Kreisordnung (KrO NRW)"
