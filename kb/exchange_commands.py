"""`wissensspeicher exchange` and `hints`: what readers sent in, until the editors have a desk for it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click

from kb.console import GermanCommand, GermanGroup, OneOf, echo_json
from kb.contributions import KeptHint, KeptOffer, OfferState, ReportedExperience
from kb.library import Library, open_library
from kb.settings import read_settings

EDITOR = "Kommandozeile"
"""Who is named as having decided."""

json_option = click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben")


@contextmanager
def _library() -> Iterator[Library]:
    with open_library(read_settings()) as library:
        yield library


@click.group("exchange", cls=GermanGroup, epilog="Beispiel: wissensspeicher exchange list --state pending")
def exchange() -> None:
    """Was Kommunen melden: Erfahrungen, Amtshilfe und Wünsche nach Austausch."""


@exchange.command("list", cls=GermanCommand, epilog="Beispiel: wissensspeicher exchange list --state pending")
@click.option("--state", type=OneOf(OfferState, "STAND"), help=f"Nur diese: {', '.join(OfferState)}")
@json_option
def exchange_list(state: str | None, *, as_json: bool) -> None:
    """Gemeldete Amtshilfe und Wünsche nach Austausch zeigen, die älteste Meldung zuerst."""
    with _library() as library:
        found = library.contributing.all_offers(OfferState(state) if state else None)
        lines = [line for one in found for line in _offer_lines(one, library)]
    if as_json:
        echo_json([_offer_as_json(one) for one in found])
    else:
        _print(lines or ["Es liegt nichts vor."])


@exchange.command("reports", cls=GermanCommand, epilog="Beispiel: wissensspeicher exchange reports")
@json_option
def exchange_reports(*, as_json: bool) -> None:
    """Gemeldete Erfahrungen zeigen, die neueste zuerst, mit der Kennung des Entwurfs."""
    with _library() as library:
        found = library.contributing.reports()
        lines = [line for one in found for line in _report_lines(one, library)]
    if as_json:
        echo_json([_report_as_json(one) for one in found])
    else:
        _print(lines or ["Es ist keine Erfahrung gemeldet."])


@exchange.command("confirm", cls=GermanCommand, epilog="Beispiel: wissensspeicher exchange confirm bcdfghjk")
@click.argument("which", metavar="KENNUNG")
def exchange_confirm(which: str) -> None:
    """Einen Eintrag veröffentlichen."""
    with _library() as library:
        library.contributing.confirm(which, EDITOR)
    click.echo(f"{which} ist jetzt öffentlich.")


@exchange.command("decline", cls=GermanCommand, epilog="Beispiel: wissensspeicher exchange decline bcdfghjk")
@click.argument("which", metavar="KENNUNG")
def exchange_decline(which: str) -> None:
    """Einen Eintrag ablehnen oder wieder aus der Öffentlichkeit nehmen; er bleibt gespeichert."""
    with _library() as library:
        library.contributing.decline(which, EDITOR)
    click.echo(f"{which} ist abgelehnt und nicht öffentlich.")


@exchange.command("remove", cls=GermanCommand, epilog="Beispiel: wissensspeicher exchange remove bcdfghjk")
@click.argument("which", metavar="KENNUNG")
def exchange_remove(which: str) -> None:
    """Einen Eintrag endgültig löschen."""
    with _library() as library:
        library.contributing.remove_offer(which)
    click.echo(f"{which} ist gelöscht.")


@click.group("hints", cls=GermanGroup, epilog="Beispiel: wissensspeicher hints list")
def hints() -> None:
    """Hinweise von Leserinnen und Lesern an die Redaktion."""


@hints.command("list", cls=GermanCommand, epilog="Beispiel: wissensspeicher hints list --json")
@json_option
def hints_list(*, as_json: bool) -> None:
    """Alle Hinweise zeigen, den neuesten zuerst."""
    with _library() as library:
        found = library.contributing.hints()
    if as_json:
        echo_json([_hint_as_json(one) for one in found])
    else:
        _print([line for one in found for line in _hint_lines(one)] or ["Es liegt kein Hinweis vor."])


@hints.command("remove", cls=GermanCommand, epilog="Beispiel: wissensspeicher hints remove bcdfghjk")
@click.argument("which", metavar="KENNUNG")
def hints_remove(which: str) -> None:
    """Einen erledigten Hinweis samt Antwortadresse löschen."""
    with _library() as library:
        library.contributing.remove_hint(which)
    click.echo(f"{which} ist gelöscht.")


def _offer_lines(one: KeptOffer, library: Library) -> Iterator[str]:
    offer, reading = one.offer, library.reading
    topics = ", ".join(map(reading.topics.label, offer.topics))
    yield f"{one.id}: {reading.municipalities.name(offer.municipality)} {offer.kind.label} zu: {topics}"
    yield f"  {one.state.label}, gemeldet am {one.received_at:%d.%m.%Y}, {offer.mailbox}"
    if offer.note:
        yield f"  {_on_one_line(offer.note)}"


def _report_lines(one: ReportedExperience, library: Library) -> Iterator[str]:
    said, reading = one.experience, library.reading
    name, topic = reading.municipalities.name(said.municipality), reading.topics.label(said.topic)
    draft = f"Entwurf {one.document}" if one.is_drafted else "noch ohne Entwurf"
    yield f"{one.document}: {name}, {topic}, {said.year}"
    yield f"  {draft}, gemeldet am {one.received_at:%d.%m.%Y}, {said.mailbox}"
    if one.removed:
        yield f"  Nicht übernommene personenbezogene Angaben: {_on_one_line('; '.join(one.removed))}"


def _hint_lines(one: KeptHint) -> Iterator[str]:
    yield f"{one.id}: {one.hint.kind.label}, {one.received_at:%d.%m.%Y}"
    if one.hint.about:
        yield f"  zu: {_on_one_line(one.hint.about)}"
    yield f"  {_on_one_line(one.hint.text)}"
    if one.hint.reply_to:
        yield f"  Antwort erbeten an: {one.hint.reply_to}"


def _offer_as_json(one: KeptOffer) -> dict[str, Any]:
    return {"id": one.id, "state": one.state, "received_at": one.received_at.isoformat(), **asdict(one.offer)}


def _report_as_json(one: ReportedExperience) -> dict[str, Any]:
    about = {"document": one.document if one.is_drafted else None, "received_at": one.received_at.isoformat()}
    return {**about, "removed": one.removed, **asdict(one.experience)}


def _hint_as_json(one: KeptHint) -> dict[str, Any]:
    return {"id": one.id, "received_at": one.received_at.isoformat(), **asdict(one.hint)}


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
