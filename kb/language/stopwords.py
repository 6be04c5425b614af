"""German function words that carry no question and no document.

Words that are also something else stay searchable: `Mai`, `IT`, `will`, `Ware`, `Würde`. So does what turns a sentence
round (`nicht`, `kein`, `ohne`, `gegen`): „nicht öffentlich“ is a phrase that people look for.
"""

_ARTICLES_AND_PRONOUNS = """
    der die das den dem des ein eine einen einem einer eines
    ich du er sie es wir ihr mich dich sich uns euch ihm ihn ihnen mir dir man
    mein meine meinen meinem meiner meines dein deine sein seine seinen seinem seiner seines
    ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer eure
    dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem
    derjenige diejenige dasjenige diejenigen derselbe dieselbe dasselbe dessen deren denen
    solche solcher solches solchen solchem welche welcher welches welchen welchem etwas
"""
_PREPOSITIONS_AND_CONJUNCTIONS = """
    in im ins an am ans auf aus bei beim mit nach von vom vor zu zum zur für durch über unter um bis seit
    während wegen zwischen neben hinter gemäß laut pro per
    und oder aber sondern denn weil dass daß ob wenn als wie damit indem sowie sowohl bzw beziehungsweise falls da
"""
_VERBS = """
    ist sind war waren bin bist seid gewesen sei seien
    hat haben habe hast hatte hatten habt wird werden wurde wurden werde wirst worden geworden
    kann können kannst könnt konnte konnten könnte könnten muss müssen musste mussten muß
    soll sollen sollte sollten darf dürfen mag möchte möchten möchtest
"""
_ADVERBS = """
    auch noch nur schon so sehr dann dort hier da dabei dafür dagegen daher damit danach daran darauf daraus darin
    darüber darum davon dazu hierzu hierbei hierfür hiermit worin womit wofür wozu wobei woran
    bereits etwa eben ebenfalls ja doch jedoch also nun jetzt immer mal
    was wer wem wen wessen wo wohin woher wann warum weshalb wieso
"""
_QUESTIONS = """
    was wer wem wen wessen wo wohin woher wann warum weshalb wieso wie welche welcher welches welchen welchem
"""
_ABBREVIATIONS = "nr ggf usw etc ca evtl inkl vgl sog ua zb dh idr bzgl insb iv iva od sd so s"

_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_AS_WRITTEN = frozenset(
    (_ARTICLES_AND_PRONOUNS + _PREPOSITIONS_AND_CONJUNCTIONS + _VERBS + _ADVERBS + _ABBREVIATIONS).split()
)
STOP_WORDS = _AS_WRITTEN | {word.translate(_TRANSCRIBED) for word in _AS_WRITTEN}
"""In lower case, with umlauts and transcribed; never folded, as `würde` and `wurde` are two words."""

QUESTION_WORDS = frozenset(_QUESTIONS.split())
"""Stop words that tell what kind of answer is wanted: „Was ist …?“ is answered where the text asks the same."""
