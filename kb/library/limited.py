"""The limited search: what can be answered while the index cannot, out of titles, numbers and topics."""

import re
from dataclasses import fields

from kb.documents import Kind
from kb.language import STOP_WORDS
from kb.search.grammar.typed_fields import NARROWING
from kb.search.query import Query
from kb.search.results import Hit, Results
from kb.store import Listed, Store

NOTE = (
    "Die Suche ist gerade eingeschränkt: Gefunden wird nur, was in Titel, Kurzfassung oder Drucksachennummer steht oder zu "
    "einem genannten Thema gehört. Es ist nichts verloren; die volle Suche kommt von selbst zurück."
)
LEFT_OUT = "Zurzeit gelten nur die Filter Art, Thema und Kommune; die anderen wurden weggelassen."

MOST_WORDS = 8
SHORTEST = 3
KNOWN = frozenset({"kind", "topic", "municipality"})
"""The filters that the database can follow."""

_WORD = re.compile(r"[\w/.-]*\w")


def limited_results(store: Store, query: Query) -> Results:
    """Hits without passages, facets and suggestions. May raise StoreUnavailable."""
    chosen, words, topics = query.filters, _words(query.text), [topic for topic, _ in query.wording.topics]
    if not (words or topics or query.wording.asks_nothing):  # it asks, but for nothing that titles could tell
        return Results(total=0, per_page=query.per_page, notes=(NOTE,))
    total, found = store.titles.search(
        words,
        named_topics=topics,
        kinds=[Kind(one) for one in chosen.kind],
        topics=chosen.topic,
        municipalities=chosen.municipality,
        offset=(query.page - 1) * query.per_page,
        most=query.per_page,
    )
    left_out = [one.name for one in fields(chosen) if one.name not in KNOWN and getattr(chosen, one.name)]
    notes = (NOTE, LEFT_OUT) if left_out else (NOTE,)
    return Results(total=total, hits=tuple(map(_hit, found)), page=query.page, per_page=query.per_page, notes=notes)


def _words(text: str) -> list[str]:
    """Without what is excluded and the fields that became filters; of other fields what they ask for."""
    typed = (chunk.rpartition(":") for chunk in text.split() if not chunk.startswith("-"))
    said = (word for name, _, asked in typed if name.lower() not in NARROWING for word in _WORD.findall(asked))
    telling = (word for word in said if len(word) >= SHORTEST and word.lower() not in STOP_WORDS)
    return list(dict.fromkeys(telling))[:MOST_WORDS]


def _hit(one: Listed) -> Hit:
    return Hit(
        id=one.id,
        kind=one.kind.value,
        title=one.title,
        slug=one.slug,
        summary=one.summary,
        reference=one.reference,
        municipality=one.municipality,
        day=one.day,
        published_at=one.published_at,
        outcome=one.outcome.value if one.outcome else "",
    )
