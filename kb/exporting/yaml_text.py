"""Values → YAML in one canonical spelling: one line a value, block lists, literal blocks for text of several lines."""

import math
import re

import yaml


class Literal(str):
    """Text that is written as a literal block, even if it has one line."""

    __slots__ = ()


class Bare(str):
    """Text that is written without quotes although it looks like something else to YAML: dates, true and false."""

    __slots__ = ()


class _CanonicalDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # PyYAML's signature
        """The same list twice is written twice."""
        return True


_RARE_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML, folded away unless they are escaped."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return _scalar(dumper, text, "|" if "\n" in text else None)


def _literal(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return _scalar(dumper, str(text), "|")


def _scalar(dumper: yaml.SafeDumper, text: str, style: str | None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _RARE_BREAKS.search(text) else style)


def _bare(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    tag = "tag:yaml.org,2002:bool" if text in ("true", "false") else "tag:yaml.org,2002:timestamp"
    return dumper.represent_scalar(tag, str(text))


_CanonicalDumper.add_representer(str, _text)
_CanonicalDumper.add_representer(Literal, _literal)
_CanonicalDumper.add_representer(Bare, _bare)


def write_yaml(values: object) -> str:
    """Dicts, lists and texts as YAML, keys in the given order."""
    written: str = yaml.dump(values, Dumper=_CanonicalDumper, allow_unicode=True, sort_keys=False, width=math.inf)
    return written
