"""„Hinweis an die Redaktion“: on a page, a search without result, or a barrier."""

from flask import render_template
from flask.typing import ResponseReturnValue

from kb.contributions import Hint, HintKind
from web.exchange.blueprint import exchange
from web.exchange.fields import Choice, Field, Sort, Typed
from web.exchange.sending import Form, answer

KINDS = {"inhalt": HintKind.PAGE, "suche": HintKind.SEARCH, "barriere": HintKind.ACCESS}
"""As they stand in addresses and forms."""

KIND_CHOICES = (
    Choice("inhalt", "Auf einer Seite stimmt etwas nicht oder fehlt etwas"),
    Choice("suche", "Ich habe etwas gesucht und nicht gefunden"),
    Choice("barriere", "Ich bin auf eine Barriere gestoßen"),
)

NEXT_STEPS = (
    "Die Redaktion liest jeden Hinweis.",
    "Wenn Sie eine Adresse angegeben haben, kann sie Ihnen antworten. Die Adresse wird nach 90 Tagen gelöscht.",
)

FIELDS = (
    Field(name="art", part="kind", label="Worum geht es?", sort=Sort.ONE_OF, choices=KIND_CHOICES),
    Field(
        name="zu",
        part="about",
        label="Seite oder Suchwörter",
        sort=Sort.LINE,
        most=300,
        is_optional=True,
        hint="Damit die Redaktion die Stelle findet.",
    ),
    Field(name="text", part="text", label="Ihr Hinweis", sort=Sort.TEXT, most=3000),
    Field(
        name="antwort",
        part="reply_to",
        label="E-Mail-Adresse für eine Antwort",
        sort=Sort.MAIL,
        most=254,
        is_optional=True,
        hint="Nur wenn Sie eine Antwort möchten. Sie wird getrennt aufbewahrt, nie veröffentlicht und nach 90 Tagen gelöscht.",
    ),
)


@exchange.route("/hinweis", methods=["GET", "POST"])
def hint() -> ResponseReturnValue:
    return answer(
        Form(
            heading="Hinweis an die Redaktion",
            fields=FIELDS,
            makes=Hint,
            contribution=_contribution,
            template="exchange/hint.html",
            thanks="exchange.hint_thanks",
            has_preview=False,
        )
    )


@exchange.get("/hinweis/danke")
def hint_thanks() -> str:
    return render_template("exchange/thanks.html", heading="Danke für Ihren Hinweis", steps=NEXT_STEPS)


def _contribution(typed: Typed) -> Hint:
    return Hint(kind=KINDS.get(typed["art"]), about=typed["zu"], text=typed["text"], reply_to=typed["antwort"])
