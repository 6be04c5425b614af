"""Opening an engine by its URL. Nothing is decided by what happens to be installed."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from kb.errors import SettingsError
from kb.search.engine import Engine
from kb.search.whoosh_engine import WhooshEngine


def open_engine(url: str) -> Engine:
    """The engine at `url`, such as `whoosh:////var/lib/wissen/index`. Nothing is read or created yet.

    Raises SettingsError for an unknown scheme, naming the known ones.
    """
    parts = urlsplit(url)
    if parts.scheme != "whoosh":
        raise SettingsError(
            f"KB_INDEX beginnt mit „{parts.scheme}:“; diese Suchmaschine gibt es nicht. Bekannt ist: whoosh:///ordner."
        )
    if parts.netloc or parts.path in ("", "/"):
        raise SettingsError(f"KB_INDEX braucht einen Ordner, z. B. whoosh:///index, ist aber „{url}“.")
    return WhooshEngine(Path(unquote(parts.path.removeprefix("/"))))
