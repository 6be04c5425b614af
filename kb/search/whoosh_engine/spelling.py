"""Did you mean: unknown words replaced by near words that published documents use."""

import re
from typing import Any

from kb.language import terms
from kb.search.query import Query, Word
from kb.search.whoosh_engine.schema import TEXT

MOST_WORDS = 4
"""Unknown words that are looked up; each costs a walk through the lexicon."""


def corrected(searcher: Any, query: Query) -> str:
    """What was typed with its unknown words corrected by one edit, or empty if there is nothing better."""
    typed = (clause.surface for clause in query.wording.clauses if isinstance(clause, Word) and not clause.is_prefix)
    unknown = [word for word in dict.fromkeys(typed) if not _is_known(searcher, word)]
    text = query.text
    for word in unknown[:MOST_WORDS]:
        near = searcher.suggest("spelling", word.lower(), limit=1, maxdist=1, prefix=1)
        if near:
            text = _replaced(text, word, near[0])
    return text if text != query.text else ""


def _is_known(searcher: Any, word: str) -> bool:
    reader = searcher.reader()
    return any((TEXT, term) in reader for term in terms(word))


def _replaced(text: str, word: str, better: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", lambda typed: _cased(typed[0], better), text, flags=re.IGNORECASE)


def _cased(typed: str, corrected_word: str) -> str:
    return corrected_word.capitalize() if typed[:1].isupper() else corrected_word
