"""The register knows the areas that municipalities lie in."""

from kb.municipalities import Area, area_codes
from tests.builders import MUNICIPALITIES


def test_areas_are_kreise_below_their_regierungsbezirk() -> None:
    assert MUNICIPALITIES.areas == (
        Area("053", "Regierungsbezirk Köln"),
        Area("057", "Regierungsbezirk Detmold"),
        Area("05754", "Kreis Gütersloh"),
    )
    assert [one.region for one in MUNICIPALITIES.areas] == ["053", "057", "057"]


def test_a_municipality_is_in_its_kreis_and_its_regierungsbezirk() -> None:
    assert area_codes("05754008") == ("05754", "057")
    assert area_codes("") == ()
