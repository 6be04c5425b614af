"""The commands of `wissensspeicher` that need no web: import, parse, export, index, search, suggest, check, work."""

import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import click

from kb import work
from kb.backup_commands import backup, export_everything, import_everything, restore
from kb.console import (
    FAILED,
    ExistingPath,
    GermanCommand,
    GermanGroup,
    OneOf,
    Progress,
    WholeNumber,
    echo_json,
    known,
)
from kb.database_commands import db
from kb.documents import ACTORS, AUDIENCES, Kind
from kb.documents import Outcome as Decided
from kb.errors import InputError, NotFound, SearchUnavailable
from kb.exchange_commands import exchange, hints
from kb.harvest_commands import harvest
from kb.importing.files import ARCHIVE
from kb.importing.reader import READABLE, parse_file
from kb.importing.sources import Source, is_by_product, sources_in
from kb.installation import installation_findings
from kb.library import SYNONYMS_FILE, Finding, Library, Outcome, content_folder, open_library
from kb.library.content_check import check_content
from kb.library.whole_export import is_whole_export
from kb.logs import log_to_stderr
from kb.preparing import bring_to_index, is_fresh, load_starter_corpus, prepare
from kb.processes import set_by_signals
from kb.search.query import Filters, Query, Sort
from kb.search.results import Results
from kb.settings import read_settings
from kb.showing import motion_as_text, results_as_json, results_as_text
from kb.user_commands import user

EDITOR = "Kommandozeile"
"""Who is named in the history of what a command saved."""

HELD_BACK = "als Entwurf aufgenommen; sofort veröffentlicht wird nur aus Ordnern, die KB_TRUSTED nennt"

json_option = click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben")


YEAR = WholeNumber(1000, 9999, "JAHR")


def _say(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def _library() -> Iterator[Library]:
    with open_library(read_settings()) as library:
        yield library


def _tell_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click calls it so
    if wanted:
        click.echo(version("wissensspeicher"))
        ctx.exit()


@click.group(cls=GermanGroup, epilog='Beispiel: wissensspeicher search "Wie trete ich dem Netzwerk bei?"')
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help="Die Fassung zeigen"
)
def commands() -> None:
    """Wissensspeicher Engagement: Wissen über bürgerschaftliches Engagement in Kommunen, mit deutscher Volltextsuche.

    Einstellungen kommen aus Umgebungsvariablen KB_… oder aus wissensspeicher.toml.
    """


@commands.command("search", epilog="Beispiel: wissensspeicher search Ehrenamtskarte --kind paper --from 2015 --json")
@click.argument("words", metavar="FRAGE…", nargs=-1)
@click.option("--kind", multiple=True, type=OneOf(Kind, "ART"), help=f"Nur diese Art: {', '.join(Kind)}")
@click.option("--topic", multiple=True, metavar="THEMA", help="Nur dieses Thema, z. B. netzwerk/beitritt")
@click.option("--actor", multiple=True, type=OneOf(ACTORS, "AKTEUR"), help=f"Nur diese: {', '.join(ACTORS)}")
@click.option("--municipality", multiple=True, metavar="KOMMUNE", help="Nur diese Kommune: Name oder Gemeindeschlüssel")
@click.option("--committee", multiple=True, metavar="GREMIUM", help="Nur dieses Gremium")
@click.option("--outcome", multiple=True, type=OneOf(Decided, "ERGEBNIS"), help=f"Nur dies: {', '.join(Decided)}")
@click.option("--audience", multiple=True, type=OneOf(AUDIENCES, "GRUPPE"), help=f"Nur für: {', '.join(AUDIENCES)}")
@click.option("--area", multiple=True, metavar="GEBIET", help="Nur dieser Kreis oder Regierungsbezirk")
@click.option("--year", multiple=True, type=YEAR, help="Nur dieses Jahr")
@click.option("--from", "year_from", type=YEAR, help="Ab diesem Jahr")
@click.option("--to", "year_to", type=YEAR, help="Bis zu diesem Jahr")
@click.option("--sort", type=OneOf(Sort, "ORDNUNG"), default=Sort.RELEVANCE, help=f"Reihenfolge: {', '.join(Sort)}")
@click.option("--exact", is_flag=True, help="Nur genaue Schreibweise: keine anderen Formen, Wortteile und Synonyme")
@click.option("--page", type=WholeNumber(1, 100_000, "SEITE"), default=1, help="Seite der Treffer")
@json_option
def search(
    words: tuple[str, ...], sort: str, page: int, *, exact: bool, as_json: bool, **chosen: tuple[str, ...] | int
) -> None:
    """Suchen wie auf der Suchseite.

    Wörter, "Wortgruppen in Anführungszeichen", Sport UND Kultur, ODER, NICHT, Verein*, titel:Satzung, kommune:Köln,
    jahr:2018-2020 und Drucksachennummern in jeder Schreibweise. Filter lassen sich mehrfach angeben.
    """
    settings = read_settings()
    with open_library(settings) as library:
        if is_fresh(library):
            prepare(library, _say)
        filters = _filters(library, chosen)
        question = library.reading.question(" ".join(words), filters, Sort(sort), page, only_exact=exact)
        results = _answer(library, question)
        if as_json:
            echo_json(results_as_json(results, settings))
        else:
            _print(results_as_text(results, settings, library.reading.municipalities))


