"""Whatever people type is a wording: words, phrases, what must not occur, references; never an error."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import clean_text, stem
from kb.language.synonyms import read_synonyms
from kb.search.grammar import NO_WORDS, ONLY_EXCLUDED, ONLY_FUNCTION_WORDS, TOO_LONG, TOO_MANY, notes, parse
from kb.search.query import MOST_TERMS, Clause, Phrase, Word, Wording


def words(*typed: str) -> list[tuple[str, ...]]:
    return [(stem(word),) for word in typed]


def asked(text: str) -> list[tuple[str, ...]]:
    """The terms of each plain word of a question."""
    return [word.terms for word in parse(text).words]


def terms(clauses: tuple[Clause, ...]) -> list[tuple[str, ...]]:
    return [clause.terms for clause in clauses]


def test_a_question_is_its_words_without_function_words() -> None:
    assert parse("Wie finde ich ein Netzwerk?") == Wording(
        words=(
            Word(surface="finde", exact="finde", terms=(stem("finde"),), inner=("finden~",), is_general=True),
            Word(surface="Netzwerk", exact="netzwerk", terms=(stem("Netzwerk"),)),
        ),
        hints=("?wie",),
    )


def test_a_particle_at_the_end_belongs_to_its_verb() -> None:
    assert asked("Wie trete ich dem Netzwerk bei?") == [(stem("trete"), stem("beitrete")), (stem("Netzwerk"),)]


def test_a_compound_is_asked_for_by_its_nouns_too() -> None:
    wording = parse("Ehrenamtskarte einführen")
    assert terms(wording.words) == words("Ehrenamtskarte", "einführen")
    assert [word.inner for word in wording.words] == [(stem("Ehrenamt"), stem("Karte")), ("einfuhren~",)]


@pytest.mark.parametrize(
    "quoted", ['"Rat der Stadt"', "„Rat der Stadt“", "“Rat der Stadt”", "«Rat der Stadt»", "»Rat der Stadt«"]
)
def test_quotes_of_every_kind_make_a_phrase(quoted: str) -> None:
    wording = parse(f"Beschluss {quoted}")
    assert [terms(group) for group in wording.required] == [[(stem("Rat"), stem("Stadt"))]]
    assert terms(wording.words) == words("Beschluss")


def test_a_minus_before_a_word_or_phrase_excludes_it() -> None:
    wording = parse('Förderung -Sport -"freiwillige Feuerwehr"')
    assert terms(wording.words) == words("Förderung")
    assert terms(wording.excluded) == [(stem("Sport"),), (stem("freiwillige"), stem("Feuerwehr"))]


@pytest.mark.parametrize("text", ["Sport - Verein", "Sport -- Verein", "Sport– Verein", "Sport-, Verein-"])
def test_a_minus_that_touches_no_word_behind_it_excludes_nothing(text: str) -> None:
    assert parse(text).excluded == ()
    assert asked(text) == words("Sport", "Verein")


def test_a_hyphen_inside_a_word_excludes_nothing_and_asks_for_both_spellings() -> None:
    together = stem("Kommunennetzwerk")
    wording = parse("Kommunen-Netzwerk")
    assert terms(wording.words) == [(stem("Kommunen"), together), (stem("Netzwerk"), together)]
    assert [word.surface for word in wording.words] == ["Kommunen", "Netzwerk"]


def test_an_open_quote_is_plain_text() -> None:
    assert parse('"Rat der Stadt') == parse("Rat der Stadt")


@pytest.mark.parametrize(
    "text", ["(Verein)", "Verein?", "title:Verein", "[Verein TO]", "/Verein/", "Verein~2", "Verein^5", "Verein && Rat"]
)
def test_operators_of_other_search_engines_are_plain_text(text: str) -> None:
    assert words("Verein")[0] in asked(text)
    assert not parse(text).excluded
    assert not parse(text).required


def shown(text: str) -> str:
    """A wording in one line: loose words, `+(a|b)` for a group, `-a`, `#reference`, `field=value`, `part:word`, `begin…`."""
    wording = parse(text, is_known=lambda condition: condition.value != "Unbekannt")
    groups = ("|".join(map(clause_shown, group)) for group in wording.required)
    return " ".join(
        (
            *map(clause_shown, wording.words),
            *(f"+({group})" for group in groups),
            *(f"-{clause_shown(clause)}" for clause in wording.excluded),
            *(f"#{reference}" for reference in wording.references),
            *(f"{one.field}={one.value}" for one in wording.conditions),
        )
    )


def clause_shown(clause: Clause) -> str:
    """As it was written; the words of a phrase joined by `_`."""
    written = "_".join(clause.exact) if isinstance(clause, Phrase) else clause.exact
    beginning = "…" if isinstance(clause, Word) and clause.is_prefix else ""
    return (f"{clause.part}:" if clause.part else "") + written + beginning


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # joints
        ("Sport UND Kultur", "+(sport) +(kultur)"),
        ("Sport AND Kultur", "+(sport) +(kultur)"),
        ("Sport und Kultur", "sport kultur"),
        ("Sport ODER Kultur", "+(sport|kultur)"),
        ("Sport OR Kultur OR Jugend", "+(sport|kultur|jugend)"),
        ("Förderung Sport UND Kultur", "förderung +(sport) +(kultur)"),
        ("Sport UND Kultur Förderung", "förderung +(sport) +(kultur)"),
        ("Sport ODER Kultur UND Jugend", "+(sport|kultur) +(sport|jugend)"),
        ("Sport UND Kultur ODER Jugend", "+(sport|jugend) +(kultur|jugend)"),
        ("Sport UND Kultur ODER Jugend UND Alter",
         "+(sport|jugend) +(sport|alter) +(kultur|jugend) +(kultur|alter)"),
        ("Sport UND der Verein", "+(sport) +(verein)"),
        ("Sport UND", "sport"),
        ("UND Sport", "sport"),
        ("ODER", ""),
        ("Sport UND ODER Kultur", "+(sport|kultur)"),
        ("Sport UND Sport", "+(sport)"),
        ("Sport UND Kultur Sport", "+(sport) +(kultur)"),
        ("Sport ODER Sport UND Kultur", "+(sport) +(sport|kultur)"),
        ("(Sport ODER Kultur) UND Jugend", "+(sport|kultur) +(sport|jugend)"),
        ("Sport,UND Kultur", "sport kultur"),
        ("Sport-UND Kultur", "sport kultur"),
        ('"junge Leute" ODER Jugend', "+(junge_leute|jugend)"),
        ('Sport UND "junge Leute"', "+(sport) +(junge_leute)"),
        ("Kommunen-Netzwerk UND Beitritt", "+(kommunen) +(netzwerk) +(beitritt)"),
        ("Kommunen-Netzwerk ODER Beitritt", "+(kommunen|beitritt) +(netzwerk|beitritt)"),
        # what must not occur
        ("Förderung NICHT Sport", "förderung -sport"),
        ("Förderung NOT Sport", "förderung -sport"),
        ("Förderung nicht Sport", "förderung nicht sport"),
        ("Förderung UND NICHT Sport", "+(förderung) -sport"),
        ('Förderung NICHT "junge Leute" Rat', "förderung rat -junge_leute"),
        ("Förderung −Sport", "förderung -sport"),
        ("Förderung -Sport/Kultur", "förderung -sport_kultur"),
        ("Förderung -Ehrenamtskarte*", "förderung -ehrenamtskarte…"),
        ("Förderung NICHT", "förderung nicht"),
        ("Förderung NICHT UND Sport", "förderung +(nicht) +(sport)"),
        ("Sport ODER Kultur UND NICHT Jugend", "+(sport|kultur) -jugend"),
        ("Sport ODER NICHT Kultur", "+(sport) -kultur"),
        ("Beitritt NICHT 7091/2014-2020", "beitritt -7091/2014-2020"),
        ("-der Verein", "verein"),
        # beginnings
        ("Verein*", "verein…"),
        ("Verein* Köln", "verein… köln"),
        ("Verein* UND Köln", "+(verein…) +(köln)"),
        ("Ver*", "ver…"),
        ("Ve*", "ve"),
        ("*verein", "verein"),
        ("Verein** Rat", "verein… rat"),
        ("Bürger*innen", "bürger*innen"),
        ("Bürger-Ver*", "bürger-ver…"),
        # words in parts
        ("titel:Satzung", "+(title:satzung)"),
        ("Titel:Satzung Köln", "köln +(title:satzung)"),
        ("betreff:Beitritt titel:Satzung", "+(title:beitritt) +(title:satzung)"),
        ('titel:"freiwillige Feuerwehr"', "+(title:freiwillige_feuerwehr)"),
        ("titel:„freiwillige Feuerwehr“", "+(title:freiwillige_feuerwehr)"),
        ("beschluss:Zuschuss", "+(resolution:zuschuss)"),
        ("begründung:Zuschuss", "+(rationale:zuschuss)"),
        ("begruendung:Zuschuss", "+(rationale:zuschuss)"),
        ("titel:Verein*", "+(title:verein…)"),
        ("titel:Sport ODER beschluss:Kultur", "+(title:sport|resolution:kultur)"),
        ("Förderung -titel:Sport", "förderung -title:sport"),
        ("Förderung NICHT titel:Sport", "förderung -title:sport"),
        ("titel:der Verein", "verein"),
        ("Titel: Satzung", "titel satzung"),
        ("Untertitel:Satzung", "untertitel satzung"),
        # references
        ("nr:7091/2014-2020", "#7091-2014-2020"),
        ("drucksache:7091", "#7091"),
        ("nr:123 Beitritt", "beitritt #123"),
        ('nr:"7091 / 2014"', "#7091-2014"),
        ("nr:abc", "abc"),
        # what narrows
        ("kommune:Köln Sport", "sport municipality=Köln"),
        ("stadt:Köln", "municipality=Köln"),
        ('kommune:"Bad Honnef", Sport', "sport municipality=Bad Honnef"),
        ("kommune:Köln kommune:Bonn", "municipality=Köln municipality=Bonn"),
        ("kommune:Köln ODER kommune:Bonn", "municipality=Köln municipality=Bonn"),
        ("(kommune:Köln ODER stadt:Bonn)", "municipality=Köln municipality=Bonn"),
        ("kommune:Köln UND Sport", "+(sport) municipality=Köln"),
        ("kommune:Köln ODER Sport", "+(köln|sport)"),
        ("kommune:Köln ODER jahr:2018", "+(köln|2018)"),
        ("kommune:Unbekannt Sport", "unbekannt sport"),
        ("Sport -kommune:Köln", "sport -köln"),
        ("gremium:HFA ausschuss:Rat", "committee=HFA committee=Rat"),
        ("thema:Anerkennung", "topic=Anerkennung"),
        ("ergebnis:beschlossen art:Mustervorlage", "outcome=beschlossen kind=Mustervorlage"),
        ("jahr:2018-2020", "year=2018-2020"),
        ("von:2018 bis:01.08.2020", "year_from=2018 year_to=01.08.2020"),
        ("kommune: Köln", "kommune köln"),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood_so(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("(Sport ODER Kultur) UND Jugend", notes.BRACKETS),
        ("Sport ODER NICHT Kultur", notes.NOT_BESIDE_OR),
        ("Ve*", notes.SHORT_BEGINNING),
        ("*verein", notes.STAR_IN_FRONT),
        ("kommune:Köln ODER Sport", notes.FIELDS_BESIDE_OR),
        ("kommune:Unbekannt Sport", notes.not_understood("kommune", "Unbekannt")),
        ("Sport -kommune:Köln", notes.excluded_as_text("kommune", "Köln")),
        ("nr:abc", notes.no_reference("nr", "abc")),
        ("Sport von:01.08.2020", notes.whole_year("von", "01.08.2020", "2020")),
        ("Sport bis:2020-08-01", notes.whole_year("bis", "2020-08-01", "2020")),
        ("titel:der Verein", notes.no_word("titel", "der")),
        ("a1 UND a2 UND a3 UND a4 UND a5 UND a6 ODER b1 UND b2 UND b3 UND b4 UND b5 UND b6", notes.TOO_TANGLED),
    ],
)
def test_what_is_taken_otherwise_than_typed_is_said(text: str, note: str) -> None:
    wording = parse(text, is_known=lambda condition: condition.value != "Unbekannt")
    assert wording.notes == (note,)


@pytest.mark.parametrize(
    "text",
    ["Bürger(innen) UND Verein", "Verein (e. V.)", "Verein* Rat", "kommune:Köln", "Sport ODER Kultur", "titel:Satzung"],
)
def test_what_is_taken_as_typed_needs_no_words(text: str) -> None:
    assert parse(text, is_known=lambda _: True).notes == ()


def test_a_beginning_stands_for_written_words_and_has_no_terms() -> None:
    assert parse("Verein*").words == (Word(surface="Verein", exact="verein", is_prefix=True),)


def test_what_is_excluded_is_meant_literally() -> None:
    (excluded,) = parse("Verein -Ehrenamtskarte", read_synonyms("Ehrenamtskarte, Vorteilskarte")).excluded
    assert excluded == Word(surface="Ehrenamtskarte", exact="ehrenamtskarte", terms=(stem("Ehrenamtskarte"),))


def test_a_synonym_may_stand_for_words_that_follow_one_another() -> None:
    wording = parse("freiwilliges Engagement UND Köln", read_synonyms("freiwilliges Engagement, Ehrenamt"))
    assert wording.words[0].synonyms == ((stem("Ehrenamt"),),)


def test_too_many_joints_ask_for_the_words() -> None:
    wording = parse("a1 UND a2 UND a3 UND a4 UND a5 UND a6 ODER b1 UND b2 UND b3 UND b4 UND b5 UND b6")
    assert len(wording.words) == 12
    assert not wording.required


def test_a_word_typed_twice_is_asked_once() -> None:
    assert asked("Verein Vereine verein") == words("Verein")


def test_a_date_is_one_word_in_any_spelling() -> None:
    assert asked("1. August 2018") == asked("01.08.2018") == [("2018-08-01",)]


@pytest.mark.parametrize("text", ["Drs. 7091/2014-2020", '"7091/2014-2020"', "7091 2014 2020"])
def test_a_reference_is_recognised_in_words_and_phrases(text: str) -> None:
    assert parse(text).references == ("7091-2014-2020",)


def test_an_excluded_reference_is_not_asked_for() -> None:
    assert parse("Beitritt -7091/2014-2020").references == ()


def test_every_word_has_its_surface() -> None:
    wording = parse("Bürger:innen im Quartier: E-Mail, 7091/2014 und § 5 am 1. Mai 2024")
    assert all(word.surface and word.exact for word in wording.words)


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_typed_asks_nothing_and_needs_no_explanation(text: str) -> None:
    assert parse(text) == Wording()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Wie ist das?", ONLY_FUNCTION_WORDS),
        ("„der die das“", ONLY_FUNCTION_WORDS),
        ("*** ((", NO_WORDS),
        ("-Sport", ONLY_EXCLUDED),
    ],
)
def test_a_question_without_a_word_to_search_says_so(text: str, note: str) -> None:
    wording = parse(text)
    assert wording.asks_nothing
    assert wording.notes == (note,)


def test_a_long_question_is_cut_at_a_word_and_says_so() -> None:
    wording = parse("Engagement " * 27 + "Vereinsförderung Ende")
    assert terms(wording.words) == words("Engagement")
    assert wording.notes == (TOO_LONG,)


def test_many_words_are_cut_and_the_question_says_so() -> None:
    wording = parse(" ".join(f"wort{number}" for number in range(40)))
    assert len(wording.words) == MOST_TERMS
    assert wording.notes == (TOO_MANY,)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Verein " * 150_000,
        " " * 1_000_000 + "Verein",
        "(" * 10_000,
        '"' * 10_000,
        '-"' * 10_000,
        "-a" * 10_000,
        "*" * 10_000,
        "\x00\x01\x1b" * 1_000,
        "\ud800\udfff",
        "\u202e\u200f" * 5_000,
        "😀" * 10_000,
        "\u00ad" * 500_000,
        "\u0308" * 500_000,
        "ﷺ" * 10_000,
        "1-" * 10_000,
        "UND " * 10_000,
        "titel:" * 10_000,
        "a UND b ODER " * 1_000,
        "NICHT " * 10_000,
    ],
    ids=lambda text: f"{text[:3]!a}×{len(text)}",
)
def test_a_question_of_death_is_answered_at_once(text: str) -> None:
    """Within a second even on a busy machine; it takes about ten milliseconds."""
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 1


PIECES = st.sampled_from(
    ["Sport", "der", "Kommunen-Netzwerk", "UND", "ODER", "NICHT", "-", '"', "„", "“", "(", ")", "*", ":", "titel:",
     "kommune:", "nr:", "jahr:2018", "7091/2014", "Ver*", "1. August 2018", "bei", " ", ",", "ÖPNV", "§ 5"]
)  # fmt: skip
ANY_QUESTION = st.text(alphabet=st.characters(), max_size=400) | st.lists(PIECES, max_size=90).map(" ".join)
JOINED = st.lists(PIECES, max_size=90).map("".join)


@given(ANY_QUESTION | JOINED, st.booleans())
def test_any_text_is_a_wording_within_the_limits(text: str, is_known: bool) -> None:  # drawn by hypothesis
    wording = parse(text, is_known=lambda _: is_known)
    count = sum(
        1 if isinstance(clause, Word) else len(clause.terms) for clause in {*wording.clauses, *wording.excluded}
    )
    assert count <= MOST_TERMS
    assert len(wording.required) <= MOST_TERMS
    assert all(group for group in wording.required)
    assert all(note.endswith(".") for note in wording.notes)
    assert wording.notes or wording.conditions or not wording.asks_nothing or not clean_text(text).strip()
