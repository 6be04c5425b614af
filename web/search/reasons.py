"""Why a hit was found, in plain German, where it isn't obvious."""

from collections.abc import Iterable

from kb.search.results import FoundBy, Way

_WITH_WRITTEN = {
    Way.FORM: "„{written}“ (andere Form von „{word}“)",
    Way.PART: "„{written}“ (enthält „{word}“)",
    Way.FAMILY: "„{written}“ (verwandt mit „{word}“)",
    Way.PARTS: "„{written}“ (Teile von „{word}“)",
    Way.SYNONYM: "„{written}“ (Synonym zu „{word}“)",
    Way.NEAR: "„{written}“ (ähnlich geschrieben wie „{word}“)",
    Way.PREFIX: "„{written}“ (beginnt mit „{word}“)",
    Way.REFERENCE: "die Drucksachennummer {written}",
    Way.ONE_PART: "„{written}“ (Teil von „{word}“)",
    Way.KIND: "die Art des Dokuments, {written}",
}
_WITHOUT = {
    Way.FORM: "eine andere Form von „{word}“",
    Way.PART: "ein Wort, das „{word}“ enthält",
    Way.FAMILY: "ein Wort, das mit „{word}“ verwandt ist",
    Way.PARTS: "Teile von „{word}“",
    Way.SYNONYM: "ein Synonym zu „{word}“",
    Way.NEAR: "ein Wort, das ähnlich geschrieben wird wie „{word}“",
    Way.PREFIX: "ein Wort, das mit „{word}“ beginnt",
    Way.REFERENCE: "die Drucksachennummer",
    Way.ONE_PART: "einen Teil von „{word}“",
    Way.KIND: "die Art des Dokuments",
}


def reason(found_by: Iterable[FoundBy]) -> str:
    """`„Engagementförderung“ (enthält „Förderung“), …`; empty where all words stand there as they were asked for."""
    told = (_told(one) for one in found_by if one.way in _WITHOUT)
    return ", ".join(dict.fromkeys(told))


def _told(one: FoundBy) -> str:
    sentences = _WITH_WRITTEN if one.written else _WITHOUT
    return sentences[one.way].format(word=one.word, written=one.written)
