"""Synonyms and pins of the desk: in effect at once, here and in every other process, and taken back without a trace."""

import datetime
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.documents import State
from kb.errors import InputError, NotFound, UnreadableFile
from kb.library import Library, Verdicts, open_library
from kb.library.judging import FILE, Moved
from kb.steering import SynonymEntry
from tests.builders import a_library, an_article, settings_in

CARD = an_article(id="ph001", title="Ehrenamtskarte einführen", body="Die Karte dankt.")
MEETING = an_article(id="ph002", title="Runder Tisch", body="Alle Vereine treffen sich und reden über die Karte.")
ROOMS = an_article(id="ph003", title="Räume vergeben", body="Das Haus der Vereine.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path, CARD, MEETING, ROOMS) as library:
        yield library


def found(library: Library, text: str) -> list[tuple[str, float]]:
    results = library.reading.search(library.reading.question(text), literally=True)
    return [(hit.id, hit.score) for hit in results.hits]


def ids(library: Library, text: str) -> list[str]:
    return [one for one, _ in found(library, text)]


def test_a_synonym_finds_what_was_not_found_before(library: Library) -> None:
    assert ids(library, "Dankeskärtchen") == []

    library.steering.keep_synonym(library.steering.synonym("Dankeskärtchen => Ehrenamtskarte", "gefragt"), "erika")

    assert ids(library, "Dankeskärtchen") == ["ph001"]


def test_a_group_works_both_ways_and_one_way_only_one(library: Library) -> None:
    library.steering.keep_synonym(library.steering.synonym("Stube, Räume"), "erika")
    library.steering.keep_synonym(library.steering.synonym("Zimmer => Räume"), "erika")

    questions = {one: library.reading.question(one).wording.words[0].synonyms for one in ("Stube", "Zimmer", "Räume")}

    assert [len(one) for one in questions.values()] == [1, 1, 1]


def test_undoing_a_synonym_brings_back_the_former_ranking_to_the_last_digit(library: Library) -> None:
    library.steering.keep_synonym(library.steering.synonym("Stube, Räume"), "erika")
    before = [found(library, one) for one in ("Karte", "Vereine", "Räume", "Stube")]

    library.steering.keep_synonym(library.steering.synonym("Vereine, Karte"), "erika")
    changed = [found(library, one) for one in ("Karte", "Vereine", "Räume", "Stube")]
    library.steering.undo_synonyms("erika")

    assert changed != before
    assert [found(library, one) for one in ("Karte", "Vereine", "Räume", "Stube")] == before


def test_a_trial_ends_by_itself(library: Library) -> None:
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    library.steering.keep_synonym(SynonymEntry(line="Dankeskärtchen => Ehrenamtskarte", until=yesterday), "erika")
    assert ids(library, "Dankeskärtchen") == []

    entry = library.steering.synonym("Dankeskärtchen => Ehrenamtskarte", on_trial=True)
    library.steering.keep_synonym(entry, "erika")

    assert ids(library, "Dankeskärtchen") == ["ph001"]
    assert len(library.steering.synonyms()) == 1


@pytest.mark.parametrize("line", ["", "allein", "wort =>", "eins, zwei # drei", "x" * 301])
def test_a_line_that_says_nothing_is_refused(library: Library, line: str) -> None:
    with pytest.raises(InputError):
        library.steering.synonym(line)


def test_judged_questions_say_whether_a_synonym_does_good(library: Library, tmp_path: Path) -> None:
    questions = (
        "- {id: a, question: Dankeskärtchen, answers: [ph001]}\n"
        "- {id: b, question: Räume vergeben, answers: [ph003]}\n"
        "- {id: c, question: Wetter, answers: [], nothing: true}\n"
    )
    (tmp_path / "content" / FILE).write_text(questions, encoding="utf-8")

    verdicts = library.steering.verdicts(library.steering.synonym("Dankeskärtchen => Ehrenamtskarte"))

    assert verdicts == Verdicts(asked=2, touched=1, moved=(Moved("Dankeskärtchen", None, 1),))
    assert verdicts.moved[0].is_better
    assert ids(library, "Dankeskärtchen") == []


def test_judged_questions_that_cannot_be_read_are_told_by_their_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "content" / FILE).write_text("nur Text", encoding="utf-8")

    with pytest.raises(UnreadableFile, match=FILE):
        library.steering.verdicts(library.steering.synonym("Dankeskärtchen => Ehrenamtskarte"))