def _filters(library: Library, chosen: dict[str, tuple[str, ...] | int]) -> Filters:
    """The filters with topics and municipalities looked up."""
    given = {name: value for name, value in chosen.items() if value}
    for name, find in (("topic", _topic), ("municipality", _municipality), ("area", _area)):
        if name in given:
            given[name] = tuple(find(library, one) for one in given[name])  # type: ignore[union-attr]
    given["year"] = tuple(map(str, given.get("year", ())))  # type: ignore[arg-type]  # an option given several times
    return Filters(**given)  # type: ignore[arg-type]  # option names are the filters' names


def _topic(library: Library, topic: str) -> str:
    topics = library.reading.topics
    if topic not in topics:
        raise click.UsageError(f"Das Thema „{topic}“ gibt es nicht. {known(topic, (one.id for one in topics))}")
    return topic


def _municipality(library: Library, name: str) -> str:
    register = library.reading.municipalities
    found = register.named(name)
    if not found and name not in register:
        raise NotFound(f"Die Kommune „{name}“")
    return found.ags if found else name


def _area(library: Library, name: str) -> str:
    areas = library.reading.municipalities.areas
    found = next((one.code for one in areas if name.casefold() in (one.code, one.name.casefold())), None)
    if found is None:
        raise click.UsageError(f"Das Gebiet „{name}“ gibt es nicht. {known(name, (one.name for one in areas))}")
    return found


def _answer(library: Library, query: Query) -> Results:
    """The results; an index that cannot answer is made anew first."""
    try:
        return library.reading.search(query)
    except SearchUnavailable:
        prepare(library, _say)
        return library.reading.search(query)


@commands.command("suggest", epilog="Beispiel: wissensspeicher suggest ehrenamtsk")
@click.argument("typed", metavar="ANFANG…", nargs=-1, required=True)
@json_option
def suggest(typed: tuple[str, ...], *, as_json: bool) -> None:
    """Zeigen, was das Suchfeld zu dem vorschlägt, was bisher getippt wurde."""
    with _library() as library:
        if is_fresh(library):
            prepare(library, _say)
        offered = library.reading.suggest(" ".join(typed))
    if as_json:
        echo_json([{"text": one.text, "offer": one.offer} for one in offered])
    else:
        _print(f"{one.text} ({one.offer.label})" for one in offered)


@commands.command("parse", epilog="Beispiel: wissensspeicher parse vorlage.pdf --json")
@click.argument("file", metavar="DATEI", type=ExistingPath(folder=False))
@json_option
def parse(file: Path, *, as_json: bool) -> None:
    """Die Teile einer Sitzungsvorlage aus einer Datei (.pdf, .docx, .odt, .html, .txt) lesen und zeigen.

    Gespeichert wird nichts.
    """
    read_settings()
    motion = parse_file(file)
    if as_json:
        echo_json(motion.as_json())
    else:
        _print(motion_as_text(motion))


