"""What every engine promises about order, coverage, suggestions and reasons. Each test runs on each engine; there are no skips."""

from dataclasses import replace
from datetime import date

import pytest

from kb.search.engine import Engine
from kb.search.results import Section, Way
from tests.engines.asking import ids
from tests.engines.indexed import a_query, an_indexed


def test_results_say_how_much_of_the_question_the_best_hit_has(engine: Engine) -> None:
    engine.put(
        [an_indexed("a1", body="Ehrenamt in der Stadt"), an_indexed("a2", body="Stadt"), an_indexed("a3", body="Stadt")]
    )

    assert engine.search(a_query("Ehrenamt Stadt")).coverage == 1.0
    assert engine.search(a_query("Elterngeld Stadt")).coverage < 0.5


def test_a_compound_whose_nouns_are_scattered_covers_little_of_the_question(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="Eltern bekommen im Verein kein Geld"), an_indexed("a2", body="Elternbrief")])

    assert engine.search(a_query("Elterngeld")).coverage < 0.4
    assert engine.search(a_query("Elternbrief")).coverage == 1.0


def test_a_question_that_names_what_many_titles_name_is_of_the_field(engine: Engine) -> None:
    engine.put([an_indexed(f"a{number}", title=f"Verein {number}", body="Halle") for number in range(9)])

    assert engine.search(a_query("Mondlandung Vereine")).is_of_the_field
    assert not engine.search(a_query("Mondlandung Halle")).is_of_the_field


def test_of_documents_of_like_worth_that_on_a_named_topic_comes_first(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="Dank"), an_indexed("a2", body="Dank", topics=("anerkennung",))])
    on_topic = replace(a_query("Dank"), wording=replace(a_query("Dank").wording, topics=(("anerkennung", 1.0),)))

    assert [hit.id for hit in engine.search(on_topic).hits] == ["a2", "a1"]


def test_a_named_topic_finds_nothing_by_itself(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="Dank"), an_indexed("a2", body="Fest", topics=("anerkennung",))])
    on_topic = replace(a_query("Dank"), wording=replace(a_query("Dank").wording, topics=(("anerkennung", 1.0),)))

    assert [hit.id for hit in engine.search(on_topic).hits] == ["a1"]


def test_a_general_word_counts_less_than_one_that_says_what_is_meant(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="machen"), an_indexed("a2", body="Satzung"), an_indexed("a3", body="Fest")])

    assert ids(engine, "Satzung machen") == ["a2", "a1"]


def test_the_newer_of_documents_of_like_worth_comes_first(engine: Engine) -> None:
    engine.put(
        [an_indexed("a1", body="Dank", day=date(2010, 1, 1)), an_indexed("a2", body="Dank", day=date(2026, 1, 1))]
    )

    assert ids(engine, "Dank") == ["a2", "a1"]


def test_an_unknown_word_is_corrected_though_others_are_found(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="Versicherung im Ehrenamt")])

    assert engine.search(a_query("Versicherunk Ehrenamt")).suggestion == "Versicherung Ehrenamt"
    assert engine.search(a_query("Versicherung Ehrenamt")).suggestion == ""


