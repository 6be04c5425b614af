"""What the commands print: results, motions and findings, as text for a terminal and as values for JSON."""

import textwrap
from collections.abc import Iterator

from kb.documents import Kind, Outcome
from kb.importing.motion import ParsedMotion
from kb.municipalities import MunicipalityRegister
from kb.search.results import Hit, Results
from kb.settings import Settings

WIDTH = 100
"""Characters a line of text."""


def results_as_json(results: Results, settings: Settings) -> dict[str, object]:
    """`{total, hits: [{id, kind, title, url, reference, municipality, date, snippet}], facets, suggestion, corrected, notes}`.

    Dates are ISO, municipalities AGS, snippets plain text; what is absent is None.
    facets: by name `[{value, label, count}]`.
    """
    return {
        "total": results.total,
        "hits": [_hit_as_json(hit, settings) for hit in results.hits],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in values]
            for name, values in results.facets.items()
        },
        "suggestion": results.suggestion or None,
        "corrected": results.corrected or None,
        "notes": list(results.notes),
    }


def _hit_as_json(hit: Hit, settings: Settings) -> dict[str, object]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": hit.title,
        "url": document_address(hit, settings),
        "reference": hit.reference or None,
        "municipality": hit.municipality or None,
        "date": hit.day.isoformat() if hit.day else None,
        "snippet": _snippet(hit) or None,
    }


def document_address(hit: Hit, settings: Settings) -> str:
    """The address of the document's page."""
    return settings.address(f"/dokument/{hit.id}-{hit.slug}" if hit.slug else f"/dokument/{hit.id}")


def _snippet(hit: Hit) -> str:
    return "".join(text for text, _ in hit.snippet)


def results_as_text(results: Results, settings: Settings, municipalities: MunicipalityRegister) -> Iterator[str]:
    """The lines of one page of results."""
    if results.corrected:
        yield f"Keine Treffer. Gezeigt werden Treffer für „{results.corrected}“."
    yield "1 Treffer" if results.total == 1 else f"{results.total} Treffer"
    if results.pages > 1:
        yield f"Seite {results.page} von {results.pages}"
    yield from results.notes
    if results.answers_hardly:
        yield "Dazu gibt es wohl nichts Passendes. Diese Texte enthalten nur einzelne Ihrer Wörter:"
    first = (results.page - 1) * results.per_page + 1
    for number, hit in enumerate(results.hits, first):
        yield ""
        yield f"{number}. {hit.title}"
        yield f"   {_about(hit, municipalities)}"
        yield from textwrap.wrap(_snippet(hit), WIDTH, initial_indent="   ", subsequent_indent="   ")
        yield f"   {document_address(hit, settings)}"
    if results.suggestion:
        yield ""
        yield f"Meinten Sie „{results.suggestion}“?"


def _about(hit: Hit, municipalities: MunicipalityRegister) -> str:
    parts = (
        Kind(hit.kind).label,
        municipalities.name(hit.municipality),
        hit.reference,
        hit.day.strftime("%d.%m.%Y") if hit.day else "",
        Outcome(hit.outcome).label if hit.outcome else "",
    )
    return " · ".join(filter(None, parts))


def motion_as_text(motion: ParsedMotion) -> Iterator[str]:
    """The lines of a motion's parts, those that were not found left out."""
    for label, value in _short_parts(motion):
        if value:
            yield f"{label}: {value}"
    for step in motion.consultations:
        publicity = {True: "öffentlich", False: "nicht öffentlich", None: ""}[step.public]
        day = step.date.strftime("%d.%m.%Y") if step.date else ""
        outcome = step.outcome.label if step.outcome else ""
        yield "Beratung: " + ", ".join(filter(None, (step.committee, day, publicity, outcome)))
    for label, value in _long_parts(motion):
        if value:
            yield from ("", label, "", value)
    for warning in motion.warnings:
        yield from ("", f"Hinweis: {warning}")


def _short_parts(motion: ParsedMotion) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Drucksachennummer", motion.reference),
        ("Art", motion.type),
        ("Federführung", motion.office),
        ("Datum", motion.date.strftime("%d.%m.%Y") if motion.date else None),
        ("Betreff", motion.subject),
        ("Frühere Behandlung", motion.earlier),
        ("Ergebnis", motion.outcome.label if motion.outcome else None),
        ("Anlagen", ", ".join(motion.attachments)),
    )


def _long_parts(motion: ParsedMotion) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Kurzfassung", motion.short_version),
        ("Beschlussvorschlag", motion.resolution),
        ("Beschluss", motion.decision),
        ("Begründung", motion.rationale),
        ("Finanzielle Auswirkungen", motion.finances),
        ("Auswirkungen", motion.effects),
    )
