"""Line-end hyphens: joined, kept with or kept without a blank."""

import pytest

from kb.importing.motion.hyphens import join_lines


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("werden ange-", "boten, wie"), "werden angeboten, wie"),
        (("die Engagement\u00ad", "förderung"), "die Engagementförderung"),
        (("der Engagement\u2010", "förderung"), "der Engagementförderung"),
        (("Ehren-", "amts-", "karte"), "Ehrenamtskarte"),
        (("Sozial-", "und Gesundheitsausschuss"), "Sozial- und Gesundheitsausschuss"),
        (("Haupt-", "oder Ehrenamt"), "Haupt- oder Ehrenamt"),
        (("Haupt-", "bzw. Ehrenamt"), "Haupt- bzw. Ehrenamt"),
        (("Vereins-", "sowie Verbandsarbeit"), "Vereins- sowie Verbandsarbeit"),
        (("weder Haupt-", "noch Ehrenamt"), "weder Haupt- noch Ehrenamt"),
        (("es wird den-", "noch getan"), "es wird dennoch getan"),
        (("sowohl Haupt-", "als auch Ehrenamt"), "sowohl Haupt- als auch Ehrenamt"),
        (("der Hund-", "und Katzenfreund"), "der Hund- und Katzenfreund"),
        (("die Grund-", "undurchlässig"), "die Grundundurchlässig"),
        (("Vereins-", "& Jugendarbeit"), "Vereins- & Jugendarbeit"),
        (("in Baden-", "Württemberg"), "in Baden-Württemberg"),
        (("Frau Muster-", "Beispiel"), "Frau Muster-Beispiel"),
        (("2014-", "2020"), "2014-2020"),
        (("eine 54-", "jährige Tradition"), "eine 54-jährige Tradition"),
        (("per E-", "mail"), "per E-mail"),
        (("das NRW-", "weite Netz"), "das NRW-weite Netz"),
        (("(https://www.engagiert-in-", "nrw.de/kommunen )"), "(https://www.engagiert-in-nrw.de/kommunen )"),
        (("unter engagiert-in-", "nrw.de zu finden"), "unter engagiert-in-nrw.de zu finden"),
        (("an freiwilligen-", "agentur@musterstadt.example"), "an freiwilligen-agentur@musterstadt.example"),
        (("https://example.org/sport-", "und-spiel"), "https://example.org/sport-und-spiel"),
        (("die Verwaltung -", "nach Prüfung"), "die Verwaltung - nach Prüfung"),
        (("Austausch und", "-transfer"), "Austausch und -transfer"),
        (("zwei  Blanks ", "  hier"), "zwei Blanks hier"),
        (("", "eins", "", "zwei"), "eins zwei"),
        ((), ""),
    ],
)
def test_lines_become_running_text(lines: tuple[str, ...], whole: str) -> None:
    assert join_lines(lines) == whole
