"""What editors see."""

from web.editor import (
    attachments,
    confirming,
    desk,
    finding,
    moving,
    pins,
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
    "finding",
    "moving",
    "pins",
    "statistics",
    "synonyms",
    "uploads",
    "versions",
    "writing",
]