def test_the_preview_shows_what_would_change_and_changes_nothing(library: Library) -> None:
    entry = library.steering.synonym("Dankeskärtchen => Ehrenamtskarte")

    changes = library.steering.preview(entry, ["Dankeskärtchen", "Räume"])

    assert [(one.question, one.before, one.after) for one in changes] == [
        ("Dankeskärtchen", (), ("Ehrenamtskarte einführen",))
    ]
    assert ids(library, "Dankeskärtchen") == []


def test_pinned_documents_come_first_in_their_order_and_say_so(library: Library) -> None:
    before = found(library, "Karte")

    library.steering.pin("  KARTE? ", ["ph003", "ph002"], "erika")
    hits = library.reading.search(library.reading.question("Karte")).hits

    assert [(hit.id, hit.is_pinned) for hit in hits] == [("ph003", True), ("ph002", True), ("ph001", False)]
    assert ids(library, "Karte einführen")[0] == "ph001"
    library.steering.unpin("Karte", "erika")
    assert found(library, "Karte") == before


def test_undo_takes_back_the_last_pin_only(library: Library) -> None:
    library.steering.pin("Karte", ["ph003"], "erika")
    library.steering.pin("Räume", ["ph001"], "erika")

    library.steering.undo_pins("erika")

    assert [one.pin.question for one in library.steering.pins()] == ["karte"]


def test_what_is_not_public_is_not_pinned_and_a_withdrawn_one_goes(library: Library) -> None:
    library.editing.save(an_article(id="neu01", title="Entwurf", state=State.DRAFT), "erika")
    with pytest.raises(NotFound):
        library.steering.pin("Karte", ["neu01"], "erika")

    library.steering.pin("Karte", ["ph003"], "erika")
    library.editing.archive("ph003", "erika", 1)

    assert "ph003" not in ids(library, "Karte")


OTHER = """
import sys
from pathlib import Path
from tests.builders import settings_in
from kb.library import open_library
with open_library(settings_in(Path(sys.argv[1]))) as library:
    library.steering.keep_synonym(library.steering.synonym("Dankeskärtchen => Ehrenamtskarte"), "erika")
    library.steering.pin("Karte", ["ph003"], "erika")
"""


def test_another_process_sees_both_within_five_seconds(library: Library, tmp_path: Path) -> None:
    assert ids(library, "Dankeskärtchen") == []
    edition = library.reading.edition

    subprocess.run([sys.executable, "-c", OTHER, str(tmp_path)], check=True, cwd=Path(__file__).parents[3])
    deadline = time.monotonic() + 5
    while ids(library, "Dankeskärtchen") != ["ph001"] and time.monotonic() < deadline:
        time.sleep(0.1)

    assert ids(library, "Dankeskärtchen") == ["ph001"]
    assert ids(library, "Karte")[0] == "ph003"
    assert library.reading.edition != edition


def test_topics_changed_by_another_library_are_seen_without_a_restart(library: Library, tmp_path: Path) -> None:
    known = {one.id for one in library.reading.topics}
    settings = settings_in(tmp_path)
    themes = settings.content / "themen.yaml"  # type: ignore[operator]  # it is set
    themes.write_text(themes.read_text("utf-8") + "- id: neuland\n  label: Neuland\n", "utf-8")
    with open_library(settings) as other:
        other.keeping.load_content()

    deadline = time.monotonic() + 5
    while {one.id for one in library.reading.topics} == known and time.monotonic() < deadline:
        time.sleep(0.1)

    assert {one.id for one in library.reading.topics} - known == {"neuland"}