@commands.command("import", epilog="Beispiel: wissensspeicher import vorlagen/ --publish")
@click.argument("paths", metavar="PFAD…", nargs=-1, required=True, type=ExistingPath(folder=True))
@click.option("--publish", is_flag=True, help="Sofort veröffentlichen; Eingelesenes nur aus vertrauten Ordnern")
def import_(paths: tuple[Path, ...], *, publish: bool) -> int:
    """Dateien, ganze Ordner oder ZIP-Archive aufnehmen, als Entwürfe.

    Gelesen werden Dokumente mit Feldern (.md) und Sitzungsvorlagen (.pdf, .docx, .odt, .html, .txt). Unverändertes bleibt
    unberührt. Was nicht lesbar ist, wird genannt; der Rest wird aufgenommen. Ein vollständiger Export wird als Ganzes in
    einen leeren Wissensspeicher aufgenommen.
    """
    if any(is_whole_export(path) for path in paths):
        if publish or len(paths) > 1:
            raise click.UsageError("Ein vollständiger Export wird für sich allein und ohne --publish aufgenommen.")
        import_everything(paths[0])
        return 0
    files = [file for path in paths for file in _files(path)]
    outcomes: Counter[str] = Counter()
    with _library() as library, Progress("Dateien", len(files)) as progress:
        if is_fresh(library):
            load_starter_corpus(library, _say)
        library.keeping.forget_unused_originals()
        for file in files:
            outcomes.update(_import(library, file, publish=publish))
            progress.step()
        bring_to_index(library)
    _print(f"{count} {label}" for label, count in outcomes.items())
    return FAILED if outcomes.keys() & {REFUSED, NOT_PUBLISHED} or not files else 0


REFUSED = "nicht lesbar"
NOT_PUBLISHED = "nicht veröffentlicht"


def _import(library: Library, file: Path, *, publish: bool) -> list[str]:
    """What became of the file, or of each in an archive."""
    try:
        with sources_in(file) as sources:
            return [_import_one(library, source, publish=publish) for source in sources]
    except InputError as error:
        _say(error.message)
        return [REFUSED]


def _import_one(library: Library, source: Source, *, publish: bool) -> str:
    """What became of the file, in German; a refusal is told."""
    try:
        imported = library.keeping.import_file(source, EDITOR, publish=publish)
    except InputError as error:
        _say(error.message)
        return REFUSED
    if imported.outcome is Outcome.KEPT:
        _say(f"{source.name}: {imported.outcome.label}")
    if imported.is_held_back:
        _say(f"{source.name}: {HELD_BACK}")
        return NOT_PUBLISHED
    return imported.outcome.label


def _files(path: Path) -> Sequence[Path]:
    if path.is_file():
        return [path]
    files = (file for file in path.rglob("*") if file.suffix.lower() in (*READABLE, ARCHIVE) and file.is_file())
    found = {file for file in files if not is_by_product(file.relative_to(path))}
    return sorted(found - {path / SYNONYMS_FILE})  # a register, which a start loads from the content folder


