"""Something to read for everybody: each topic has a text, each group of actors some Praxishilfen."""

from collections import Counter
from collections.abc import Iterator

from kb.documents import ACTORS, Kind
from kb.library.content_rules.reading import Content
from kb.library.values import Finding
from kb.topics import TopicTree

LEAST_GUIDES = 4
"""Praxishilfen for each group of actors."""


def check_coverage(content: Content) -> Iterator[Finding]:
    read = {topic for text in content.texts for topic in TopicTree.with_broader(text.document.topics)}
    for topic in content.topics:
        if topic.id not in read:
            yield Finding(f"Zum Thema „{topic.label}“ ({topic.id}) gibt es nichts zu lesen.", is_error=True)
    guides = Counter(actor for text in content.of_kind(Kind.GUIDE) for actor in text.document.actors)
    for actor, label in ACTORS.items():
        if guides[actor] < LEAST_GUIDES:
            yield Finding(
                f"Für {label} gibt es {guides[actor]} Praxishilfen; mindestens {LEAST_GUIDES} sollen es sein.",
                is_error=True,
            )
