"""Where a list goes on, though documents came, went or moved since its last page was shown: rather twice than never."""

from collections.abc import Mapping

from kb.search.query import Query

NEAR = 50
"""Places by which the end of a page may have moved and is still looked for there, where not all places are at hand."""


def end_of_shown(query: Query, places: Mapping[str, int]) -> int | None:
    """The place behind which the list goes on; None if no hit of `query.after` is left.

    Hits that were shown one after the other still are, but for those that were edited, which may now be anywhere. So the
    longest row tells the end; a single hit could be one that has moved, and only tells that it is not farther.
    places: by id, from 1.
    """
    rows: list[list[str]] = []
    for one in sorted(set(query.after) & places.keys(), key=lambda one: places[one]):
        if rows and places[one] == places[rows[-1][-1]] + 1:
            rows[-1].append(one)
        else:
            rows.append([one])
    if not rows:
        return None
    longest = max(rows, key=lambda row: (len(row), max(map(query.after.index, row))))
    end = places[longest[-1]]
    return end if len(longest) > 1 else min(end, query.before)


def last_shown(query: Query, left: Mapping[str, object]) -> str | None:
    """The last hit of `query.after` that is left."""
    return next((one for one in reversed(query.after) if one in left), None)


def hits_before(query: Query) -> int:
    """How many hits come before the wanted ones, now that those of `query.after` are gone."""
    return max(0, query.before - len(query.after))
