"""The check of a content folder: each rule finds what it is for, and leaves a sound folder alone."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kb.documents import ACTORS, AnyDocument, Article, Kind, Motion
from kb.exporting.markdown import write_document
from kb.exporting.registers import write_facts
from kb.facts import FactRegister
from kb.library.content_check import check_content
from kb.library.content_rules.ease import reading_ease
from kb.library.content_rules.shape import GUIDE
from kb.library.writing import file_path
from tests.builders import TOPICS, a_fact, a_motion, an_article, write_registers

TODAY = datetime.date(2026, 11, 22)
PROVENANCE = {
    "as_of": datetime.date(2026, 11, 1),
    "review_by": datetime.date(2027, 11, 1),
    "source": "Eigener Text der Redaktion",
    "rights": "CC BY 4.0",
    "origin": "Redaktion",
}


def words(seed: str, number: int) -> str:
    """So many words that no other seed brings forth in the same order; Roman numbers are no figures."""
    letters = "abcdefghij"
    return " ".join(seed + "".join(letters[int(digit)] for digit in str(place)) for place in range(number))


def a_guide(document_id: str = "ph001", **changes: Any) -> Article:
    """A Praxishilfe of the one skeleton, unlike that of any other id."""
    seed = "w" + "".join("abcdefghij"[int(one)] if one.isdigit() else one for one in document_id)
    seeds = {title: seed + number * "x" for number, title in enumerate(GUIDE)}
    body = "\n\n".join(f"## {title}\n\n{words(one, 60)}." for title, one in seeds.items())
    title = f"Hilfe {document_id.upper()}"
    values = {"id": document_id, "title": title, "body": body, "actors": tuple(ACTORS), **PROVENANCE}
    return an_article(**values | {"topics": tuple(topic.id for topic in TOPICS)} | changes)


NOTES = """## Hinweise zur Verwendung

Anpassen.

## Beratungsfolge

### Stadt

Rat.

### Gemeinde

Rat.

### Kreis

Kreistag.

## Sprechzettel

### Beschluss

Wir treten bei.

### Kosten

Keine.

### Drei Gründe

1. Eins.
2. Zwei.
3. Drei.

### Fünf Fragen aus dem Ausschuss

1. Eins?
2. Zwei?
3. Drei?
4. Vier?
5. Fünf?

## Weiterführend

- Nichts
"""


def a_model(**changes: Any) -> Motion:
    """A Mustervorlage with everything that one needs."""
    values: dict[str, Any] = {
        "id": "mv001",
        "kind": Kind.MODEL,
        "title": "Muster zum Beitritt",
        "summary": "Ein Muster.",
        "municipality": "",
        "reference": "",
        "date": None,
        "subject": "Beitritt von [Kommune]",
        "short_version": "[Kommune] tritt bei.",
        "resolution": "1. Der Rat beschließt den Beitritt.",
        "finances": "Es fallen [Betrag] an.",
        "placeholders": (("Kommune", "Name der Kommune"), ("Betrag", "Kosten im Jahr")),
        "body": NOTES.removesuffix("\n"),
        **PROVENANCE,
    }
    return a_motion(**values | changes)


def a_paper(**changes: Any) -> Motion:
    return a_motion(**{"id": "sv001", "title": "Beitritt", "summary": "Ein Papier.", **PROVENANCE} | changes)


def an_example(**changes: Any) -> Article:
    body = "## Ausgangslage\n\nA.\n\n## Vorgehen\n\nB.\n\n## Beteiligte\n\nC.\n\n## Ergebnis\n\nD."
    values = {"id": "pb001", "kind": Kind.PRACTICE, "title": "Bielefeld", "municipality": "05711000", "body": body}
    return an_article(**{**values, **PROVENANCE, "summary": "Ein Beispiel."} | changes)


SOUND = tuple(a_guide(f"ph00{number}") for number in range(1, 5))

Check = Callable[..., list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a sound folder with these documents in it (by id in the place of a sound one): the errors, or the hints."""

    def checked(*documents: AnyDocument, facts: tuple[Any, ...] = (a_fact(),), hints: bool = False) -> list[str]:
        write_registers(tmp_path)
        (tmp_path / "fakten.yaml").write_text(write_facts(FactRegister(facts)), encoding="utf-8")
        for document in ({one.id: one for one in SOUND} | {one.id: one for one in documents}).values():
            path = tmp_path / file_path(document)
            path.parent.mkdir(exist_ok=True)
            path.write_text(write_document(document), encoding="utf-8")
        return [one.message for one in check_content(tmp_path, TODAY) if one.is_error is not hints]

    return checked


