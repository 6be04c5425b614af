"""YAML in which every scalar is text: what a field means is decided by the field, never by how it looks.

So `id: no`, `reference: 20858` and `reference: 2012/0367` stay what was typed. Keys occur once; anchors, aliases and
tags are refused; depth and number of values are limited.
"""

import yaml

from kb.errors import UnreadableFile

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What YAML holds here: text, lists and mappings."""

MOST_VALUES = 20_000
MOST_DEPTH = 8

_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")} | {"!"}


class _Refused(yaml.MarkedYAMLError):
    """Well-formed YAML of a sort that is not accepted; `problem` is a German sentence."""


class _TextLoader(yaml.BaseLoader):
    """Reads every scalar as text; counts what it reads."""

    def __init__(self, text: str, most_values: int) -> None:
        super().__init__(text)
        self._depth, self._values, self._most_values = 0, 0, most_values

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._refuse_unwanted(self.peek_event())  # type: ignore[no-untyped-call]  # PyYAML's parser has no types
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse_unwanted(self, event: yaml.Event) -> None:
        self._values += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("Verweise mit & und * sind nicht erlaubt.", event)
        if getattr(event, "tag", None) not in _PLAIN_TAGS | {None}:
            raise _refused("Typangaben mit ! sind nicht erlaubt.", event)
        if self._depth >= MOST_DEPTH:
            raise _refused(f"Mehr als {MOST_DEPTH} Ebenen sind nicht erlaubt.", event)
        if self._values > self._most_values:
            raise _refused(f"Mehr als {self._most_values} Angaben sind nicht erlaubt.", event)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Plain]:  # type: ignore[override]  # noqa: FBT001, FBT002  # PyYAML's signature
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refused("Ein Feldname muss ein einfacher Text sein.", key)
            if key.value in seen:
                raise _refused(f"Das Feld „{key.value}“ steht zweimal da.", key)
            seen.add(key.value)
        built: dict[str, Plain] = super().construct_mapping(node, deep)  # type: ignore[assignment]  # keys were checked
        return built


def _refused(problem: str, where: yaml.Event | yaml.Node) -> _Refused:
    return _Refused(None, None, problem, where.start_mark)  # type: ignore[arg-type]  # the Python loader's own marks


def read_yaml(text: str, name: str, first_line: int = 1, most_values: int = MOST_VALUES) -> Plain:
    """What the text holds. Raises UnreadableFile with the line number.

    name: of the file, for the message. first_line: number of the text's first line in that file.
    """
    try:
        return _load(text, most_values)
    except _Refused as error:
        raise UnreadableFile(name, f"Zeile {_line(error, first_line)}: {error.problem}") from error
    except yaml.MarkedYAMLError as error:
        raise UnreadableFile(
            name,
            f"Zeile {_line(error, first_line)} ist kein gültiges YAML. Häufige Ursachen: ein Doppelpunkt in einem "
            "Text ohne Anführungszeichen, ein nicht geschlossenes Anführungszeichen oder eine falsche Einrückung.",
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise UnreadableFile(name, f"Zeile {line} enthält ein unsichtbares Steuerzeichen.") from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise UnreadableFile(name, "Die Angaben sind zu tief geschachtelt oder enthalten ungültige Zeichen.") from error


def _load(text: str, most_values: int) -> Plain:
    loader = _TextLoader(text, most_values)
    try:
        found: Plain | None = loader.get_single_data()
        return "" if found is None else found
    finally:
        loader.dispose()


def _line(error: yaml.MarkedYAMLError, first_line: int) -> int:
    mark = error.problem_mark or error.context_mark
    return first_line + (mark.line if mark else 0)
