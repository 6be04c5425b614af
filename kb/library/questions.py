"""When two questions count as the same."""

from kb.language import spelled


def normalised(text: str) -> str:
    """Without capitals, marks at its end and needless blanks."""
    return spelled(text).rstrip("?!. ").strip()
