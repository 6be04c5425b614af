"""Text made safe for addresses and file names."""

import re
import unicodedata

_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slugify(text: str, most: int = 60) -> str:
    """`Räume für Vereine` → `raeume-fuer-vereine`; at most `most` characters, cut at a word; may be empty."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_TRANSCRIBED)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]
