"""Writing and reading are exact opposites, for every value and for every file of the starter corpus."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kb.documents import (
    ACTORS,
    AUDIENCES,
    MOTION_PARTS,
    AnyDocument,
    Article,
    Attachment,
    Consultation,
    Kind,
    Motion,
    Outcome,
    State,
)
from kb.exporting.markdown import write_document
from kb.exporting.registers import write_facts, write_municipalities, write_topics
from kb.facts import FactRegister
from kb.importing.front_matter import read_document
from kb.importing.registers import read_facts, read_municipalities, read_topics
from tests.builders import MUNICIPALITIES, TOPICS, a_fact, a_motion, an_article

CONTENT = Path(__file__).parents[3] / "content"

ODD = (
    " vorn",
    "hinten ",
    "\tTab\t",
    "a: b",
    "- a",
    "# a",
    "'a\"",
    "---",
    "---\n",
    "\n---\nx",
    "x\n...\ny",
    "no",
    "2012/0367",
    "20858",
    "0563",
    "1e3",
    "2026-01-01",
    "null",
    "~",
    "!!str a",
    "&a *a",
    "[a, b]",
    "{a: b}",
    "%a",
    "@a",
    "`a`",
    "a #b",
    "🙂",
    "a\u2028b\u2029c\x85d",
    "\ufeffa",
    "a\rb\r\nc",
    "\r",
    "\n",
    "\n\n",
    " \n ",
    "  a\n b\nc",
    "a\n\n\nb\n\n",
    "a  \nb",
    "\x07\x1b",
    "Bürger*innen",
    "\U0010ffff\ufffe",
    "a" * 300,
    "? a",
    "|",
    ">-",
)

texts = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))))
lines = texts.filter(lambda text: text.strip() and "\n" not in text and len(text) <= 300)
days = st.none() | st.dates(datetime.date(1000, 1, 1))
ids = st.text("abcdefghij0123456789", min_size=3, max_size=16)
id_lists = st.lists(ids, unique=True, max_size=3).map(tuple)

common: dict[str, st.SearchStrategy[Any]] = {
    "id": st.just("") | ids,
    "title": lines,
    "summary": texts,
    "topics": id_lists,
    "actors": st.lists(st.sampled_from(list(ACTORS)), unique=True).map(tuple),
    "audience": st.lists(st.sampled_from(list(AUDIENCES)), unique=True).map(tuple),
    "municipality": texts,
    "state": st.sampled_from(State),
    "as_of": days,
    "review_by": days,
    "valid_until": days,
    "source": texts,
    "source_url": st.sampled_from(["", "https://example.org/a?b=c#d"]),
    "rights": texts,
    "origin": texts,
    "related": id_lists,
    "body": texts,
}
consultations = st.builds(
    Consultation,
    committee=texts.filter(str.strip),
    date=days,
    public=st.sampled_from([None, True, False]),
    outcome=st.none() | st.sampled_from(Outcome),
)
attachments = st.builds(
    Attachment, title=texts.filter(str.strip), url=st.sampled_from(["", "http://example.org"]), rights=texts
)
articles = st.builds(Article, kind=st.sampled_from([one for one in Kind if not one.is_motion]), **common, starts=days)
motions = st.builds(
    Motion,
    kind=st.sampled_from([Kind.PAPER, Kind.MODEL]),
    **common,
    reference=texts,
    type=texts,
    date=days,
    outcome=st.none() | st.sampled_from(Outcome),
    consultations=st.lists(consultations, max_size=3).map(tuple),
    attachments=st.lists(attachments, max_size=3).map(tuple),
    placeholders=st.lists(st.tuples(texts.filter(bool), texts), unique_by=lambda pair: pair[0], max_size=3).map(tuple),
    **dict.fromkeys(MOTION_PARTS, texts),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles | motions)
@example(an_article())
@example(a_motion())
def test_what_was_written_reads_as_the_same_document(document: AnyDocument) -> None:
    written = write_document(document)

    assert read_document(written, "datei.md") == document
    assert write_document(read_document(written, "datei.md")) == written


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_every_odd_text_survives_in_every_place(odd: str) -> None:
    title = odd if odd.strip() and "\n" not in odd else "Titel"
    article = an_article(title=title, summary=odd, source=odd, body=odd)
    motion = a_motion(
        title=title,
        reference=odd,
        body=odd,
        consultations=(Consultation(committee=f"x{odd}"),),
        placeholders=((f"x{odd}", odd),),
        **dict.fromkeys(MOTION_PARTS, odd),
    )

    assert read_document(write_document(article), "datei.md") == article
    assert read_document(write_document(motion), "datei.md") == motion


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.md")), ids=lambda path: path.name)
def test_the_starter_corpus_is_written_as_export_would_write_it(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")

    assert write_document(read_document(text, path.name)) == text


def test_the_registers_of_the_starter_corpus_are_written_as_export_would_write_them() -> None:
    topics = (CONTENT / "themen.yaml").read_bytes().decode("utf-8")
    municipalities = (CONTENT / "kommunen.csv").read_bytes().decode("utf-8")

    assert write_topics(read_topics(topics, "themen.yaml")) == topics
    assert write_municipalities(read_municipalities(municipalities, "kommunen.csv")) == municipalities


def test_the_facts_of_the_starter_corpus_are_written_as_export_would_write_them() -> None:
    """Beside the comments at the top, which explain the fields."""
    text = (CONTENT / "fakten.yaml").read_bytes().decode("utf-8")

    assert write_facts(read_facts(text, "fakten.yaml")) == text[text.index("- id: ") :]


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd.strip() and "\n" not in odd], ids=ascii)
def test_facts_read_as_they_were_written(odd: str) -> None:
    plain, bare = a_fact(), a_fact(id="b", as_of="2026", unit="", source_url="", topic="", sure=False)
    register = FactRegister((plain, bare, a_fact(id="c", label=odd, value=odd, unit=odd, as_of="", authority=odd)))

    assert read_facts(write_facts(register), "fakten.yaml") == register


def test_registers_read_as_they_were_written() -> None:
    assert read_topics(write_topics(TOPICS), "themen.yaml") == TOPICS
    assert read_municipalities(write_municipalities(MUNICIPALITIES), "kommunen.csv") == MUNICIPALITIES


def test_the_canonical_form_has_fields_in_order_and_parts_as_blocks() -> None:
    motion = a_motion(id="sv001", rationale="Ein Absatz.\n\nNoch einer.", body="Hinweis.")

    assert write_document(motion) == (
        "---\n"
        "id: sv001\n"
        "kind: paper\n"
        "title: Beitritt zum Kommunennetzwerk\n"
        "topics:\n"
        "- netzwerk/beitritt\n"
        "actors:\n"
        "- politik\n"
        "- verwaltung\n"
        "municipality: '05711000'\n"
        "reference: 7091/2014-2020\n"
        "type: Beschlussvorlage der Verwaltung\n"
        "office: Amt für soziale Leistungen\n"
        "date: 2018-08-01\n"
        "subject: Beitritt der Stadt zum Kommunennetzwerk\n"
        "consultations:\n"
        "- committee: Sozialausschuss\n"
        "  date: 2018-09-04\n"
        "  public: true\n"
        "  outcome: adopted\n"
        "- committee: Rat\n"
        "  date: 2018-09-27\n"
        "  public: true\n"
        "resolution: |\n"
        "  Der Rat beschließt den Beitritt.\n"
        "rationale: |\n"
        "  Ein Absatz.\n"
        "\n"
        "  Noch einer.\n"
        "---\n"
        "\n"
        "Hinweis.\n"
    )
