"""A link between documents outlives a changed title."""

from pathlib import Path

from kb.settings import Settings
from tests.builders import EDITOR, a_library, an_article
from tests.page import Reader
from web import create_app


def test_a_link_by_id_leads_to_the_address_of_today(tmp_path: Path) -> None:
    body = "Siehe [Räume](/dokument/raum1#abschnitt-anlass), [alt](/dokument/raum1-frueher) und [weg](/dokument/weg01)."
    with a_library(
        tmp_path, an_article(id="raum1", title="Räume"), an_article(id="aaa01", title="A", body=body)
    ) as library:
        library.editing.save(an_article(id="raum1", title="Säle & Räume"), EDITOR, 1)

        links = Reader(create_app(Settings(prefix="/wissen"), library)).get("/dokument/aaa01-a").links()

    assert links["Räume"] == "/wissen/dokument/raum1-saele-raeume#abschnitt-anlass"
    assert links["alt"] == "/wissen/dokument/raum1-saele-raeume"
    assert links["weg"] == "/wissen/dokument/weg01"
