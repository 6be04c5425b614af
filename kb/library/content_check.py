"""The editors' check of a content folder: everything that is wrong with its texts, as German sentences."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from kb.library.content_rules.coverage import check_coverage
from kb.library.content_rules.ease import check_ease
from kb.library.content_rules.figures import check_figures
from kb.library.content_rules.likeness import check_likeness
from kb.library.content_rules.persons import check_persons
from kb.library.content_rules.provenance import check_provenance
from kb.library.content_rules.reading import Content, read_content
from kb.library.content_rules.references import check_facts, check_references
from kb.library.content_rules.shape import check_shape
from kb.library.values import Finding

RULES: tuple[Callable[[Content], Iterator[Finding]], ...] = (
    check_references,
    check_facts,
    check_shape,
    check_provenance,
    check_figures,
    check_persons,
    check_likeness,
    check_coverage,
    check_ease,
)


def check_content(folder: Path, today: datetime.date | None = None) -> tuple[Finding, ...]:
    """What an editor should look after in the folder, errors first. today: by default the current day."""
    content = read_content(folder, today or datetime.date.today())
    found = (*content.faults, *(finding for rule in RULES for finding in rule(content)))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.is_error))
