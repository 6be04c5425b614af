"""Search never gets worse unnoticed: no recorded figure falls by more than a point."""

from pathlib import Path

from tests.quality.gate import ask_all, fallen, figures, recorded


def test_no_recorded_figure_falls_by_more_than_a_point(tmp_path: Path) -> None:
    assert fallen(figures(ask_all(tmp_path)), recorded()) == {}


def test_a_figure_may_rise_or_fall_by_a_point_but_not_more_and_not_vanish() -> None:
    before = {"risen": 0.5, "equal": 0.5, "a point": 0.5, "lost": 0.5, "gone": 0.5}
    now = {"risen": 0.6, "equal": 0.5, "a point": 0.491, "lost": 0.48}

    assert fallen(now, before) == {"lost": (0.5, 0.48), "gone": (0.5, 0.0)}
