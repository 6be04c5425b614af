"""Words that fit almost any question and say little about what it is after: `machen`, `richtig`, `Frage`.

In a small collection they are as rare as words of the field, so that counting documents does not tell them apart. Unlike
function words they stay searchable.
"""

from kb.language.stems import stem

_VERBS = """
    machen macht gemacht tun tut getan gehen geht ging gegangen geben gibt gab gegeben kommen kommt kam gekommen
    lassen lässt gelassen finden fand gefunden bringen gebracht halten hält gehalten stehen steht gestanden liegen liegt
    bleiben geblieben brauchen benötigen sagen sehen sieht gesehen wissen weiß gewusst denken glauben meinen
    heißen nennen zeigen stellen setzen legen nehmen nimmt genommen bekommen kriegen erhalten erhält wollen will
    führen laufen läuft passieren geschehen geschieht dauern gelten gilt betreffen betrifft klappen funktionieren
    schaffen gehören suchen fragen verstehen versuchen anfangen beginnen lauten bedeuten erfahren
    achten beachten bewirken verfolgen erreichen umgehen verhalten reichen
    hab hat hätte hätten wäre wären würde würden sollte wollte dürfte
"""
_ADJECTIVES_AND_ADVERBS = """
    wirklich richtig gut besser beste viel viele vieles mehr meist wenig weniger lang lange länger schnell neu alt
    groß größer klein eigen ander anderes verschieden bestimmt genau einfach ganz gerade besonders besondere
    überhaupt eigentlich sonst außerdem trotzdem bisher künftig heute derzeit aktuell
    oft manchmal nie alle aller alles einige mehrere beide erst erste zuerst zuletzt möglich möglichst nötig notwendig wichtig
    zusammen allein selbst weiter wieder zurück überall irgendwo irgendwie gern vielleicht leider fast ungefähr
    mindestens höchstens maximal sofort später früher gleich sinnvoll geeignet typisch üblich normal allgemein
    ohne gegen nicht kein nichts fürs übers ums unters vors hinters aufs durchs
"""
_NOUNS = "Sache Ding Thema Frage Beispiel Möglichkeit Art Weise Teil Fall Leute"

_GENERAL = frozenset(map(stem, f"{_VERBS} {_ADJECTIVES_AND_ADVERBS} {_NOUNS}".lower().split()))


def is_general(term: str) -> bool:
    """Whether an index term is that of a general word."""
    return term in _GENERAL
