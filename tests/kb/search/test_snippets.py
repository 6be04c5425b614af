"""What was searched for is marked, in pieces of readable text, and the reader is told why a text was found."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Token, spelled, tokens
from kb.search.query import Phrase, Word, Wording
from kb.search.results import FoundBy, Marked, Way
from kb.search.snippets import best_passage, mark, one_line, show

FILLER = "Die Verwaltung berichtet dem Ausschuss regelmäßig über den Stand der Dinge im laufenden Jahr. "
ANY_TEXT = st.text(alphabet=st.characters(), max_size=300)
WRITTEN = [
    "Ehrenamt", "Förderung.", "der", "Stadt-Rat,", "Bürger*innen", "1.8.2018", "1. August 2018", "und", "§ 5", "Foerderung",
    "Engagementförderung", "(Straßenfest)", "STRASSE", "Strasse", "z. B.", "e.V.", "e. V.", "Drs. 7091/2014", "7091/2014-2020",
    "Rats-Information", "Rat*innenhaus", "Bürger/-innen-Rat", "Sozial­amt", "potentiell", "potenziell", "Schifffahrt", "Maß", "Masse",
    "Häuser", "Haus", "20.000", "20000", "Ahrntal–Straße", "Erdoğan", "Ärztinnen", "„Ehrenamtskarte“", "Vereine/Verbände",
    "Covid-19", "Kommunennnetzwerk", "Kommunen-Netzwerk", "Paragraph 5", "Aug.", "2018", "5", "1.", "A.", "B.", "C.", "Sport-",
    "Rat", "rat", "beraten", "En-gagement", "Engage-mentförderung", "VO/2020/08575", "Drucksache", "Coesfeld", "neue",
]  # fmt: skip
GERMAN_TEXT = st.lists(st.sampled_from(WRITTEN), max_size=40).map(" ".join)
LINE = (ANY_TEXT | GERMAN_TEXT).map(one_line)


def a_word(typed: str, **more: object) -> Word:
    """The word as the grammar reads it."""
    token = tokens(typed)[0]
    ways = {"exact": spelled(token.surface), "terms": (token.term,), "inner": token.inner, **more}
    return Word(surface=typed, **ways)  # type: ignore[arg-type]


def asking(typed: str, *, only_exact: bool = False) -> Wording:
    return Wording(words=tuple(a_word(token.surface) for token in tokens(typed)), only_exact=only_exact)


def a_phrase(typed: str) -> Phrase:
    words = tokens(typed)
    written = tuple(spelled(word.surface) for word in words)
    return Phrase(surface=typed, terms=tuple(word.term for word in words), exact=written)


def asking_phrase(typed: str, *, only_exact: bool = False) -> Wording:
    return Wording(required=((a_phrase(typed),),), only_exact=only_exact)


def asking_prefix(typed: str) -> Wording:
    return Wording(words=(Word(surface=f"{typed}*", exact=spelled(typed), is_prefix=True),))


def marked(pieces: Marked) -> list[str]:
    return [text for text, is_marked in pieces if is_marked]


def plain(pieces: Marked) -> str:
    return "".join(text for text, _ in pieces)


def stretch(pieces: Marked) -> str:
    """The passage without the „…“ of what was left out."""
    return plain(pieces).removeprefix("… ").removesuffix(" …")


@pytest.mark.parametrize(
    ("question", "title", "expected"),
    [
        ("Förderung", "Richtlinie zur Foerderung", ["Foerderung"]),
        ("Bürger", "Bürger*innen planen mit", ["Bürger*innen"]),
        ("Kommunennetzwerk", "Beitritt zum Kommunen-Netzwerk", ["Kommunen-Netzwerk"]),
        ("Netzwerk Fraktion", "Antrag der CDU-Fraktion: Netzwerk", ["Fraktion", "Netzwerk"]),
        ("7091", "Drucksache 7091/2014-2020", ["7091/2014-2020"]),
        ("01.08.2018", "Sitzung am 1. August 2018", ["1. August 2018"]),
        ("August", "Sitzung am 1. 8. 2018", ["1. 8. 2018"]),
        ("Förderung", "Engagementförderung im Ort", ["förderung"]),
        ("Ehrenamt", "Die Ehrenamtskarte", ["Ehrenamts"]),
        ("Engagement Förderung", "Engagementförderung", ["Engagementförderung"]),
        ("Straße", "Hauptstrasse", ["strasse"]),
        ("Drucksache", "Drs. und Drucks.", ["Drs", "Drucks"]),
        ("Ehrenamtskarte", "Eine Karte für das Ehrenamt", ["Karte", "Ehrenamt"]),
        ("Ehrenamt", "Kinder und Jugend", []),
    ],
)
def test_a_title_shows_what_was_found_in_it(question: str, title: str, expected: list[str]) -> None:
    pieces = mark(title, asking(question))
    assert marked(pieces) == expected
    assert plain(pieces) == title


@pytest.mark.parametrize(
    ("wording", "title", "expected"),
    [
        (asking_phrase("Rat der Stadt"), "Der Rat der Stadt und die Stadt", ["Rat", "Stadt"]),
        (asking_phrase("Rat der Stadt"), "Die Stadt und der Rat", []),
        (asking_phrase("am 1. August 2018 beschlossen"), "am 01.08.2018 beschlossen", ["01.08.2018", "beschlossen"]),
        (asking_phrase("Rat der Stadt", only_exact=True), "Räte der Städte, Rat der Stadt", ["Rat", "Stadt"]),
        (asking_phrase("Kommunen Netzwerk"), "Im Kommunen-Netzwerk", ["Kommunen-Netzwerk"]),
        (asking_prefix("förd"), "Förderung fördern, Engagementförderung", ["Förderung", "fördern"]),
        (asking_prefix("fra"), "Die CDU-Fraktion", ["Fraktion"]),
        (asking("Förderung", only_exact=True), "Förderung, Förderungen, Sportförderung", ["Förderung"]),
        (asking("Fraktion", only_exact=True), "Die CDU-Fraktion", ["Fraktion"]),
        (Wording(words=(a_word("Zuschuss", synonyms=(("zuwend",), ("finanziell", "hilf"))),)),
         "Zuwendung oder finanzielle Hilfe", ["Zuwendung", "finanzielle", "Hilfe"]),
        (Wording(words=(a_word("Verein"),), excluded=(a_word("Sport"),)), "Sport im Verein", ["Verein"]),
        (Wording(required=((a_word("Verein", part="title"),),)), "Im Verein", ["Verein"]),
        (Wording(references=("7091-2014-2020",)), "Zu 7091/2014-2020", ["7091/2014-2020"]),
    ],
)  # fmt: skip
def test_every_kind_of_clause_is_marked(wording: Wording, title: str, expected: list[str]) -> None:
    assert marked(mark(title, wording)) == expected


@pytest.mark.parametrize(
    ("wording", "text", "expected"),
    [
        (asking("Verein"), "Ein Verein", [("Verein", Way.EXACT, "Verein")]),
        (asking("Verein"), "Alle Vereine", [("Verein", Way.FORM, "Vereine")]),
        (asking("Förderung"), "Engagementförderung", [("Förderung", Way.PART, "Engagementförderung")]),
        (asking("Ehrenamtskarte"), "Karte für das Ehrenamt", [("Ehrenamtskarte", Way.PARTS, "Ehrenamt, Karte")]),
        (asking("Ehrenamtskarte"), "Nur das Ehrenamt", []),
        (Wording(words=(a_word("Zuschuss", synonyms=(("zuwend",),)),)), "Zuwendungen",
         [("Zuschuss", Way.SYNONYM, "Zuwendungen")]),
        (asking_prefix("förd"), "Alle fördern", [("förd*", Way.PREFIX, "fördern")]),
        (asking_phrase("Rat der Stadt"), "Räte der Städte", [("Rat der Stadt", Way.PHRASE, "Räte der Städte")]),
        (Wording(references=("7091-2014",)), "Zu 7091/2014-2020", [("7091-2014", Way.REFERENCE, "7091/2014-2020")]),
        (Wording(words=(a_word("7091/2014"),), references=("7091-2014",)), "Zu 7091/2014-2020",
         [("7091/2014", Way.REFERENCE, "7091/2014-2020")]),
        (asking("Verein Haus"), "Häuser", [("Haus", Way.FORM, "Häuser")]),
    ],
)  # fmt: skip
def test_a_text_says_why_it_was_found(wording: Wording, text: str, expected: list[tuple[str, Way, str]]) -> None:
    assert show("", text, wording).found_by == tuple(FoundBy(*reason) for reason in expected)


def test_the_best_way_over_title_and_body_is_the_reason() -> None:
    shown = show("Vereinsförderung", "Für jeden Verein.", asking("Verein"))
    assert shown.found_by == (FoundBy("Verein", Way.EXACT, "Verein"),)
    assert marked(shown.title) == ["Vereins"]
    assert marked(shown.snippet) == ["Verein"]


def test_one_line_is_clean_and_has_no_line_breaks() -> None:
    assert one_line("Beitritt\n zum  Netz\u00adwerk") == "Beitritt zum Netzwerk"


def test_markup_in_a_text_stays_text() -> None:
    assert mark("<b>Verein</b>", asking("Verein")) == (("<b>", False), ("Verein", True), ("</b>", False))


def test_the_passage_with_most_different_words_is_shown() -> None:
    text = (
        FILLER * 3 + "Ehrenamt Ehrenamt Ehrenamt. " + FILLER * 5 + "Das Ehrenamt braucht Räume und Geld. " + FILLER * 3
    )
    assert marked(best_passage(text, asking("Ehrenamt Räume Geld"))) == ["Ehrenamt", "Räume", "Geld"]


def test_a_phrase_is_worth_more_than_its_words_apart() -> None:
    text = (
        "Engagement ist bürgerschaftliches Tun. "
        + FILLER * 6
        + "Hier geht es um bürgerschaftliches Engagement. "
        + FILLER
    )
    wording = Wording(words=(a_word("Tun"),), required=((a_phrase("bürgerschaftliches Engagement"),),))
    assert marked(best_passage(text, wording)) == ["bürgerschaftliches", "Engagement"]


def test_the_word_itself_is_worth_more_than_a_part_and_near_more_than_far() -> None:
    parts = "Die Sportförderung. " + FILLER * 4 + "Eine Förderung. " + FILLER * 4
    assert marked(best_passage(parts, asking("Förderung"))) == ["Förderung"]
    apart = "Ein Verein " + "hier und dort " * 12 + "mit Räumen. " + FILLER * 4 + "Ein Verein mit Räumen. " + FILLER * 4
    assert "Ein Verein mit Räumen." in plain(best_passage(apart, asking("Verein Räume")))


def test_a_passage_begins_with_its_sentence_where_there_is_room() -> None:
    text = FILLER * 4 + "Für Vereine gibt es neue Räume. " + FILLER * 4
    assert plain(best_passage(text, asking("Räume"))).startswith("… Für Vereine gibt es neue Räume. Die Verwaltung")


def test_gaps_are_shown_and_the_ends_of_the_text_are_not() -> None:
    text = "Ehrenamt am Anfang. " + FILLER * 5 + "Vereine am Ende."
    first, last = plain(best_passage(text, asking("Ehrenamt"))), plain(best_passage(text, asking("Vereine")))
    assert first.startswith("Ehrenamt")
    assert first.endswith(" …")
    assert last.startswith("… ")
    assert last.endswith("Vereine am Ende.")


def test_a_short_text_is_shown_whole() -> None:
    assert plain(best_passage("Kurz und gut.", asking("Ehrenamt"))) == "Kurz und gut."


def test_without_a_find_the_beginning_is_shown() -> None:
    passage = best_passage(FILLER * 5, asking("Ehrenamt"))
    assert plain(passage).startswith("Die Verwaltung berichtet")
    assert not marked(passage)


def test_nothing_gives_no_pieces() -> None:
    assert best_passage("", asking("Ehrenamt")) == mark("", asking("Ehrenamt")) == ()


def test_a_word_longer_than_the_passage_is_cut() -> None:
    passage = best_passage("Anfang " + "x" * 500 + " Ende", asking("x" * 280), length=100)
    assert len(stretch(passage)) <= 100


@given(LINE, LINE, st.integers(20, 240))
def test_a_passage_is_a_stretch_of_the_text_within_its_length(line: str, question: str, length: int) -> None:
    passage = best_passage(line, asking(question[:80]), length)
    whole = plain(passage)
    assert whole in line or stretch(passage) in line
    assert len(stretch(passage)) <= length or whole == line
    assert all(piece for piece, _ in passage)


def places(pieces: Marked) -> list[tuple[int, int]]:
    """Where the marked pieces stand."""
    at, found = 0, []
    for text, is_marked in pieces:
        if is_marked:
            found.append((at, at + len(text)))
        at += len(text)
    return found


def is_asked(token: Token, wording: Wording) -> bool:
    """The plain rule, a token at a time."""
    written = spelled(token.surface)
    spellings = {written} if token.is_exact else {written, *written.split("-")}
    terms = {term for word in wording.words for term in (*word.terms, *word.inner)}
    if any(word.is_prefix and any(one.startswith(word.exact) for one in spellings) for word in wording.words):
        return True
    if any(word.exact in spellings for word in wording.words):
        return True
    return not wording.only_exact and not terms.isdisjoint(token.terms)


def asking_any(line: str, *, only_exact: bool) -> Wording:
    """For each term of the words in a line, whether it is the whole word's or that of a part."""
    asked = [(token.surface, term) for token in tokens(line) for term in token.terms]
    words = (Word(surface=surface, exact=spelled(surface), terms=(term,)) for surface, term in asked)
    return Wording(words=tuple(words), only_exact=only_exact)


