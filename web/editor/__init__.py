"""What editors see."""

from web.editor import desk
from web.editor.blueprint import editor

__all__ = ["desk", "editor"]
