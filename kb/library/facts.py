"""Facts and the texts that use them: rendered anew when a fact changes, and to be reviewed until published again."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterator

from kb.documents import AnyDocument
from kb.errors import InvalidDocument
from kb.facts import Fact, FactRegister
from kb.library.registers import KnownIds
from kb.library.saving import rendered_parts, states_used, used_facts, with_pages
from kb.library.values import Finding, ToReview, UsedFact
from kb.store import Store

logger = logging.getLogger(__name__)


def shown_facts(document: AnyDocument, facts: FactRegister, today: datetime.date) -> tuple[UsedFact, ...]:
    """What the document's page tells of the facts in it, in the order of the page."""
    return tuple(UsedFact(fact, fact.is_past_review(today)) for fact in used_facts(document, facts))


def render_texts_with_changed_facts(store: Store, known: KnownIds) -> int:
    """Make every text show the facts as they are now; returns how many revisions did not.

    Interrupted, it is taken up by the next call. Raises RenderingUnavailable.
    """
    facts = known.facts
    outdated = {
        (use.document, use.number)
        for use in store.documents.fact_uses()
        if use.fact in facts and facts.get(use.fact).state != use.shown_with
    }
    return sum(_render_anew(store, facts, document_id, number) for document_id, number in sorted(outdated))


def _render_anew(store: Store, facts: FactRegister, document_id: str, number: int) -> bool:
    document = store.documents.revision(document_id, number).document
    if gone := [one.fact for one in store.documents.fact_uses(document_id) if one.fact not in facts]:
        logger.warning("%s keeps its rendering: it refers to facts that are gone: %s", document_id, ", ".join(gone))
        return False
    try:
        parts = with_pages(rendered_parts(document, facts), store.reports.newest(document_id))
    except InvalidDocument as error:
        logger.warning("%s keeps its rendering: %s", document_id, error.message)
        return False
    store.documents.render_anew(document_id, number, parts, states_used(document, facts))
    return True


def texts_to_review(store: Store, facts: FactRegister) -> tuple[ToReview, ...]:
    """The public documents with a fact that changed or went since they were published, by id."""
    changed: dict[str, list[str]] = defaultdict(list)
    for use in store.documents.fact_uses():
        if use.is_public and (use.fact not in facts or facts.get(use.fact).state != use.made_with):
            changed[use.document].append(use.fact)
    titles = {one.id: one.title for one in store.shelf.listed(tuple(changed))}
    return tuple(ToReview(one, titles.get(one, one), tuple(ids)) for one, ids in changed.items())


def fact_findings(store: Store, facts: FactRegister, today: datetime.date) -> Iterator[Finding]:
    """What is to be done about facts, and about texts because of them."""
    for one in texts_to_review(store, facts):
        yield _text_finding(one, facts)
    users: dict[str, set[str]] = defaultdict(set)
    for use in store.documents.fact_uses():
        users[use.fact].add(use.document)
    for fact in facts:
        if fact.id in users and fact.is_past_review(today):
            yield Finding(_past_review(fact, len(users[fact.id])))


def _text_finding(one: ToReview, facts: FactRegister) -> Finding:
    gone = [fact_id for fact_id in one.facts if fact_id not in facts]
    if gone:
        return Finding(
            f"„{one.title}“ ({one.document}) verwendet Fakten, die es nicht mehr gibt: {', '.join(gone)}. "
            "Nächster Schritt: den Text ändern und neu veröffentlichen.",
            is_error=True,
        )
    labels = ", ".join(f"„{facts.get(fact_id).label}“" for fact_id in one.facts)
    return Finding(
        f"„{one.title}“ ({one.document}) ist zu prüfen: Seit der Veröffentlichung hat sich geändert: {labels}. "
        "Nächster Schritt: den Text lesen und neu veröffentlichen."
    )


def _past_review(fact: Fact, texts: int) -> str:
    used = "Ein Text verwendet" if texts == 1 else f"{texts} Texte verwenden"
    return (
        f"Der Fakt „{fact.label}“ ({fact.id}) war bis zum {fact.review_by:%d.%m.%Y} zu prüfen. {used} ihn. "
        f"Auskunft: {fact.authority}."
    )
