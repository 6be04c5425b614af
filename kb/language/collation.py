"""The order of the German alphabet."""

import unicodedata


def sort_key(text: str) -> str:
    """What titles and names are compared by: ä like a, ß like ss; case, accents and marks don't count.

    Source: DIN 5007-1, the order of dictionaries.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = (one if one.isalnum() else " " for one in apart if not unicodedata.combining(one))
    return " ".join("".join(letters).split())
