"""German text: cleaned, cut into tokens, folded and stemmed. Pure functions without input or output."""

import unicodedata

from kb.language.clean import clean_text
from kb.language.collation import sort_key
from kb.language.fold import fold
from kb.language.general import is_general
from kb.language.reading import Token
from kb.language.references import query_references, reference_keys
from kb.language.stems import SNOWBALL, stem
from kb.language.stopwords import STOP_WORDS
from kb.language.tokens import (
    BREAK,
    chunks,
    index_lines,
    index_pieces,
    listed_terms,
    question_terms,
    spelled,
    terms,
    tokens,
    tokens_with,
)

LANGUAGE_VERSION = f"6/snowball-{SNOWBALL}/unicode-{unicodedata.unidata_version}"
"""Part of the index fingerprint: the first number grows whenever the same text gives other tokens."""

__all__ = [
    "BREAK",
    "LANGUAGE_VERSION",
    "STOP_WORDS",
    "Token",
    "chunks",
    "clean_text",
    "fold",
    "index_lines",
    "index_pieces",
    "is_general",
    "listed_terms",
    "query_references",
    "question_terms",
    "reference_keys",
    "sort_key",
    "spelled",
    "stem",
    "terms",
    "tokens",
    "tokens_with",
]
