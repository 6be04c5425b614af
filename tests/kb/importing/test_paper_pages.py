"""A passage of a paper is told by the page of its file, or by none."""

from kb.importing.paper_pages import page_starts

HEAD = "Stadt Musterhausen\nVorlage 0815/2031\n"
FIRST = "Betreff: Eine Bank\nBegründung:\nViele Menschen wünschen sich seit langem einen Platz in der Sonne, an dem"
SECOND = "sie sitzen und mit-\neinander reden können. Die Kosten trägt der Verein."
THIRD = "Die Pflege übernehmen die Nachbarinnen und Nachbarn ohne Entgelt."
TEXT = (
    "Viele Menschen wünschen sich seit langem einen Platz in der Sonne, an dem sie sitzen und miteinander reden können. "
    "Die Kosten trägt der Verein.\nDie Pflege übernehmen die Nachbarinnen und Nachbarn ohne Entgelt."
)


def test_each_page_begins_where_its_first_words_stand_below_its_head() -> None:
    starts = page_starts(TEXT, (HEAD + FIRST, HEAD + SECOND, HEAD + THIRD), first=1)

    assert starts == ((0, 1), (TEXT.index("sie sitzen"), 2), (TEXT.index("Die Pflege"), 3))


def test_a_part_ends_before_the_pages_that_say_something_else() -> None:
    starts = page_starts(TEXT[: TEXT.index("\n")], (HEAD + FIRST, HEAD + SECOND, HEAD + THIRD), first=1)

    assert [number for _, number in starts] == [1, 2]


def test_a_part_on_a_later_page_begins_with_its_number() -> None:
    assert page_starts(THIRD, (HEAD + FIRST, HEAD + SECOND, HEAD + THIRD), first=3) == ((0, 3),)


def test_nothing_is_told_if_a_page_between_is_not_found() -> None:
    assert page_starts(TEXT, (HEAD + FIRST, "Eine Tabelle, die niemand lesen konnte", HEAD + THIRD), first=1) == ()


def test_words_that_come_twice_are_looked_for_behind_the_page_before() -> None:
    same = "Die Verwaltung wird gebeten, bis zum Herbst zu berichten.\n"
    text = same * 3

    assert page_starts(text, (same, same, same), first=1) == ((0, 1), (len(same), 2), (2 * len(same), 3))
