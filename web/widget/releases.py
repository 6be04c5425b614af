"""Every version of the script that was ever given away. A page that names one by its checksum gets it for good.

A change is a new folder below `v1` and a new line here; what was released stays as it is. A change that pages which are
already out there would not survive is a `v2`.
"""

from functools import cache
from pathlib import Path

from kb.errors import NotFound

FOLDER = Path(__file__).parent / "v1"
SCRIPT = "suche.js"

RELEASES = {
    "1.0.0": "sha384-GZIzfxrkjyXdWy7NgeRoUAofYSiCXTSLBA5h9pZXQYNO91arfyRRUI9MgvmHHpxU",
}
"""By version: its checksum, as the `integrity` of a script element has it. The newest is last."""

CURRENT = list(RELEASES)[-1]


@cache
def script(version: str) -> bytes:
    """Raises NotFound for a version that there never was."""
    if version not in RELEASES:
        raise NotFound(f"Die Fassung „{version[:20]}“ der Suche")
    return (FOLDER / version / SCRIPT).read_bytes()
