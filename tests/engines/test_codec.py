"""What the codec writes is what was put in: against plain Python, and read by Whoosh's own searcher."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query
from whoosh.filedb.filestore import FileStorage

from kb.search.whoosh_engine.arrays import ArrayFile, ArrayWriter, smallest
from kb.search.whoosh_engine.codec import open_writer
from kb.search.whoosh_engine.inverting import Inverted, invert, merge
from kb.search.whoosh_engine.lexicon import Lexicon
from kb.search.whoosh_engine.merging import keep_segments, merge_all
from kb.search.whoosh_engine.schema import TEXT, as_fields, make_schema
from kb.search.whoosh_engine.vocabulary import Vocabulary
from tests.engines.indexed import an_indexed

TERMS = st.sampled_from([b"a", b"b", "ä".encode(), b"amt", b"ehrenamt", b"z"])
DOCUMENTS = st.lists(st.lists(TERMS, max_size=8), max_size=6)


def occurrences(inverted: Inverted) -> dict[tuple[bytes, int], list[int]]:
    """Term and document → places, in plain Python."""
    found: dict[tuple[bytes, int], list[int]] = {}
    for number, term in enumerate(inverted.terms):
        at = int(inverted.position_starts[number])
        for posting in range(inverted.starts[number], inverted.starts[number + 1]):
            count = int(inverted.counts[posting])
            found[term, int(inverted.documents[posting])] = inverted.positions[at : at + count].tolist()
            at += count
    return found


def expected(documents: dict[int, list[bytes]]) -> dict[tuple[bytes, int], list[int]]:
    found: dict[tuple[bytes, int], list[int]] = {}
    for document, terms in documents.items():
        for place, term in enumerate(terms):
            found.setdefault((term, document), []).append(place)
    return found


def inverted(documents: list[list[bytes]]) -> Inverted:
    vocabulary = Vocabulary()
    listed = [(number, vocabulary.numbers(map(bytes.decode, terms))) for number, terms in enumerate(documents)]
    return invert(listed, vocabulary.terms, positions=True)


@given(DOCUMENTS)
def test_inverting_keeps_every_occurrence(documents: list[list[bytes]]) -> None:
    result = inverted(documents)

    assert occurrences(result) == expected(dict(enumerate(documents)))
    assert list(result.terms) == sorted({term for terms in documents for term in terms})


@given(DOCUMENTS, DOCUMENTS, st.data())
def test_merging_is_inverting_what_is_left_of_all(
    first: list[list[bytes]], second: list[list[bytes]], data: st.DataObject
) -> None:
    every = [*first, *second]
    kept = data.draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every)))
    numbers = np.where(kept, np.cumsum(kept) - 1, -1)

    merged = merge(
        [(inverted(first), numbers[: len(first)]), (inverted(second), numbers[len(first) :])], positions=True
    )

    left = [terms for terms, keep in zip(every, kept, strict=True) if keep]
    assert occurrences(merged) == expected(dict(enumerate(left)))


def test_merging_in_many_ranges_of_terms_changes_nothing() -> None:
    documents = [[b"a", b"b", b"a"], [b"b"], [b"c", b"a"]]
    parts = [(inverted(documents), np.array([0, 1, 2])), (inverted(documents), np.array([3, -1, 4]))]

    at_once, bit_by_bit = merge(parts, positions=True), merge(parts, positions=True, most_at_once=1)

    assert occurrences(bit_by_bit) == occurrences(at_once)


@given(
    st.sets(st.binary(max_size=6).filter(lambda term: b"\n" not in term and b"\xff" not in term)), st.binary(max_size=3)
)
def test_a_lexicon_finds_its_terms_and_their_beginnings(terms: set[bytes], beginning: bytes) -> None:
    listed = sorted(terms)
    lexicon = Lexicon.of(listed)

    assert list(lexicon) == listed
    assert [lexicon.find(term) for term in listed] == list(range(len(listed)))
    assert lexicon.find(b"nicht da") == -1
    if b"\xff" not in beginning and b"\n" not in beginning:
        assert lexicon.between(*lexicon.beginning_with(beginning)) == [
            term for term in listed if term.startswith(beginning)
        ]


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    writer = ArrayWriter(path.open("wb"))
    writer.add("few", smallest(np.array([1, 2, 255])))
    writer.add("many", np.array([7, 1 << 40]))
    writer.add("text", "größer".encode())
    writer.close()

    file = ArrayFile(path)

    assert file.whole("few").tolist() == [1, 2, 255]
    assert file.whole("few").itemsize == 1
    assert file.part("many", 1, 2).tolist() == [1 << 40]
    assert file.octets("text", 0, 2) == b"gr"
    assert file.whole("text").tobytes().decode() == "größer"


def test_a_file_that_was_cut_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    path = tmp_path / "file"
    writer = ArrayWriter(path.open("wb"))
    writer.add("numbers", np.arange(1_000))
    writer.close()
    opened = ArrayFile(path)
    path.write_bytes(path.read_bytes()[:50])

    with pytest.raises(ValueError, match="early"):
        opened.whole("numbers")
    with pytest.raises(ValueError, match="file of arrays"):
        ArrayFile(path)


@pytest.mark.parametrize("policy", [keep_segments, merge_all])
def test_whooshs_own_searcher_reads_the_same(tmp_path: Path, policy: object) -> None:
    index = FileStorage(str(tmp_path), supports_mmap=False).create_index(make_schema())
    texts = ["Das Ehrenamt stärken", "Ein Amt ohne Ehre", "Das starke Ehrenamt im Ehrenamt"]
    vocabulary = Vocabulary()
    for number, text in enumerate(texts):
        with open_writer(index, vocabulary) as writer:
            writer.mergetype = policy
            writer.add_document(**as_fields(an_indexed(f"a{number}", "Titel", text), vocabulary))

    with index.searcher() as searcher:
        found = {hit.docnum for hit in searcher.search(query.Term(TEXT, "ehrenamt"))}
        in_order = {hit.docnum for hit in searcher.search(query.Phrase(TEXT, ["stark", "ehrenamt"]))}

    assert found == {0, 2}
    assert in_order == {2}