@commands.command("export", epilog="Beispiel: wissensspeicher export sicherung/")
@click.argument("folder", metavar="ORDNER", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Auch Entwürfe, Archiviertes, frühere Fassungen und Dateien")
def export(folder: Path, *, everything: bool) -> None:
    """Alles Öffentliche in einen Ordner schreiben, in der Form von content/.

    Mit --all alles, was die Redaktion hat, in einen leeren Ordner; `wissensspeicher import` nimmt ihn wieder auf.
    """
    if everything:
        export_everything(folder)
        return
    with _library() as library:
        count = library.keeping.export(folder)
    click.echo(f"{count} Dokumente stehen in {folder}.")


@commands.group("index", cls=GermanGroup, epilog="Beispiel: wissensspeicher index status")
def index() -> None:
    """Den Suchindex ansehen, nachtragen oder neu bauen."""


@index.command("status", cls=GermanCommand, epilog="Beispiel: wissensspeicher index status --json")
@json_option
def index_status(*, as_json: bool) -> int:
    """Zeigen, wie es Index und Datenbank geht."""
    with _library() as library:
        health = library.keeping.health()
    if as_json:
        echo_json(asdict(health))
    else:
        click.echo(health.message)
    return 0 if health.is_ready else FAILED


@index.command("apply", cls=GermanCommand, epilog="Beispiel: wissensspeicher index apply")
def index_apply() -> None:
    """Ausstehende Änderungen in den Index eintragen."""
    with _library() as library:
        applied = bring_to_index(library)
    click.echo(f"{applied} Dokumente nachgetragen.")


@index.command("rebuild", cls=GermanCommand, epilog="Beispiel: wissensspeicher index rebuild")
def index_rebuild() -> None:
    """Den Index neu bauen, während der alte weiter antwortet."""
    with _library() as library, Progress("Dokumente im Index") as progress:
        documents = library.keeping.rebuild(progress=progress.reach)
    click.echo(f"Der Index ist neu gebaut und enthält {documents} Dokumente.")


@index.command("reconcile", cls=GermanCommand, epilog="Beispiel: wissensspeicher index reconcile")
def index_reconcile() -> None:
    """Index und Datenbank vergleichen und nur das ausbessern, was verschieden ist.

    Verglichen werden Kennung und Fassung jedes Dokuments. Schneller als ein Neubau, wenn wenig fehlt. Ein Index, der fehlt
    oder beschädigt ist, wird neu gebaut.
    """
    with _library() as library:
        library.keeping.heal()
        differing = library.keeping.reconcile()
    click.echo(f"Ausgebesserte Dokumente: {differing}." if differing else "Index und Datenbank sind gleich.")


@commands.command("check", epilog="Beispiel: wissensspeicher check content")
@click.argument("what", metavar="[content]", required=False, type=OneOf(("content",), "content"))
@click.argument("folder", metavar="[ORDNER]", required=False, type=ExistingPath(folder=True))
@json_option
def check(what: str | None, folder: Path | None, *, as_json: bool) -> int:
    """Installation, Datenbank, Index, Inhalte und die Angaben zur betreibenden Stelle prüfen.

    Mit content: die Texte des Erstbestands oder eines Ordners derselben Form prüfen, ohne Datenbank. Rückgabewert 1,
    wenn ein Fehler dabei ist.
    """
    findings = check_content(folder or content_folder(read_settings())) if what else _findings_in_service()
    if as_json:
        echo_json([asdict(one) for one in findings])
    else:
        _print(one.message for one in findings)
        click.echo("Es wurde nichts gefunden." if not findings else f"{len(findings)} Befunde.")
    return FAILED if any(one.is_error for one in findings) else 0


def _findings_in_service() -> tuple[Finding, ...]:
    with _library() as library:
        return (*installation_findings(), *library.keeping.check())


@commands.command("work", epilog="Beispiel: wissensspeicher work")
@click.option("--once", is_flag=True, help="Nur erledigen, was gerade ansteht")
def work_(*, once: bool) -> None:
    """Den Hintergrunddienst ausführen.

    Er trägt Änderungen in den Index ein und hält ihn heil. `serve` startet ihn mit. Strg+C beendet ihn.
    """
    log_to_stderr(read_settings().log)
    with _library() as library:
        if once:
            library.keeping.heal(thorough=True)
            library.contributing.draft_reports()
            library.contributing.forget()
            bring_to_index(library)
        else:
            work.run(library, set_by_signals(signal.SIGTERM, signal.SIGINT))


commands.add_command(backup)
commands.add_command(restore)
commands.add_command(db)
commands.add_command(harvest)
commands.add_command(user)
commands.add_command(exchange)
commands.add_command(hints)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
