"""import(export(x)) == x for everything: drafts, revisions, what is scheduled or archived, registers, files."""

import datetime
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from kb.documents import State
from kb.errors import InputError, UnreadableFile
from kb.library import Library, open_library
from kb.library.whole_export import MANIFEST
from kb.settings import Settings
from kb.store import Seen, SeenPage, Source, Verdict, open_store
from kb.store.tables import metadata
from kb.store.whole import LEFT_OUT, PLAIN_TABLES
from tests.builders import EDITOR, KOELN, a_fact, a_library, a_motion, an_article, settings_in
from tests.contributions import a_hint, an_experience, an_offer, send
from tests.kb.importing.files.made import a_docx, paragraph

SQLITE = "sqlite:///wissensspeicher.sqlite"

EQUAL = {*PLAIN_TABLES, *(name for name, reason in LEFT_OUT.items() if reason in ("files of their own", "made anew"))}
"""Tables that must hold the same rows afterwards; `outbox` says only what the index was not told yet."""


def fill(library: Library, folder: Path) -> None:
    """Something of everything that the editors can bring about."""
    editing, today = library.editing, datetime.date(2026, 11, 23)
    editing.save_fact(a_fact(), EDITOR)
    editing.save(an_article(id="viele", body="Bis zu {{ fakt: ehrenamtspauschale }}."), EDITOR)
    for number in range(1, 4):
        text = f"Fassung {number}: {{{{ fakt: ehrenamtspauschale }}}}.\r\n\u2028 - 'x'"
        editing.save(replace(an_article(id="viele", body=text), state=State.DRAFT), "erika", number * 3 - 2)
        editing.submit("viele", "erika", number * 3 - 1)
        editing.publish("viele", EDITOR, number * 3)
        editing.save_fact(a_fact(value=f"{number}.000"), EDITOR)
    editing.save(replace(editing.newest("viele").document, state=State.DRAFT, title="Entwurf daneben"), "otto", 10)
    editing.save(an_article(id="weg", title="Zurückgezogen"), EDITOR)
    editing.archive("weg", EDITOR, 1)
    editing.save(a_motion(id="papier", state=State.IN_REVIEW), "erika")
    editing.return_to_draft("papier", EDITOR, 1, "Bitte die Quelle nennen.\nUnd das Datum.")
    editing.save(an_article(id="termin", state=State.IN_REVIEW), "erika")
    library.desk.release(
        "termin", EDITOR, 1, datetime.date(2027, 1, 1), public_until=datetime.date(2027, 12, 31), today=today
    )
    library.steering.keep_synonym(library.steering.synonym("dankekarte => ehrenamtskarte", "gesucht"), EDITOR)
    library.steering.keep_synonym(library.steering.synonym("a, b", on_trial=True), EDITOR)
    library.steering.undo_synonyms(EDITOR)
    library.steering.pin("Beitritt", ["viele"], EDITOR)
    library.keeping.import_file(a_docx(folder / "brief.docx", paragraph("Ein Absatz über Nachbarschaft.")), EDITOR)
    for contribution in (an_experience(), an_offer(), a_hint(reply_to="leserin@web.example")):
        send(library, contribution)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a knowledge base lies in `daten` and its full export in `export`."""
    home = tmp_path_factory.mktemp("wissen")
    with a_library(home, database=SQLITE) as library:
        fill(library, home)
        _keep_what_the_desk_cannot(home)
        assert library.keeping.export_everything(home / "export") == 7
    return home


def _keep_what_the_desk_cannot(home: Path) -> None:
    """A revision from before a rule, its title has two lines; and a harvest that was begun."""
    store = open_store(settings_in(home, database=SQLITE).database_url)
    old = an_article(id="alt", title="Zwei\nZeilen", state=State.ARCHIVED)
    store.documents.save(old, editor=EDITOR, based_on=None, public=None, parts={})
    now, url = datetime.datetime.now(datetime.UTC), "https://ris.example.org/oparl"
    source = Source(
        id="ris", url=url, papers=url, name="Köln", municipality=KOELN, hosts=("a", "b"), publish=True, added_at=now
    )
    store.harvests.add(source)
    run = store.harvests.begin("ris", url, now, is_full=True)
    seen = Seen(object_id="1", verdict=Verdict.TAKEN, document_id="papier", run=run.id, content={"name": "Ä"})
    store.harvests.finish_page(run, SeenPage(url=url, etag="x", next="", run=run.id), [seen])
    store.close()


def taken_in(export: Path, folder: Path) -> Settings:
    settings = Settings(data=folder / "neu", content=folder)
    with open_library(settings) as library:
        library.keeping.import_everything(export)
    return settings


def rows(settings: Settings) -> dict[str, list[str]]:
    store = open_store(settings.database_url)
    with store.database.reading() as connection:
        found = {one: sorted(map(repr, connection.execute(select(metadata.tables[one])))) for one in EQUAL}
    store.close()
    return found


def test_everything_is_equal_afterwards(home: Path, tmp_path: Path) -> None:
    settings = taken_in(home / "export", tmp_path)

    before, after = rows(settings_in(home, database=SQLITE)), rows(settings)
    differing = {name for name in EQUAL if before[name] != after[name]}
    assert differing - {"outbox", "renderings"} == set()
    assert [name for name in PLAIN_TABLES if not after[name]] == []
    old = settings_in(home, database=SQLITE).data / "originale"
    assert [path.read_bytes() for path in old.iterdir()] == [
        path.read_bytes() for path in (settings.data / "originale").iterdir()
    ]


def test_every_revision_looks_as_it_did_also_with_facts_that_changed_since(home: Path, tmp_path: Path) -> None:
    settings = taken_in(home / "export", tmp_path)

    of_today = "alt"  # was kept without being rendered
    before, after = (
        [one for one in rows(each)["renderings"] if of_today not in one]
        for each in (settings_in(home, database=SQLITE), settings)
    )
    assert before == after
    assert len(after) > 10


def test_what_is_public_is_found_afterwards_and_nothing_else(home: Path, tmp_path: Path) -> None:
    settings = taken_in(home / "export", tmp_path)

    with open_library(settings) as library:
        library.keeping.heal()
        library.keeping.apply_pending(wait=True)
        assert [hit.id for hit in library.reading.search(library.reading.question("Beitritt")).hits] == ["viele"]
        assert library.reading.search(library.reading.question("Zurückgezogen")).total == 0
        assert library.keeping.reconcile() == 0


def test_a_second_export_is_the_same_as_the_first(home: Path, tmp_path: Path) -> None:
    settings = taken_in(home / "export", tmp_path)
    with open_library(settings) as library:
        library.keeping.export_everything(tmp_path / "wieder")

    first, second = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (home / "export", tmp_path / "wieder")
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == [MANIFEST]  # it says when it was made


def test_a_revision_is_a_file_as_editors_know_it(home: Path) -> None:
    text = (home / "export/dokumente/papier/0002.md").read_text(encoding="utf-8")

    assert text.startswith("---\nid: papier\nkind: paper\ntitle: Beitritt zum Kommunennetzwerk\n")
    assert "state: draft\n" in text
    assert sorted(path.name for path in (home / "export/dokumente/alt").iterdir()) == ["0001.json", "verlauf.json"]


def test_an_export_is_for_its_owner_alone_and_goes_into_an_empty_folder_only(home: Path) -> None:
    assert stat.S_IMODE((home / "export").stat().st_mode) == 0o700
    with open_library(settings_in(home, database=SQLITE)) as library, pytest.raises(InputError, match="nicht leer"):
        library.keeping.export_everything(home / "export")


def test_it_is_taken_into_an_empty_knowledge_base_only(home: Path) -> None:
    before = rows(settings_in(home, database=SQLITE))

    with (
        open_library(settings_in(home, database=SQLITE)) as library,
        pytest.raises(InputError, match="leeren Wissensspeicher"),
    ):
        library.keeping.import_everything(home / "export")

    assert rows(settings_in(home, database=SQLITE)) == before


def remove(export: Path) -> None:
    (export / "dokumente/viele/0002.md").unlink()


def add(export: Path) -> None:
    (export / "dokumente/viele/0099.md").write_text("---\n", encoding="utf-8")


def change(export: Path) -> None:
    os.truncate(export / "tabellen/registers.jsonl", 100)


def change_original(export: Path) -> None:
    next((export / "originale").iterdir()).write_bytes(b"x")


def cut(export: Path) -> None:
    os.truncate(export / MANIFEST, 100)


@pytest.mark.parametrize("damage", [remove, add, change, change_original, cut])
def test_a_damaged_export_is_refused_and_nothing_is_stored(
    home: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    export = shutil.copytree(home / "export", tmp_path / "export")
    damage(export)

    with pytest.raises(UnreadableFile):
        taken_in(export, tmp_path)

    assert rows(Settings(data=tmp_path / "neu"))["documents"] == []
    assert not (tmp_path / "neu/originale").exists()


def test_of_every_table_it_is_decided_whether_a_full_export_has_it() -> None:
    assert set(metadata.tables) == {*PLAIN_TABLES, *LEFT_OUT}
