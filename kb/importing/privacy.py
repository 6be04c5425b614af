"""Personal data in council papers: what is recognised here is left out of the parts that are read.

Contact fields and signatory blocks say whom to call and who signed; neither is part of a motion.
"""

import re
from collections.abc import Sequence

MASKED_PHONE = "[Rufnummer entfernt]"

_PHONE = re.compile(
    r"(?:\b(?:Tel(?:efon)?(?:-?Nr)?|Telefax|Fax|Mobil|Durchwahl|Rufnummer|Hotline)\b[.:]{0,2}\s{0,3}(?:Nr\.\s?)?)"
    r"(?P<labelled>[+(]?\d[\d ()/–-]{2,24}\d)"
    r"|(?<![\w/.-])(?P<international>(?:\+|00)49[ (/-]{0,2}\d[\d ()/–-]{4,20}\d)"
    r"|(?<![\w/.,-])(?P<area>0[1-9]\d{1,4}(?: ?[/–-] ?| )\d[\d –-]{4,14}\d)(?![\w/])"
)
_ONLY_PHONE = re.compile(r"(?:(?:Tel(?:efon)?|App(?:arat)?|Durchwahl|Fax)\.?:?\s*)?[+(]?\d[\d\s()/–-]*", re.IGNORECASE)
_LEAST_DIGITS = 3

_NAME_WORD = r"(?:[A-ZÄÖÜ][a-zäöüßéèç]+(?:-[A-ZÄÖÜ][a-zäöüßéèç]+)*|[A-ZÄÖÜ]\.|Dr\.|Prof\.|von|van|de|der|zu|Mc\w+)"
_NAME = re.compile(rf"(?:(?:Frau|Herrn?)\s+)?{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}")
_PERSON = re.compile(rf"(?:Frau|Herrn?)\s+{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}")
_FUNCTION = re.compile(
    r"\(?(?:(?:Der|Die|Das)\s+)?(?:(?:Erste[rn]?|Allgemeine[rn]?|Stellvertretende[rn]?|stellv\.|Zweite[rn]?|Ltd\.)\s+){0,2}"
    r"(?:(?:Ober|Bezirks|Orts|Kreis|Stadt|Verwaltungs)?"
    r"(?:bürgermeister|kämmerer|kämmerin|direktor|baurat|baurätin|verwaltungsrat|vorsteher)(?:in|/-?in|[*:]in)?"
    r"|Beigeordnete[rn]?|Landrat|Landrätin|Kämmerer|Kämmerin|Stadtrat|Stadträtin"
    r"|Dezernent(?:in)?|Dezernatsleit(?:er|erin|ung)|(?:Amts|Fachbereichs|Fachdienst|Abteilungs|Sachgebiets|Referats)leit(?:er|erin|ung)"
    r"|Leit(?:er|erin|ung)|(?:Stadt|Gemeinde|Kreis)?verwaltung|(?:Fraktions|Ausschuss)?vorsitzende[rn]?|Schriftführer(?:in)?)"
    r"(?:\s+(?:für|der|des)\b[^.!?]{0,60})?\)?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"gez\b\.?.{0,60}|i\.\s?[va]\.?(?:\s.{0,60})?|In Vertretung.{0,60}|Im Auftrag.{0,60}|Mit freundlichen Grüßen.{0,3}|Unterschrift.{0,20}",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"[A-ZÄÖÜ][\w .-]{2,40},\s*(?:den|im|am)?\s*\d{1,2}\.\s?[\w.]{1,12}\s?\d{2,4}")
_CONTACT_LINE = re.compile(
    r"(?:Ihr[e]?\s+)?(?:Ansprechpartner|Ansprechperson|Bearbeiter|Sachbearbeiter|Verfasser|Berichterstatter)(?:in|/-?in|[*:]in)?\s*:"
    r"|(?:Bearbeitet von|Auskunft erteilt|Kontakt|Telefon|Tel\.|Telefax|Fax|Mobil|Durchwahl|E-?Mail|Zimmer)\s*:",
    re.IGNORECASE,
)

_LONGEST_SIGNATURE_LINE = 80
_MOST_SIGNATURE_LINES = 10


def is_phone_number(text: str) -> bool:
    """Whether the text is nothing but a phone number or extension, with or without its label."""
    return bool(_ONLY_PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) >= _LEAST_DIGITS


def names_person(text: str) -> bool:
    """Whether the text is nothing but a person's name with Frau or Herr."""
    return bool(_PERSON.fullmatch(text))


def without_phone_numbers(text: str) -> str:
    """Running text with phone numbers masked; references and amounts stay."""
    return _PHONE.sub(_masked_phone, text)


def _masked_phone(match: re.Match[str]) -> str:
    number = match.group(match.lastgroup or 0)
    return match.group().replace(number, MASKED_PHONE)


def without_contact_lines(lines: Sequence[str]) -> list[str]:
    """Without lines such as „Ansprechpartnerin: …“, and the name below if the field is empty."""
    kept: list[str] = []
    expects_value = False
    for line in lines:
        field = _CONTACT_LINE.match(line)
        is_value = expects_value and (bool(_NAME.fullmatch(line)) or is_phone_number(line))
        if line:
            expects_value = field is not None and field.end() == len(line)
        if not field and not is_value:
            kept.append(line)
    return kept


def without_signature(lines: Sequence[str]) -> list[str]:
    """Without the signatory block at the end: function, name, „gez.“, place and date."""
    cut = _signature_start(lines)
    return list(lines[:cut])


def _signature_start(lines: Sequence[str]) -> int:
    """Where the block begins; the end of the lines if they close without function or „gez.“."""
    cut, names_below, said = len(lines), 0, 0
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position].strip()
        if not line:
            continue
        said += 1
        if said > _MOST_SIGNATURE_LINES or len(line) > _LONGEST_SIGNATURE_LINE:
            break
        if _is_function(line):
            cut = position
        elif not _is_signature_like(line):
            break
        elif cut == len(lines):
            names_below += 1
        elif not names_below and _is_full_name(line):  # the name stands above the function
            return position
    return cut


def _is_function(line: str) -> bool:
    return all(_FUNCTION.fullmatch(cell) or _CLOSING.fullmatch(cell) for cell in _cells(line))


def _is_signature_like(line: str) -> bool:
    return all(_NAME.fullmatch(cell) or _PLACE_AND_DATE.fullmatch(cell) for cell in _cells(line))


def _is_full_name(line: str) -> bool:
    return all(" " in cell and _NAME.fullmatch(cell) for cell in _cells(line))


def _cells(line: str) -> list[str]:
    """Several people may sign side by side."""
    return [cell for cell in re.split(r"\t| {2,}", line) if cell]
