"""The built wheel works in an environment of its own, far from this folder and without anything for development."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.service import a_service

ROOT = Path(__file__).parents[2]


def needed_distributions(name: str, found: set[str]) -> set[str]:
    """All distributions that one needs at run time, itself included, by what their metadata say."""
    found.add(name)
    for line in distribution(name).requires or []:
        needed = Requirement(line)
        wanted = needed.marker is None or needed.marker.evaluate({"extra": ""})
        if wanted and needed.name.lower() not in {one.lower() for one in found}:
            needed_distributions(needed.name, found)
    return found


def link_into(site: Path, name: str) -> None:
    """Make an installed distribution importable from another environment, and nothing beside it."""
    files = distribution(name).files or []
    for top in {file.parts[0] for file in files if file.parts[0] != ".."}:
        source = Path(str(distribution(name).locate_file(top)))
        if source.exists() and top != "__pycache__" and not (site / top).exists():
            (site / top).symlink_to(source)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment with the wheel and what it needs at run time."""
    environment = tmp_path_factory.mktemp("umgebung")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    site = next((environment / "lib").glob("python*")) / "site-packages"
    for name in needed_distributions("wissensspeicher", set()) - {"wissensspeicher"}:
        link_into(site, name)
    install = ["--python", python, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", wheel]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    return environment / "bin"


def call(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KB_", "PYTHON"))}
    return subprocess.run(
        [installed / arguments[0], *arguments[1:]], env=inherited, cwd=folder, capture_output=True, text=True, check=False
    )  # fmt: skip


def test_the_wheel_holds_everything_that_is_needed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"kb", "web"}
    for needed in ("kb/content/themen.yaml", "kb/content/kommunen.csv", "kb/store/migrations/env.py"):
        assert needed in names
    for folder in ("kb/content/praxishilfen/", "web/templates/", "web/static/vendor/", "kb/store/migrations/versions/"):
        assert any(name.startswith(folder) for name in names), folder
    assert not [name for name in names if "__pycache__" in name]


def test_without_development_packages_it_searches_from_any_folder(installed: Path, tmp_path: Path) -> None:
    answer = call(installed, tmp_path, "wissensspeicher", "search", "Wie trete ich dem Netzwerk bei?", "--json")

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["hits"][0]["id"] == "ph001"
    assert [path.name for path in tmp_path.iterdir()] == ["daten"]


def test_its_own_check_finds_no_error(installed: Path, tmp_path: Path) -> None:
    call(installed, tmp_path, "wissensspeicher", "search", "Netzwerk")

    checked = call(installed, tmp_path, "wissensspeicher", "check", "--json")

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not [one for one in json.loads(checked.stdout) if one["is_error"]]


def test_it_serves_pages(installed: Path, tmp_path: Path) -> None:
    with a_service(tmp_path, installed / "wissensspeicher") as service:
        assert "<h1" in service.page()


def test_nothing_for_development_is_there_to_lean_on(installed: Path, tmp_path: Path) -> None:
    for name in ("pytest", "hatchling", "playwright", "tests"):
        assert call(installed, tmp_path, "python", "-c", f"import {name}").returncode == 1


def test_it_is_this_environments_code_that_ran(installed: Path, tmp_path: Path) -> None:
    place = call(installed, tmp_path, "python", "-c", "import kb; print(kb.__file__)").stdout

    assert place.startswith(str(installed.parent))


def test_tools_for_development_are_not_needed_at_run_time() -> None:
    needed = {name.lower() for name in needed_distributions("wissensspeicher", set())}

    assert not needed & {"pytest", "hatchling", "ruff", "mypy", "playwright", "build", "pip"}
