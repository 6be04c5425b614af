"""A Whoosh index whose files were harmed is never answered from, and a rebuild makes it whole."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import IndexDamaged, SearchUnavailable
from kb.search.engines import open_engine
from kb.search.whoosh_engine import WhooshEngine
from tests.engines.indexed import a_query, an_indexed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> WhooshEngine:
    opened = WhooshEngine(folder)
    with opened.rebuild() as growing:
        growing.put([an_indexed(f"a{number}", "Ehrenamt", "Räume für Vereine " * 50) for number in range(20)])
        growing.switch(expected=20)
    return opened


def index_files(folder: Path) -> list[Path]:
    current = folder / "generations" / (folder / "current").read_text()
    return sorted(path for path in current.iterdir() if path.name != "manifest.json")


def delete_the_folder(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def delete_a_file(folder: Path) -> None:
    index_files(folder)[-1].unlink()


def truncate(folder: Path) -> None:
    biggest = max(index_files(folder), key=lambda path: path.stat().st_size)
    os.truncate(biggest, biggest.stat().st_size // 2)


def flip_a_bit(folder: Path) -> None:
    biggest = max(index_files(folder), key=lambda path: path.stat().st_size)
    octets = bytearray(biggest.read_bytes())
    octets[len(octets) // 2] ^= 1
    biggest.write_bytes(octets)


def zero_a_block(folder: Path) -> None:
    for path in index_files(folder):
        path.write_bytes(bytes(path.stat().st_size))


def break_the_manifest(folder: Path) -> None:
    (index_files(folder)[0].parent / "manifest.json").write_text("{")


def point_elsewhere(folder: Path) -> None:
    (folder / "current").write_text("../../elsewhere")


def change_the_fingerprint(folder: Path) -> None:
    manifest = index_files(folder)[0].parent / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"fingerprint": "', '"fingerprint": "0'))


def open_to_others(folder: Path) -> None:
    index_files(folder)[0].parent.chmod(0o777)


HARM = [
    delete_the_folder, delete_a_file, truncate, flip_a_bit, zero_a_block, break_the_manifest, point_elsewhere,
    change_the_fingerprint, open_to_others,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("warm", [True, False], ids=["while serving", "before the start"])
def test_a_harmed_index_is_not_answered_from_and_heals(
    engine: WhooshEngine, folder: Path, harm: Callable[[Path], None], warm: bool
) -> None:
    if warm:
        assert engine.search(a_query("Ehrenamt")).total == 20
    reader = engine if warm else WhooshEngine(folder)
    harm(folder)

    with pytest.raises(SearchUnavailable):
        reader.search(a_query("Vereine"))
    assert not reader.health().is_ready

    reader.quarantine()
    with reader.rebuild() as growing:
        growing.put([an_indexed("b1", "Ehrenamt")])
        growing.switch(expected=1)
    assert reader.search(a_query("Ehrenamt")).total == 1


def test_a_flipped_bit_with_size_and_time_kept_is_found_by_reading_every_byte(
    engine: WhooshEngine, folder: Path
) -> None:
    engine.search(a_query("Ehrenamt"))
    biggest = max(index_files(folder), key=lambda path: path.stat().st_size)
    times = (biggest.stat().st_atime_ns, biggest.stat().st_mtime_ns)
    flip_a_bit(folder)
    os.utime(biggest, ns=times)

    assert engine.health().is_ready
    assert engine.health(thorough=True).state == "damaged"
    with pytest.raises(IndexDamaged):
        engine.search(a_query("Ehrenamt"))


def test_another_process_sees_a_change_at_once(engine: WhooshEngine, folder: Path) -> None:
    reader = WhooshEngine(folder)
    assert reader.search(a_query("Neuigkeit")).total == 0

    engine.put([an_indexed("neu", "Neuigkeit")])

    assert reader.search(a_query("Neuigkeit")).total == 1


def test_many_threads_get_right_answers_while_one_writes(engine: WhooshEngine) -> None:
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                total = engine.search(a_query("Ehrenamt")).total
                if not 20 <= total <= 40:
                    wrong.append(total)
            except Exception as error:  # any error is what this test looks for
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for thread in readers:
        thread.start()
    for number in range(20):
        engine.put([an_indexed(f"n{number}", "Ehrenamt neu")])
    stop.set()
    for thread in readers:
        thread.join()

    assert wrong == []
    assert engine.search(a_query("Ehrenamt")).total == 40


def test_old_generations_are_removed(engine: WhooshEngine, folder: Path) -> None:
    for number in range(10):
        engine.put([an_indexed(f"n{number}")])

    assert len(list((folder / "generations").iterdir())) <= 3


def test_many_saves_leave_few_segments(engine: WhooshEngine, folder: Path) -> None:
    for number in range(60):
        engine.put([an_indexed(f"a{number % 20}", f"Stand {number}", version=number)])

    assert len([path for path in index_files(folder) if path.suffix == ".seg"]) <= 20
    assert engine.search(a_query("Stand")).total == 20
    assert not engine.health().is_fragmented


def test_the_last_index_before_a_rebuild_is_kept(engine: WhooshEngine, folder: Path) -> None:
    before = (folder / "current").read_text()
    with engine.rebuild() as growing:
        growing.switch(expected=0)
    for number in range(3):
        engine.put([an_indexed(f"n{number}")])

    assert (folder / "generations" / before).is_dir()


WRITER = """
import sys
from tests.engines.indexed import an_indexed
from kb.search.engines import open_engine
engine = open_engine("whoosh:///" + sys.argv[1])
print("ready", flush=True)
for number in range(10_000):
    engine.put([an_indexed(f"k{number}", "Ehrenamt")])
"""


def test_a_writer_killed_at_any_moment_leaves_a_whole_index(engine: WhooshEngine, folder: Path) -> None:
    for attempt in range(8):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            threading.Event().wait(0.05 + attempt * 0.037)
            writer.send_signal(signal.SIGKILL)
        reader = open_engine(f"whoosh:///{folder}")
        assert reader.health(thorough=True).is_ready
        assert reader.search(a_query("Ehrenamt")).total >= 20

    engine.put([an_indexed("neu", "Nachzügler")])
    assert engine.search(a_query("Nachzügler")).total == 1
    assert not list((folder / "generations").glob("growing-*"))
