"""What lists offer: all municipalities, all topics."""

from collections.abc import Iterator

from kb.municipalities import Municipality
from web.exchange.fields import Choice
from web.search.municipalities import by_name
from web.wiring import current_library


def municipality_choices() -> tuple[Choice, ...]:
    """In the order of the alphabet; those of the same name with what tells them apart."""
    found = by_name(current_library().reading.municipalities)
    return tuple(Choice(one.ags, _label(one)) for one in found)


def topic_choices() -> tuple[Choice, ...]:
    """Each below its broadest topic."""
    return tuple(_topic_choices())


def _label(one: Municipality) -> str:
    named = current_library().reading.municipalities.named(one.name)
    return one.name if named else f"{one.name} ({one.district or one.sort})"


def _topic_choices() -> Iterator[Choice]:
    topics = current_library().reading.topics
    for one in topics:
        broadest = topics.label(one.id.split("/")[0])
        yield Choice(one.id, one.label if one.parent else f"{one.label} (allgemein)", broadest)
