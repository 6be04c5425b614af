"""Every command, option and setting is documented, and nothing is documented that does not exist."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import pytest

from kb.documents import MOTION_PARTS, Article, Motion
from kb.settings import PREFIX, Operator, Settings, setting_names
from tests.builders import a_library
from web import create_app
from web.cli import commands

ROOT = Path(__file__).parents[2]


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def every_command(
    group: click.Group = commands, before: str = "wissensspeicher"
) -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, those of groups too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def options(command: click.Command) -> list[str]:
    return [name for one in command.params if isinstance(one, click.Option) for name in one.opts]


def section(command: str) -> str:
    """The part of the operator's handbook below the heading that names the command."""
    found = re.search(rf"^### [^\n]*`{command}`.*?(?=^##)", text("docs/betrieb.md"), re.MULTILINE | re.DOTALL)
    return found.group() if found else ""


@pytest.mark.parametrize(("name", "command"), list(every_command()))
def test_a_command_and_its_options_are_in_the_operators_handbook(name: str, command: click.Command) -> None:
    described = section(name)

    assert described, f"### `{name}` is missing in docs/betrieb.md"
    assert [option for option in options(command) if f"`{option}`" not in described] == []


@pytest.mark.parametrize(("name", "command"), list(every_command()))
def test_a_command_has_a_german_help_with_an_example(name: str, command: click.Command) -> None:
    assert command.help
    assert command.epilog
    assert command.epilog.startswith(f"Beispiel: {name}")


def test_the_handbooks_name_only_commands_and_options_that_exist() -> None:
    known = {name.removeprefix("wissensspeicher ") for name, _ in every_command()}
    known_options = {option for _, command in every_command() for option in options(command)}
    known_options |= {"--help", *options(commands)}
    for handbook in ("README.md", "docs/betrieb.md", "docs/redaktion.md", "SECURITY.md"):
        named = re.findall(r"wissensspeicher ((?:(?:index|harvest|exchange|hints|user) )?[a-z]+)", text(handbook))
        assert [one for one in named if one not in known] == []
        assert [
            one for one in re.findall(r"(?<![\w-])--[a-z][a-z-]*", text(handbook)) if one not in known_options
        ] == []


def test_the_table_of_settings_is_complete_and_right() -> None:
    row = re.compile(r"^\| `(KB_[A-Z_]+)` \| (?:`([^`]*)`|–) \| (.*) \|$", re.MULTILINE)
    documented = {name: (default, meaning) for name, default, meaning in row.findall(text("docs/betrieb.md"))}
    expected = {name: (default(name), meaning) for name, meaning in setting_names().items()}

    assert documented == expected


def default(name: str) -> str:
    """A setting's default as the table shows it."""
    if name == f"{PREFIX}CONFIG":
        return "wissensspeicher.toml"
    plain = name.removeprefix(PREFIX).lower()
    of_operator = {f"operator_{one.name}": one.default for one in fields(Operator)}
    value = (of_operator | {one.name: one.default for one in fields(Settings)})[plain]
    return "" if value is None else str(value)


def test_no_handbook_names_a_setting_that_does_not_exist() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        named = set(re.findall(r"\bKB_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))) - {"KB_TEST"}
        assert named <= set(setting_names()), path.name


def test_every_field_of_a_document_is_in_the_editors_handbook() -> None:
    names = {one.name for kind in (Article, Motion) for one in fields(kind)} - {"body"} | set(MOTION_PARTS)

    assert set(re.findall(r"^\| `([a-z_]+)` \|", text("docs/redaktion.md"), re.MULTILINE)) == names


def test_every_page_that_the_editors_handbook_names_exists(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        pages = create_app(Settings(), library).url_map.bind("localhost")
    named = re.findall(r"`(/[^`\s]*)`", text("docs/redaktion.md"))

    assert "/redaktion/pruefungen" in named
    for address in named:
        pages.match(address)  # raises NotFound


def test_every_button_and_list_that_the_editors_handbook_names_exists() -> None:
    handbook = text("docs/redaktion.md").partition("## Was von Kommunen")[0]
    web = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "web").rglob("*") if path.suffix in (".html", ".py")
    )

    named = set(re.findall(r"\*\*([^*]+)\*\*", handbook))
    assert "Geprüft, gilt weiter" in named
    assert {one for one in named if one not in web} == set()


def test_the_readme_names_only_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    for document in ("README.md", "CONTRIBUTING.md", "docs/betrieb.md", "docs/decisions/001-dependencies.md"):
        named = set(re.findall(r"(?:^|[`\s])make ([a-z]+)", text(document), re.MULTILINE))
        assert named - targets - {"zeigt"} == set(), document


def test_make_without_a_target_lists_every_target() -> None:
    rules = dict(re.findall(r"^([a-z]+):[^#\n]*(## .*)?$", text("Makefile"), re.MULTILINE))

    assert [target for target, explained in rules.items() if not explained] == []


def test_links_between_our_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} → {target}"
