"""Text out of foreign files: `read_text_of(path)` gives a `FileText`, `unpack_archive` the files in a ZIP archive.

The way of a file: `process` asks the `child`, which reads (`reading`) by sort (`pdf`, `docx`, `odt`, `html`) into
`blocks`, which `writing` turns into plain text and Markdown.
"""

from kb.importing.files.attachable import ATTACHABLE
from kb.importing.files.kinds import ARCHIVE, SUFFIXES
from kb.importing.files.process import attachable_suffix, read_text_of, unpack_archive
from kb.importing.files.values import FileKind, FileText

__all__ = [
    "ARCHIVE",
    "ATTACHABLE",
    "SUFFIXES",
    "FileKind",
    "FileText",
    "attachable_suffix",
    "read_text_of",
    "unpack_archive",
]
