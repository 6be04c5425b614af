"""A backup is taken while the service works, and comes back whole or not at all."""

import json
import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kb.documents import State
from kb.errors import InputError, StoreUnavailable, UnreadableFile
from kb.library import open_library
from kb.library.backup import DATABASE, MANIFEST, write_backup
from kb.library.restoring import restore_backup
from kb.people import Role
from kb.settings import Settings
from tests.builders import EDITOR, a_library, a_motion, an_article, settings_in
from tests.kb.importing.files.made import a_docx, paragraph

SECRET = "geheimnis"
SQLITE = "sqlite:///wissensspeicher.sqlite"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a knowledge base lies with a public text, a draft, a file that was read in, an account and a secret."""
    home = tmp_path_factory.mktemp("wissen")
    with a_library(home, an_article(id="aaa"), a_motion(id="bbb", state=State.DRAFT), database=SQLITE) as library:
        library.keeping.import_file(a_docx(home / "brief.docx", paragraph("Ein Absatz über Nachbarschaft.")), EDITOR)
        library.people.add("erika", Role.EDITOR, by=EDITOR)
        (home / "daten" / SECRET).write_bytes(b"x" * 32)
        (home / "daten" / "originale" / ".neu-x").write_bytes(b"halb")
    write_backup(settings_in(home, database=SQLITE), home / "sicherung.zip")
    return home


@pytest.fixture
def saved(home: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    return Path(shutil.copy2(home / "sicherung.zip", tmp_path))


@pytest.fixture
def damaged_home(home: Path, tmp_path: Path) -> Path:
    """A copy of it, to change things in its database by hand."""
    return shutil.copytree(home, tmp_path / "zweitens")


def elsewhere(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "neu", database=SQLITE)


def everything(data: Path, *, files: bool = True) -> dict[str, list[str]]:
    """Every table's rows, and every file beside database and index."""
    with closing(sqlite3.connect(data / DATABASE)) as database:
        names = sorted(row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        rows = {name: sorted(map(repr, database.execute(f"SELECT * FROM {name}"))) for name in names}
    kept = [data / SECRET, *(path for path in data.glob("originale/*") if not path.name.startswith("."))]
    return rows | {path.name: [repr(path.read_bytes())] for path in kept if files}


def change_by_hand(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "daten" / DATABASE)) as database:
        database.execute(statement)
        database.commit()


