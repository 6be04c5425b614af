"""A paper's text as clean lines, without what belongs to the printed page and not to the paper."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from kb.importing.motion.flattened import with_lines
from kb.importing.motion.hyphens import SOFT_HYPHEN

PAGE_BREAK = "\f"
"""A line of its own where something was taken out: page break, page number, printed hint, link of a page."""

_GAP = "\x1e"
# one sign for both would cut the paper into too many pages while running heads are looked for
_LINE_ENDS = re.compile(r"\r\n|[\r\v\x85\u2028\u2029]")
_INNER_SOFT_HYPHEN = re.compile(rf"{SOFT_HYPHEN}(?![ \t]*\n)")
_DROPPED = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
_CHARACTERS: dict[int, str | None] = {
    **dict.fromkeys(_DROPPED),
    **dict.fromkeys([0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F], " "),
    **dict(zip(range(0xFB00, 0xFB05), ("ff", "fi", "fl", "ffi", "ffl"), strict=True)),
    0xF0B7: "•",  # the bullet of a symbol font, as PDF files carry it
    0xF0A7: "▪",
}
_PRINTED_HINT = re.compile(
    r"\(?Wenn\s+die\s+Begründung\s+länger\s+als\s+\w+\s+Seiten\s+ist,?\s+(?:bitte\s+)?(?:ist\s+)?eine\s+kurze\s+"
    r"Zusammen-?\s*fassung\s+voran-?\s*(?:zu)?stellen\.?\)?"
)
_PAGE_NUMBER = re.compile(
    r"[-–—]{1,2} ?\d{1,4}(?: of \d{1,4})? ?[-–—]{1,2}"
    r"|(?:[-–—|] ?)?Seite:? ?\d{1,4}(?: ?(?:von|/|of) ?\d{1,4})?(?: ?[-–—|])?",
    re.IGNORECASE,
)
_PAGE_NUMBER_ENDS = frozenset("0123456789-–—|")
_NUMBERED_FOOTER = re.compile(r"(?:^|(\S+) )Seite \d{1,4} (?:von|/) \d{1,4}$")
_COUNTED_HEADING = re.compile(r"([A-ZÄÖÜ][^.:,]{3,60}?)\s*Seite\s?\d{1,3}(?:\s?von\s?\d{1,3})?")
_BEFORE_CITED_PAGE = frozenset({"auf", "siehe", "vgl.", "s.", "der", "von", "die"})
_RULE = re.compile(r"[_=*~.\-–—]{3,}")
_LONGEST_FURNITURE = 120
_EDGE = 3
_PAGES = 3

_LINK = re.compile(r"(?:https?://|www\.)\S+")
_BROKEN_LINK = re.compile(r"-[ \t]*\n[ \t]*")
_AROUND_LINK = "(<„\"').,;:>“/"
_SENTENCE_END = re.compile(r"[.!?][\"“”»«)\]]*$")


def clean_lines(text: str) -> list[str]:
    """The lines of the text, stripped, NFC, without page furniture; PAGE_BREAK where something was taken out."""
    readable = with_lines(_PRINTED_HINT.sub(f"\n{_GAP}\n", readable_text(text)))
    lines = (line.strip(" \t") for line in readable.replace("\f", "\n\f\n").split("\n"))
    pages = _pages(lines)
    kept = _without_furniture(pages)
    linkless = _without_page_links(kept, _mentioned_links(readable))
    return [_without_rule(line) for line in linkless]


def readable_text(text: str) -> str:
    """The text in NFC with `\\n` as line end, without invisible characters; soft hyphens stay at line ends only."""
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).translate(_CHARACTERS))
    return _INNER_SOFT_HYPHEN.sub("", composed)


def _without_rule(line: str) -> str:
    if line == _GAP:
        return PAGE_BREAK
    return "" if _RULE.fullmatch(line) else line


def _is_page_number(line: str) -> bool:
    if len(line) > _LONGEST_FURNITURE or line[-1:] not in _PAGE_NUMBER_ENDS:
        return False
    if _PAGE_NUMBER.fullmatch(line):
        return True
    footer = _NUMBERED_FOOTER.search(line)
    return footer is not None and footer.group(1) not in _BEFORE_CITED_PAGE


def _pages(lines: Iterable[str]) -> list[list[str]]:
    """The pages that say something; of several empty lines in a row two are kept."""
    pages: list[list[str]] = [[]]
    headings: set[str] = set()
    for line in lines:
        if line == PAGE_BREAK or _is_page_number(line) or _is_repeated_heading(line, headings):
            if any(pages[-1]):
                pages.append([])
        elif line or pages[-1][-2:] != ["", ""]:
            pages[-1].append(line)
    return pages


def _is_repeated_heading(line: str, headings: set[str]) -> bool:
    """Whether a heading that counts its pages („Erläuterungen  Seite 3“) stood on an earlier page already."""
    counted = _COUNTED_HEADING.fullmatch(line) if line[-1:].isdigit() else None
    if not counted:
        return False
    is_repeated = counted.group(1) in headings
    headings.add(counted.group(1))
    return is_repeated


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without the running heads and feet; the first page keeps its head, which may be the form's."""
    heads = _repeated([_edge(page) for page in pages])
    feet = _repeated([_edge(page[::-1]) for page in pages])
    kept: list[str] = []
    for number, page in enumerate(pages):
        start = _furniture(page, heads) if number else 0
        end = len(page) - _furniture(page[::-1], feet)
        kept += [PAGE_BREAK] if number else []
        kept += page[start:end]
    return kept


