"""Texts that readers typed: made plain, without personal data, and as Markdown that says just what was typed."""

import re
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from kb.contributions import Contribution
from kb.importing.privacy import personal_data
from kb.importing.privacy_guard import find_personal_data, masked
from kb.language.clean import clean_text

NAME_REMOVED = "[Name entfernt]"

FREE_TEXTS = {"done", "worked", "failed", "note", "about", "text"}
"""Fields in which people write whole sentences."""

_MARKS = re.compile(r"([\\`*_|\[\]{}])")
_NUMBERED = re.compile(r"\d+(?=[.)]\s)")
_RULE = re.compile(r"[\s*_=~-]+")
_ITEM = re.compile(r"[-–•*]\s+(?=\S)")

AnyContribution = TypeVar("AnyContribution", bound=Contribution)


def made_plain(one: AnyContribution) -> AnyContribution:
    """The same without invisible characters, direction marks and blanks around its texts."""
    texts = {name: _plain(value) for name, value in vars(one).items() if type(value) is str}
    return replace(one, **texts)  # type: ignore[arg-type]  # its own fields


def without_personal_data(one: AnyContribution) -> tuple[AnyContribution, tuple[str, ...]]:
    """The same with a German word in brackets in place of personal data, and what that was, each once."""
    texts = {name: getattr(one, name) for name in FREE_TEXTS if hasattr(one, name)}
    removed = dict.fromkeys(found for name in sorted(texts) for found in personal_data_in(texts[name]))
    kept = {name: _masked(text) for name, text in texts.items()}
    return replace(one, **kept), tuple(removed)  # type: ignore[arg-type]  # its own fields


def personal_data_in(text: str) -> tuple[str, ...]:
    """Names, phone numbers, mail and postal addresses, birth dates, each once."""
    found = [text[one.start : one.end] for one in find_personal_data(text)]
    return tuple(dict.fromkeys([*found, *personal_data(masked(text))]))


def as_markdown(text: str) -> str:
    """Plain text as Markdown: paragraphs, line ends and lists stay, everything else means nothing but itself."""
    lines = [line.strip() for line in text.splitlines() if not (line.strip() and _RULE.fullmatch(line))]
    blocks = groupby(lines, key=lambda line: (not line, bool(_ITEM.match(line))))
    return "\n\n".join(_block(list(found), is_list=is_list) for (is_empty, is_list), found in blocks if not is_empty)


def _block(lines: list[str], *, is_list: bool) -> str:
    if is_list:
        return "\n".join(f"- {_escaped(_ITEM.sub('', line, count=1))}" for line in lines)
    return "  \n".join(map(_escaped, lines))


def _escaped(line: str) -> str:
    line = _MARKS.sub(r"\\\1", line)
    number = _NUMBERED.match(line)
    if number:
        return f"{number.group()}\\{line[number.end() :]}"
    return f"\\{line}" if line[:1] in set("#>+-") else line


def _plain(text: str) -> str:
    return clean_text(text).strip()


def _masked(text: str) -> str:
    kept = masked(text)
    for name in personal_data(kept):
        kept = kept.replace(name, NAME_REMOVED)
    return kept
