"""On which page of the file that it came from a passage of a paper stands."""

from collections.abc import Iterator, Sequence

_TELLING = 30
"""Letters and digits by which the begin of a page is found again."""
_HEAD_LINES = 12
"""A page's own text begins within so many lines; above it stand letterheads and running heads."""


def page_starts(text: str, pages: Sequence[str], first: int) -> tuple[tuple[int, int], ...]:
    """Where in a part's text each page of its file begins, as (offset, page number), ascending.

    pages: the file's text by page. first: the number of the page on which the part begins, from 1.
    Only letters and digits are compared, as lines, hyphens and masks differ. Empty if a page between cannot be found:
    a wrong page is worse than none.
    """
    offsets = [offset for offset, character in enumerate(text) if character.isalnum()]
    squeezed = "".join(text[offset] for offset in offsets)
    starts, at = [(0, first)], 1
    for number, page in enumerate(pages[first:], first + 1):
        place = _begin_of(page, squeezed, at)
        if place < 0:
            continue
        if number != starts[-1][1] + 1:
            return ()
        starts.append((offsets[place], number))
        at = place + 1
    return tuple(starts)


def _begin_of(page: str, squeezed: str, at: int) -> int:
    """The place of the page's first lines that stand in the text behind a place; negative if none does."""
    return next((place for begin in _begins(page) if (place := squeezed.find(begin, at)) >= 0), -1)


def _begins(page: str) -> Iterator[str]:
    lines = [kept for line in page.splitlines() if (kept := "".join(filter(str.isalnum, line)))]
    for number in range(min(_HEAD_LINES, len(lines))):
        begin = "".join(lines[number : number + _TELLING])[:_TELLING]
        if len(begin) == _TELLING:
            yield begin
