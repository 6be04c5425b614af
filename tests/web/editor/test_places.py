"""The marked text of a file is its whole text, however places lie in it."""

from kb.import_reports import ImportReport, PartPlace
from kb.library import Confirmation, Revision
from tests.builders import a_motion
from web.editor.places import Passage, passages

TEXT = "Kopf. Betreff: Eine Bank. Tel. 0251 4711. Ende"


def marked(*places: PartPlace, text: str = TEXT) -> tuple[Passage, ...]:
    motion = a_motion()
    report = ImportReport(file="x.pdf", sha256="", kind="pdf", text=text, clean_text=text, places=places)
    newest = Revision(document=motion, number=1, editor="erika", comment="", saved_at=None)  # type: ignore[arg-type]  # unused
    return passages(
        Confirmation(report=report, number=1, proposal=motion, newest=newest, checked=frozenset(), brought_by="erika")
    )


def texts(found: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(one.part, "".join(run.text for run in one.runs)) for one in found]


def test_a_place_ends_behind_its_stop_and_nothing_is_lost() -> None:
    start = TEXT.index("Eine Bank")

    found = texts(marked(PartPlace("subject", start, start + len("Eine Bank"), 0.95)))

    assert found == [("", "Kopf. Betreff: "), ("subject", "Eine Bank."), ("", " Tel. 0251 4711. Ende")]


def test_places_that_overlap_are_cut_and_unknown_ones_left_out() -> None:
    places = (PartPlace("rationale", 3, 20, 0.7), PartPlace("subject", 0, 10, 0.95), PartPlace("effects", 5, 30, 0.7))

    found = texts(marked(*places))

    assert "".join(text for _, text in found) == TEXT
    assert [part for part, _ in found] == ["subject", "rationale", ""]


def test_personal_data_is_told_apart_within_a_place_and_outside() -> None:
    inside = marked(PartPlace("subject", 0, len(TEXT), 0.95))
    outside = marked()

    for found in (inside, outside):
        runs = [run for one in found for run in one.runs]
        assert [run.text for run in runs if run.is_personal] == ["0251 4711"]
        assert "".join(run.text for run in runs) == TEXT


def test_each_place_has_an_anchor_of_its_own() -> None:
    places = (PartPlace("consultations", 0, 4, 0.95), PartPlace("consultations", 10, 14, 0.95))

    anchors = [one.anchor for one in marked(*places) if one.part]

    assert len(set(anchors)) == len(anchors) == 2
