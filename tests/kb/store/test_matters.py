"""What tells that papers belong to one matter."""

import pytest

from kb.documents import Kind
from kb.store.matters import matter_keys, without_addendum
from tests.builders import BIELEFELD, a_motion


@pytest.mark.parametrize(
    ("reference", "main"),
    [
        ("2021-0308-1", "2021-0308"),
        ("vo-2019-08082-27", "vo-2019-08082"),
        ("16051-09-e1", "16051-09"),
        ("2021-0308", ""),
        ("124-2014", ""),
        ("7091-2014-2020", ""),
        ("v-2020-12", ""),
        ("20858", ""),
    ],
)
def test_an_addendum_belongs_to_the_paper_whose_number_it_extends(reference: str, main: str) -> None:
    assert without_addendum(reference) == main


def test_a_paper_has_keys_of_its_matter_its_number_and_the_earlier_ones_it_names() -> None:
    paper = a_motion(reference="2021/0308/1", matter="fonds", earlier="siehe Drucksache 2019/0042")

    assert matter_keys(paper) == (
        "vorgang:fonds",
        f"{BIELEFELD}:2021-0308-1",
        f"{BIELEFELD}:2021-0308",
        f"{BIELEFELD}:2019-0042",
    )


def test_a_model_and_a_paper_of_nobody_have_none() -> None:
    assert matter_keys(a_motion(kind=Kind.MODEL)) == ()
    assert matter_keys(a_motion(municipality="")) == ()
