"""The conversion itself: Markdown → HTML tree → allow-list. Runs in the child process; may hang on hostile input.

Raw HTML in the Markdown is shown as text, pictures as their description: nothing remote is ever loaded.
"""

import re
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import Treeprocessor

from kb.markup.plain_text import read_html
from kb.markup.values import Rendered
from kb.slugs import slugify

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}} | {f"h{level}": {"id"} for level in range(2, 7)}
SCHEMES = {"http", "https", "mailto"}

_HEADING = re.compile(r"h[1-6]")


def convert(markdown: str, *, id_prefix: str, highest: int) -> Rendered:
    """Markdown as safe HTML.

    id_prefix: begins every heading's id. highest: level of the highest heading; the others follow without a gap.
    """
    html = nh3.clean(
        _markdown(highest).convert(markdown),
        tags=TAGS,
        clean_content_tags=set(),
        attributes=ATTRIBUTES,
        set_tag_attribute_values={"th": {"scope": "col"}},
        url_schemes=SCHEMES,
        link_rel="noopener",
        id_prefix=id_prefix,
        strip_comments=True,
    )
    text, headings = read_html(html)
    return Rendered(html=html, text=text, headings=headings)


def _markdown(highest: int) -> Markdown:
    toc = TocExtension(slugify=lambda text, _: slugify(text) or "teil", marker="", permalink=False)
    return Markdown(extensions=[TableExtension(), "sane_lists", toc, _OurRules(highest)], output_format="html")


class _OurRules(Extension):
    def __init__(self, highest: int) -> None:
        super().__init__()
        self._highest = highest

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # „Bürger*innen und Helfer*innen“: a star between letters is a star. Runs just before emphasis (60).
        md.inlinePatterns.register(SimpleTextInlineProcessor(r"((?<=\w)\*(?=\w))"), "gender_star", 65)
        md.treeprocessors.register(_PicturesAsText(md), "pictures_as_text", 12)
        md.treeprocessors.register(_HeadingLevels(md, self._highest), "heading_levels", 10)  # before toc (5)


class _PicturesAsText(Treeprocessor):
    def run(self, root: Element) -> None:
        for picture in root.iter("img"):
            picture.tag, picture.text = "span", picture.get("alt", "")
            picture.attrib.clear()


class _HeadingLevels(Treeprocessor):
    """Levels as a page needs them: the first is `highest`, none above it, never deeper by more than one."""

    def __init__(self, md: Markdown, highest: int) -> None:
        super().__init__(md)
        self._highest = highest

    def run(self, root: Element) -> None:
        open_levels: list[int] = []
        for heading in (one for one in root.iter() if _HEADING.fullmatch(one.tag)):
            written = int(heading.tag[1])
            while open_levels and open_levels[-1] >= written:
                open_levels.pop()
            open_levels.append(written)
            heading.tag = f"h{min(6, self._highest + len(open_levels) - 1)}"
