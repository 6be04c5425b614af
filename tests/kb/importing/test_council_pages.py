"""Pages of council information systems, in the layouts of four of them, give the parts of the paper that they show."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.importing.motion import ParsedMotion
from kb.importing.reader import parse_file


@dataclass(frozen=True)
class Shown:
    """A paper of a place that does not exist; steps: committee, day and status."""

    reference: str
    type: str
    office: str
    subject: str
    steps: tuple[tuple[str, str, str], ...]
    resolution: str
    rationale: str
    day: str = "03.02.2031"


SHOWN = (
    Shown(
        "0815/2029-2034",
        "Beschlussvorlage",
        "Amt für Soziales und Ehrenamt",
        "Einrichtung einer Freiwilligenagentur",
        (("Sozial- und Vereinsausschuss", "18.02.2031", "öffentlich"), ("Rat", "06.03.2031", "nicht öffentlich")),
        "Die Stadt richtet eine Freiwilligenagentur ein.",
        "Viele möchten sich engagieren und wissen nicht, wo.",
    ),
    Shown(
        "V/2031/0123",
        "Mitteilungsvorlage",
        "Fachbereich 4 Kultur und Sport",
        "Bericht über die Ehrenamtskarte",
        (("Ausschuss für Kultur, Sport und Ehrenamt", "27.05.2031", "öffentlich"),),
        "Der Ausschuss nimmt den Bericht zur Kenntnis.",
        "Im letzten Jahr haben 312 Engagierte die Karte erhalten.",
    ),
    Shown(
        "124/2031",
        "Antrag",
        "Musterfraktion im Rat",
        "Sitzungsräume für Vereine öffnen",
        (("Hauptausschuss", "16.09.2031", "öffentlich"), ("Rat", "30.09.2031", "öffentlich")),
        "Die Verwaltung öffnet die Räume im Rathaus für Vereine.",
        "Die Räume stehen abends leer.",
    ),
    Shown(
        "2031-0077",
        "Beschlussvorlage",
        "Stabsstelle Engagement",
        "Leitlinien zur Anerkennung, hier: Fortschreibung",
        (("Ausschuss für Bürgerbeteiligung", "04.11.2031", "öffentlich"), ("Kreistag", "02.12.2031", "öffentlich")),
        "Der Kreistag beschließt die Leitlinien.",
        "Befragt wurden 41 Vereine. Sie wünschen sich gute Räume.",
    ),
)


def rows(paper: Shown, row: str) -> str:
    marks = [("Ö" if status == "öffentlich" else "N") for _, _, status in paper.steps]
    steps = zip(paper.steps, marks, strict=True)
    return "".join(row.format(name=name, day=day, status=status, mark=mark) for (name, day, status), mark in steps)


def head(*names: str) -> str:
    return f"<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"


def sessionnet(paper: Shown) -> str:
    fields = {"Betreff": paper.subject, "Status": "öffentlich", "Vorlagenart": paper.type}
    fields |= {"Federführend": paper.office, "Datum": paper.day}
    shown = "".join(f"<div><div>{name}:</div><div>{value}</div></div>" for name, value in fields.items())
    row = "<tr><td>{mark} 4</td><td>{name}</td><td>{day}</td><td>{status}</td><td>Vorberatung</td><td></td></tr>"
    table = head("TOP", "Gremium", "Datum", "Status", "Zuständigkeit", "Beschluss") + rows(paper, row)
    texts = f"<h2>Beschlussvorschlag</h2><p>{paper.resolution}</p><h2>Sachverhalt</h2><p>{paper.rationale}</p>"
    return f"<h1>Vorlage - {paper.reference}</h1>{shown}<h2>Beratungen</h2><table>{table}</table>{texts}"


def sessionnet_with_a_form(paper: Shown) -> str:
    fields = {"Vorlagen-Nr.": paper.reference, "Art der Vorlage": paper.type, "Federführendes Amt": paper.office}
    fields |= {"Erstellt am": paper.day, "Betreff": paper.subject}
    shown = "".join(f"<tr><td>{name}:</td><td>{value}</td></tr>" for name, value in fields.items())
    row = "<tr><td>{day}</td><td>{name}</td><td>{status}</td><td>Kenntnisnahme</td><td></td></tr>"
    table = head("Sitzung", "Gremium", "Öffentlichkeit", "Behandlung", "Beschluss") + rows(paper, row)
    texts = f"<b>Beschlussvorschlag:</b><p>{paper.resolution}</p><b>Begründung:</b><p>{paper.rationale}</p>"
    return f"<table>{shown}</table><table><caption>Beratungsfolge</caption>{table}</table>{texts}"


def allris_3(paper: Shown) -> str:
    shown = (
        f"<tr><td>Betreff:</td><td colspan=3>{paper.subject}</td></tr>"
        f"<tr><td>Status:</td><td>öffentlich</td><td>Vorlage-Art:</td><td>{paper.type}</td></tr>"
        f"<tr><td>Federführend:</td><td>{paper.office}</td><td>Datum:</td><td>{paper.day}</td></tr>"
    )
    row = "<tr><td>{status}</td><td>{day}</td><td>{name}</td><td>ungeändert beschlossen</td></tr>"
    table = head("Status", "Datum", "Gremium", "Beschluss") + rows(paper, row)
    texts = f"<h3>Beschlussvorschlag</h3><p>{paper.resolution}</p><h3>Sachverhalt</h3><p>{paper.rationale}</p>"
    return (
        f"<h1>Vorlage - {paper.reference}</h1><table>{shown}</table><p>Beratungsfolge:</p><table>{table}</table>{texts}"
    )


def allris_4(paper: Shown) -> str:
    fields = {"Status": "öffentlich (Vorlage abgeschlossen)", "Vorlageart": paper.type, "Federführend": paper.office}
    fields |= {"Erstellungsdatum": paper.day}
    shown = "".join(f"<dt>{name}:</dt><dd>{value}</dd>" for name, value in fields.items())
    row = "<tr><td>Erledigt</td><td>{day}</td><td>{name}</td><td>ungeändert beschlossen</td><td>{status}</td></tr>"
    table = head("Status", "Datum", "Gremium", "Beschluss", "Öffentlichkeit") + rows(paper, row)
    texts = f"<h2>Beschlussvorschlag</h2><p>{paper.resolution}</p><h2>Begründung</h2><p>{paper.rationale}</p>"
    subject = f"<span>Betreff:</span> <span>{paper.subject}</span>"
    return f"<h1>Vorlage - {paper.reference}</h1><div>{subject}</div><dl>{shown}</dl><h2>Beratungsfolge</h2><table>{table}</table>{texts}"


def sd_net(paper: Shown) -> str:
    fields = {"Betreff": paper.subject, "Amt": paper.office, "Datum": paper.day}
    shown = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in fields.items())
    row = "<tr><td>{name}</td><td>{day}</td><td>{status}</td><td>Entscheidung</td><td>einstimmig beschlossen</td></tr>"
    table = head("Gremium", "Sitzungsdatum", "Status", "Beratungsart", "Ergebnis") + rows(paper, row)
    texts = f"<h3>Beschlussentwurf</h3><p>{paper.resolution}</p><h3>Sachdarstellung</h3><p>{paper.rationale}</p>"
    title = f"<h2>{paper.type} {paper.reference}</h2>"
    return f"{title}<table>{shown}</table><h3>Beratungsfolge</h3><table>{table}</table>{texts}"


def told(motion: ParsedMotion) -> Shown:
    status = {True: "öffentlich", False: "nicht öffentlich", None: "nicht bekannt"}
    steps = tuple((one.committee, f"{one.date:%d.%m.%Y}", status[one.public]) for one in motion.consultations)
    texts = (motion.reference, motion.type, motion.office, motion.subject)
    day = f"{motion.date:%d.%m.%Y}" if motion.date else ""
    return Shown(*map(str, texts), steps, str(motion.resolution), str(motion.rationale), day)


@pytest.mark.parametrize("paper", SHOWN, ids=lambda paper: paper.reference)
@pytest.mark.parametrize("layout", [sessionnet, sessionnet_with_a_form, allris_3, allris_4, sd_net])
def test_a_page_gives_the_parts_that_it_shows(layout: Callable[[Shown], str], paper: Shown, tmp_path: Path) -> None:
    page = tmp_path / "vorlage.html"
    page.write_text(f"<!doctype html><html lang=de><title>Vorlage</title><body>{layout(paper)}</body></html>", "utf-8")

    motion = parse_file(page)

    assert told(motion) == paper
    assert motion.decision is None  # „Beschluss“ above a column is no section
