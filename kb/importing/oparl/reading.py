"""Lenient reading: JSON with raw control characters, lists that are none, values such as „N/A“, days in any spelling.

Nothing here raises for a strange value; it reads as missing. Only an answer that is no JSON at all is refused.
"""

import datetime
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from kb.errors import UnreadableAnswer

Json = dict[str, Any]

_NOTHING = {"", "n/a", "n.a.", "na", "null", "none", "nil", "k.a.", "k. a.", "-", "--", "undefined"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_EARLIEST, _LATEST = 1900, 2200


@dataclass(frozen=True)
class Page:
    """One page of a list: its items as they came, and the address of the next page (empty: there is none)."""

    items: tuple[object, ...]
    next: str = ""


def parse(body: bytes, url: str) -> object:
    """Raises UnreadableAnswer. Raw control characters are let through, other encodings than UTF-8 are tried."""
    try:
        return json.loads(_decoded(body), strict=False) if body.strip() else None
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswer(url, "Die Antwort ist kein JSON.") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def read_page(content: object, url: str) -> Page:
    """A page of a list, also where a server sends a bare array, nothing, or one object instead. Raises UnreadableAnswer."""
    match content:
        case None:
            return Page(())
        case list():
            return Page(tuple(content))
        case {"data": data, **rest}:
            items = data if isinstance(data, list) else [] if data is None else [data]
            return Page(tuple(items), _next(rest.get("links"), url))
        case {"id": _} | {"type": _}:
            return Page((content,))
        case _:
            raise UnreadableAnswer(url, "Die Antwort ist keine Liste nach OParl.")


def _next(links: object, url: str) -> str:
    following = links.get("next") if isinstance(links, dict) else None
    address = following.get("href") if isinstance(following, dict) else following
    return urljoin(url, address.strip()) if isinstance(address, str) and _is_something(address) else ""


def _is_something(text: str) -> bool:
    return text.strip().lower() not in _NOTHING


def type_of(value: Json) -> str:
    """`Paper`: the last part of the type's address, so that 1.0 and 1.1 read alike; empty if it has none."""
    return text(value, "type").rstrip("/").rpartition("/")[2]


def text(value: Json, name: str) -> str:
    """One line without control characters and entities; empty for what is missing, „N/A“ or no text."""
    return " ".join(long_text(value, name).split())


def long_text(value: Json, name: str) -> str:
    """The same with its lines."""
    held = value.get(name)
    if isinstance(held, list) and held:
        held = held[0]
    if isinstance(held, bool) or not isinstance(held, str | int | float):
        return ""
    cleaned = _CONTROL.sub(" ", html.unescape(str(held))).replace("\r\n", "\n").replace("\r", "\n").strip()
    return cleaned if _is_something(cleaned) else ""


def address(value: Json, name: str) -> str:
    """The address in a field, or that of the object in it; empty if it is none."""
    return next(iter(addresses(value, name)), "")


def addresses(value: Json, name: str) -> tuple[str, ...]:
    """The addresses in a field that should be a list of them, or of objects; whatever else stands there is left out."""
    found = (_address_in(one) for one in _many(value.get(name)))
    return tuple(dict.fromkeys(one for one in found if one))


def _address_in(held: object) -> str:
    given = held.get("id") if isinstance(held, dict) else held
    return given.strip() if isinstance(given, str) and is_address(given) else ""


def is_address(given: str) -> bool:
    try:
        split = urlsplit(given.strip())
    except ValueError:
        return False
    return split.scheme.lower() in ("http", "https") and bool(split.netloc) and " " not in given.strip()


def objects(value: Json, *names: str) -> tuple[Json, ...]:
    """The objects in fields that should hold one or a list of them."""
    return tuple(one for name in names for one in _many(value.get(name)) if isinstance(one, dict))


def _many(held: object) -> Iterable[object]:
    return held if isinstance(held, list) else () if held is None else (held,)


def is_true(value: Json, name: str) -> bool | None:
    """None if the field says neither."""
    held = value.get(name)
    said = str(held).strip().lower()
    return True if said in ("true", "1", "ja") else False if said in ("false", "0", "nein") else None


def day(value: Json, name: str) -> datetime.date | None:
    """From `2020-02-01`, `2020-02-01T17:00:00+01:00` or `01.02.2020`; what was never a day of a council is none."""
    said = text(value, name)
    if iso := _ISO_DAY.match(said):
        year, month, number = map(int, iso.groups())
    elif german := _GERMAN_DAY.match(said):
        number, month, year = map(int, german.groups())
    else:
        return None
    try:
        found = datetime.date(year, month, number)
    except ValueError:
        return None
    return found if _EARLIEST <= year < _LATEST else None
