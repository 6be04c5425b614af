"""Eigene Vorlage erstellen: choose, preview, download; and the Sprechzettel. Nothing is stored, all travels in the forms."""

from web.drafts import notes, views
from web.drafts.blueprint import drafts

__all__ = ["drafts", "notes", "views"]