def only(messages: list[str]) -> str:
    (message,) = messages
    return message


def test_a_sound_folder_has_only_its_reading_ease_reported(check: Check) -> None:
    documents = (a_model(), a_paper(), an_example())

    assert check(*documents) == []
    assert only(check(*documents, hints=True)).startswith("Lesbarkeit nach Flesch und Amstad")


def test_files_that_cannot_be_read_are_named_and_the_others_checked(check: Check, tmp_path: Path) -> None:
    check()
    (tmp_path / "kaputt.md").write_text("---\nkind: guide\nname: x\n---\n", encoding="utf-8")
    (tmp_path / "kommunen.csv").unlink()

    found = [one.message for one in check_content(tmp_path, TODAY) if one.is_error]

    assert any(one.startswith("kaputt.md: Das Feld „name“ gibt es nicht.") for one in found)
    assert any(one.startswith("kommunen.csv: Die Datei fehlt") for one in found)
    assert not any("gespeichert" in one for one in found)


def test_a_file_in_another_spelling_and_an_id_that_stands_twice_are_errors(check: Check, tmp_path: Path) -> None:
    check()
    (tmp_path / "b.md").write_text(write_document(a_guide()).replace("kind: guide", "kind: 'guide'"), encoding="utf-8")
    (tmp_path / "themen.yaml").write_text("# Erklärung\n\n" + (tmp_path / "themen.yaml").read_text(encoding="utf-8"))

    found = [one.message for one in check_content(tmp_path, TODAY) if one.is_error]

    assert any(one.startswith("b.md: Die Datei ist anders geschrieben") for one in found)
    assert any("Die Kennung „ph001“ steht schon in b.md." in one for one in found)
    assert not any("themen.yaml" in one for one in found)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"topics": ("neu",)}, "Das Thema „neu“ gibt es nicht."),
        ({"municipality": "05000000"}, "Die Kommune mit dem Gemeindeschlüssel „05000000“ gibt es nicht."),
        ({"related": ("ph999",)}, "In „related“ steht „ph999“"),
        ({"related": ("ph001",)}, "In „related“ steht „ph001“"),
        ({"summary": "{{ fakt: ehrenamtspauschale }}"}, "gelten nur im Text"),
        ({"source": ""}, "Es fehlt: Quelle (source)."),
        ({"review_by": None}, "nächste Prüfung (review_by) müssen angegeben sein."),
        ({"as_of": datetime.date(2026, 11, 23)}, "Der Stand 23.11.2026 liegt in der Zukunft."),
        ({"review_by": datetime.date(2026, 11, 1)}, "Die nächste Prüfung muss nach dem Stand liegen."),
    ],
)
def test_a_wrong_value_is_an_error(check: Check, changes: dict[str, Any], message: str) -> None:
    assert message in only(check(a_guide(**changes)))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Siehe [dort](/dokument/ph999-titel).", "Der Verweis „dort“ führt zu /dokument/ph999-titel"),
        ("Siehe [dort](datei.md).", "Der Verweis „dort“ führt zu „datei.md“"),
        ("Es sind {{ fakt: ehrenamtpauschale }}.", "Gemeint war vielleicht „ehrenamtspauschale“."),
        ("Es sind {{ fact: a }}.", "ist kein Verweis auf einen Fakt"),
        ("Frau Erika Muster hilft.", "„Frau Erika“ sieht nach einer Angabe über eine Person aus."),
        ("Dr. Muster hilft.", "„Dr. Muster“ sieht nach"),
        ("Tel. 0521 12345", "sieht nach einer Angabe über eine Person aus."),
        ("Schreiben Sie an erika.muster@stadt.example.", "„erika.muster@stadt.example“ sieht nach"),
    ],
)
def test_a_wrong_passage_is_an_error(check: Check, said: str, message: str) -> None:
    guide = a_guide()

    assert message in only(check(replace(guide, body=f"{guide.body}\n\n{said}")))