def assert_marks_are_those_of_the_plain_rule(line: str, wording: Wording) -> None:
    expected = [(token.start, token.end) for token in tokens(line) if is_asked(token, wording)]
    shown = places(mark(line, wording))
    unmarked = [place for place in expected if not any(start < place[1] and end > place[0] for start, end in shown)]
    allowed = {at for start, end in expected for at in range(start, end)}
    assert not unmarked
    assert all(at in allowed for start, end in shown for at in range(start, end))


@given(LINE, LINE, st.booleans())
def test_whatever_has_a_term_is_marked_and_nothing_else(line: str, question: str, only_exact: bool) -> None:
    assert_marks_are_those_of_the_plain_rule(line, asking_any(question[:60], only_exact=only_exact))


@given(st.lists(st.sampled_from(WRITTEN), max_size=12).map(" ".join).map(one_line), st.sampled_from(WRITTEN))
def test_each_word_is_marked_in_any_surroundings(line: str, question: str) -> None:
    assert_marks_are_those_of_the_plain_rule(line, asking_any(question, only_exact=False))


@given(GERMAN_TEXT.map(one_line), st.sampled_from(["för", "ehren", "bür", "str", "rat", "stadt-r", "709"]))
def test_whatever_begins_so_is_marked_and_nothing_else(line: str, beginning: str) -> None:
    assert_marks_are_those_of_the_plain_rule(line, asking_prefix(beginning))


