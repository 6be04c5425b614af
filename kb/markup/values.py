"""What rendering gives back."""

from dataclasses import dataclass

MOST_BYTES = 200_000
"""Longest Markdown of one part, in UTF-8."""


@dataclass(frozen=True)
class Heading:
    """A heading of the rendered text: level 2 to 6, its id for links, its plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A rendered Markdown text.

    html: allow-listed, safe to put into a page as it is. text: plain, one line a block. headings: in order.
    pages: where in `text` each page of the file that it came from begins, as (offset, number); empty if not known.
    """

    html: str = ""
    text: str = ""
    headings: tuple[Heading, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
