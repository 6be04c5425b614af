"""Arranging stores."""

from pathlib import Path
from typing import Any

from kb.documents import AnyDocument
from kb.editing import changes_public
from kb.markup import Rendered
from kb.store import Saved, Store, open_store


def a_store(folder: Path) -> Store:
    return open_store(url_in(folder))


def url_in(folder: Path) -> str:
    return f"sqlite:///{folder}/daten/wissensspeicher.sqlite"


def save(store: Store, document: AnyDocument, based_on: int | None = None, **changes: Any) -> Saved:
    """Save with public effect as the state says, and a rendering that names the title."""
    values: dict[str, Any] = {
        "editor": "Redaktion",
        "public": changes_public(document.state),
        "parts": {"body": Rendered(html=f"<p>{document.title}</p>", text=document.title)},
    }
    return store.documents.save(document, based_on=based_on, **values | changes)
