"""The parent's side of the warm child process: ask, and say in German why a text could not be converted."""

import atexit

from kb.errors import InvalidDocument, RenderingUnavailable
from kb.markup.values import MOST_BYTES, Heading, Rendered
from kb.warm_child import ChildUnavailable, Json, WarmChild

LIMIT = 5.0
"""Seconds for one text."""

_TOO_LONG = f"Der Text ist länger als {MOST_BYTES // 1000} KB. Bitte teilen Sie ihn auf."
_TOO_SLOW = (
    f"Der Text ließ sich nicht in {LIMIT:.0f} Sekunden umsetzen. Vermutlich enthält er sehr viele Klammern, Tabellen "
    "oder Verweise hintereinander; bitte vereinfachen Sie ihn."
)
_TOO_NESTED = "Der Text ist zu tief geschachtelt (Listen oder Zitate ineinander); bitte vereinfachen Sie ihn."
_TOO_LARGE = "Der Text wächst beim Umsetzen über jedes Maß; bitte vereinfachen Sie Verweise und Tabellen."
_NOT_CONVERTED = "Der Text ließ sich nicht umsetzen; bitte vereinfachen Sie Klammern, Tabellen und Verweise."

_child = WarmChild("kb.markup.child", LIMIT)
atexit.register(_child.close)


def render(markdown: str, *, name: str = "Der Text", id_prefix: str = "abschnitt-", highest: int = 2) -> Rendered:
    """Markdown as safe HTML with its plain text and headings.

    name: what messages call it. id_prefix: begins every heading's id, to be unique on a page with several texts.
    highest: level of the highest heading (2 to 6).
    Raises InvalidDocument if it is longer than `MOST_BYTES`, takes more than `LIMIT` seconds or cannot be converted.
    """
    if len(markdown.encode("utf-8", "replace")) > MOST_BYTES:
        raise InvalidDocument(name, [_TOO_LONG])
    if not markdown.strip():
        return Rendered()
    answer = _answer({"markdown": markdown, "id_prefix": id_prefix, "highest": highest})
    if answer is None or "error" in answer:
        raise InvalidDocument(name, [_reason(answer)])
    return _rendered(answer)


def _answer(question: Json) -> Json | None:
    try:
        return _child.ask(question)
    except ChildUnavailable as error:
        raise RenderingUnavailable(str(error)) from error


def _reason(answer: Json | None) -> str:
    known = {"nested": _TOO_NESTED, "memory": _TOO_LARGE}
    return _TOO_SLOW if answer is None else known.get(str(answer["error"]), _NOT_CONVERTED)


def _rendered(answer: Json) -> Rendered:
    headings = tuple(Heading(**one) for one in answer["headings"])
    return Rendered(html=answer["html"], text=answer["text"], headings=headings)
