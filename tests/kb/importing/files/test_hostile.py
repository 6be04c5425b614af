"""Hostile files: a German message within ten seconds and half a gigabyte; the process goes on."""

import contextlib
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import UnreadableFile
from kb.importing.files import process, read_text_of, unpack_archive
from tests.kb.importing.files.made import WORD, a_docx, a_pdf, a_zip, an_odt, paragraph

MOST_SECONDS = 10
MEGABYTE = 1_000_000

ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
LAUGHS = f'<!DOCTYPE d [<!ENTITY e0 "ha">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY e12 SYSTEM "file:///etc/passwd">]>'
DEEP = 100_000


def a_word_file(path: Path, document: str) -> Path:
    return a_zip(path, {"word/document.xml": document})


def a_document(doctype: str) -> str:
    return f"{doctype}<w:document {WORD}><w:body><w:p><w:r><w:t>&e12;</w:t></w:r></w:p></w:body></w:document>"


def zip_bomb(path: Path) -> None:
    a_docx(path, paragraph("x"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bild.bin", bytes(50 * MEGABYTE))


def lying_zip_bomb(path: Path) -> None:
    """A directory that says one byte for what unpacks to many."""
    content = a_zip(path, {"word/document.xml": b" " * (60 * MEGABYTE)}).read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 60 * MEGABYTE), struct.pack("<L", 1)))


def many_entries(path: Path) -> None:
    a_zip(path, [(f"word/{number}.xml", "") for number in range(3000)])


