"""Topics of a council paper: a wrong one is worse than none."""

from pathlib import Path

import pytest

from kb.importing.reader import read_file
from kb.importing.registers import read_topics
from kb.importing.topic_labels import MOST, TopicLabels
from kb.library import content_folder
from kb.settings import Settings
from kb.topics import Topic, TopicTree
from tests.builders import a_motion, an_article

TREE = TopicTree(
    (
        Topic(id="anerkennung", label="Anerkennungskultur", alternative_labels=("Dank",)),
        Topic(id="anerkennung/karte", label="Ehrenamtskarte", alternative_labels=("Ehrenamtspass",)),
        Topic(id="beteiligung", label="Bürgerbeteiligung"),
        Topic(id="beteiligung/leitlinien", label="Leitlinien für Beteiligung", alternative_labels=("Satzung",)),
        Topic(id="verwaltung", label="Verwaltung und Politik"),
    )
)


def named(subject: str, resolution: str = "") -> tuple[str, ...]:
    motion = a_motion(title=subject, subject=subject, resolution=resolution)
    return tuple(one.id for one in TopicLabels(TREE).named_in(motion))


@pytest.mark.parametrize(
    ("subject", "topics"),
    [
        ("Einführung der Ehrenamtskarte", ("anerkennung/karte",)),
        ("Vergabe von Ehrenamtskarten", ("anerkennung/karte",)),
        ("Ein Ehrenamtspass für alle", ("anerkennung/karte",)),
        ("Leitlinien zur Beteiligung", ("beteiligung/leitlinien",)),
        ("Leitlinien der Verwaltung zur Beteiligung", ()),
        ("Die Verwaltung berichtet der Politik", ()),
        ("Verwaltung und Politik im Gespräch", ("verwaltung",)),
        ("Ein herzlicher Dank", ()),
        ("Die Ehrenamtskartendruckerei", ()),
        ("Sperrmüll auf Abruf", ()),
        ("", ()),
    ],
)
def test_a_topic_is_named_by_a_whole_label_and_broad_topics_by_no_other_word(
    subject: str, topics: tuple[str, ...]
) -> None:
    assert named(subject) == topics


def test_the_resolution_counts_as_the_subject_does_and_the_rationale_does_not() -> None:
    motion = a_motion(subject="Antrag", title="Antrag", resolution="Die Ehrenamtskarte kommt.", rationale="Satzung")

    assert TopicLabels(TREE).proposed_for(motion) == (("anerkennung/karte", "Ehrenamtskarte"),)


def test_what_is_named_by_its_own_label_comes_first_and_there_are_at_most_three() -> None:
    everything = "Satzung; Verwaltung und Politik; Ehrenamtskarte; Bürgerbeteiligung"

    found = named(everything)

    assert found == ("anerkennung/karte", "beteiligung", "verwaltung")
    assert len(found) == MOST


def test_only_the_preferred_label_is_sure() -> None:
    motion = a_motion(subject="Ehrenamtspass und Bürgerbeteiligung", title="", resolution="")

    assert TopicLabels(TREE).sure_in(motion) == ("beteiligung",)


def test_nothing_is_proposed_for_what_is_no_council_paper() -> None:
    assert TopicLabels(TREE).proposed_for(an_article(title="Ehrenamtskarte")) == ()


def test_no_paper_of_the_starter_corpus_gets_a_topic_that_it_does_not_have() -> None:
    content = content_folder(Settings())
    labels = TopicLabels(read_topics((content / "themen.yaml").read_text(encoding="utf-8"), "themen.yaml"))
    papers = [read_file(path) for path in sorted(Path(content, "sitzungsvorlagen").glob("*.md"))]

    sure = {(paper.id, topic) for paper in papers for topic in labels.sure_in(paper)}  # type: ignore[arg-type]  # all are papers

    assert len(sure) > len(papers) / 3
    assert sure <= {(paper.id, topic) for paper in papers for topic in paper.topics}
