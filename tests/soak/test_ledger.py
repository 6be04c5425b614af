"""The soak would notice what it looks for."""

import json
from dataclasses import replace
from pathlib import Path

from kb.documents import Article, State
from kb.store import open_store
from tests.builders import a_library, an_article, settings_in
from tests.soak.ledger import Ledger, judge

FIRST, SECOND = "qkwvtrbzmxjhgfap", "qzlpdgrtsyhvnwce"


def a_ledger(*saves: tuple[int, str, State]) -> Ledger:
    """Of one document's acknowledged saves."""
    ledger = Ledger()
    for revision, mark, state in saves:
        ledger.hear(json.dumps({"what": "intended", "id": "eins1", "mark": mark}))
        said = {"what": "saved", "id": "eins1", "revision": revision, "mark": mark, "state": state}
        ledger.hear(json.dumps(said | {"at": 0.0, "seconds": 0.0}))
    return ledger


def test_what_is_kept_and_found_is_good(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(id="eins1", body=f"Ehrenamt {FIRST}")) as library:
        assert judge(library, a_ledger((1, FIRST, State.PUBLISHED))).is_good


def test_an_acknowledged_revision_that_the_database_lacks_is_lost(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(id="eins1", body=f"Ehrenamt {FIRST}")) as library:
        saves = (1, FIRST, State.PUBLISHED), (2, SECOND, State.PUBLISHED)
        assert judge(library, a_ledger(*saves)).lost == ("eins1 2",)


def test_what_the_index_was_not_told_is_missing_when_new_and_revived_when_withdrawn(tmp_path: Path) -> None:
    article = an_article(id="eins1", body=f"Ehrenamt {FIRST}")
    changed, withdrawn = replace(article, body=f"Ehrenamt {SECOND}"), replace(article, state=State.ARCHIVED)
    with a_library(tmp_path, article) as library:
        _save_only(tmp_path, changed, public=True, based_on=1)
        edited = judge(library, a_ledger((1, FIRST, State.PUBLISHED), (2, SECOND, State.PUBLISHED)))
        _save_only(tmp_path, withdrawn, public=False, based_on=2)
        gone = judge(library, a_ledger((1, FIRST, State.PUBLISHED), (3, FIRST, State.ARCHIVED)))

    assert edited.missing == (f"eins1 {SECOND}",)
    assert gone.revived == (f"{{'eins1'}} {FIRST}",)


def _save_only(folder: Path, document: Article, *, public: bool, based_on: int) -> None:
    """Without a word to the index."""
    store = open_store(settings_in(folder).database_url)
    store.documents.save(document, editor="Redaktion", based_on=based_on, public=public, parts={})
    store.close()
