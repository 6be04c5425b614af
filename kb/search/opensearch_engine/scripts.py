"""What nodes work out for each matching document; the figures come from `kb.search.ranking`, as parameters.

OpenSearch's own BM25 is not used: it rounds lengths to a byte, counts deleted documents, and knows no word of several terms.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kb.search.opensearch_engine.connection import JSON
from kb.search.opensearch_engine.counting import Collection
from kb.search.opensearch_engine.queries import has_any
from kb.search.ranking import HALF_AS_NEW, K1, KIND_WEIGHTS, NEWER, B

DAYS_A_YEAR = 365.25

_BM25 = """
double often = 0;
double worth = 0;
for (int i = 0; i < params.terms.length; i++) {
  String term = params.terms[i];
  if (params.part == 'text' || termFreq(params.part, term) > 0) {
    double counted = termFreq('text', term);
    often += params.weights[i] * counted;
    worth += params.worths[i] * counted;
  }
}
return often == 0 ? 0 : worth * params.most / (often + params.damped + params.by_length * doc['length'].value);
"""
"""As `kb.search.whoosh_engine.matching` does; see there for the sources."""

_OF_DOCUMENT = """
double score = _score;
for (kind in doc['facet_kind']) {
  score *= params.kinds.getOrDefault(kind, 1.0);
}
if (doc['day'].value > 0) {
  score *= 1 + params.newer * Math.pow(0.5, (params.newest - doc['day'].value) / params.half);
}
return Math.rint(score * 1000000.0) / 1000000.0;
"""

_PLACE = "return params.places.getOrDefault(doc['id'].value, 0);"


class Form(NamedTuple):
    """A term that stands for a word. weight: what one occurrence counts. worth: the same times its rarity."""

    term: str
    weight: float
    worth: float


def bm25(forms: Sequence[Form], field: str, collection: Collection) -> JSON:
    """Documents that have one of the terms in the field, scored by how often they have them anywhere."""
    by_length = K1 * B / (collection.average or 1.0)
    terms = [form.term for form in forms]
    params = {
        "part": field,
        "terms": terms,
        "weights": [form.weight for form in forms],
        "worths": [form.worth for form in forms],
        "most": K1 + 1,
        "damped": K1 * (1 - B),
        "by_length": by_length,
    }
    found = {"constant_score": {"filter": has_any(field, terms)}}
    return {"script_score": {"query": found, "script": {"source": _BM25, "params": params}}}


def by_document(scored: JSON, collection: Collection) -> JSON:
    """Scores multiplied by what a document's kind and day are worth."""
    params = {
        "kinds": KIND_WEIGHTS,
        "newer": NEWER,
        "newest": float(collection.newest),
        "half": DAYS_A_YEAR * HALF_AS_NEW,
    }
    return {"script_score": {"query": scored, "script": {"source": _OF_DOCUMENT, "params": params}}}


def place_among(pinned: Sequence[str]) -> JSON:
    """What puts these documents first, in this order."""
    places = {one: len(pinned) - place for place, one in enumerate(pinned)}
    script = {"source": _PLACE, "params": {"places": places}}
    return {"_script": {"type": "number", "order": "desc", "script": script}}
