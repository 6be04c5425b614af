"""Markdown with front matter: what is read, and what is refused with a sentence that helps."""

import datetime
from pathlib import Path

import pytest

from kb.documents import Article, Consultation, Kind, Motion, Outcome, State
from kb.errors import InputError, InvalidDocument, UnknownField, UnreadableFile
from kb.importing.front_matter import read_document, read_document_file


def a_file(*lines: str, body: str = "") -> str:
    return "\n".join(("---", *lines, "---", body))


def reading(text: str) -> InputError:
    """The error that reading `text` ends with."""
    with pytest.raises(InputError) as caught:
        read_document(text, "datei.md")
    return caught.value


def test_a_short_article_is_read_with_its_defaults() -> None:
    text = a_file("kind: guide", "title: Räume öffnen", "as_of: 2026-11-01", body="\nText\n")

    assert read_document(text, "datei.md") == Article(
        kind=Kind.GUIDE, title="Räume öffnen", as_of=datetime.date(2026, 11, 1), state=State.PUBLISHED, body="Text"
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("20858", "20858"),
        ("2012/0367", "2012/0367"),
        ('"0563"', "0563"),
        ("0563", "0563"),
        ("1_000", "1_000"),
        ("2018-08-01", "2018-08-01"),
        ("12:30:45", "12:30:45"),
        ("null", "null"),
        ("~", "~"),
        ("0x1F", "0x1F"),
        ("=", "="),
        ("", ""),
    ],
)
def test_text_stays_what_was_typed(written: str, value: str) -> None:
    document = read_document(a_file("kind: paper", "title: T", f"reference: {written}"), "datei.md")

    assert isinstance(document, Motion)
    assert document.reference == value


def test_an_id_may_be_a_word_that_other_readers_take_for_a_truth_value() -> None:
    assert read_document(a_file("id: off", "kind: guide", "title: T"), "datei.md").id == "off"


def test_a_motion_is_read_with_all_its_parts() -> None:
    text = a_file(
        "kind: paper",
        "title: T",
        "outcome: adopted",
        "consultations:",
        "- committee: Rat",
        "  date: 2018-09-27",
        "  public: false",
        "  outcome: noted",
        "attachments:",
        "- title: Anlage 1",
        "placeholders:",
        "  kommune: Name der Kommune",
        "resolution: |",
        "  Der Rat beschließt:",
        "",
        "  1. Beitritt",
    )

    motion = read_document(text, "datei.md")

    assert isinstance(motion, Motion)
    assert motion.consultations == (
        Consultation(committee="Rat", date=datetime.date(2018, 9, 27), public=False, outcome=Outcome.NOTED),
    )
    assert motion.outcome is Outcome.ADOPTED
    assert [one.title for one in motion.attachments] == ["Anlage 1"]
    assert motion.placeholders == (("kommune", "Name der Kommune"),)
    assert motion.resolution == "Der Rat beschließt:\n\n1. Beitritt"


def test_a_file_saved_on_windows_reads_as_any_other() -> None:
    text = a_file("kind: guide", "title: T", body="\nEins\n\nZwei\n")

    assert read_document("\ufeff" + text.replace("\n", "\r\n"), "datei.md") == read_document(text, "datei.md")


def test_a_line_of_hyphens_in_the_body_is_body() -> None:
    text = a_file("kind: guide", "title: T", body="\nEins\n\n---\n\nZwei\n")

    assert read_document(text, "datei.md").body == "Eins\n\n---\n\nZwei"


def test_an_unknown_field_is_refused_by_name_with_the_known_ones() -> None:
    error = reading(a_file("kind: guide", "titel: T"))

    assert isinstance(error, UnknownField)
    assert error.name == "titel"
    assert "title" in error.known
    assert error.message.startswith("datei.md: Das Feld „titel“ gibt es nicht. Gemeint war vielleicht „title“.")


def test_a_field_of_motions_is_unknown_to_articles() -> None:
    assert isinstance(reading(a_file("kind: guide", "title: T", "reference: 1/2")), UnknownField)