def remade(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with other members, as somebody with an editor for archives would make it."""
    with ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with ZipFile(backup, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return backup


def test_everything_comes_back_but_the_index(saved: Path, home: Path, tmp_path: Path) -> None:
    new = elsewhere(tmp_path)

    restore_backup(new, saved)

    assert everything(new.data) == everything(home / "daten")
    assert {path.name for path in new.data.iterdir()} == {DATABASE, SECRET, "originale"}
    with open_library(new) as library:
        assert library.keeping.rebuild() == 1
        assert library.reading.document("aaa").document == an_article(id="aaa")


def test_a_backup_taken_while_somebody_saves_is_of_one_moment(tmp_path: Path) -> None:
    new, saving = elsewhere(tmp_path), threading.Event()
    with a_library(tmp_path, database=SQLITE) as library:

        def save_on_and_on() -> None:
            for number in range(200):
                library.editing.save(an_article(title=f"Nummer {number}", state=State.DRAFT), EDITOR)
                saving.set()
                if file.exists():
                    return

        file = tmp_path / "sicherung.zip"
        saver = threading.Thread(target=save_on_and_on)
        saver.start()
        saving.wait()
        write_backup(settings_in(tmp_path, database=SQLITE), file)
        saver.join()

    restore_backup(new, file)

    tables = everything(new.data, files=False)
    assert len(tables["documents"]) == len(tables["revisions"]) == len(tables["renderings"]) >= 1


def test_backup_and_data_are_for_their_owner_alone(saved: Path, tmp_path: Path) -> None:
    new = elsewhere(tmp_path)
    restore_backup(new, saved)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (saved, *(p for p in new.data.rglob("*") if p.is_file()))}
    assert modes == {0o600}
    assert stat.S_IMODE(new.data.stat().st_mode) == 0o700


def test_nobody_is_signed_in_in_a_backup(damaged_home: Path, tmp_path: Path) -> None:
    change_by_hand(damaged_home, "INSERT INTO sessions VALUES ('x', 'erika', '2026-11-23', '2026-11-23')")
    write_backup(settings_in(damaged_home, database=SQLITE), tmp_path / "sicherung.zip")
    new = elsewhere(tmp_path)

    restore_backup(new, tmp_path / "sicherung.zip")

    tables = everything(new.data)
    assert tables["sessions"] == []
    assert tables["people"] == everything(damaged_home / "daten")["people"] != []


def test_the_index_and_what_is_unfinished_stay_out(saved: Path) -> None:
    with ZipFile(saved) as archive:
        names = archive.namelist()

    assert sorted(name.split("/")[0] for name in names) == [SECRET, MANIFEST, "originale", DATABASE]


def test_an_existing_file_is_never_overwritten(saved: Path, home: Path) -> None:
    for taken in (saved, home / "daten" / DATABASE):
        before = taken.read_bytes()
        with pytest.raises(InputError, match="es wurde nichts überschrieben"):
            write_backup(settings_in(home, database=SQLITE), taken)
        assert taken.read_bytes() == before


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "ziel"
    folder.mkdir()

    with pytest.raises(InputError, match="pg_dump"):
        write_backup(Settings(database="postgresql+psycopg://somebody@localhost/wissen"), folder / "a.zip")
    with pytest.raises(StoreUnavailable):
        write_backup(settings_in(tmp_path, database=SQLITE), folder / "a.zip")

    assert list(folder.iterdir()) == []


def test_data_that_are_there_are_never_replaced(saved: Path, home: Path) -> None:
    before = everything(home / "daten")

    with pytest.raises(InputError, match="ist nicht leer"):
        restore_backup(settings_in(home, database=SQLITE), saved)

    assert everything(home / "daten") == before


def flip(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        [found] = [one for one in members if one.startswith(name)]
        content = members[found]
        members[found] = content[:-1] + bytes([content[-1] ^ 1])

    return change


def add(name: str, content: bytes = b"x", *, listed: bool = True) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[name] = content
        if listed:
            manifest = json.loads(members[MANIFEST])
            digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of „x“
            manifest["members"].append({"name": name, "size": 1, "sha256": digest})
            members[MANIFEST] = json.dumps(manifest).encode()

    return change


def rewrite(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | values).encode()

    return change


REFUSED = {
    "a flipped bit in the database": flip(DATABASE),
    "a flipped bit in an original": flip("originale/"),
    "a flipped bit in the secret": flip(SECRET),
    "a member that is not listed": add("mehr", listed=False),
    "a path upwards": add("../mehr"),
    "an absolute path": add("/mehr"),
    "an index": add("index/pickle"),
    "a kept file under another name": add(f"originale/{'0' * 64}"),
    "a missing member": lambda members: members.pop(SECRET) and None,
    "no manifest": lambda members: members.pop(MANIFEST) and None,
    "a manifest that is none": lambda members: members.update({MANIFEST: b"[]"}),
    "another form": rewrite(form=99),
    "nothing but a manifest": rewrite(members=[]),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_what_is_no_sound_backup_is_refused_and_nothing_is_written(
    saved: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    new = elsewhere(tmp_path)

    with pytest.raises(UnreadableFile):
        restore_backup(new, remade(saved, change))

    assert not new.data.exists()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_cut_file_is_refused(saved: Path, tmp_path: Path, share: float) -> None:
    new = elsewhere(tmp_path)
    os.truncate(saved, int(saved.stat().st_size * share))

    with pytest.raises(UnreadableFile, match="keine Sicherung"):
        restore_backup(new, saved)

    assert not new.data.exists()


BY_HAND = {
    "UPDATE alembic_version SET version_num = 'v9999'": "neueren Fassung",
    "DROP TABLE alembic_version": "keine des Wissensspeichers",
    "INSERT INTO outbox (document_id, version, created_at) VALUES ('fehlt', 1, '2026-11-23')": "beschädigt",
}


@pytest.mark.parametrize(("statement", "reason"), BY_HAND.items())
def test_a_database_that_cannot_be_used_is_refused_and_leaves_nothing(
    damaged_home: Path, tmp_path: Path, statement: str, reason: str
) -> None:
    change_by_hand(damaged_home, statement)
    write_backup(settings_in(damaged_home, database=SQLITE), tmp_path / "sicherung.zip")
    new = elsewhere(tmp_path)

    with pytest.raises(UnreadableFile, match=reason):
        restore_backup(new, tmp_path / "sicherung.zip")

    assert [path for path in new.data.rglob("*") if path.is_file()] == []
