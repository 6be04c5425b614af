"""The page of results."""

from dataclasses import replace

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from kb.errors import SearchUnavailable
from kb.library import Library
from kb.search.query import Query, Sort
from kb.search.results import Results
from kb.statistics import Searched
from web.caching import SEARCHED
from web.format import counted
from web.operating.watching import WATCHED
from web.search.address import SORT_WRITTEN, Asked, read_question
from web.search.blueprint import search
from web.search.choices import ONLY_EXACT, Chosen, Released, address_of, choice_groups, chosen_filters, released, years
from web.search.reasons import reason
from web.search.subscribing import feeds
from web.wiring import current_library, public_address

ORDERS = ((Sort.RELEVANCE, "Relevanz"), (Sort.DATE, "Datum"), (Sort.TITLE, "Titel"))

PAGES_AROUND = 2
"""Page numbers shown on either side of the present one."""


@search.get("/suche")
def results() -> ResponseReturnValue:
    """While the index cannot answer, the database does as well as it can; no cache keeps that."""
    library = current_library()
    asked = read_question(request.args, library)
    try:
        found = answer(asked, library)
    except SearchUnavailable as error:
        current_app.logger.warning("limited search: %s", error)
        request.environ[WATCHED].is_limited = True
        limited = library.reading.search_titles(question(asked, library))
        return _page(asked, limited, library, is_limited=True), {"Cache-Control": "no-store"}
    tell_searched(asked, found)
    return _page(asked, found, library)


def _page(asked: Asked, found: Results, library: Library, *, is_limited: bool = False) -> str:
    chosen = chosen_filters(asked, library)
    helps_on = not (found.total or is_limited)
    return render_template(
        "search/results.html",
        heading=_heading(asked, found),
        asked=asked,
        found=found,
        notes=(*asked.notes, *found.notes),
        groups=choice_groups(found, asked, library),
        chosen=chosen,
        released=_released(chosen, library) if helps_on else (),
        without_any=_total(asked.unfiltered(), library) if helps_on and len(chosen) > 1 else 0,
        years=years(found),
        pages=page_numbers(found.page, found.pages),
        topics=library.reading.topics,
        municipalities=library.reading.municipalities,
        address_of=address_of,
        reason=reason,
        only_exact=ONLY_EXACT,
        orders=ORDERS,
        sort_written=SORT_WRITTEN,
        feeds=feeds(asked),
        canonical=public_address(address_of(asked)),
    )


def tell_searched(asked: Asked, found: Results) -> None:
    """What the editors learn from: whole questions, not the narrowing and turning of pages that follows."""
    if asked.text and asked.page == 1 and not asked.filters.count:
        searched = Searched(asked.text, not found.total, found.answers_hardly)
        request.environ[SEARCHED].append(searched)


def question(asked: Asked, library: Library, sort: Sort | None = None, per_page: int = Query.per_page) -> Query:
    """What an address asks. sort: another order than the one it asks for."""
    found = library.reading.question(
        asked.text,
        filters=asked.filters,
        sort=sort or asked.sort,
        page=asked.page,
        only_exact=asked.only_exact,
        first_for=asked.first_for,
    )
    return replace(found, per_page=per_page)


def answer(asked: Asked, library: Library, sort: Sort | None = None, per_page: int = Query.per_page) -> Results:
    """What an address finds. sort: another order than the one it asks for. Raises NotFound past the last page."""
    return library.reading.search(question(asked, library, sort, per_page), literally=asked.literally)


def _released(chosen: tuple[Chosen, ...], library: Library) -> tuple[Released, ...]:
    return released(chosen, lambda asked: _total(asked, library))


def _total(asked: Asked, library: Library) -> int:
    return answer(asked, library, per_page=1).total


def page_numbers(page: int, pages: int) -> tuple[int | None, ...]:
    """First, last and those around `page`; None stands for a gap: `1 … 4 5 6 … 9`."""
    near = {1, pages, *range(page - PAGES_AROUND, page + PAGES_AROUND + 1)}
    numbers: list[int | None] = []
    for number in sorted(one for one in near if 1 <= one <= pages):
        if numbers and number - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(number)
    return tuple(numbers)


def _heading(asked: Asked, found: Results) -> str:
    text = found.corrected or asked.text
    what = f" für „{text}“" if text else ""
    if not found.total:
        return f"Keine Treffer{what}"
    return counted(found.total, "Treffer", "Treffer") + what if what or asked.filters.count else "Alle Dokumente"
