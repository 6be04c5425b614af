"""What an officer must look at before taking it over: numbers, dates, names, offices, foreign references, legal amounts."""

import re
from collections.abc import Iterable, Iterator

from kb.drafting.pieces import Check, Piece

_MONTH = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_NUMBER_WORD = (
    r"(?:(?i:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|vierzig|fünfzig|hundert|tausend)"
    r"|Dutzend|Hälfte|Drittel|Viertel|Million(?:en)?)"
)
_DIGITS = r"\d+(?:[.\s]\d{3})*(?:,\d+)?"
_MONEY = r"(?:Euro|EUR|€|DM|Prozent|%|v\.\s?H\.|Cent)"
_CAPITAL = r"[A-ZÄÖÜ][\wäöüß-]{0,60}"
_FIELD = rf"(?:[a-zäöüß]+e[nrs]?\s)?{_CAPITAL}"
"""What an office or committee is for: `soziale Leistungen`."""
_LAW_NAME = rf"(?:{_CAPITAL}(?:gesetzbuch|gesetz|verordnung|ordnung|satzung|richtlinie)(?:e?s|en|n)?|(?:SGB|GO|KrO|KomHVO|EStG|BGB|UrhG|GG)(?: (?:NRW|NW|[IVX]+))?)"

_PATTERNS = (
    (Check.BLANK, r"\[[^\[\]\n]{1,80}\]"),
    (Check.REFERENCE, r"(?:https?://|www\.)\S{1,500}(?<=[\w/])|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
    (Check.LAW, rf"(?:§§?|Art\.|Artikel)\s?\d+[a-z]?(?:\s(?:Abs\.|Absatz|Satz|Nr\.|Nummer|Buchst\.)\s?\w+)*(?:\s{_LAW_NAME})?"),
    (Check.LAW, rf"(?<![\w-]){_LAW_NAME}(?![\w-])"),
    (Check.REFERENCE, r"\b(?:Drucksachen?|Drs\.|Vorlagen?)(?:-?(?:Nr\.|[Nn]ummer))?\s(?=[^\s\d]{0,12}\d)[\w/-]{1,40}|\b(?:[A-Z]{1,4}/)?\d{2,5}/\d{2,4}(?:[-/]\d+)*\b"),
    (Check.AMOUNT, rf"(?:\b(?:{_DIGITS}|{_NUMBER_WORD})(?:\s(?:Mio\.|Mrd\.|Millionen|Tausend|T))?\s?|(?<=\s)){_MONEY}(?!\w)"),
    (Check.DATE, rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?\d{{2,4}})?|{_MONTH}(?:\s\d{{4}})?)|\b{_MONTH}\s\d{{4}}|\b(?:19|20)\d\d(?:/\d{{2,4}}|[–-]\d{{2,4}})?\b"),
    (Check.PERSON, rf"\b(?:Frau|Herrn?|Dr\.|Prof\.)(?:\s(?:Dr\.|Prof\.))*\s(?:von\s|van\s|zu\s)?{_CAPITAL}(?:\s{_CAPITAL})?"),
    (Check.OFFICE, rf"\b(?:Amt|Fachbereich|Fachdienst|Dezernat|Referat|Sachgebiet|Abteilung|Stabsstelle|Eigenbetrieb)\s(?:für\s{_FIELD}|{_CAPITAL}|\d+)(?:(?:,\s|\sund\s|\s–\s){_CAPITAL}){{0,6}}"),
    (Check.OFFICE, r"\b(?!Ehrenamt)[A-ZÄÖÜ][\wäöüß-]{0,60}(?:amt(?:es|s)?|ämter|kanzlei|dezernat(?:s|es)?|behörde)\b|\bBezirksregierung\b|\b(?:[A-ZÄÖÜ][\wäöüß-]{0,60}m|M)inisteriums?\b"),
    (Check.OFFICE, r"\b(?:Staatssekretär|Minister(?:präsident)?|Beigeordnete|Dezernent|Kämmer)(?:in|[*:]in|er|erin|[rn])?\b"),
    (Check.COMMITTEE, rf"\bAusschuss(?:es)?\sfür\s{_FIELD}(?:(?:,\s|\sund\s|-\sund\s|\s){_CAPITAL}){{0,6}}|\b(?:{_CAPITAL}-(?:,\s|\sund\s)){{0,4}}[A-ZÄÖÜ][\wäöüß-]{{0,60}}(?:ausschuss|beirat)(?:es|s)?\b|\bBeirat\sfür\s{_CAPITAL}"),
    (Check.NAME, r"„[^“\n]{2,120}“|»[^«\n]{2,120}«"),
    (Check.NAME, rf"(?:{_CAPITAL}\s){{0,3}}{_CAPITAL}\s(?:e\.\s?V\.|gGmbH|GmbH|AG)(?!\w)|\b(?:Caritas|Diakonie|DRK|AWO|Paritätische[rn]?|Lebenshilfe|LVR|LWL|Landschaftsverband)(?:\s{_CAPITAL})?"),
    (Check.NAME, r"\b(?:Stadt|Kreis|Gemeinde|Landes)(?:sport|jugend|heimat|feuerwehr|senioren)[a-zäöüß]+"),
    (Check.NUMBER, rf"\b{_DIGITS}\b|\b{_NUMBER_WORD}\b"),
)  # fmt: skip

_COMMON_NOUNS = frozenset(
    ("Lage", "Halle", "Senden", "Alpen", "Much", "Hagen", "Marl", "Hilden", "Werl", "Ense", "Welver")
)
"""Municipalities whose names are, or begin, other words: taken for one only behind a preposition or „Stadt“."""


class Checks:
    """Finds what must be checked. places: names of municipalities that are not the own one; old: the one it came from."""

    def __init__(self, places: Iterable[str], old: str = "") -> None:
        patterns = [*_PATTERNS[:-1]]
        if old:
            patterns.insert(
                0, (Check.PLACE, rf"{re.escape(old)}[\w-]{{0,60}}|(?<![\w-])[\w-]{{1,60}}-{re.escape(old)}\b")
            )
        patterns.insert(1, (Check.PLACE, _place_pattern(places)))
        patterns.append(_PATTERNS[-1])
        self._checks = tuple(check for check, _ in patterns)
        self._pattern = re.compile("|".join(f"(?P<p{place}>{pattern})" for place, (_, pattern) in enumerate(patterns)))

    def marked(self, text: str) -> Iterator[Piece]:
        end = 0
        for match in self._pattern.finditer(text):
            yield Piece(text[end : match.start()])
            yield Piece(match.group(), self._checks[int((match.lastgroup or "p0")[1:])])
            end = match.end()
        yield Piece(text[end:])


def _place_pattern(places: Iterable[str]) -> str:
    names = sorted(set(places), key=len, reverse=True)
    sure = "|".join(re.escape(one) for one in names if one not in _COMMON_NOUNS) or "(?!)"
    doubtful = "|".join(re.escape(one) for one in names if one in _COMMON_NOUNS) or "(?!)"
    before = r"(?:(?:Stadt|Gemeinde)\s)?"
    return rf"\b{before}(?:{sure})(?:er|s)?(?![\w-])|\b(?:Stadt\s|Gemeinde\s|(?<=in )|(?<=aus )|(?<=von ))(?:{doubtful})(?![\w-])"