@pytest.mark.parametrize(
    "said",
    [
        "Siehe [Hilfe](/dokument/ph002-hilfe-ph002) und [Land](https://land.example).",
        "Eine Frau hilft, Herr des Verfahrens ist der Rat.",
        "Es sind {{ fakt: ehrenamtspauschale }}.",
        "Das Netzwerk besteht seit 2012 und hat zehn Pilotkommunen.",
        "Ein Formular mit zwei Feldern, in fünf Minuten ausgefüllt, einmal im Jahr.",
        "Der Ausschuss tagt am 4. September 2018.",
    ],
)
def test_a_sound_passage_is_left_alone(check: Check, said: str) -> None:
    guide = a_guide()

    assert check(replace(guide, body=f"{guide.body}\n\n{said}")) == []


FIGURES = [
    ("Der Zuschuss beträgt 500 Euro.", "500 Euro"),
    ("Der Zuschuss beträgt zweitausend Euro.", "zweitausend Euro"),
    ("Es gibt 2,5 Mio. Euro.", "2,5 Mio. Euro"),
    ("Es gibt EUR 500.", "EUR 500"),
    ("Ein Eigenanteil von 10 % ist nötig.", "10 %"),
    ("Ein Eigenanteil von zehn Prozent ist nötig.", "zehn Prozent"),
    ("Das regelt § 3 der Satzung.", "§ 3"),
    ("Das regelt Artikel 20 der Verfassung.", "Artikel 20"),
]


@pytest.mark.parametrize(("said", "figure"), FIGURES)
def test_an_undeclared_figure_in_a_text_of_our_own_is_an_error(check: Check, said: str, figure: str) -> None:
    example = an_example()

    assert f"„{figure}“ ist eine Zahl zu Recht oder Geld" in only(check(a_model(finances=f"[Betrag]. {said}")))
    assert only(check(a_model(), replace(example, body=f"{example.body} {said}"))).startswith("praxisbeispiele/")


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("Nötig sind 5 Stunden pro Woche.", "5 Stunden pro Woche"),
        ("Gefördert werden 2.000 Vorhaben.", "2.000"),
        ("Anträge gehen bis zum 31. März ein.", "bis zum 31. März"),
        ("Die Aufbewahrungsfrist beträgt zehn Jahre.", "zehn Jahre"),
        ("Die Frist beträgt 14 Tage.", "14 Tage"),
    ],
)
def test_in_general_texts_conditions_and_deadlines_are_figures_too(check: Check, said: str, figure: str) -> None:
    example = an_example()

    assert f"„{figure}“ ist eine Zahl" in only(check(a_model(rationale=said)))
    assert check(a_model(), replace(example, body=f"{example.body} {said}")) == []


def test_a_council_paper_keeps_its_own_figures(check: Check) -> None:
    assert check(a_paper(finances="Der Zuschuss beträgt 500 Euro nach § 3.")) == []


def test_a_declared_name_with_a_number_is_no_figure(check: Check) -> None:
    fact = a_fact(label="Festbetrag bei „2.000 x 1.000 Euro für das Engagement“")
    text = a_model(rationale="Das Programm „2.000 x 1.000 Euro für das Engagement“, kurz „2.000 x 1.000 Euro“.")

    assert check(text, facts=(fact,)) == []


def test_a_guide_has_the_one_skeleton_and_length(check: Check) -> None:
    guide = a_guide()

    assert "Es fehlt: Checkliste." in only(check(replace(guide, body=guide.body.replace("## Checkliste", ""))))
    turned = guide.body.replace("## Anlass", "## X").replace("## Worum es geht", "## Anlass")
    assert "Die Reihenfolge" in only(check(replace(guide, body=turned.replace("## X", "## Worum es geht"))))
    assert "eine Praxishilfe hat 400 bis 1200" in only(check(replace(guide, body=guide.body + words("lang", 700))))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"short_version": "", "subject": ""}, "Einer Mustervorlage fehlt: subject, short_version."),
        ({"decision": "Ja."}, "Eine Mustervorlage ist nie beschlossen"),
        ({"resolution": "Der Rat beschließt."}, "Der Beschlussvorschlag muss nummeriert sein."),
        ({"rationale": "Bis [Datum]."}, "Diese Platzhalter sind nicht angegeben (placeholders): Datum."),
        ({"finances": "Keine."}, "Diese Platzhalter kommen nirgends vor: Betrag."),
        ({"body": NOTES.replace("5. Fünf?\n", "").strip()}, "„Fünf Fragen aus dem Ausschuss“ stehen 4 statt 5"),
        ({"body": NOTES.replace("### Kreis\n", "").strip()}, "Unter „Beratungsfolge“ müssen stehen: Stadt, Gemeinde"),
        ({"body": NOTES.replace("## Hinweise zur Verwendung\n", "").strip()}, "Es fehlt: Hinweise zur Verwendung."),
        ({"body": NOTES.replace("Keine.", words("zettel", 400)).strip()}, "passt nicht auf eine Seite"),
    ],
)
def test_a_model_has_all_its_parts(check: Check, changes: dict[str, Any], message: str) -> None:
    assert message in " ".join(check(a_model(**changes)))


