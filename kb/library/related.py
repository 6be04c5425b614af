"""Documents on the same things as another: by its telling words and its topics, of all kinds in turn."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kb.documents import AnyDocument, Kind, Motion
from kb.language import STOP_WORDS, stem
from kb.search.engine import Engine
from kb.search.query import Query, Word, Wording
from kb.search.ranking import KIND_WEIGHTS
from kb.search.results import Hit
from kb.store import PublishedDocument

MOST_WORDS = 18
"""Of a document that are asked for."""
MOST_WEIGHED = 60
"""The most frequent ones, of which those are chosen that are rare elsewhere."""
LONGEST_READ = 20_000
"""Characters of a text: more tell nothing new."""
CANDIDATES = 40
_WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter ones hardly tell what a text is about."""

TITLE_WEIGHT, SUMMARY_WEIGHT = 6, 3
"""How often a word of title or summary counts."""
TOPIC_WEIGHT = 2.0
"""What sharing all topics adds to a score, as a share of it."""
REPEATED = 0.7
"""What a document is worth beside one of a kind that was not shown yet; the document's own kind was."""
LEAST = 0.075
"""The share of what the document itself would be worth that one must reach to be like it."""


def question_like(published: PublishedDocument, engine: Engine, place: str) -> Query:
    """What the document would be found by. place: the name of its municipality, which does not count.

    Raises SearchUnavailable.
    """
    counts = Counter[str]()
    for text, weight in _texts(published):
        for term, count in _terms(text).items():
            counts[term] += count * weight
    for term in _terms(place):
        counts.pop(term, None)
    rarities = engine.rarities(term for term, _ in counts.most_common(MOST_WEIGHED))
    telling = sorted(rarities, key=lambda term: (-counts[term] * rarities[term], term))[:MOST_WORDS]
    words = tuple(Word(surface=term, terms=(term,)) for term in telling)
    return Query(wording=Wording(words=words), per_page=CANDIDATES, is_bare=True)


def _terms(text: str) -> Counter[str]:
    """How often the text has each term. Each word is read once, without the nouns of compounds."""
    counts = Counter[str]()
    for word, count in Counter(_WORD.findall(text[:LONGEST_READ])).items():
        if word.lower() not in STOP_WORDS:
            counts[stem(word.lower())] += count
    return counts


def _texts(published: PublishedDocument) -> Iterator[tuple[str, int]]:
    document = published.document
    yield document.title, TITLE_WEIGHT
    yield document.summary, SUMMARY_WEIGHT
    yield "\n".join(part.text for part in published.parts.values()), 1


def chosen(document: AnyDocument, hits: Sequence[Hit], left_out: frozenset[str], most: int) -> tuple[str, ...]:
    """Ids of the most alike, the best first; each kind counts less the more of it there are.

    hits: answers to `question_like`, the document itself among them. left_out: ids that are shown elsewhere.
    """
    worth = {hit.id: _worth(document, hit) for hit in hits}
    least = LEAST * max(worth.values(), default=0.0)
    others = [hit for hit in hits if hit.id not in left_out | {document.id} and worth[hit.id] >= least > 0]
    shown, taken = Counter({_group(document.kind): 1}), list[str]()
    while others and len(taken) < most:
        best = max(others, key=lambda hit: worth[hit.id] * REPEATED ** shown[_group(Kind(hit.kind))])
        others.remove(best)
        taken.append(best.id)
        shown[_group(Kind(best.kind))] += 1
    return tuple(taken)


def _worth(document: AnyDocument, hit: Hit) -> float:
    """The score without what a search adds to some kinds, and more for topics that both have."""
    score = hit.score / KIND_WEIGHTS.get(hit.kind, 1.0)
    return score * (1 + TOPIC_WEIGHT * _shared(document.topics, hit.topics))


def shown_elsewhere(document: AnyDocument, matter: Sequence[str]) -> frozenset[str]:
    """What the page of the document links anyway. matter: ids of the papers of its Vorgang."""
    return frozenset((*document.related, *matter)) if isinstance(document, Motion) else frozenset(document.related)


def _group(kind: Kind) -> Kind:
    """Kinds that say the same sort of thing count as one."""
    return Kind.GUIDE if kind in (Kind.RECOMMENDATION, Kind.AID) else kind


def _shared(some: Sequence[str], others: Sequence[str]) -> float:
    """The share of topics that both have; two below one broader topic count a third."""
    exact = len(set(some) & set(others))
    broad = len({one.partition("/")[0] for one in some} & {one.partition("/")[0] for one in others})
    return (2 * exact + broad) / (3 * max(len(some), 1))
