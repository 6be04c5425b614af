"""Files in, document values out: the reader is chosen by the file's suffix."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from kb.documents import AnyDocument, Kind, Motion, State
from kb.errors import UnreadableFile
from kb.importing.encodings import read_any_text
from kb.importing.front_matter import read_document_file
from kb.importing.motion import ParsedMotion, read_motion
from kb.importing.validity import MOST_IN_TITLE, refuse_invalid

_ESCAPED = re.compile(r"[\\`\[]|(?<!\w)[*_]|[*_](?!\w)|^#|^>|^\+(?= )|(?<=^\d{3})\.|(?<=^\d{4})\.", re.MULTILINE)
_CUT = "…"

_Read = TypeVar("_Read")


def read_file(path: Path) -> AnyDocument:
    """The document in a `.md` file with front matter, or the council paper in a `.txt` file, as a draft.

    Raises UnreadableFile, also for an unknown suffix and for a text without a part of a council paper;
    UnknownField or InvalidDocument for front matter that does not fit.
    """
    return _reader(path, _READERS)(path)


def parse_file(path: Path) -> ParsedMotion:
    """The parts of the council paper in a `.txt` file, nothing stored. Raises UnreadableFile."""
    return _reader(path, {".txt": parse_text_file})(path)


def parse_text_file(path: Path) -> ParsedMotion:
    return read_motion(read_any_text(path))


def _read_paper(path: Path) -> Motion:
    parsed = parse_text_file(path)
    if not parsed.is_recognised:
        reason = "Darin ist weder ein Betreff noch ein Beschlussvorschlag noch eine Begründung zu erkennen."
        raise UnreadableFile(path.name, reason)
    motion = _motion(parsed, path)
    refuse_invalid(motion, path.name)
    return motion


def _motion(parsed: ParsedMotion, path: Path) -> Motion:
    """A draft: its parts are proposals until somebody has looked at them."""
    return Motion(
        kind=Kind.PAPER,
        title=_title(parsed, path),
        state=State.DRAFT,
        origin=f"Eingelesen aus {path.name}",
        reference=parsed.reference or "",
        type=parsed.type or "",
        office=parsed.office or "",
        date=parsed.date,
        subject=parsed.subject or "",
        consultations=parsed.consultations,
        earlier=_markdown(parsed.earlier),
        short_version=_markdown(parsed.short_version),
        resolution=_markdown(parsed.resolution),
        rationale=_markdown(parsed.rationale),
        finances=_markdown(parsed.finances),
    )


def _title(parsed: ParsedMotion, path: Path) -> str:
    title = parsed.subject or " ".join(path.stem.split())
    return title if len(title) <= MOST_IN_TITLE else title[: MOST_IN_TITLE - 1].rpartition(" ")[0] + _CUT


def _markdown(text: str | None) -> str:
    """Plain text whose signs stay what they are in Markdown; points and lists stay lists, „Bürger*innen“ stays."""
    return _ESCAPED.sub(r"\\\g<0>", text or "")


def _reader(path: Path, readers: Mapping[str, Callable[[Path], _Read]]) -> Callable[[Path], _Read]:
    suffix = path.suffix.lower()
    if suffix not in readers:
        known = " und ".join(readers)
        what = f"Dateien mit der Endung „{suffix}“" if suffix else "Dateien ohne Endung"
        raise UnreadableFile(path.name, f"{what} können hier nicht gelesen werden. Bekannt sind: {known}.")
    return readers[suffix]


_READERS: Mapping[str, Callable[[Path], AnyDocument]] = {".md": read_document_file, ".txt": _read_paper}
