"""What balancers and alarms are told of a process."""

import fcntl
import shutil
from pathlib import Path

from sqlalchemy import text

from kb.indexing import LOCK
from kb.settings import Settings
from kb.store.database import Database
from tests.builders import EDITOR, a_library, an_article, settings_in
from tests.page import Reader
from web import create_app


def test_who_lives_says_so_and_asks_nobody(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        reader = Reader(create_app(Settings(), library))
        shutil.rmtree(tmp_path / "daten" / "index")

        answer = reader.get("/healthz").answer

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_ready_tells_what_it_serves(reader: Reader) -> None:
    answer = reader.get("/readyz").answer

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json
    assert (answer.json["status"], answer.json["reasons"], answer.json["database"]) == ("ready", [], "ready")
    assert answer.json["index"]["documents"] == 17
    assert answer.json["index"]["generation"]
    assert answer.json["outbox"] == {"rows": 0, "seconds": 0}
    assert answer.json["edition"]


def test_waiting_changes_are_told_but_are_no_reason_to_send_readers_away(tmp_path: Path) -> None:
    with a_library(tmp_path) as library, (tmp_path / "daten" / LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        library.editing.save(an_article(id="ph001"), EDITOR)

        answer = Reader(create_app(Settings(), library)).get("/readyz").answer

    assert answer.status_code == 200
    assert answer.json
    assert answer.json["outbox"]["rows"] == 1


def test_without_an_index_nobody_is_ready(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        shutil.rmtree(tmp_path / "daten" / "index")

        answer = Reader(create_app(Settings(), library)).get("/readyz").answer

    assert answer.status_code == 503
    assert answer.json
    assert answer.json["status"] == "unready"
    assert answer.json["reasons"] == ["Der Suchindex ist noch nicht gebaut."]


def test_a_database_of_another_version_is_a_reason(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        with Database(settings_in(tmp_path).database_url).writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))

        answer = Reader(create_app(Settings(), library)).get("/readyz").answer

    assert answer.status_code == 503
    assert answer.json
    assert answer.json["reasons"] == ["Die Datenbank gehört zu einer anderen Fassung des Programms."]


def test_a_database_that_does_not_answer_is_a_reason_that_tells_no_address(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        app = create_app(Settings(), library)
        with Database(settings_in(tmp_path).database_url).writing() as connection:
            connection.execute(text("ALTER TABLE outbox RENAME TO away"))

        answer = Reader(app).get("/readyz").answer

    assert answer.status_code == 503
    assert answer.json
    assert answer.json["database"] == "unavailable"
    assert answer.json["reasons"] == ["Die Datenbank ist nicht erreichbar; die Ursache steht im Protokoll."]
    assert "sqlite" not in answer.text
