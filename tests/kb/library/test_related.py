"""A document leads to others on the same things: not to itself, to drafts, or to what its page names anyway."""

from pathlib import Path

import pytest

from kb.documents import Kind, State
from kb.library import Library
from kb.search.query import Query, Word, Wording
from tests.builders import a_library, a_motion, an_article

CARD = (
    "Die Ehrenamtskarte dankt. Vergünstigungen und Akzeptanzstellen gehören zur Ehrenamtskarte. Vergünstigungen helfen."
)
OTHER = "Der Bebauungsplan regelt Abstandsflächen. Abstandsflächen stehen im Bebauungsplan."
TOPIC = ("anerkennung/ehrenamtskarte",)

GUIDE = an_article(id="ph001", title="Ehrenamtskarte einführen", summary="", topics=TOPIC, body=CARD)
GUIDES = tuple(
    an_article(id=f"ph10{n}", title=f"Ehrenamtskarte {n}", summary="", topics=TOPIC, body=CARD) for n in range(6)
)
EXAMPLE = an_article(
    id="pb001", kind=Kind.PRACTICE, title="Ehrenamtskarte im Alltag", summary="", topics=TOPIC, body=CARD
)
MOTION = a_motion(id="sv001", title="Ehrenamtskarte beschließen", summary="", topics=TOPIC, rationale=CARD)
DRAFT = an_article(id="ph002", title="Ehrenamtskarte", topics=TOPIC, body=CARD, state=State.DRAFT)
PLANS = tuple(an_article(id=f"bp00{n}", title=f"Bauen {n}", summary="", topics=(), body=OTHER) for n in range(4))


def related(library: Library, one: str = "ph001") -> list[str]:
    return [found.id for found in library.reading.related(library.reading.document(one))]


def test_what_says_the_same_is_related_and_other_kinds_come_first(tmp_path: Path) -> None:
    with a_library(tmp_path, GUIDE, *GUIDES, EXAMPLE, MOTION, DRAFT, *PLANS) as library:
        found = related(library)

    assert set(found[:2]) == {"pb001", "sv001"}
    assert len(found) == 5
    assert all(one.startswith("ph10") for one in found[2:])


def test_a_document_that_is_alone_with_its_words_has_none(tmp_path: Path) -> None:
    with a_library(tmp_path, GUIDE, *PLANS) as library:
        assert related(library) == []


def test_what_the_page_names_anyway_is_left_out(tmp_path: Path) -> None:
    guide = an_article(
        id="ph001", title="Ehrenamtskarte einführen", summary="", topics=TOPIC, body=CARD, related=("pb001",)
    )

    with a_library(tmp_path, guide, EXAMPLE, MOTION, *PLANS) as library:
        assert related(library) == ["sv001"]


def test_what_was_withdrawn_or_came_since_is_seen(tmp_path: Path) -> None:
    with a_library(tmp_path, GUIDE, EXAMPLE, *PLANS) as library:
        before = related(library)
        library.editing.archive("pb001", "Redaktion", 1)
        library.editing.save(MOTION, "Redaktion")
        after = related(library)

    assert (before, after) == (["pb001"], ["sv001"])


def test_without_an_index_nothing_is_related(tmp_path: Path) -> None:
    with a_library(tmp_path, GUIDE, EXAMPLE, *PLANS) as library:
        published = library.reading.document("ph001")
        for pointer in tmp_path.rglob("current"):
            pointer.unlink()

        assert library.reading.related(published) == ()


@pytest.mark.parametrize("kind", [Kind.GUIDE, Kind.PRACTICE])
def test_a_bare_question_has_hits_without_passages_and_facets(tmp_path: Path, kind: Kind) -> None:
    wording = Wording(words=(Word(terms=("ehrenamtskart",)),))
    with a_library(tmp_path, an_article(id="ph001", kind=kind, topics=TOPIC, body=CARD)) as library:
        results = library.reading.search(Query(wording=wording, is_bare=True))

    (hit,) = results.hits
    assert (hit.id, hit.kind, hit.topics, hit.snippet, hit.found_by) == ("ph001", kind.value, TOPIC, (), ())
    assert hit.score > 0
    assert results.facets == {}
