"""What editors see."""

from web.editor import desk, finding, moving, versions, writing
from web.editor.blueprint import editor

__all__ = ["desk", "editor", "finding", "moving", "versions", "writing"]
