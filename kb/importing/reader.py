"""Files in, document values out: the reader is chosen by the file's suffix."""

from dataclasses import dataclass, replace
from pathlib import Path

from kb.documents import AnyDocument, Article, Attachment, Kind, Motion, State
from kb.errors import UnreadableFile
from kb.importing.files import SUFFIXES, FileKind, FileText, read_text_of
from kb.importing.files.kinds import refuse_unknown_suffix
from kb.importing.files.values import Refused
from kb.importing.files.writing import as_markdown_text
from kb.importing.front_matter import has_fields, read_document, read_document_file
from kb.importing.motion import ParsedMotion, read_motion, running_text
from kb.importing.text_files import read_text
from kb.importing.validity import MOST_IN_TITLE, refuse_invalid

WITH_FIELDS = ".md"
READABLE = (WITH_FIELDS, *SUFFIXES)
"""The suffixes of files that become documents."""

_CUT = "…"
_NO_PAPER = "Das ist keine Sitzungsvorlage; der Text wurde als Arbeitshilfe übernommen."
_PLACED = ("subject", "earlier", "short_version", "resolution", "decision", "rationale", "finances")
"""The parts whose page is told."""


@dataclass(frozen=True)
class ReadFile:
    """A document out of a file, with its text and warnings unless the file says itself, by its fields, what it is.

    found_on: the page on which each part begins, as (field, page number), where the file has pages.
    parsed: of a council paper, its parts with their places.
    """

    document: AnyDocument
    text: FileText | None = None
    warnings: tuple[str, ...] = ()
    found_on: tuple[tuple[str, int], ...] = ()
    parsed: ParsedMotion | None = None


def read_file(path: Path) -> AnyDocument:
    """The document of `read_import`."""
    return read_import(path).document


def read_import(path: Path, name: str = "") -> ReadFile:
    """The document in a `.md` file with fields; of any other file the council paper, or its text, as a draft.

    name: what messages call the file, by default its own name.
    Raises UnreadableFile, also for an unknown suffix and for plain text or PDF without a part of a council paper;
    UnknownField or InvalidDocument for fields that do not fit.
    """
    name = name or path.name
    if path.suffix.lower() == WITH_FIELDS:
        return ReadFile(read_document_file(path, name))
    _refuse_unknown(path, name)
    text = read_text_of(path, name)
    parsed = read_motion(text.text)
    read = _read_paper(parsed, text, name) if parsed.is_recognised else _read_article(text, name)
    refuse_invalid(read.document, name)
    return read


def read_upload(path: Path, name: str, kind: Kind | None = None) -> ReadFile:
    """As `read_import`, but Markdown needs no fields, and plain text and PDF need no part of a council paper.

    kind: of an article, if whoever brings the file says that it is one; None looks for the parts of a council paper.
    """
    if path.suffix.lower() == WITH_FIELDS:
        text = read_text(path, name)
        read = ReadFile(read_document(text, name)) if has_fields(text) else _read_markdown(text, name, kind)
    elif kind is None or kind.is_motion:
        return read_import(path, name)
    else:
        _refuse_unknown(path, name)
        read = _read_article(_with_markdown(read_text_of(path, name)), name, kind)
    refuse_invalid(read.document, name)
    return read


def _read_markdown(text: str, name: str, kind: Kind | None) -> ReadFile:
    """A heading above all others is the title."""
    text = text.replace("\r\n", "\n").strip("\n")
    markdown = f"#{text}" if text.startswith("# ") else text
    return _read_article(FileText(kind=FileKind.TXT, text=text, markdown=markdown), name, kind)


def _with_markdown(text: FileText) -> FileText:
    """Text without headings, lists and tables has at least paragraphs."""
    return text if text.markdown else replace(text, markdown=as_markdown_text(running_text(text.text)))


def parse_file(path: Path) -> ParsedMotion:
    """The parts of the council paper in a file, with notes on the file among the warnings. Raises UnreadableFile."""
    text = read_text_of(path)
    parsed = read_motion(text.text)
    return replace(parsed, warnings=(*text.notes, *parsed.warnings))


def _refuse_unknown(path: Path, name: str) -> None:
    try:
        refuse_unknown_suffix(path.suffix, READABLE)
    except Refused as refusal:
        raise UnreadableFile(name, str(refusal)) from refusal


def _read_paper(parsed: ParsedMotion, text: FileText, name: str) -> ReadFile:
    starts = {one.part: one.start for one in reversed(parsed.parts)}
    placed = ((field, parsed.text[: starts.get(field, 0)]) for field in _PLACED)
    pages = ((field, text.page_of(getattr(parsed, field) or "", before)) for field, before in placed)
    found_on = tuple((field, page) for field, page in pages if page)
    return ReadFile(_motion(parsed, name), text, parsed.warnings, found_on, parsed)


def _read_article(text: FileText, name: str, kind: Kind | None = None) -> ReadFile:
    """A draft with the headings, lists and tables of the file; what it is about is for an editor."""
    if not text.markdown:
        reason = "Darin ist weder ein Betreff noch ein Beschlussvorschlag noch eine Begründung zu erkennen."
        raise UnreadableFile(name, reason)
    heading, body = _split_title(text.markdown)
    article = Article(
        kind=kind or Kind.AID,
        title=_shortened(heading or text.title or _stem(name)),
        state=State.DRAFT,
        origin=f"Eingelesen aus {name}",
        body=body,
    )
    return ReadFile(article, text, () if kind else (_NO_PAPER,))


def _split_title(markdown: str) -> tuple[str, str]:
    """A heading of the first level at the begin, without Markdown's signs, and the rest."""
    first, _, rest = markdown.partition("\n\n")
    if not first.startswith("## "):
        return "", markdown
    return first.removeprefix("## ").replace("\\", ""), rest


def _motion(parsed: ParsedMotion, name: str) -> Motion:
    """A draft: its parts are proposals until somebody has looked at them."""
    return Motion(
        kind=Kind.PAPER,
        title=_shortened(parsed.subject or _stem(name)),
        state=State.DRAFT,
        origin=f"Eingelesen aus {name}",
        reference=parsed.reference or "",
        type=parsed.type or "",
        office=parsed.office or "",
        date=parsed.date,
        subject=parsed.subject or "",
        consultations=parsed.consultations,
        earlier=_markdown(parsed.earlier),
        short_version=_markdown(parsed.short_version),
        resolution=_markdown(parsed.resolution),
        decision=_markdown(parsed.decision),
        outcome=parsed.outcome,
        attachments=tuple(Attachment(title=title, rights="ungeklärt") for title in parsed.attachments),
        rationale=_markdown(parsed.rationale),
        finances=_markdown(parsed.finances),
    )


def _stem(name: str) -> str:
    return " ".join(Path(name).stem.split())


def _shortened(title: str) -> str:
    return title if len(title) <= MOST_IN_TITLE else title[: MOST_IN_TITLE - 1].rpartition(" ")[0] + _CUT


def _markdown(text: str | None) -> str:
    return as_markdown_text(text or "")
