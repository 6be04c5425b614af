"""Text made clean before anything looks at it, so that what looks the same is the same."""

import re
import unicodedata

# Footnote marks (`Netzwerk²`), fractions and circled figures stay as they are: made plain, they would grow onto the word.
_MADE_PLAIN = (
    "<compat>",
    "<font>",
    "<noBreak>",
    "<wide>",
    "<narrow>",
    "<initial>",
    "<medial>",
    "<final>",
    "<isolated>",
)
_LINE_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SOFT_LINE_END = re.compile(r"(?<!\u00ad)\u00ad++[ \t]*+\n[ \t]*+")


def clean_text(text: str) -> str:
    """The same text in one spelling: composed, without invisible characters; quotes and dashes stay.

    Repaired: decomposed letters, ligatures, wide letters, non-breaking blanks and hyphens, soft and zero-width
    characters, direction marks; a soft hyphen at a line end joins its word. Line breaks become newlines, other control
    characters blanks, lone surrogates and noncharacters U+FFFD. Cleaning twice changes nothing more; never raises.
    """
    if unicodedata.is_normalized("NFC", text) and not _ODD.search(text):
        return text
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = unicodedata.normalize("NFC", paired).replace("\r\n", "\n")
    plain = _ODD.sub(lambda odd: _plain(odd[0]), _SOFT_LINE_END.sub("", lines))
    return unicodedata.normalize("NFC", plain)


def _plain(character: str) -> str:
    """What stands for one character: often itself."""
    if character in "\n\t…":
        return character
    if character in _LINE_BREAKS:
        return "\n"
    category = unicodedata.category(character)
    if category in ("Cf", "Cc"):
        return "" if category == "Cf" else " "
    if category == "Cs" or _is_noncharacter(character):
        return "\ufffd"
    if not unicodedata.decomposition(character).startswith(_MADE_PLAIN):
        return character
    replaced = unicodedata.normalize("NFKC", character)
    # A free-standing accent would fall apart into a blank and a combining mark.
    return character if replaced[0] == " " and len(replaced) > 1 else replaced


def _is_noncharacter(character: str) -> bool:
    """Whether Unicode keeps it out of texts; HTML does not allow it either."""
    return "\ufdd0" <= character <= "\ufdef" or f"{ord(character):x}".endswith(("fffe", "ffff"))


# One class for all that does not stand for itself. Between these ranges nothing is odd but surrogates; the characters
# beyond the first plane are rare in German text: each is asked for itself.
_BASIC = map(chr, (*range(0x3400), *range(0xF900, 0x10000)))
_ODD = re.compile(
    f"[{re.escape(''.join(one for one in _BASIC if _plain(one) != one))}\ud800-\udfff\U00010000-\U0010ffff]"
)
