"""Arranging what an engine holds and what it is asked."""

from dataclasses import replace
from datetime import date
from typing import Any

from kb.language import reference_keys
from kb.search.engine import IndexedDocument
from kb.search.grammar import parse
from kb.search.query import Filters, Query, Sort
from kb.topics import TopicTree


def an_indexed(one: str, title: str = "Ein Titel", body: str = "", **changes: Any) -> IndexedDocument:
    """A document as an engine takes it; facets follow from kind, topics, municipality and day."""
    values: dict[str, Any] = {"kind": "guide", "topics": (), "municipality": "", "day": date(2024, 5, 1), "version": 1}
    values |= changes
    committees, audience = values.pop("committees", ()), values.pop("audience", ())
    facets = {
        "kind": (values["kind"],),
        "topic": TopicTree.with_broader(values["topics"]),
        "municipality": (values["municipality"],) if values["municipality"] else (),
        "committee": tuple(committees),
        "audience": tuple(audience),
        "year": (str(values["day"].year),) if values["day"] else (),
    }
    return IndexedDocument(
        id=one,
        title=title,
        slug=one,
        texts={"title": title, "body": body},
        facets=facets,
        references=reference_keys(values["reference"]) if values.get("reference") else (),
        **values,
    )


def a_query(text: str = "", *, sort: Sort = Sort.RELEVANCE, page: int = 1, per_page: int = 10, **filters: Any) -> Query:
    return Query(text=text, wording=parse(text), filters=Filters(**filters), sort=sort, page=page, per_page=per_page)


def exactly(query: Query) -> Query:
    """The same question for words just as they are written."""
    return replace(query, wording=replace(query.wording, only_exact=True))
