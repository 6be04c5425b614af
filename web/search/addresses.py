"""Addresses of documents: the one to read it at, and the lasting one of a version."""

from typing import Protocol

from flask import url_for


class Named(Protocol):
    """A document, a hit or an entry of a list."""

    @property
    def id(self) -> str: ...
    @property
    def slug(self) -> str: ...


def document_address(one: Named) -> str:
    return url_for("search.document", address=f"{one.id}-{one.slug}" if one.slug else one.id)


def version_address(document_id: str, revision: int) -> str:
    """Leads to the same text whatever is published later."""
    return url_for("search.version", document_id=document_id, revision=revision)