def test_a_real_paper_names_its_source_and_its_place(check: Check) -> None:
    assert "braucht eine Drucksachennummer" in only(check(a_paper(reference="")))
    assert "muss der Titel das Land nennen" in only(check(a_paper(municipality="")))
    outside = a_paper(municipality="", title="Kassel (Hessen): Beitritt", rationale="Nicht aus Nordrhein-Westfalen.")
    sound = check(a_paper(), replace(outside, id="sv002"))
    assert sound == []


def test_an_example_tells_what_was_done_and_came_of_it(check: Check) -> None:
    assert "Einem Praxisbeispiel fehlt: Vorgehen, Ergebnis." in only(
        check(an_example(body="## Ausgangslage\n\nA.\n\n## Beteiligte\n\nB."))
    )


def test_two_texts_that_are_alike_are_an_error(check: Check) -> None:
    guide, other = a_guide("ph001"), a_guide("ph002")
    shared = " ".join(other.body.split()[4:40])

    assert "% der Folgen von 5 Wörtern stehen auch in" in only(check(replace(guide, body=f"{guide.body}\n\n{shared}")))


def test_facts_that_are_unsure_or_past_review_are_hints(check: Check) -> None:
    guide = a_guide()
    text = replace(guide, body=f"{guide.body}\n\n{{{{ fakt: ehrenamtspauschale }}}}")
    fact = a_fact(sure=False, review_by=datetime.date(2026, 11, 1))

    assert check(text, facts=(fact,)) == []
    found = " ".join(check(text, facts=(fact,), hints=True))
    assert "Der Fakt „ehrenamtspauschale“ ist nicht gesichert" in found
    assert "Der Fakt „ehrenamtspauschale“ war bis zum 01.11.2026 zu prüfen." in found


def test_a_fact_has_a_known_topic_and_no_day_to_come(check: Check) -> None:
    assert "nennt das Thema „neu“" in only(check(facts=(a_fact(topic="neu"),)))
    assert "Der Stand von „ehrenamtspauschale“ liegt in der Zukunft." in only(check(facts=(a_fact(as_of="2027"),)))


def test_a_text_past_its_review_is_a_hint(check: Check) -> None:
    past = a_guide(as_of=datetime.date(2025, 1, 1), review_by=datetime.date(2026, 1, 1))

    assert check(past) == []
    assert any("Der Text war bis zum 01.01.2026 zu prüfen." in one for one in check(past, hints=True))


def test_every_topic_and_every_group_has_something_to_read(check: Check) -> None:
    fewer = [replace(one, topics=("netzwerk/beitritt", "anerkennung"), actors=("verwaltung",)) for one in SOUND]

    found = " ".join(check(*fewer))

    assert "Zum Thema „Ehrenamtskarte“ (anerkennung/ehrenamtskarte) gibt es nichts zu lesen." in found
    assert "„Kommunennetzwerk“" not in found
    assert "Für Vereine gibt es 0 Praxishilfen; mindestens 4 sollen es sein." in found
    assert "Für Verwaltung" not in found


def test_short_words_in_short_sentences_are_easy_to_read() -> None:
    easy = reading_ease("Das Amt hilft. Wir tun das gern. Kommen Sie zu uns.")
    hard = reading_ease(
        "Die Inanspruchnahme engagementfördernder Infrastruktureinrichtungen unterliegt vergaberechtlichen Vorschriften."
    )

    assert easy > 80
    assert hard < 0
    assert reading_ease("") == 0
