"""A question names topics by the words of their labels."""

from kb.search.grammar import parse
from kb.search.topical import TopicWords
from kb.topics import Topic, TopicTree

TOPICS = TopicWords(
    TopicTree(
        (
            Topic(id="recht", label="Recht und Steuern"),
            Topic(id="recht/versicherung", label="Versicherungsschutz", alternative_labels=("Haftpflicht",)),
            Topic(id="anerkennung", label="Anerkennungskultur", scope_note="Auch die Haftpflicht der Ehrengäste."),
        )
    )
)


def named(question: str) -> dict[str, float]:
    return dict(TOPICS.named_in(parse(question)))


def test_a_topic_is_named_by_its_label_and_its_alternative_labels() -> None:
    assert set(named("Wer zahlt die Steuern?")) == {"recht"}
    assert set(named("Haftpflicht im Verein")) == {"recht/versicherung"}


def test_a_part_of_a_label_names_it_less_surely() -> None:
    assert named("Versicherung")["recht/versicherung"] < named("Versicherungsschutz")["recht/versicherung"] <= 1.0


def test_a_scope_note_alone_names_a_topic_but_less() -> None:
    assert set(named("Ehrengäste")) == {"anerkennung"}


def test_general_words_and_words_of_no_topic_name_none() -> None:
    assert named("Was soll man machen?") == {}
    assert named("Mondlandung") == {}
