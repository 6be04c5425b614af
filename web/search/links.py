"""Links from text to text: authors write the lasting `/dokument/<id>`, pages show the address as it is today.

A title may change and the address with it; so this is done when a page is shown, not when a text is saved.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from web.search.addresses import document_address
from web.wiring import current_library, current_settings

if TYPE_CHECKING:
    from web.search.documents import Section

_LINK = re.compile(r'href="/dokument/(?P<id>[a-z0-9]{3,16})(?:-[^"#]*)?(?P<part>#[^"]*)?"')


def with_links_of_today(sections: Iterable["Section"]) -> "tuple[Section, ...]":
    """The sections with the address of every public document that they link to; what is not public stays as written."""
    sections = tuple(sections)
    linked = linked_today([one.html for one in sections])
    return tuple(replace(one, html=html) for one, html in zip(sections, linked, strict=True))


def linked_today(texts: Sequence[str], told: Callable[[str], str] = str) -> list[Markup]:
    """The same for pieces of HTML. told: how a path of ours is told, such as `public_address` for those elsewhere."""
    ids = dict.fromkeys(found["id"] for one in texts for found in _LINK.finditer(one))
    listed = current_library().reading.listed(tuple(ids)) if ids else ()
    addresses = {one.id: told(document_address(one)) for one in listed}
    return [_linked(one, addresses, told) for one in texts]


def _linked(html: str, addresses: Mapping[str, str], told: Callable[[str], str]) -> Markup:
    def link(found: re.Match[str]) -> str:
        address = addresses.get(found["id"]) or told(f"{current_settings().prefix}/dokument/{found['id']}")
        return f'href="{escape(address)}{found["part"] or ""}"'

    return Markup(_LINK.sub(link, html))  # noqa: S704 — only addresses of ours are put into cleaned text
