"""Every page and state of a page that a browser looks at, for faults, width and jumps."""

ADDRESSES = (
    "/",
    "/suche",
    "/suche?q=Beitritt&thema=netzwerk&art=praxishilfe&jahr_von=2018",
    "/suche?q=Beitritt&seite=2",
    "/suche?q=Quastenflosser&seite=abc",
    "/themen/",
    "/themen/netzwerk",
    "/dokument/ph001",
    "/dokument/sv001",
    "/dokument/mv001",
    "/dokument/va001",
    "/kommunen/",
    "/kommunen/05711000",
    "/termine",
    "/hilfe",
    "/impressum",
    "/datenschutz",
    "/barrierefreiheit",
    "/gibt-es-nicht",
)