def test_an_unknown_field_of_a_consultation_is_refused_by_name() -> None:
    error = reading(a_file("kind: paper", "title: T", "consultations:", "- committee: Rat", "  datum: 2018-01-01"))

    assert isinstance(error, UnknownField)
    assert error.name == "datum"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("title: T",), "Die Art (kind) fehlt. Bekannt sind: guide, "),
        (("kind: rezept", "title: T"), "„kind“: „rezept“ gibt es nicht. Bekannt sind: guide, "),
        (("kind: guide",), "Der Titel (title) fehlt."),
        (("kind: guide", "title: ' '"), "Der Titel (title) fehlt."),
        (("kind: guide", "title: T", "id: AB"), "Die Kennung „AB“ ist ungültig"),
        (("kind: guide", "title: T", "id: ab"), "Die Kennung „ab“ ist ungültig"),
        (("kind: guide", "title: T", "id: a-b-c"), "Die Kennung „a-b-c“ ist ungültig"),
        (("kind: guide", "title: T", "state: fertig"), "„state“: „fertig“ gibt es nicht. Bekannt sind: draft, "),
        (
            ("kind: guide", "title: T", "actors:", "- rat"),
            "Akteure (actors): „rat“ gibt es nicht. Bekannt sind: politik",
        ),
        (("kind: guide", "title: T", "audience:", "- alle"), "Zielgruppe (audience): „alle“ gibt es nicht."),
        (("kind: guide", "title: T", "topics: netzwerk"), "In „topics“ wird eine Liste erwartet"),
        (("kind: guide", "title: T", "topics:", "- a", "- a"), "In „topics“ steht ein Wert doppelt"),
        (("kind: guide", "title: T", "as_of: 1.11.2026"), "„as_of“ muss ein Datum wie 2026-11-30 sein"),
        (("kind: guide", "title: T", "as_of: 2026-02-30"), "„as_of“ muss ein Datum wie 2026-11-30 sein"),
        (("kind: guide", "title: T", "as_of: 20261130"), "„as_of“ muss ein Datum wie 2026-11-30 sein"),
        (("kind: guide", "title:", "- T"), "„title“ muss ein Text sein."),
        (("kind: guide", "title: T", "source_url: javascript:alert(1)"), "muss mit https:// oder http:// beginnen"),
        (("kind: event", "title: T", "starts: 2026-02-02", "ends: 2026-02-01"), "Das Ende (ends) liegt vor dem Beginn"),
        (("kind: paper", "title: T", "consultations:", "- date: 2018-01-01"), "braucht „committee“"),
        (("kind: paper", "title: T", "consultations:", "- Rat"), "braucht „committee“"),
        (
            ("kind: paper", "title: T", "consultations:", "- committee: Rat", "  public: ja"),
            "muss true oder false sein",
        ),
        (("kind: paper", "title: T", "outcome: angenommen"), "„outcome“: „angenommen“ gibt es nicht."),
        (
            ("kind: model", "title: T", "placeholders:", "- kommune"),
            "In „placeholders“ wird „name: Bezeichnung“ erwartet",
        ),
        (("kind: guide", 'title: "T"', r'summary: "a\0b"'), "ein Zeichen, das nicht gespeichert werden kann"),
        (("kind: guide", 'title: "T"', r'summary: "a\ud800b"'), "ein Zeichen, das nicht gespeichert werden kann"),
    ],
)
def test_values_that_do_not_fit_are_refused_with_the_reason(lines: tuple[str, ...], reason: str) -> None:
    error = reading(a_file(*lines))

    assert isinstance(error, InvalidDocument)
    assert reason in error.message


def test_all_reasons_are_told_at_once() -> None:
    error = reading(a_file("kind: guide", "title: T", "as_of: gestern", "topics: netzwerk"))

    assert isinstance(error, InvalidDocument)
    assert len(error.reasons) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nur Text", "Zeile 1: Die Datei muss mit einer Zeile „---“"),
        ("---\ntitle: T\n", "Zeile 1: Den Feldern fehlt die schließende Zeile „---“"),
        (a_file("- a"), "Zeile 2: Hier werden Felder erwartet"),
        (a_file("kind: guide", "title: a: b"), "Zeile 3 ist kein gültiges YAML"),
        (a_file("kind: guide", 'title: "offen'), "Zeile 4 ist kein gültiges YAML"),
        (a_file("kind: guide", "title: T", "title: U"), "Zeile 4: Das Feld „title“ steht zweimal da."),
        (a_file("kind: paper", "placeholders:", "  a: b", "  a: c"), "Zeile 5: Das Feld „a“ steht zweimal da."),
        (a_file("kind: guide", "title: &a T"), "Zeile 3: Verweise mit & und * sind nicht erlaubt."),
        (a_file("kind: guide", "title: T", "summary: *a"), "Zeile 4: Verweise mit & und * sind nicht erlaubt."),
        (a_file("kind: guide", "title: !!python/name:os.system"), "Zeile 3: Typangaben mit ! sind nicht erlaubt."),
        (a_file("kind: guide", "title: !!binary YQ=="), "Zeile 3: Typangaben mit ! sind nicht erlaubt."),
        (a_file("kind: guide", "? [a]", ": b"), "Zeile 3: Ein Feldname muss ein einfacher Text sein."),
        (a_file("kind: guide", "title: a\x07b"), "Zeile 3 enthält ein unsichtbares Steuerzeichen."),
        (a_file("kind: guide", "title: " + "[" * 5000), "Ebenen sind nicht erlaubt."),
        (a_file("kind: guide", "topics:", *(["- a"] * 30_000)), "Angaben sind nicht erlaubt."),
        ("---\n" + "a" * 2_000_001, "größer als 2 MB"),
    ],
)
def test_a_broken_file_is_refused_with_the_line(text: str, reason: str) -> None:
    error = reading(text)

    assert isinstance(error, UnreadableFile)
    assert reason in error.message
    assert error.message.endswith("Es wurde nichts gespeichert.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Die Datei ist leer."),
        (b" \n\n", "Die Datei ist leer."),
        (
            "---\nkind: guide\ntitle: Räume\n---\n".encode("latin-1"),
            "Zeile 3: Die Datei ist nicht in UTF-8 gespeichert.",
        ),
        ("---\nkind: guide\n".encode("utf-16"), "in UTF-16 gespeichert"),
        (b"a" * 2_000_001, "größer als 2 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "datei.md"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as caught:
        read_document_file(path)

    assert reason in caught.value.message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"weg\.md"):
        read_document_file(tmp_path / "weg.md")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "datei.md"
    path.write_text(a_file("kind: guide", "title: Räume"), encoding="utf-8-sig")

    assert read_document_file(path).title == "Räume"
