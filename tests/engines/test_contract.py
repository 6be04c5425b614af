"""What every engine promises. Each test runs on each engine; there are no skips."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import pytest

from kb.errors import IndexDamaged
from kb.search.engine import Engine, IndexedDocument
from kb.search.query import Sort
from kb.search.results import Way
from tests.engines.asking import counts, ids
from tests.engines.indexed import a_query, an_indexed, exactly


def test_an_empty_index_answers_with_nothing(engine: Engine) -> None:
    results = engine.search(a_query("Ehrenamt"))

    assert (results.total, results.hits) == (0, ())


def test_what_was_put_is_found_with_all_that_a_hit_shows(engine: Engine) -> None:
    document = an_indexed(
        "a1", "Ehrenamtskarte einführen", "So gelingt die Karte.", kind="model", summary="Kurz gesagt.",
        topics=("anerkennung/karte",), municipality="05711000", reference="12/2020", day=date(2020, 2, 3),
        outcome="adopted",
    )  # fmt: skip
    engine.put([document])

    (hit,) = engine.search(a_query("Ehrenamtskarte")).hits

    for name in ("id", "kind", "title", "slug", "summary", "topics", "municipality", "reference", "day", "outcome"):
        assert getattr(hit, name) == getattr(document, name), name


def test_putting_again_replaces(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Alt")])
    engine.put([an_indexed("a1", "Neu", version=2)])

    assert (ids(engine, "Alt"), ids(engine, "Neu")) == ([], ["a1"])
    assert dict(engine.versions()) == {"a1": 2}


def test_one_id_twice_in_a_batch_keeps_the_last(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Alt"), an_indexed("a1", "Neu", version=2)])
    engine.put([an_indexed("a1", "Neuer", version=3)])

    assert engine.search(a_query()).total == 1
    assert ids(engine, "Neuer") == ["a1"]


def test_what_was_deleted_is_gone_everywhere(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Geheim", kind="paper"), an_indexed("a2", "Offen")])
    engine.delete({"a1": 2, "unbekannt": 1})

    assert ids(engine, "Geheim") == []
    assert counts(engine, "kind") == {"guide": 1}
    assert dict(engine.versions()) == {"a2": 1}


def test_a_removal_that_comes_late_spares_what_was_published_since(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Alt", version=1)])
    engine.put([an_indexed("a1", "Wieder öffentlich", version=3)])
    engine.delete({"a1": 2})

    assert ids(engine, "öffentlich") == ["a1"]


def test_a_word_in_the_title_counts_more_than_in_the_body(engine: Engine) -> None:
    engine.put(
        [
            an_indexed("a1", "Ganz anderes", "Hier geht es am Rande um Versicherung und vieles mehr."),
            an_indexed("a2", "Versicherung klären", "Hier geht es um vieles, das Engagierte betrifft und hilft."),
        ]
    )

    assert ids(engine, "Versicherung") == ["a2", "a1"]


def test_a_document_with_all_words_comes_before_one_with_some(engine: Engine) -> None:
    engine.put(
        [
            an_indexed("a1", "Eins", "Räume gibt es hier viele und noch mehr Räume"),
            an_indexed("a2", "Zwei", "Räume für Vereine gibt es hier viele"),
            an_indexed("a3", "Drei", "Ganz ohne das Gesuchte steht hier viel"),
        ]
    )

    assert ids(engine, "Räume Vereine") == ["a2", "a1"]


def test_inflected_and_transcribed_words_are_found(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Zuschüsse für die Straße", "Die Bürger*innen erhalten Zuschüsse.")])

    for text in ("Zuschuss", "Zuschüssen", "zuschuesse", "strasse", "Bürgerinnen", "Bürger:innen", "Bu\u0308rger"):
        assert ids(engine, text) == ["a1"], text


def test_a_phrase_must_stand_together(engine: Engine) -> None:
    engine.put(
        [
            an_indexed("a1", "Eins", "Die freiwillige Feuerwehr übt."),
            an_indexed("a2", "Zwei", "Feuerwehr, freiwillige Helfer."),
        ]
    )

    assert ids(engine, "„freiwillige Feuerwehr“") == ["a1"]


def test_an_excluded_word_must_not_occur(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Ehrenamt im Sport"), an_indexed("a2", "Ehrenamt in der Kultur")])

    assert ids(engine, "Ehrenamt -Sport") == ["a2"]


@pytest.mark.parametrize(
    "text",
    ["7091", "7091/2014", "DS 7091/2014-2020", "Drucksache Nr. 7091/2014-2020", "7091-2014-2020", "7091 2014 2020",
     "7091_2014_2020", "7091/2014\u20112020", "Beschluss 7091/2014-2020 Bielefeld"],
)  # fmt: skip
def test_a_reference_comes_first_in_any_spelling(engine: Engine, text: str) -> None:
    engine.put(
        [
            an_indexed("a1", "Bericht", "Beschluss 7091 Bielefeld 2014 2020 " * 20),
            an_indexed("a2", "Beitritt zum Netzwerk", "Die Stadt tritt bei.", reference="7091/2014-2020"),
            an_indexed("a3", "Anderes", "Siehe 7092/2014-2020", reference="7092/2014-2020"),
        ]
    )

    assert ids(engine, text)[0] == "a2"


def test_a_question_of_function_words_finds_nothing_and_says_why(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Ehrenamt")])

    results = engine.search(a_query("wie und der"))

    assert results.total == 0
    assert "Wort" in results.notes[0]


def test_filters_narrow_and_their_siblings_stay_countable(engine: Engine) -> None:
    engine.put(
        [
            an_indexed("a1", kind="guide", topics=("netzwerk/beitritt",)),
            an_indexed("a2", kind="guide", topics=("vielfalt",)),
            an_indexed("a3", kind="paper", topics=("netzwerk",)),
        ]
    )

    results = engine.search(a_query(kind=("guide",)))

    assert results.total == 2
    assert counts(engine, "kind", kind=("guide",)) == {"guide": 2, "paper": 1}
    assert counts(engine, "topic", kind=("guide",)) == {"netzwerk": 1, "netzwerk/beitritt": 1, "vielfalt": 1}


def test_several_values_of_one_facet_are_alternatives(engine: Engine) -> None:
    engine.put([an_indexed("a1", kind="guide"), an_indexed("a2", kind="paper"), an_indexed("a3", kind="model")])

    assert sorted(ids(engine, kind=("guide", "paper"))) == ["a1", "a2"]


def test_a_broader_topic_finds_its_narrower_ones(engine: Engine) -> None:
    engine.put([an_indexed("a1", topics=("netzwerk/beitritt",)), an_indexed("a2", topics=("vielfalt",))])

    assert ids(engine, topic=("netzwerk",)) == ["a1"]


def test_a_chosen_value_without_hits_is_shown_with_zero(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Sport", kind="guide"), an_indexed("a2", "Kultur", kind="paper")])

    assert counts(engine, "kind", "Sport", kind=("paper",)) == {"guide": 1, "paper": 0}


def test_years_are_inclusive(engine: Engine) -> None:
    engine.put([an_indexed(f"a{year}", day=date(year, 1, 1)) for year in (2018, 2019, 2020, 2021)])

    assert ids(engine, year_from=2019, year_to=2020) == ["a2020", "a2019"]
    assert ids(engine, year_from=2021) == ["a2021"]


def test_committees_with_commas_stay_whole(engine: Engine) -> None:
    engine.put([an_indexed("a1", kind="paper", committees=("Ausschuss für Jugend, Kultur und Sport", "Rat"))])

    assert counts(engine, "committee") == {"Ausschuss für Jugend, Kultur und Sport": 1, "Rat": 1}


def test_sorting_by_date_puts_the_newest_first_and_undated_last(engine: Engine) -> None:
    engine.put(
        [
            an_indexed("a1", "Sport", day=date(2020, 1, 1)),
            an_indexed("a2", "Sport", day=None),
            an_indexed("a3", "Sport", day=date(2021, 1, 1)),
        ]
    )

    assert ids(engine, "Sport", sort=Sort.DATE) == ["a3", "a1", "a2"]


def test_titles_are_ordered_as_in_a_german_dictionary_over_all_that_was_put_and_deleted(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Zelt"), an_indexed("a2", "Äpfel"), an_indexed("a3", "–")])
    engine.put([an_indexed("b1", "apfelbaum"), an_indexed("b2", "Öl"), an_indexed("a1", "Straße", version=2)])
    engine.delete({"b2": 2})

    assert ids(engine, sort=Sort.TITLE) == ["a3", "a2", "b1", "a1"]
    assert ids(engine, sort=Sort.TITLE, page=2, per_page=3) == ["a1"]


def test_equal_titles_are_ordered_by_day_then_by_id(engine: Engine) -> None:
    engine.put(
        [an_indexed("a1", "Bericht"), an_indexed("a2", "Bericht", day=date(2025, 1, 1)), an_indexed("a3", "Bericht")]
    )

    assert ids(engine, sort=Sort.TITLE) == ["a2", "a1", "a3"]


def test_what_was_published_last_comes_first_if_asked_for(engine: Engine) -> None:
    moments = [datetime(2026, 1, day, 12, tzinfo=UTC) for day in (2, 3, 1)]
    engine.put([an_indexed(f"a{number}", published_at=moment) for number, moment in enumerate(moments)])

    results = engine.search(a_query(sort=Sort.PUBLISHED))

    assert [hit.published_at for hit in results.hits] == sorted(moments, reverse=True)


def test_chosen_years_narrow_and_the_others_stay_countable(engine: Engine) -> None:
    engine.put([an_indexed(f"a{year}", day=date(year, 1, 1)) for year in (2018, 2019, 2020)])

    assert ids(engine, year=("2018", "2020")) == ["a2020", "a2018"]
    assert ids(engine, year=("2018", "2020"), year_from=2019) == ["a2020"]
    assert counts(engine, "year", year=("2018",)) == {"2018": 1, "2019": 1, "2020": 1}


def test_pages_follow_without_gap_or_double(engine: Engine) -> None:
    engine.put([an_indexed(f"a{number:02d}", "Sport") for number in range(25)])

    pages = [ids(engine, "Sport", page=page) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len(set(chain.from_iterable(pages))) == 25
    assert engine.search(a_query("Sport", page=4)).total == 25


def test_the_snippet_marks_what_was_found(engine: Engine) -> None:
    engine.put(
        [
            an_indexed(
                "a1", "Titel", "Viel Vorrede. " * 60 + "Die Förderungen der Vereine sind geregelt. " + "Nachrede. " * 60
            )
        ]
    )

    (hit,) = engine.search(a_query("Förderung")).hits

    assert ("Förderungen", True) in hit.snippet
    assert len("".join(text for text, _ in hit.snippet)) < 400


def test_an_unknown_word_beside_known_ones_finds_what_is_spelled_nearly_so(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Versicherung"), an_indexed("a2", "Haus"), an_indexed("a3", "Ehrenamt")])

    mixed, alone = engine.search(a_query("Versicherng im Ehrenamt")), engine.search(a_query("Versicherng"))

    assert {hit.id for hit in mixed.hits} == {"a1", "a3"}
    assert {one.way for hit in mixed.hits for one in hit.found_by} == {Way.NEAR, Way.EXACT}
    assert mixed.suggestion == "Versicherung im Ehrenamt"
    assert (alone.total, alone.suggestion) == (0, "Versicherung")


def test_a_rebuild_answers_only_after_the_switch(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Alt")])

    with engine.rebuild() as growing:
        growing.put([an_indexed("b1", "Neu")])
        during = ids(engine, "Alt")
        growing.switch(expected=1)

    assert during == ["a1"]
    assert (ids(engine, "Alt"), ids(engine, "Neu")) == ([], ["b1"])


def test_a_rebuild_with_the_wrong_number_of_documents_never_answers(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Alt")])

    with pytest.raises(IndexDamaged), engine.rebuild() as growing:
        growing.put([an_indexed("b1", "Neu")])
        growing.switch(expected=2)

    assert ids(engine, "Alt") == ["a1"]


def test_a_failing_batch_leaves_the_index_as_it_was(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Alt")])

    def broken() -> Iterator[IndexedDocument]:
        yield an_indexed("a2", "Neu")
        raise RuntimeError("source broke off")

    with pytest.raises(RuntimeError):
        engine.put(broken())
    engine.put([an_indexed("a3", "Später")])

    assert (ids(engine, "Neu"), ids(engine, "Später")) == ([], ["a3"])


def test_health_counts_documents(engine: Engine) -> None:
    engine.put([an_indexed("a1"), an_indexed("a2")])
    engine.delete({"a1": 2})

    assert (engine.health().state, engine.health().documents) == ("ready", 1)


@pytest.mark.parametrize(
    "text",
    ["*", "*e*", "a" * 1_000_000, "(" * 10_000, "[a TO z]", "wort " * 10_000, "\x00\ud800\u202e", "-" * 300, '"' * 299,
     "Ehrenamt~2", "title:x OR (", "😀" * 200],
)  # fmt: skip
def test_no_question_is_deadly(engine: Engine, text: str) -> None:
    engine.put([an_indexed(f"a{number}", "Ehrenamt im Verein", "wort " * 50) for number in range(50)])

    assert engine.search(a_query(text)).total >= 0


def test_what_is_required_must_all_be_there(engine: Engine) -> None:
    engine.put(
        [an_indexed("a1", body="Ehrenamt und Sport"), an_indexed("a2", body="Ehrenamt"), an_indexed("a3", body="Sport")]
    )

    assert ids(engine, "Ehrenamt UND Sport") == ["a1"]
    assert set(ids(engine, "Ehrenamt ODER Sport")) == {"a1", "a2", "a3"}
    assert ids(engine, "Ehrenamt NICHT Sport") == ["a2"]
    assert set(ids(engine, "(Ehrenamt UND Sport) ODER Kultur")) >= {"a1"}


def test_a_word_or_phrase_may_be_asked_for_in_one_part(engine: Engine) -> None:
    in_title = an_indexed("a1", "Räume für Vereine", "Nichts weiter.")
    in_body = an_indexed("a2", "Titel", "Räume für Vereine")
    engine.put([in_title, in_body])

    assert ids(engine, "titel:Vereine") == ["a1"]
    assert ids(engine, 'titel:"Räume für Vereine"') == ["a1"]
    assert set(ids(engine, "Vereine")) == {"a1", "a2"}
    assert ids(engine, "Vereine -titel:Vereine") == ["a2"]


def test_resolution_and_rationale_are_told_apart(engine: Engine) -> None:
    texts = {"title": "Titel", "resolution": "Der Rat beschließt den Beitritt.", "rationale": "Die Kosten sind gering."}
    engine.put([replace(an_indexed("a1"), texts=texts)])

    assert ids(engine, "beschluss:Beitritt") == ids(engine, "begruendung:Kosten") == ["a1"]
    assert ids(engine, "beschluss:Kosten") == ids(engine, "begründung:Beitritt") == []


def test_a_beginning_finds_every_word_that_begins_so(engine: Engine) -> None:
    engine.put([
        an_indexed("a1", body="Engagementförderung"), an_indexed("a2", body="engagiert"), an_indexed("a3", body="Enge"),
    ])  # fmt: skip

    assert set(ids(engine, "engag*")) == {"a1", "a2"}
    assert ids(engine, "enge*") == ["a3"]


def test_only_the_exact_form_is_found_on_request(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="Eine Forderung"), an_indexed("a2", body="Eine Förderung")])

    found = engine.search(exactly(a_query("Förderung")))

    assert [hit.id for hit in found.hits] == ["a2"]


def test_the_exact_form_comes_first(engine: Engine) -> None:
    engine.put([an_indexed("a1", body="Eine Forderung"), an_indexed("a2", body="Eine Förderung")])

    assert ids(engine, "Förderung")[0] == "a2"
    assert ids(engine, "Forderung")[0] == "a1"
