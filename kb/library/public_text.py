"""A public document as the text of a file: as everybody may see it."""

from dataclasses import replace

from kb.documents import AnyDocument, markdown_parts
from kb.exporting.markdown import write_document
from kb.facts import FactRegister
from kb.library.saving import without_personal_data


def public_text(document: AnyDocument, facts: FactRegister) -> str:
    """Markdown with front matter; facts are filled in, personal data in a council paper is masked.

    Raises NotFound for a fact that does not exist.
    """
    document = without_personal_data(document)
    parts = {name: facts.filled_in(text) for name, text in markdown_parts(document).items()}
    return write_document(replace(document, **parts))  # type: ignore[arg-type]  # the parts are texts
