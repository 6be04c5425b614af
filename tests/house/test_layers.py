"""A module imports strictly lower levels and its own package, never sideways, never up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LEVELS = {
    "kb.comparing": 0,
    "kb.errors": 0,
    "kb.slugs": 0,
    "kb.warm_child": 0,
    "kb.settings": 1,
    "kb.documents": 1,
    "kb.contributions": 1,
    "kb.import_reports": 1,
    "kb.topics": 1,
    "kb.facts": 1,
    "kb.municipalities": 1,
    "kb.people": 1,
    "kb.statistics": 1,
    "kb.steering": 1,
    "kb.language": 1,
    "kb.console": 1,
    "kb.logs": 1,
    "kb.processes": 1,
    "kb.drafting": 2,
    "kb.importing": 2,
    "kb.exporting": 2,
    "kb.markup": 1,
    "kb.search": 2,
    "kb.store": 2,
    "kb.editing": 2,
    "kb.secret": 2,
    "kb.indexing": 3,
    "kb.library": 4,
    "kb.work": 5,
    "kb.installation": 5,
    "kb.preparing": 5,
    "kb.showing": 5,
    "kb.database_commands": 6,
    "kb.backup_commands": 6,
    "kb.harvest_commands": 6,
    "kb.user_commands": 6,
    "kb.exchange_commands": 6,
    "kb.cli": 7,
    "web": 8,
}
"""Every part of the product; a part is a module or a package with all that is in it."""

VALUES = {
    "kb.comparing",
    "kb.contributions",
    "kb.documents",
    "kb.drafting",
    "kb.errors",
    "kb.facts",
    "kb.library",
    "kb.logs",
    "kb.municipalities",
    "kb.people",
    "kb.search",
    "kb.settings",
    "kb.slugs",
    "kb.statistics",
    "kb.steering",
    "kb.topics",
}
"""What pages may know of `kb`; of `kb.search` only the modules below."""

DRAFTS = {
    "kb.drafting.blocks",
    "kb.drafting.naming",
    "kb.drafting.pieces",
    "kb.drafting.values",
    "kb.drafting.differences",
}
"""What pages may know of `kb.drafting`: its values."""

ENGINE_FREE = {"kb.search.fields", "kb.search.query", "kb.search.results", "kb.search.suggestions"}

STARTING = {"cli.py", "child.py", "supervisor.py"}
"""The modules of `web` that start processes and so know more of `kb` than pages do."""

ONLY_IMPORTERS = {
    "whoosh": "kb/search/whoosh_engine",
    "opensearchpy": "kb/search/opensearch_engine",
    "argon2": "kb/library",
    "flask": "web",
    "Stemmer": "kb/language",
    "sqlalchemy": "kb/store",
    "docx": "kb/drafting",
    "odfdo": "kb/drafting",
    "prometheus_client": "web/operating",
}
"""Outside packages that belong to one part."""


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """The full names that a file imports, `from kb.search import query` as `kb.search.query`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(name: str) -> str | None:
    """The part of LEVELS that a full name belongs to."""
    pieces = name.split(".")
    prefixes = (".".join(pieces[:length]) for length in range(len(pieces), 0, -1))
    return next((prefix for prefix in prefixes if prefix in LEVELS), None)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources("kb", "web"), ids=relative)
def test_a_module_imports_only_lower_levels_and_its_own_package(path: Path) -> None:
    if path == ROOT / "kb/__init__.py":
        assert list(imports(path)) == []
        return
    own = part_of(module_name(path))
    assert own, f"{relative(path)} has no place in the level table"
    for name in imports(path):
        other = part_of(name)
        if name.startswith(("kb.", "web.")) and other != own:
            assert other, f"{relative(path)} imports {name}, which has no place in the level table"
            assert LEVELS[other] < LEVELS[own], f"{relative(path)} imports {name}, which is not below it"


def test_every_part_of_the_level_table_exists() -> None:
    missing = [part for part in LEVELS if not _exists(part)]

    assert missing == []


def _exists(part: str) -> bool:
    path = ROOT.joinpath(*part.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@pytest.mark.parametrize("path", [one for one in sources("web") if one.name not in STARTING], ids=relative)
def test_pages_know_only_the_library_and_values(path: Path) -> None:
    for name in imports(path):
        if name.split(".")[0] == "kb":
            assert part_of(name) in VALUES, f"{relative(path)} imports {name}"
        if name.startswith("kb.search"):
            assert any(name.startswith(module) for module in ENGINE_FREE), f"{relative(path)} imports {name}"
        if name.startswith("kb.drafting"):
            assert any(name.startswith(module) for module in DRAFTS), f"{relative(path)} imports {name}"


@pytest.mark.parametrize("package", ONLY_IMPORTERS)
def test_an_outside_package_stays_in_the_part_that_owns_it(package: str) -> None:
    importers = {
        relative(path) for path in sources("kb", "web") if any(name.split(".")[0] == package for name in imports(path))
    }

    assert all(path.startswith(ONLY_IMPORTERS[package] + "/") for path in importers), importers
