"""Documents in groups, as topic and municipality pages list them."""

from collections.abc import Iterable

from kb.documents import Kind
from kb.library import Listed


def by_kind(documents: Iterable[Listed]) -> tuple[tuple[Kind, tuple[Listed, ...]], ...]:
    """The documents by kind, kinds in their fixed order, documents in the given one."""
    given = tuple(documents)
    groups = ((kind, tuple(one for one in given if one.kind == kind)) for kind in Kind)
    return tuple((kind, members) for kind, members in groups if members)
