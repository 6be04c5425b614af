"""What editors see."""

from web.editor import desk, finding, moving, pins, statistics, synonyms, versions, writing
from web.editor.blueprint import editor

__all__ = ["desk", "editor", "finding", "moving", "pins", "statistics", "synonyms", "versions", "writing"]
