"""Arranging stores."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import kb
from kb.documents import AnyDocument
from kb.editing import changes_public
from kb.markup import Rendered
from kb.store import Saved, Store, open_store
from tests import databases


def a_store(folder: Path) -> Store:
    return open_store(url_in(folder))


def url_in(folder: Path) -> str:
    return databases.url_for(folder / "daten")


def save(store: Store, document: AnyDocument, based_on: int | None = None, **changes: Any) -> Saved:
    """Save with public effect as the state says, and a rendering that names the title."""
    values: dict[str, Any] = {
        "editor": "Redaktion",
        "public": changes_public(document.state),
        "parts": {"body": Rendered(html=f"<p>{document.title}</p>", text=document.title)},
    }
    return store.documents.save(document, based_on=based_on, **values | changes)


ROOT = Path(kb.__file__).parent.parent


def python(script: str, *arguments: str, folder: Path) -> subprocess.Popen[str]:
    """A Python in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
