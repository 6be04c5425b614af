"""What editors see."""

from web.editor import (
    attachments,
    confirming,
    desk,
    facts,
    finding,
    moving,
    pins,
    reviews,
    statistics,
    synonyms,
    uploads,
    versions,
    writing,
)
from web.editor.blueprint import editor

__all__ = [
    "attachments",
    "confirming",
    "desk",
    "editor",
    "facts",
    "finding",
    "moving",
    "pins",
    "reviews",
    "statistics",
    "synonyms",
    "uploads",
    "versions",
    "writing",
]
