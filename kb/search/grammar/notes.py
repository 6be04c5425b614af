"""What the page says about a question that could not be taken as it was typed."""

from kb.search.query import MOST_CHARACTERS, MOST_TERMS

TOO_LONG = f"Ihre Frage ist länger als {MOST_CHARACTERS} Zeichen. Gesucht wurde nach dem Anfang; kürzere Fragen finden meist mehr."
TOO_MANY = f"Ihre Frage enthält mehr als {MOST_TERMS} Wörter. Gesucht wurde nach den ersten {MOST_TERMS}."
ONLY_FUNCTION_WORDS = (
    "Ihre Frage besteht nur aus Wörtern, die fast überall vorkommen, wie „der“, „und“ oder „wie“. "
    "Bitte nennen Sie ein Wort, um das es gehen soll."
)
NO_WORDS = (
    "Ihre Frage enthält kein Wort, nach dem gesucht werden kann. Bitte nennen Sie ein Wort, um das es gehen soll."
)
ONLY_EXCLUDED = (
    "Sie haben nur gesagt, was nicht vorkommen soll. Bitte nennen Sie auch ein Wort, nach dem gesucht werden soll."
)
BRACKETS = "Klammern haben hier keine Bedeutung: UND bindet stärker als ODER."
NOT_BESIDE_OR = "NICHT gilt immer für die ganze Frage, auch neben ODER."
TOO_TANGLED = "So viele Verbindungen von UND und ODER sind nicht möglich. Gesucht wurde nach den einzelnen Wörtern."
SHORT_BEGINNING = "Vor einem Stern braucht es mindestens drei Buchstaben. Gesucht wurde ohne den Stern."
STAR_IN_FRONT = (
    "Ein Stern wirkt nur am Ende eines Wortes. Gesucht wurde ohne den Stern; "
    "Teile zusammengesetzter Wörter findet die Suche auch ohne ihn."
)
FIELDS_BESIDE_OR = (
    "Angaben wie „kommune:“ lassen sich mit ODER nur verbinden, wenn sie dasselbe Feld betreffen. "
    "Gesucht wurde nach ihren Wörtern."
)


def not_understood(field: str, value: str) -> str:
    return f"„{field}:{value}“ ließ sich keinem Eintrag eindeutig zuordnen. Gesucht wurde nach „{value}“ im Text."


def whole_year(field: str, value: str, year: str) -> str:
    return f"„{field}:{value}“: Eingrenzen lässt sich nur nach ganzen Jahren. Genommen wurde „{field}:{year}“."


def no_reference(field: str, value: str) -> str:
    return f"„{field}:{value}“ enthält keine Drucksachennummer. Gesucht wurde nach „{value}“ im Text."


def no_word(field: str, value: str) -> str:
    return f"„{field}:{value}“ enthält kein Wort, nach dem gesucht werden kann; die Angabe wurde weggelassen."


def excluded_as_text(field: str, value: str) -> str:
    return f"„{field}:“ lässt sich nicht ausschließen. Ausgeschlossen wurden Texte, in denen „{value}“ vorkommt."
