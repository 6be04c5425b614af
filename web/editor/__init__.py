"""What editors see."""

from web.editor import desk, moving, versions, writing
from web.editor.blueprint import editor

__all__ = ["desk", "editor", "moving", "versions", "writing"]
