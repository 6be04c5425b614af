"""The child process: found from anywhere, replaced when it dies, gone when its parent is gone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import kb
from kb.markup import process, render

ROOT = Path(kb.__file__).parent.parent

SHOW_CHILD = """
import os, sys, time
from kb.markup import process, render
print(render("Hallo").text, process._child._process.pid, flush=True)
"""


def run_elsewhere(script: str, folder: Path) -> subprocess.Popen[str]:
    """A Python without a main guard, started in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    return state != "Z"


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


def test_it_works_from_any_folder_and_ends_with_its_parent(tmp_path: Path) -> None:
    with run_elsewhere(SHOW_CHILD, tmp_path) as parent:
        output, _ = parent.communicate(timeout=60)

    text, pid = output.split()
    assert text == "Hallo"
    assert wait_until_gone(int(pid))


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    with run_elsewhere(SHOW_CHILD + "time.sleep(60)", tmp_path) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline().split()[1])
        parent.send_signal(signal.SIGKILL)

    assert wait_until_gone(pid)


def test_a_child_that_was_killed_is_replaced() -> None:
    render("Eins")
    child = process._child._process
    assert child
    child.kill()
    child.wait()

    assert render("Zwei").text == "Zwei"


def test_a_fork_has_a_child_of_its_own(tmp_path: Path) -> None:
    script = """
import os
from kb.markup import process, render
render("Eltern")
pid = os.fork()
text = render("Kind" if pid == 0 else "Eltern").text
if pid == 0:
    os._exit(0 if text == "Kind" else 1)
print(text, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
    with run_elsewhere(script, tmp_path) as parent:
        output, _ = parent.communicate(timeout=60)

    assert output.split() == ["Eltern", "0"]
