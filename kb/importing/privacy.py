"""Personal data in council papers: what is recognised here is left out of the parts that are read.

Contact fields and signatory blocks say whom to call and who signed; neither is part of a motion.
"""

import re
from collections.abc import Sequence

PHONE = re.compile(
    r"(?:\b(?:Tel(?:efon)?\.?(?:-?Nr)?|Telefax|Fax|Mobil|Durchwahl|Rufnummer|Hotline)\b[.:]{0,2}\s{0,3}(?:Nr\.\s?)?)"
    r"(?P<labelled>[+(]?\d[\d ()/–-]{2,24}\d)"
    r"|(?<![\w/.-])(?P<international>(?:\+|00)49[ (/-]{0,2}\d[\d ()/–-]{4,20}\d)"
    r"|(?<![\w/.,-])(?P<area>0[1-9]\d{1,4}(?! ?/ ?(?:19|20)\d\d(?!\d))(?: ?[/–-] ?| )\d[\d –-]{4,14}\d)(?![\w/])"
)
_ONLY_PHONE = re.compile(r"(?:(?:Tel(?:efon)?|App(?:arat)?|Durchwahl|Fax)\.?:?\s*)?[+(]?\d[\d\s()/–-]*", re.IGNORECASE)
_LEAST_DIGITS = 3

