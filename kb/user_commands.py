"""`wissensspeicher user`: accounts of those who write and edit."""

import getpass

import click

from kb.console import GermanCommand, GermanGroup, OneOf, echo_json
from kb.errors import NotFound
from kb.library import Library, open_library
from kb.people import Role
from kb.preparing import is_fresh, load_starter_corpus
from kb.settings import read_settings

_ROLES = ", ".join(f"{role} ({role.label})" for role in Role)


@click.group("user", cls=GermanGroup, epilog="Beispiel: wissensspeicher user add m.redaktion --role editor")
def user() -> None:
    """Konten für Mitarbeit, Redaktion und Administration verwalten."""


@user.command("add", cls=GermanCommand, epilog="Beispiel: wissensspeicher user add m.redaktion --role editor")
@click.argument("name", metavar="NAME")
@click.option("--role", type=OneOf(Role, "ROLLE"), default=Role.AUTHOR, help=f"Was das Konto darf: {_ROLES}")
@click.option("--municipality", default="", metavar="KOMMUNE", help="Name oder Amtlicher Gemeindeschlüssel")
def user_add(name: str, role: str, municipality: str) -> None:
    """Ein Konto anlegen; das Startpasswort wird einmal gezeigt und beim ersten Anmelden ersetzt."""
    with open_library(read_settings()) as library:
        if is_fresh(library):
            load_starter_corpus(library, lambda message: click.echo(message, err=True))
        ags = _ags(library, municipality) if municipality else ""
        password = library.people.add(name, Role(role), ags, by=_operator())
    click.echo(f"{name} ist angelegt ({Role(role).label}). Startpasswort: {password}")


@user.command("role", cls=GermanCommand, epilog="Beispiel: wissensspeicher user role m.redaktion administrator")
@click.argument("name", metavar="NAME")
@click.argument("role", metavar="ROLLE", type=OneOf(Role, "ROLLE"))
def user_role(name: str, role: str) -> None:
    """Einem Konto eine andere Rolle geben; es gilt sofort."""
    with open_library(read_settings()) as library:
        library.people.change_role(name, Role(role), by=_operator())
    click.echo(f"{name} hat jetzt die Rolle {Role(role).label}.")


@user.command("disable", cls=GermanCommand, epilog="Beispiel: wissensspeicher user disable m.redaktion")
@click.argument("name", metavar="NAME")
def user_disable(name: str) -> None:
    """Ein Konto sperren und abmelden; was damit geschrieben wurde, bleibt."""
    with open_library(read_settings()) as library:
        library.people.disable(name, by=_operator())
    click.echo(f"{name} ist gesperrt und abgemeldet. Entsperren: wissensspeicher user enable {name}")


@user.command("enable", cls=GermanCommand, epilog="Beispiel: wissensspeicher user enable m.redaktion")
@click.argument("name", metavar="NAME")
def user_enable(name: str) -> None:
    """Ein gesperrtes Konto wieder zulassen."""
    with open_library(read_settings()) as library:
        library.people.enable(name, by=_operator())
    click.echo(f"{name} kann sich wieder anmelden.")


@user.command("reset", cls=GermanCommand, epilog="Beispiel: wissensspeicher user reset m.redaktion")
@click.argument("name", metavar="NAME")
def user_reset(name: str) -> None:
    """Einem Konto ein neues Startpasswort geben; überall wird es abgemeldet."""
    with open_library(read_settings()) as library:
        password = library.people.reset(name, by=_operator())
    click.echo(f"Neues Startpasswort für {name}: {password}")


@user.command("list", cls=GermanCommand, epilog="Beispiel: wissensspeicher user list")
@click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben")
def user_list(*, as_json: bool) -> None:
    """Alle Konten zeigen."""
    with open_library(read_settings()) as library:
        people = library.people.all()
    if as_json:
        rows = ({"name": one.name, "role": one.role, "municipality": one.municipality} for one in people)
        echo_json([row | {"disabled": one.is_disabled} for row, one in zip(rows, people, strict=True)])
        return
    for one in people:
        click.echo(f"{one.name}: {one.role.label}{', gesperrt' if one.is_disabled else ''}")
    if not people:
        click.echo("Es gibt noch kein Konto: wissensspeicher user add NAME --role administrator")


def _ags(library: Library, name: str) -> str:
    register = library.reading.municipalities
    found = register.named(name)
    if not found and name not in register:
        raise NotFound(f"Die Kommune „{name}“")
    return found.ags if found else name


def _operator() -> str:
    """Who works at the machine, for the audit trail."""
    try:
        return f"Befehlszeile ({getpass.getuser()})"
    except (OSError, KeyError):
        return "Befehlszeile"
