"""Markdown → safe HTML, plain text for the index, and headings for the table of contents."""

from kb.markup.process import render
from kb.markup.values import MOST_BYTES, Heading, Rendered

__all__ = ["MOST_BYTES", "Heading", "Rendered", "render"]
