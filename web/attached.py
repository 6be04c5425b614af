"""An Anlage as an answer: to be kept by the browser as a file, never to be shown by it."""

from pathlib import Path

from flask import Response, send_file

from kb.documents import Attachment
from kb.slugs import slugify

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
}


def attached(attachment: Attachment, path: Path) -> Response:
    """The file under a name made of its title. What may be withdrawn tomorrow is kept by no search engine and no cache."""
    suffix = attachment.file.partition(".")[2]
    answer = send_file(
        path.absolute(),
        mimetype=_MEDIA.get(suffix, "application/octet-stream"),
        as_attachment=True,
        download_name=f"{slugify(attachment.title) or 'anlage'}.{suffix}",
        max_age=0,
    )
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
