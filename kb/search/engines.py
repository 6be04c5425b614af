"""Opening an engine by its URL. Nothing is decided by what happens to be installed."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from kb.errors import SettingsError
from kb.search.engine import Engine
from kb.search.whoosh_engine import WhooshEngine


def open_engine(url: str) -> Engine:
    """The engine at `url`, such as `whoosh:////var/lib/wissen/index` or `opensearch+https://host:9200/wissen`.

    Nothing is read or created yet. Raises SettingsError for an unknown scheme, naming the known ones, and for a missing
    extra, naming the command that installs it.
    """
    scheme = urlsplit(url).scheme
    match scheme:
        case "whoosh":
            return _open_whoosh(url)
        case "opensearch+http" | "opensearch+https":
            from kb.search import opensearch_engine  # noqa: PLC0415 - an optional package
            from kb.search.opensearch_engine.address import read_address  # noqa: PLC0415

            return opensearch_engine.OpenSearchEngine(read_address(url))
    raise SettingsError(
        f"KB_INDEX beginnt mit „{scheme}:“; diese Suchmaschine gibt es nicht. "
        "Bekannt sind: whoosh:///ordner, opensearch+http://host:9200/name und opensearch+https://host:9200/name."
    )


def _open_whoosh(url: str) -> WhooshEngine:
    parts = urlsplit(url)
    if parts.netloc or parts.path in ("", "/"):
        raise SettingsError(f"KB_INDEX braucht einen Ordner, z. B. whoosh:///index, ist aber „{url}“.")
    return WhooshEngine(Path(unquote(parts.path.removeprefix("/"))))