def _edge(lines: Sequence[str]) -> list[str]:
    """The outermost lines that say something, masked."""
    said = (line for line in lines if line)
    return [_masked(line) for _, line in zip(range(_EDGE), said, strict=False)]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).lower())


def _repeated(edges: Sequence[Sequence[str]]) -> set[str]:
    """Only edges count: whole paragraphs may repeat, too, in the middle of pages."""
    counts = Counter(line for edge in edges for line in set(edge))
    return {line for line, pages in counts.items() if pages >= _PAGES and len(line) <= _LONGEST_FURNITURE}


def _furniture(lines: Sequence[str], repeated: set[str]) -> int:
    """How many lines from the edge are furniture."""
    end = said = 0
    for position, line in enumerate(lines):
        if not line:
            continue
        if said == _EDGE or _masked(line) not in repeated:
            break
        said, end = said + 1, position + 1
    return end


def _mentioned_links(text: str) -> set[str]:
    """The links that stand within sentences, also those broken over lines."""
    lines = _BROKEN_LINK.sub("-", text).split("\n")
    return {
        found.strip(_AROUND_LINK)
        for line in lines
        if not _LINK.fullmatch(line.strip(" \t"))
        for found in _LINK.findall(line)
    }


def _without_page_links(lines: Sequence[str], mentioned: set[str]) -> list[str]:
    """Without the lines in which a PDF repeats a page's links: a bare link at a page's end, or named elsewhere."""
    after_sentence = at_page_start = False
    kept: list[str] = []
    for position, line in enumerate(lines):
        if _LINK.fullmatch(line) and not line.endswith("-"):
            at_break = at_page_start or _next_said(lines, position) == PAGE_BREAK
            if line.strip(_AROUND_LINK) in mentioned or (at_break and after_sentence):
                kept.append(PAGE_BREAK)
                continue
        if line == PAGE_BREAK:
            at_page_start = True
        elif line:
            at_page_start, after_sentence = False, bool(_SENTENCE_END.search(line))
        kept.append(line)
    return kept


def _next_said(lines: Sequence[str], position: int) -> str:
    """The next line that is not empty; a few empty ones are looked over."""
    following = lines[position + 1 : position + 1 + 2 * _EDGE]
    return next((line for line in following if line), "")
