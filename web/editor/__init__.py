"""What editors see."""

from web.editor import desk, pins, statistics, synonyms
from web.editor.blueprint import editor

__all__ = ["desk", "editor", "pins", "statistics", "synonyms"]