@given(GERMAN_TEXT.map(one_line), st.lists(st.sampled_from(WRITTEN), min_size=2, max_size=3).map(" ".join))
def test_a_phrase_is_marked_wherever_its_words_follow_one_another(line: str, question: str) -> None:
    phrase, words = a_phrase(question), tokens(line)
    runs = [words[at : at + len(phrase.terms)] for at in range(len(words))]
    found = [run for run in runs if phrase.terms and tuple(token.term for token in run) == phrase.terms]
    shown = places(mark(line, Wording(required=((phrase,),))))
    for token in (token for run in found for token in run):
        assert any(start <= token.start and token.end <= end for start, end in shown)


@pytest.mark.parametrize(
    ("word", "other"),
    [("Haus", "Häuser"), ("Verband", "Verbände"), ("Rat", "Räte"), ("Drucksache", "Drs."), ("Arzt", "Ärztinnen"),
     ("Fördern", "gefördert"), ("Gut", "besser"), ("Stehen", "stand"), ("Museum", "Museen"), ("Thema", "Themata"),
     ("annehmen", "angenommen"), ("annehmen", "Annahme"), ("finden", "fand"), ("beitreten", "Beitritt"),
     ("anfordern", "angefordert"), ("beschließen", "Beschluss"), ("notieren", "Notation")],
)  # fmt: skip
def test_forms_with_another_beginning_are_marked_if_they_are_the_same_term(word: str, other: str) -> None:
    word_term, inner = tokens(word)[0].term, tokens(word)[0].inner
    assert bool(marked(mark(other, asking(word)))) is (not {word_term, *inner}.isdisjoint(tokens(other)[0].terms))


@pytest.mark.parametrize(
    "text",
    ["Verein" * 33_000, "„" * 200_000, "Verein " * 28_000, "1. " * 66_000, "Verein-" * 28_000, "a. b. " * 33_000],
    ids=["no blanks", "quotes", "many finds", "numbers", "hyphens", "letters"],
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    before = time.thread_time()
    best_passage(one_line(text), asking("Verein 1 ab"))
    assert time.thread_time() - before < 2


def test_cuts_are_between_words() -> None:
    text = FILLER * 10
    words = set(text.split())
    for start in range(0, len(text) - 50, 37):
        passage = best_passage(text[start:].strip(), asking("Stand"), length=90)
        assert set(stretch(passage).split()[1:]) <= words
