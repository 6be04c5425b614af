"""`wissensspeicher backup`, `restore`, `export --all` and the import of it: everything out, and back."""

from pathlib import Path

import click

from kb.console import ExistingPath, GermanCommand, Progress
from kb.library import open_library
from kb.library.backup import FOLDERS, write_backup
from kb.library.restoring import restore_backup
from kb.preparing import bring_to_index
from kb.settings import read_settings


@click.command("backup", cls=GermanCommand, epilog="Beispiel: wissensspeicher backup /srv/sicherung/2026-11-23.zip")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Alles in eine Datei sichern: Datenbank, eingelesene Dateien, Anlagen und das Geheimnis im Datenordner.

    Der Dienst darf dabei laufen. Der Suchindex gehört nicht dazu; er wird aus der Datenbank gebaut.
    """
    manifest = write_backup(read_settings(), file)
    click.echo(
        f"{file} ist geschrieben: die Datenbank und {manifest.count(FOLDERS)} Dateien, {_size(manifest.size)} ausgepackt."
    )


@click.command("restore", cls=GermanCommand, epilog="Beispiel: wissensspeicher restore /srv/sicherung/2026-11-23.zip")
@click.argument("file", metavar="DATEI", type=ExistingPath(folder=False))
def restore(file: Path) -> None:
    """Eine Sicherung in einen leeren Datenordner zurückspielen und den Suchindex bauen.

    Vorher wird jede Prüfsumme verglichen. Stimmt etwas nicht, wird nichts geschrieben.
    """
    settings = read_settings()
    manifest = restore_backup(settings, file)
    click.echo(f"Die Sicherung vom {manifest.made_at[:10]} ist zurückgespielt, mit {manifest.count(FOLDERS)} Dateien.")
    with open_library(settings) as library, Progress("Dokumente im Index") as progress:
        documents = library.keeping.rebuild(progress=progress.reach)
    click.echo(f"Der Suchindex ist gebaut und enthält {documents} Dokumente.")


def export_everything(folder: Path) -> None:
    with open_library(read_settings()) as library:
        count = library.keeping.export_everything(folder)
    click.echo(f"{count} Dokumente mit allen Fassungen und allem, was dazu gehört, stehen in {folder}.")


def import_everything(folder: Path) -> None:
    with open_library(read_settings()) as library, Progress("Dokumente") as progress:
        count = library.keeping.import_everything(folder, progress=progress.reach)
        bring_to_index(library)
    click.echo(f"{count} Dokumente sind mit allen Fassungen aufgenommen.")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