def test_a_word_of_deleted_documents_is_neither_suggested_nor_a_correction(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Geheimnisse", "Geheimnisse"), an_indexed("a2", "Offen")])
    engine.delete({"a1": 2})

    assert engine.suggest("geheim") == ()
    assert engine.search(a_query("Geheimnise")).suggestion == ""


def test_completions_come_from_words_titles_and_references(engine: Engine) -> None:
    engine.put([
        an_indexed("a1", "Ehrenamtskarte einführen", "Förderung", reference="7091/2014-2020"),
        an_indexed("a2", "Die Ehrenamtskarte", "Förderung"),
    ])  # fmt: skip

    def offered(typed: str) -> list[str]:
        return [one.text for one in engine.suggest(typed)]

    assert set(offered("ehr")) == {"ehrenamtskarte", "Ehrenamtskarte einführen", "Die Ehrenamtskarte"}
    assert offered("foerd") == ["förderung"]
    assert offered("Ehrenantsk")[0] == "ehrenamtskarte"
    assert offered("karte einf") == []
    assert offered("ehrenamtskarte einf") == ["Ehrenamtskarte einführen"]
    assert offered("7091/20") == ["7091/2014-2020"]
    assert offered("e") == []


def test_the_edition_changes_with_every_change_and_only_then(engine: Engine) -> None:
    before = engine.edition()
    engine.search(a_query("Ehrenamt"))
    assert engine.edition() == before

    engine.put([an_indexed("a1")])

    assert engine.edition() != before


def test_what_one_or_many_changes_led_to_ranks_the_same(engine: Engine) -> None:
    """Scores know nothing of how an index came about: deleted documents and segments leave no trace."""
    bodies = ["Ehrenamt Sport", "Ehrenamt Kultur Ehrenamt", "Sport und Kultur im Ehrenamt der Stadt", "Kultur"]
    documents = [an_indexed(f"a{number}", body=body) for number, body in enumerate(bodies)]
    engine.put([an_indexed("weg", body="Ehrenamt Ehrenamt Sport"), *documents[::-1]])
    for document in documents:
        engine.put([document])
    engine.delete({"weg": 2})
    by_and_by = [(hit.id, hit.score) for hit in engine.search(a_query("Ehrenamt Sport Kultur")).hits]

    with engine.rebuild() as growing:
        growing.put(documents)
        growing.switch(expected=len(documents))

    assert [(hit.id, hit.score) for hit in engine.search(a_query("Ehrenamt Sport Kultur")).hits] == by_and_by


def test_a_hit_names_the_section_that_its_passage_stands_in(engine: Engine) -> None:
    body = "Vorab\n" + "Text zum Anlass. " * 40 + "\nAblauf\nDie Karte dankt."
    ablauf = Section("abschnitt-ablauf", "Ablauf")
    engine.put([replace(an_indexed("a1", body=body), sections={"body": ((body.index("Ablauf"), ablauf),)})])

    def sections(text: str) -> list[Section | None]:
        return [hit.section for hit in engine.search(a_query(text)).hits]

    assert sections("Karte") == [ablauf]
    assert sections("Anlass") == sections("") == [None]


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("Karten", Way.FORM),
        ("Sammelkarte", Way.ONE_PART),
        ("danken", Way.FAMILY),
        ("Ehrenamt", Way.PART),
        ("Karte Ehrenamt", Way.EXACT),
        ("foerd*", Way.PREFIX),
        ("12/2020", Way.REFERENCE),
        ("Mustervorlage", Way.KIND),
        ('"Karte dankt"', Way.PHRASE),
    ],
)
def test_every_hit_says_truly_why_it_was_found(engine: Engine, question: str, way: Way) -> None:
    texts = {"title": "Ehrenamtskarte", "kind": "Mustervorlage", "body": "Die Karte dankt. Wir fördern das."}
    others = [an_indexed(f"b{number}", "Anderes") for number in range(20)]
    engine.put(
        [replace(an_indexed("a1", kind="model", reference="12/2020"), title="Ehrenamtskarte", texts=texts), *others]
    )

    (hit,) = engine.search(a_query(question)).hits

    assert hit.found_by[0].way is way


def test_what_is_written_for_those_who_ask_comes_first_and_nothing_else_is_found(engine: Engine) -> None:
    engine.put(
        [
            an_indexed("amt", title="Dank", body="Dank"),
            an_indexed("verein", body="Auch ein Dank ist möglich.", audience=("vereine",)),
            an_indexed("fest", body="Ein Fest", audience=("vereine",)),
        ]
    )
    preferring = replace(a_query("Dank"), wording=replace(a_query("Dank").wording, audience="vereine"))

    assert ids(engine, "Dank") == ["amt", "verein"]
    assert [hit.id for hit in engine.search(preferring).hits] == ["verein", "amt"]
