"""The console script: the commands of `kb.cli` and `serve`."""

import errno
import socket
import sys

import click

from kb.cli import commands
from kb.console import run
from kb.errors import SettingsError
from kb.library import open_library
from kb.logs import log_to_stderr
from kb.preparing import prepare
from kb.settings import Settings, read_settings
from web.listening import address
from web.operating.metrics import shared_counts
from web.supervisor import Supervisor, children

LONGEST_QUEUE = 128
"""Connections that wait while no web process takes them."""


@commands.command("serve", epilog="Beispiel: wissensspeicher serve")
@click.option("--no-worker", is_flag=True, help="Ohne Hintergrunddienst, wenn er als eigener Dienst läuft")
def serve(*, no_worker: bool) -> None:
    """Die Daten vorbereiten und den Dienst starten.

    Strg+C beendet ihn. Adresse und Port wählen KB_HOST und KB_PORT.
    """
    settings = read_settings()
    log_to_stderr(settings.log)
    with listen(settings) as listener:
        with open_library(settings) as library:
            prepare(library, _say)
        supervisor = Supervisor(children(listener, settings.processes, worker=not no_worker))
        click.echo(f"Der Wissensspeicher läuft: {address(settings, listener)}")
        with shared_counts():
            supervisor.run()
    _say("Der Wissensspeicher ist beendet.")


def listen(settings: Settings) -> socket.socket:
    """The listening socket. Raises SettingsError if host or port cannot be had."""
    try:
        family, _, _, _, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(place[:2], family=family, backlog=LONGEST_QUEUE)
    except OSError as error:
        raise SettingsError(_refused(settings, error)) from error


def _refused(settings: Settings, error: OSError) -> str:
    """Why there is no socket, and what to do."""
    another = "Einen anderen Port wählen, zum Beispiel: KB_PORT=8080 make serve (KB_PORT=0 nimmt irgendeinen freien)."
    if error.errno == errno.EADDRINUSE:
        return f"Der Port {settings.port} auf {settings.host} ist schon vergeben. {another}"
    if error.errno == errno.EACCES:
        return f"Den Port {settings.port} darf diese Kennung nicht öffnen. {another}"
    return f"An KB_HOST „{settings.host}“ kann der Dienst nicht lauschen: Diese Adresse hat der Rechner nicht."


def _say(message: str) -> None:
    click.echo(message, err=True)


def main() -> None:
    """Run the command line and end with its exit code."""
    sys.exit(run(commands))
