"""The warm child process that reads foreign files, started as `python -m kb.importing.files.child`."""

import logging
from dataclasses import asdict
from pathlib import Path

from kb.errors import UnreadableFile
from kb.importing.files.archive import unpack
from kb.importing.files.attachable import attachable_suffix
from kb.importing.files.reading import read
from kb.importing.files.values import Refused
from kb.warm_child import Json, answer_questions

MOST_MEMORY = 512 << 20
"""Bytes of address space."""
MOST_SECONDS = 6
"""Processor time of one file."""


def _answer(question: Json) -> Json:
    try:
        if "unpack" in question:
            return {"files": unpack(Path(question["unpack"]), Path(question["into"]), question["suffixes"])}
        if "attach" in question:
            return {"suffix": attachable_suffix(Path(question["attach"]))}
        return asdict(read(Path(question["read"])))
    except Refused as refusal:
        return {"refused": str(refusal)}
    except UnreadableFile as refusal:
        return {"refused": refusal.reason}
    except OSError:
        return {"refused": "Die Datei fehlt oder darf nicht gelesen werden."}


if __name__ == "__main__":
    logging.disable()  # what libraries say about hostile files is of no use to anybody
    answer_questions(_answer, most_memory=MOST_MEMORY, most_seconds=MOST_SECONDS)
