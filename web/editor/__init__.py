"""What editors see."""

from web.editor import desk, facts, finding, moving, pins, reviews, statistics, synonyms, versions, writing
from web.editor.blueprint import editor

__all__ = [
    "desk",
    "editor",
    "facts",
    "finding",
    "moving",
    "pins",
    "reviews",
    "statistics",
    "synonyms",
    "versions",
    "writing",
]
