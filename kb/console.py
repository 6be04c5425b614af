"""The command line in German: click's own words, its refusals, and progress on standard error.

Commands are made with `GermanGroup` and `GermanCommand` and started with `run`, which turns every expected error into
one German message and an exit code: 0 done, 1 it did not work, 2 the call or a setting is wrong.
"""

import errno
import json
import sys
import time
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from kb.errors import KnowledgeBaseError, SettingsError

PROGRAM = "wissensspeicher"
FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class GermanCommand(click.Command):
    """A command whose help and refusals are German; `epilog` is its example."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("options_metavar", "[OPTIONEN]")
        super().__init__(*args, **attributes)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Aufruf: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        _write_section(formatter, "Optionen", [record for one in options if (record := one.get_help_record(ctx))])

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments are told in the help text."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "Diese Hilfe zeigen"
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        takes_rest, ctx.allow_extra_args = ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not takes_rest:
            raise click.UsageError(f"Zu viele Angaben: {' '.join(rest)}.", ctx)
        return rest


class GermanGroup(GermanCommand, click.Group):
    """A group of commands in the order in which they were added."""

    command_class = GermanCommand
    group_class = type

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("subcommand_metavar", "BEFEHL …")
        super().__init__(*args, **attributes)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click calls it so
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        GermanCommand.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(90)) for name, command in self.commands.items()]
        _write_section(formatter, "Befehle", rows)


class OneOf(click.Choice[str]):
    """One of some words; a wrong one is refused with the nearest and all of them."""

    def __init__(self, words: Iterable[str], metavar: str) -> None:
        super().__init__(list(words))
        self.metavar = metavar

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  # click calls it so
        return self.metavar

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            self.fail(f"„{value}“ gibt es nicht. {known(value, self.choices)}", param, ctx)
        return value


class WholeNumber(click.ParamType[int]):
    """A whole number from `least` to `most`, both included."""

    name = "ZAHL"

    def __init__(self, least: int, most: int, metavar: str = "ZAHL") -> None:
        self.least, self.most, self.name = least, most, metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if not str(value).isdecimal() or not self.least <= int(value) <= self.most:
            self.fail(f"„{value}“ ist keine ganze Zahl von {self.least} bis {self.most}.", param, ctx)
        return int(value)


class ExistingPath(click.ParamType[Path]):
    """A file or folder that is there; with `folder=False` a file only."""

    name = "PFAD"

    def __init__(self, *, folder: bool) -> None:
        self.folder = folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if not path.exists():
            self.fail(f"„{value}“ gibt es nicht.", param, ctx)
        if path.is_dir() and not self.folder:
            self.fail(f"„{value}“ ist ein Ordner; gebraucht wird eine Datei.", param, ctx)
        return path


class Progress:
    """How far long work is, on standard error: one growing line on a terminal, elsewhere a line every ten seconds."""

    def __init__(self, what: str, total: int | None = None, every: float = 10.0) -> None:
        self.what, self.total, self.every = what, total, every
        self.done = 0
        self._terminal = sys.stderr.isatty()
        self._told = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal and self.done:
            click.echo(err=True)

    def step(self) -> None:
        self.reach(self.done + 1)

    def reach_of(self, done: int, total: int) -> None:
        """Tell that so many of so many are done by now."""
        self.total = total
        self.reach(done)

    def reach(self, done: int) -> None:
        """Tell that so many are done by now."""
        self.done = done
        now = time.monotonic()
        if now - self._told >= (0.1 if self._terminal else self.every) or (self._terminal and self.done == self.total):
            self._told = now
            text = f"{self.what}: {self.done}" + (f" von {self.total}" if self.total else "")
            click.echo(f"\r{text}" if self._terminal else text, err=True, nl=not self._terminal)


def run(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run `command` and return its exit code; expected errors are told on standard error in German."""
    try:
        outcome = command.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except (click.ClickException, click.Abort, KnowledgeBaseError, OSError) as error:
        click.echo(_message(error), err=True)
        return _code(error)
    return outcome if isinstance(outcome, int) else 0


def refusal(error: click.UsageError) -> str:
    """What is wrong with the call, and where its help is."""
    where = error.ctx.command_path if error.ctx else PROGRAM
    return f"{where}: {_reason(error)}\nHilfe: {where} --help"


def known(word: str, words: Iterable[str]) -> str:
    """The word that was perhaps meant, and all that are known, as German sentences."""
    words = list(words)
    near = get_close_matches(word, words, 1)
    hint = f"Gemeint war vielleicht „{near[0]}“. " if near else ""
    return f"{hint}Bekannt sind: {', '.join(words)}."


def echo_json(value: object) -> None:
    """Print JSON; letters beyond ASCII stay readable where the output can carry them."""
    readable = (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not readable, indent=2))


def _reason(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"Die Option „{error.option_name}“ gibt es nicht. {known(error.option_name, _options(error.ctx))}"
        case click.exceptions.NoSuchCommand():
            return f"Den Befehl „{error.command_name}“ gibt es nicht. {known(error.command_name, _commands(error.ctx))}"
        case click.MissingParameter():
            return f"Es fehlt {_named(error)}."
        case click.BadParameter():
            return f"Der Wert für {_named(error)} passt nicht: {error.message}"
        case click.BadOptionUsage():
            return f"Die Option „{error.option_name}“ braucht {_wants(error)}."
        case _:
            return error.message


def _wants(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    flags = {name for one in params if isinstance(one, click.Option) and one.is_flag for name in one.opts}
    return "keinen Wert" if error.option_name in flags else "einen Wert"


def _named(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return "eine Angabe"
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)


def _options(ctx: click.Context | None) -> list[str]:
    params = ctx.command.get_params(ctx) if ctx else []
    return [name for one in params if isinstance(one, click.Option) for name in one.opts]


def _commands(ctx: click.Context | None) -> list[str]:
    return list(ctx.command.commands) if ctx and isinstance(ctx.command, click.Group) else []


def _write_section(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _message(error: Exception) -> str:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.message
        case click.UsageError():
            return refusal(error)
        case click.Abort():
            return "Abgebrochen."
        case KnowledgeBaseError():
            return error.message
        case OSError():
            reason = _OS_REASONS.get(error.errno or 0, error.strerror or str(error))
            return f"{error.filename or 'Eine Datei oder ein Anschluss'} ist nicht nutzbar: {reason}."
        case _:
            return str(error)


def _code(error: Exception) -> int:
    if isinstance(error, click.Abort):
        return INTERRUPTED
    return MISUSED if isinstance(error, click.UsageError | SettingsError) else FAILED


_OS_REASONS = {
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.ENOENT: "nicht gefunden",
    errno.EEXIST: "schon vorhanden",
    errno.ENOTDIR: "kein Ordner",
    errno.EISDIR: "ein Ordner, keine Datei",
    errno.ENOSPC: "kein Platz auf dem Datenträger",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
}