_NAME_PART = r"(?:Mc|O')?[A-ZÄÖÜ][a-zäöüßéèç]+|[A-ZÄÖÜ]{3,}"
_NAME_WORD = rf"(?:(?:{_NAME_PART})(?:-(?:{_NAME_PART}))*|[A-ZÄÖÜ]\.|D[Rr]\.(?:-Ing\.)?|P(?:rof|ROF)\.|Dipl\.-\w+\.|von|van|de|der|zu|zur)"
NAME = rf"{_NAME_WORD}(?:[ \t]+{_NAME_WORD}){{0,4}}"
_NAME = re.compile(rf"(?:(?:Frau|Herrn?)\s+)?{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}")
_PERSON = re.compile(rf"(?:Frau|Herrn?)\s+{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}")
_ANY_GENDER = r"(?:in|/-?in|[*:]in)?"
_POST = (
    r"(?:(?:[A-ZÄÖÜ][\w-]*?)?(?:[Bb]ürgermeister|[Dd]ezernent|[Dd]irektor|[Ll]eiter|[Vv]orsteher|[Pp]räsident|[Ss]ekretär"
    rf"|[Rr]eferent|[Gg]eschäftsführer|[Ss]chriftführer|[Kk]ämmerer|Stadtbaurat|Landrat){_ANY_GENDER}"
    r"|(?:[A-ZÄÖÜ][\w-]*?)?(?:[Bb]eigeordnete|[Vv]orsitzende|[Bb]eauftragte|[Bb]evollmächtigte)[rn]?"
    r"|(?:[A-ZÄÖÜ][\w-]*?)?(?:[Ll]eitung|[Kk]ämmerin|[Bb]aurätin|[Rr]echtsrätin)|Landrätin|(?:Stadt|Gemeinde|Kreis)?verwaltung)"
)
_RANK = r"(?:(?:Erste[rn]?|Zweite[rn]?|Allgemeine[rn]?|Stellvertretende[rn]?|[Ss]tellv\.|Ltd\.|Technische[rn]?)\s){0,2}"
_FUNCTION = re.compile(
    rf"\(?(?:(?:Der|Die|Das)\s)?{_RANK}{_POST}(?:(?:,\s?|\s?/\s?|\sund\s){_RANK}{_POST}){{0,2}}"
    r"(?:\s(?:für|der|des|im)\s[^.!?]{1,60})?\)?"
)
_CLOSING = re.compile(
    r"gez\b\.?.{0,60}|i\.\s?[va]\.?(?:\s.{0,60})?|In Vertretung.{0,60}|Im Auftrag.{0,60}|Mit freundlichen Grüßen.{0,3}|Unterschrift.{0,20}",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(r"[A-ZÄÖÜ][\w .-]{2,40},\s*(?:den|im|am)?\s*\d{1,2}\.\s?[\w.]{1,12}\s?\d{2,4}")
CONTACT_FIELD = (
    r"(?:(?:Ihr[e]?\s+)?(?:Ansprechpartner|Ansprechperson|Bearbeiter|Sachbearbeiter|Verfasser|Berichterstatter)(?:in|/-?in|[*:]in)?\s*:"
    r"|(?:Bearbeitet von|Auskunft erteilt|Kontakt)\s*:)"
)
_CONTACT_LINE = re.compile(
    rf"{CONTACT_FIELD}|(?:Telefon|Tel\.|Telefax|Fax|Mobil|Durchwahl|E-?Mail|Zimmer)\s*:", re.IGNORECASE
)

MAIL = re.compile(r"(?<![\w.+\\-])[\w.+\\-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_NAMED = re.compile(
    r"\b(?:(?:Frau|Herrn?)\s+(?:(?:Dr|Prof)\.\s+)*|(?:Dr|Prof)\.\s+)[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
)

_LONGEST_SIGNATURE_LINE = 80
_MOST_SIGNATURE_LINES = 10
_MOST_SIGNERS = 40
_SIGNED = re.compile(
    r"(?:gez\b|unterzeichnet\b|unterschrift\b|(?:stellvertretend )?für die .{2,40}fraktion\b)", re.IGNORECASE
)
_DISPATCHED = re.compile(r"(?:Hauptamt|Stadtamt|Ortsverwaltung|Ratsbüro|Büro des Rates)\b.{0,50}")
_SENTENCE = re.compile(r"(?:\w{4,}|\))[.!?:]$")


def is_phone_number(text: str) -> bool:
    """Whether the text is nothing but a phone number or extension, with or without its label."""
    return bool(_ONLY_PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) >= _LEAST_DIGITS


def names_person(text: str) -> bool:
    """Whether the text is nothing but a person's name with Frau or Herr."""
    return bool(_PERSON.fullmatch(text))


def personal_data(text: str) -> tuple[str, ...]:
    """Phone numbers, mail addresses and names after Frau, Herr or a title in running text, each once, in order of kind."""
    found = (match.group().strip() for pattern in (PHONE, MAIL, _NAMED) for match in pattern.finditer(text))
    return tuple(dict.fromkeys(found))


def is_personal_address(address: str) -> bool:
    """Whether a mail address is somebody's own (`vorname.nachname@`) and not that of an office (`ehrenamt@`)."""
    return "." in address.partition("@")[0]


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
    signed = list(lines[: _signers_start(lines)])
    cut = _signature_start(signed)
    return signed[:cut]


def _signers_start(lines: Sequence[str]) -> int:
    """Where „gez. …“ or „unterzeichnet von: …“ stands if nothing but short lines and one office's mark follow."""
    last = len(lines)
    for position in range(len(lines) - 1, max(-1, len(lines) - _MOST_SIGNERS), -1):
        line = lines[position].strip()
        is_mark = _SIGNED.match(line) or _DISPATCHED.fullmatch(line)
        if len(line) > _LONGEST_SIGNATURE_LINE or (_SENTENCE.search(line) and not is_mark):
            break
        if is_mark:
            last = position
    return last


def _signature_start(lines: Sequence[str]) -> int:
    """Where the block begins; the end of the lines if they close without function or „gez.“."""
    cut, names, said = len(lines), 0, 0
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position].strip()
        if not line:
            continue
        said += 1
        if said > _MOST_SIGNATURE_LINES or len(line) > _LONGEST_SIGNATURE_LINE:
            break
        if _is_function(line) or (cut < len(lines) and _belongs_above(line, names)):
            cut = position
        elif not _is_name(line):
            break
        names += _is_name(line) and not _is_function(line)
    return cut


def _belongs_above(line: str, names: int) -> bool:
    """Above the function stand place and date, and the name if it does not stand below."""
    return bool(_PLACE_AND_DATE.fullmatch(line)) or (not names and _is_full_name(line))


def _is_function(line: str) -> bool:
    return all(_FUNCTION.fullmatch(cell) or _CLOSING.fullmatch(cell) for cell in _cells(line))


def _is_name(line: str) -> bool:
    return all(_NAME.fullmatch(cell) for cell in _cells(line))


def _is_full_name(line: str) -> bool:
    return all(" " in cell and _NAME.fullmatch(cell) for cell in _cells(line))


def _cells(line: str) -> list[str]:
    """Several people may sign side by side."""
    return [cell for cell in re.split(r"\t| {2,}", line) if cell]
