"""`wissensspeicher harvest`: reading council information systems."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click

from kb.console import FAILED, GermanCommand, GermanGroup, OneOf, Progress, echo_json
from kb.library import Library, Report, SourceState, Verdict, open_library
from kb.preparing import bring_to_index, is_fresh, load_starter_corpus
from kb.settings import read_settings

_MOST_SHOWN = 20
"""Unreadable papers that `status` tells one by one."""

_LABELS = {
    Verdict.TAKEN: "aufgenommen",
    Verdict.LEFT: "nicht aufgenommen",
    Verdict.GONE: "gelöscht",
    Verdict.REFUSED: "nicht lesbar",
}


def _say(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def _library() -> Iterator[Library]:
    with open_library(read_settings()) as library:
        if is_fresh(library):
            load_starter_corpus(library, _say)
        yield library


@click.group("harvest", cls=GermanGroup, epilog="Beispiel: wissensspeicher harvest status")
def harvest() -> None:
    """Sitzungsvorlagen aus Ratsinformationssystemen mit OParl-Schnittstelle einlesen."""


@harvest.command(
    "add", cls=GermanCommand, epilog="Beispiel: wissensspeicher harvest add https://ris.example.org/oparl/v1"
)
@click.argument("url", metavar="ADRESSE")
@click.option("--municipality", default="", metavar="KOMMUNE", help="Name oder Amtlicher Gemeindeschlüssel")
@click.option(
    "--host", multiple=True, metavar="SERVER", help="Weiterer Server, der gefragt werden darf, z. B. für Dateien"
)
@click.option(
    "--every",
    default=24,
    type=click.IntRange(0, 24 * 366),
    metavar="STUNDEN",
    help="So oft liest der Hintergrunddienst es ein; 0: nie von selbst. Vorgabe: 24",
)
@click.option("--publish", is_flag=True, help="Vorlagen sofort veröffentlichen statt als Entwurf aufnehmen")
def harvest_add(url: str, municipality: str, host: tuple[str, ...], every: int, *, publish: bool) -> None:
    """Ein Ratsinformationssystem vormerken: die Adresse des Systems oder einer Körperschaft."""
    with _library() as library:
        source = library.harvesting.add(url, municipality=municipality, hosts=host, publish=publish, every_hours=every)
    click.echo(
        f"{source.id}: {source.name} ({source.municipality}) ist vorgemerkt. Einlesen: wissensspeicher harvest run"
    )


@harvest.command("run", cls=GermanCommand, epilog="Beispiel: wissensspeicher harvest run")
@click.argument("which", metavar="[KENNUNG]", default="")
@click.option("--full", is_flag=True, help="Alles lesen, nicht nur Geändertes")
def harvest_run(which: str, *, full: bool) -> int:
    """Alle vorgemerkten Systeme einlesen oder eines; ein unterbrochener Lauf wird fortgesetzt."""
    with _library() as library:
        with Progress("Drucksachen") as progress:
            reports = library.harvesting.run(which, full=full, progress=progress.reach)
        bring_to_index(library)
    for line in (line for report in reports for line in report.messages):
        click.echo(line)
    if not reports:
        click.echo("Es ist kein Ratsinformationssystem vorgemerkt: wissensspeicher harvest add ADRESSE")
    return 0 if _all_complete(reports) else FAILED


def _all_complete(reports: tuple[Report, ...]) -> bool:
    return bool(reports) and all(one.is_complete for one in reports)


@harvest.command("status", cls=GermanCommand, epilog="Beispiel: wissensspeicher harvest status")
@click.argument("which", metavar="[KENNUNG]", default="")
@click.option(
    "--verdict", type=OneOf(Verdict, "URTEIL"), help=f"Von einem System diese auflisten: {', '.join(Verdict)}"
)
@click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben")
def harvest_status(which: str, verdict: str | None, *, as_json: bool) -> None:
    """Zeigen, was vorgemerkt ist, wie weit es eingelesen ist und was warum aufgenommen wurde oder nicht."""
    with _library() as library:
        states = [one for one in library.harvesting.states() if which in ("", one.source.id, one.source.url)]
        if which:
            library.harvesting.source(which)
        listed = [
            {"id": name, "reason": reason}
            for one in states
            for name, reason in (library.harvesting.verdicts(one.source.id, Verdict(verdict)) if verdict else ())
        ]
    if as_json:
        echo_json(listed if verdict else [_as_json(one) for one in states])
    elif verdict:
        _print(f"{one['id']}: {one['reason']}" for one in listed)
    else:
        _print(line for one in states for line in _lines(one))


def _lines(state: SourceState) -> Iterator[str]:
    source = state.source
    yield f"{source.id}: {source.name} ({source.municipality}), {source.url}"
    yield "  " + (
        ", ".join(f"{state.counts[one]} {label}" for one, label in _LABELS.items() if one in state.counts)
        or "noch leer"
    )
    complete = source.complete_from.strftime("%d.%m.%Y %H:%M UTC") if source.complete_from else "noch nie"
    yield f"  zuletzt ganz gelesen: {complete}" + ("; der letzte Lauf ist unterbrochen" if state.is_running else "")
    if state.next_at:
        yield f"  nächster Lauf: {state.next_at:%d.%m.%Y %H:%M} UTC, alle {source.every_hours} Stunden (Hintergrunddienst)"
    else:
        yield "  nächster Lauf: nur auf Wunsch (wissensspeicher harvest run)"
    if state.problem:
        yield f"  {state.problem}"
    yield from (f"  nicht lesbar: {reason}" for _, reason in state.refused[:_MOST_SHOWN])
    if len(state.refused) > _MOST_SHOWN:
        yield f"  … und {len(state.refused) - _MOST_SHOWN} weitere: wissensspeicher harvest status {source.id} --verdict refused"


def _as_json(state: SourceState) -> dict[str, Any]:
    source = asdict(state.source)
    instants = ("added_at", "complete_from", "full_from")
    source |= {name: source[name].isoformat() if source[name] else None for name in instants}
    return {
        **source,
        "counts": {one.value: count for one, count in state.counts.items()},
        "refused": [{"id": name, "reason": reason} for name, reason in state.refused],
        "is_running": state.is_running,
        "problem": state.problem,
        "next_at": state.next_at.isoformat() if state.next_at else None,
    }


@harvest.command("remove", cls=GermanCommand, epilog="Beispiel: wissensspeicher harvest remove 1a2b3c4d")
@click.argument("which", metavar="KENNUNG")
@click.option("--keep", is_flag=True, help="Was eingelesen wurde, bleibt öffentlich")
def harvest_remove(which: str, *, keep: bool) -> None:
    """Ein Ratsinformationssystem nicht mehr einlesen und seine Vorlagen zurückziehen."""
    with _library() as library:
        withdrawn = library.harvesting.remove(which, keep_documents=keep)
        bring_to_index(library)
    click.echo(f"Entfernt; {withdrawn} Vorlagen sind zurückgezogen.")


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)
