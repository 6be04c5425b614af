"""What holds for every file of the repository."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 500
LONGEST_FUNCTION = 60

NOT_OURS = {".git", ".venv", "build", "dist", "daten", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
NOT_OURS |= {".hypothesis", "vendor"}
TEXTS = {".py", ".md", ".toml", ".yml", ".yaml", ".txt", ".html", ".css", ".js", ".svg", ".csv", ".cfg", ".ini", ""}


def walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name not in NOT_OURS and not path.name.endswith(".egg-info"):
            yield from walk(path) if path.is_dir() else [path]


@cache
def texts() -> tuple[Path, ...]:
    """Every text file of ours, beside vendored ones."""
    return tuple(path for path in walk(ROOT) if path.suffix in TEXTS)


def content(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python(*folders: str) -> list[Path]:
    return [path for path in texts() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """`path:line` wherever the pattern stands."""
    wanted = re.compile(pattern)
    return [
        f"{relative(path)}:{number}"
        for path in paths
        for number, line in enumerate(content(path).splitlines(), 1)
        if wanted.search(line)
    ]


@pytest.mark.parametrize("path", python("kb", "web", "tests"), ids=relative)
def test_a_python_file_is_short_enough_to_read(path: Path) -> None:
    assert len(content(path).splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", python("kb", "web"), ids=relative)
def test_a_function_is_short_enough_to_read(path: Path) -> None:
    functions = (
        node for node in ast.walk(ast.parse(content(path))) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    too_long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]

    assert too_long == []


@pytest.mark.parametrize("path", python("kb", "web"), ids=relative)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert not content(path).strip() or ast.get_docstring(ast.parse(content(path)))


def test_nothing_is_left_for_later() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error"))

    assert lines_with(rf"\b({marks})\b", list(texts())) == []


def test_no_merge_is_left_half_done() -> None:
    marks = "|".join(("<" * 7, ">" * 7, "=" * 7 + "$"))

    assert lines_with(rf"^\s*({marks})", list(texts())) == []


def test_no_test_is_skipped_and_nothing_of_ours_is_mocked() -> None:
    """Two exceptions: tests/cluster needs another product's servers and runs when asked for; a missing browser fails in CI."""
    everyday = [path for path in python("tests") if "cluster" not in path.parts]
    marks = "|".join(
        ("pytest.mark." + "skip", "pytest." + "skip", "x" + "fail", "importor" + "skip", r"unittest\.mo" + "ck")
    )

    assert lines_with(rf"^(?!.*environ.get..CI..).*({marks})", everyday) == []


def test_templates_and_styles_name_no_third_party_address() -> None:
    ours = [path for path in texts() if relative(path).startswith(("web/templates/", "web/static/"))]
    address = (
        r"""(src|href|action|srcset)\s*=\s*["']\s*(https?:)?//|url\(\s*["']?(https?:)?//|@import\s+["'](https?:)?//"""
    )

    assert lines_with(address, ours) == []


def test_constraints_pin_by_hash_and_name_no_address() -> None:
    constraints = [ROOT / "constraints.txt", ROOT / "tests/constraints.txt"]
    allowed = r"^([a-z0-9-]+==[^ ]+( ; [^/:]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?)$"
    strange = [line for path in constraints for line in content(path).splitlines() if not re.match(allowed, line)]

    assert strange == []


def test_run_time_and_test_constraints_pin_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==.*(?= \\)", content(ROOT / name), re.MULTILINE))

    assert pins("constraints.txt") <= pins("tests/constraints.txt")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    home = r"(^|[\s\"'=(`])(/(root|home|Users|work|tmp)/|[A-Z]:\\Users)"
    strange = lines_with(home, [path for path in texts() if path != Path(__file__)])

    assert strange == []


def test_every_text_file_ends_with_one_line_end_and_has_unix_line_ends() -> None:
    own = [path for path in texts() if "samples" not in path.parts]
    strange = [
        relative(path) for path in own if (text := path.read_bytes()) and (not text.endswith(b"\n") or b"\r" in text)
    ]

    assert strange == []


def test_at_most_fifteen_direct_dependencies_and_each_has_its_reason() -> None:
    declared = re.search(r"^dependencies = \[(.*?)^\]", content(ROOT / "pyproject.toml"), re.MULTILINE | re.DOTALL)
    assert declared
    names = re.findall(r'"([A-Za-z0-9-]+)', declared.group(1))
    reasons = content(ROOT / "docs/decisions/001-dependencies.md")

    assert len(names) <= 15
    assert [name for name in names if f"| `{name}` |" not in reasons] == []
