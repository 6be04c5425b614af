"""The page of results."""

from flask import render_template, request, url_for

from kb.search.query import Sort
from kb.search.results import Results
from web.format import counted
from web.search.address import Asked, read_question
from web.search.blueprint import search
from web.search.choices import ONLY_EXACT, choice_groups, chosen_filters, years
from web.search.reasons import reason
from web.wiring import current_library, public_address

PAGES_AROUND = 2
"""Page numbers shown on either side of the present one."""


@search.get("/suche")
def results() -> str:
    library = current_library()
    asked = read_question(request.args, library)
    question = library.reading.question(
        asked.text, filters=asked.filters, sort=asked.sort, page=asked.page, only_exact=asked.only_exact
    )
    found = library.reading.search(question, literally=asked.literally)
    return render_template(
        "search/results.html",
        heading=_heading(asked, found),
        asked=asked,
        found=found,
        notes=(*asked.notes, *found.notes),
        groups=choice_groups(found, asked, library),
        chosen=chosen_filters(asked, library),
        years=years(found),
        pages=page_numbers(found.page, found.pages),
        topics=library.reading.topics,
        municipalities=library.reading.municipalities,
        address_of=address_of,
        reason=reason,
        only_exact=ONLY_EXACT,
        by_date=Sort.DATE,
        by_relevance=Sort.RELEVANCE,
        canonical=public_address(address_of(asked)),
    )


def address_of(asked: Asked) -> str:
    """The shortest address that asks this."""
    return url_for("search.results", **asked.parameters)  # type: ignore[arg-type]  # url_for's own keywords start with _


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