def encrypted_zip(path: Path) -> None:
    content = bytearray(a_docx(path, paragraph("geheim")).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(signature, place + 1)
    path.write_bytes(content)


def pdf_bomb(path: Path) -> None:
    """A page whose stream unpacks to three gigabytes, in three layers."""
    layer = zlib.compress(zlib.compress(zlib.compress(b"0 0 m " * 10_000_000, 9), 9), 9)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[" + b"4 0 R " * 50 + b"]>>endobj\n"
    filters = b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
    stream = b"4 0 obj<</Length %d%s>>stream\n%s\nendstream endobj\n" % (len(layer), filters, layer)
    path.write_bytes(head + page + stream + b"trailer<</Root 1 0 R>>\n%%EOF\n")


def pdf_in_circles(path: Path) -> None:
    """Pages that are their own parents."""
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    path.write_bytes(
        head + b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def encrypted_pdf(path: Path) -> None:
    keys = f"<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
    identity = "00" * 16
    a_pdf(path, [["geheim"]], trailer=f"/Encrypt 100 0 R/ID[<{identity}><{identity}>]", objects=[keys])


def encrypted_odt(path: Path) -> None:
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    an_odt(path, "<text:p>x</text:p>", **{"META-INF/manifest": manifest})


def truncated(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def cut(path: Path) -> None:
        make(path)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) * 2 // 3])

    return cut


def sparse(path: Path) -> None:
    """500 MB that take no place on the disk."""
    with path.open("wb") as file:
        file.truncate(500 * MEGABYTE)


def written(content: str | bytes) -> Callable[[Path], object]:
    raw = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(raw)


CASES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "zip bomb": ("x.docx", zip_bomb, "so stark gepackt"),
    "zip bomb that lies": ("x.docx", lying_zip_bomb, "beschädigt"),
    "many entries": ("x.docx", many_entries, "mehr als 2000 Einträge"),
    "xml bomb in docx": ("x.docx", lambda path: a_word_file(path, a_document(LAUGHS)), "Ersetzungen"),
    "outside entity": ("x.docx", lambda path: a_word_file(path, a_document(OUTSIDE)), "Ersetzungen"),
    "xml bomb in odt": ("x.odt", lambda path: a_zip(path, {"content.xml": f"{LAUGHS}<a>&e12;</a>"}), "Ersetzungen"),
    "deep xml": ("x.odt", lambda path: a_zip(path, {"content.xml": "<a>" * DEEP}), "zu tief geschachtelt"),
    "deep tables": (
        "x.docx",
        lambda path: a_docx(path, "<w:tbl><w:tr><w:tc>" * 300 + paragraph("x")),
        "zu tief geschachtelt",
    ),
    "deep html": ("x.html", written("<div>" * DEEP), "zu tief geschachtelt"),
    "deep html tables": ("x.html", written("<table><tr><td>" * DEEP), "zu tief geschachtelt"),
    "open comments": ("x.html", written("<!--" * 1_000_000), "fehlt das Ende"),
    "open tags": ("x.html", written("<a " * 1_000_000), "fehlt das Ende"),
    "open tags, ended late": ("x.html", written("<a " * 1_000_000 + ">" * 1_000_000), ""),
    "pdf bomb": ("x.pdf", pdf_bomb, ""),
    "pdf in circles": ("x.pdf", pdf_in_circles, ""),
    "broken pdf": ("x.pdf", written(b"%PDF-1.7\n" + bytes(range(256)) * 1000), "beschädigt"),
    "scanned pdf": ("x.pdf", lambda path: a_pdf(path, [[], []]), "gescanntes Dokument ohne Text"),
    "too many pages": ("x.pdf", lambda path: a_pdf(path, [["x"]] * 501), "mehr als 500 Seiten"),
    "encrypted pdf": ("x.pdf", encrypted_pdf, "Kennwort"),
    "encrypted docx": ("x.docx", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "Kennwort"),
    "encrypted zip": ("x.docx", encrypted_zip, "Kennwort"),
    "encrypted odt": ("x.odt", encrypted_odt, "Kennwort"),
    "truncated pdf": ("x.pdf", truncated(lambda path: a_pdf(path, [["x"] * 50])), "beschädigt"),
    "truncated docx": ("x.docx", truncated(lambda path: a_docx(path, paragraph("x"))), "beschädigt"),
    "truncated xml": ("x.odt", lambda path: a_zip(path, {"content.xml": "<a><b>Text"}), "kein gültiges XML"),
    "500 MB pdf": ("x.pdf", sparse, "größer als 50 MB"),
    "500 MB text": ("x.txt", sparse, "größer als 50 MB"),
    "long text": ("x.txt", written("Wort " * 400_000), "länger als 1,5 Millionen Zeichen"),
    "empty pdf": ("x.pdf", written(b""), "Die Datei ist leer."),
    "empty docx": ("x.docx", lambda path: a_docx(path, ""), "Die Datei enthält keinen Text."),
    "pdf called docx": ("x.docx", lambda path: a_pdf(path, [["x"]]), "enthält aber ein PDF"),
    "docx called pdf": ("x.pdf", lambda path: a_docx(path, paragraph("x")), "Office-Dokument oder ZIP-Archiv"),
    "odt called docx": ("x.docx", lambda path: an_odt(path, "<text:p>x</text:p>"), "kein Word-Dokument"),
    "docx called odt": ("x.odt", lambda path: a_docx(path, paragraph("x")), "kein OpenDocument-Text"),
    "binary called html": ("x.html", written(bytes(range(256)) * 9), "Kodierung der Datei ist unbekannt"),
}
"""File name, how it is made, and what the message says; where both an answer and a refusal are right, it is empty."""


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_in_time(tmp_path: Path, case: str) -> None:
    name, make, reason = CASES[case]
    make(tmp_path / name)
    start = time.monotonic()

    with pytest.raises(UnreadableFile) if reason else contextlib.suppress(UnreadableFile) as caught:
        read_text_of(tmp_path / name)

    assert time.monotonic() - start < MOST_SECONDS
    assert not reason or reason in caught.value.reason


def test_after_all_that_the_next_file_is_read(tmp_path: Path) -> None:
    pdf_bomb(tmp_path / "x.pdf")
    with contextlib.suppress(UnreadableFile):
        read_text_of(tmp_path / "x.pdf")

    assert read_text_of(a_pdf(tmp_path / "y.pdf", [["Alles gut"]])).text == "Alles gut"


def test_the_child_cannot_take_more_than_half_a_gigabyte(tmp_path: Path) -> None:
    read_text_of(a_pdf(tmp_path / "x.pdf", [["Text"]]))

    assert process._child._process
    assert resource.prlimit(process._child._process.pid, resource.RLIMIT_AS)[0] == 512 << 20


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (zip_bomb, "so stark gepackt"),
        (many_entries, "mehr als 2000 Einträge"),
        (encrypted_zip, "Kennwort"),
        (sparse, "größer als 100 MB"),
        (written(b"kein Archiv"), "beschädigt"),
        (written(b""), "beschädigt"),
    ],
)
def test_a_hostile_archive_is_refused(tmp_path: Path, make: Callable[[Path], object], reason: str) -> None:
    make(tmp_path / "x.zip")
    (tmp_path / "ziel").mkdir()

    with pytest.raises(UnreadableFile, match=reason):
        unpack_archive(tmp_path / "x.zip", tmp_path / "ziel", [".txt"])


def test_no_name_in_an_archive_leads_out_of_the_folder(tmp_path: Path) -> None:
    names = [
        "../../hinaus.txt",
        "/etc/absolut.txt",
        "c:\\windows.txt",
        "ordner/gut.txt",
        "ordner/bild.png",
        "innen.zip",
    ]
    a_zip(tmp_path / "x.zip", dict.fromkeys(names, "Text"))
    (tmp_path / "ziel").mkdir()

    unpacked = unpack_archive(tmp_path / "x.zip", tmp_path / "ziel", [".txt"])

    assert [member for _, member in unpacked] == names[:4]
    assert {path.parent for path, _ in unpacked} == {tmp_path / "ziel"}
    assert {path.name for path in tmp_path.rglob("*.txt")} == {f"{number:04}.txt" for number in range(4)}
