"""`wissensspeicher db`: a knowledge base moves into another database."""

import click

from kb.console import GermanCommand, GermanGroup, Progress
from kb.library.copying import copy_database
from kb.settings import read_settings

_URL = "wie bei KB_DATABASE"


@click.group("db", cls=GermanGroup, epilog="Beispiel: wissensspeicher db copy --help")
def db() -> None:
    """Mit dem Wissensspeicher in eine andere Datenbank umziehen."""


@db.command(
    "copy",
    cls=GermanCommand,
    epilog="Beispiel: wissensspeicher db copy --from sqlite:///wissensspeicher.sqlite "
    "--to postgresql+psycopg://wissen@localhost/wissen",
)
@click.option("--from", "source", required=True, metavar="URL", help=f"Die Datenbank, die es gibt, {_URL}")
@click.option("--to", "target", required=True, metavar="URL", help=f"Eine leere Datenbank, {_URL}")
def db_copy(source: str, target: str) -> None:
    """Alles in eine leere Datenbank kopieren und beide vergleichen.

    Der Dienst muss dafür stehen. Wird das Kopieren unterbrochen, setzt derselbe Befehl es fort; vorher lässt sich die
    unvollständige Kopie nicht öffnen.
    """
    settings = read_settings()
    with Progress("Zeilen") as progress:
        rows = copy_database(settings, source, target, progress.reach_of)
    click.echo(
        f"{sum(rows.values())} Zeilen in {len(rows)} Tabellen sind kopiert und verglichen, "
        f"darunter {rows['documents']} Dokumente in {rows['revisions']} Fassungen. "
        "Nächster Schritt: KB_DATABASE auf das Ziel setzen und den Dienst starten."
    )
