"""What holds for every page in a browser: no fault that axe sees, nothing sideways, no jump, little to load, nobody else asked."""

import pytest
from playwright.sync_api import CDPSession

from tests.journeys.addresses import ADDRESSES
from tests.journeys.conftest import Visit

FIRST_VISIT = 100_000
LATER_VISIT = 20_000
"""Bytes over the wire, headers included."""

WIDTHS = (1280, 390, 320)


def test_axe_finds_no_fault_nothing_is_sideways_and_nobody_else_is_asked(visit: Visit) -> None:
    """On every page with everything opened, in three widths, in light and dark."""
    faults = {}
    for path in ADDRESSES:
        visit.open(path)
        closed = visit.page.locator("details:not([open]) > summary:visible")
        while closed.count():
            closed.first.click()
        faults |= {f"{path} {width}": _faults_at(visit, width) for width in WIDTHS}

    assert {where: found for where, found in faults.items() if found} == {}
    assert visit.elsewhere == []
    assert visit.context.cookies() == []


def _faults_at(visit: Visit, width: int) -> list[str]:
    """In dark only the colours can be at fault that were not in light."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    sideways = ["wider than the window"] if visit.sideways() > 0 else []
    visit.page.emulate_media(color_scheme="light")
    in_light = visit.faults()
    visit.page.emulate_media(color_scheme="dark")
    return [*sideways, *in_light, *visit.faults("color-contrast")]


@pytest.mark.parametrize("visit", [(640, "light", True)], indirect=True)
def test_twice_the_text_size_needs_no_sideways_scrolling(visit: Visit) -> None:
    """As wide as a desk's window of 1280 pixels at 200 %, with twice the font size on top."""
    too_wide = {}
    for path in ADDRESSES:
        visit.open(path)
        visit.page.evaluate("document.documentElement.style.fontSize = '200%'")
        too_wide[path] = visit.sideways()

    assert {path: pixels for path, pixels in too_wide.items() if pixels > 0} == {}


@pytest.mark.parametrize("visit", [(1280, "light", True), (390, "light", True)], indirect=True)
def test_nothing_jumps_while_a_page_appears(visit: Visit) -> None:
    visit.page.add_init_script(SUM_OF_SHIFTS)
    shifts = {}
    for path in ADDRESSES:
        visit.open(path)
        shifts[path] = visit.page.evaluate("new Promise(done => setTimeout(() => done(window.shifts), 100))")

    assert {path: shift for path, shift in shifts.items() if shift > 0} == {}


SUM_OF_SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { window.shifts += one.value; }))
        .observe({type: "layout-shift", buffered: true});
"""


def test_a_first_visit_is_light_and_later_ones_are_lighter(visit: Visit) -> None:
    network = visit.context.new_cdp_session(visit.page)
    first = _loaded(visit, network, "/")
    later = {path: _loaded(visit, network, path) for path in ADDRESSES}

    assert first <= FIRST_VISIT
    assert {path: size for path, size in later.items() if size > LATER_VISIT} == {}


def _loaded(visit: Visit, network: CDPSession, path: str) -> int:
    """Bytes that came over the wire for one page."""
    sizes: list[float] = []
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit.open(path)
    network.send("Network.disable")
    return round(sum(sizes))
