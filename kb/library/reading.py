"""What readers may ask. Searching touches no database."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

from kb.documents import AnyDocument, Kind, Motion, State
from kb.errors import NotFound, SearchUnavailable, Withdrawn
from kb.language.synonyms import Synonyms
from kb.library.conditions import Conditions
from kb.library.facts import shown_facts
from kb.library.limited import limited_results
from kb.library.names import Names
from kb.library.public_text import public_text
from kb.library.questions import normalised
from kb.library.registers import KnownIds
from kb.library.related import chosen, question_like, shown_elsewhere
from kb.library.suggesting import merged
from kb.library.values import UsedFact
from kb.municipalities import MunicipalityRegister
from kb.search.engine import Engine
from kb.search.fields import FACET_NAMED
from kb.search.grammar import parse
from kb.search.query import Condition, Filters, Query, Sort
from kb.search.results import FacetValue, Results
from kb.search.suggestions import Offer, Suggestion, read_typed
from kb.search.topical import TopicWords
from kb.store import Listed, MatterPaper, PublicChange, PublishedDocument, Store
from kb.topics import TopicTree

NO_FILTERS = Filters()

MORE_OFFERS = 4
"""Completions beyond those asked for, should some of them lead nowhere."""
MOST_RELATED_KEPT = 5_000
"""Documents whose likes are remembered."""


class Reading:
    """Everything here is public. Methods that ask the database may raise StoreUnavailable."""

    def __init__(self, store: Store, engine: Engine, known: KnownIds) -> None:
        self._store, self._engine, self._known = store, engine, known
        self._names: tuple[int, Names] = (-1, Names(TopicTree(), Synonyms()))
        self._topic_words: tuple[int, TopicWords] = (-1, TopicWords(TopicTree()))
        self._related: dict[tuple[str, str, int], tuple[str, ...]] = {}
        self._documents: tuple[str, Mapping[str, int]] = ("", {})
        self._finding: tuple[str, dict[str, bool]] = ("", {})

    @property
    def topics(self) -> TopicTree:
        return self._known.topics

    @property
    def municipalities(self) -> MunicipalityRegister:
        return self._known.municipalities

    @property
    def edition(self) -> str:
        """Changes whenever an answer could: what was kept of an earlier one is out of date. Raises IndexDamaged."""
        return f"{self._engine.edition()}.{self._known.edition}"

    def question(
        self,
        text: str = "",
        filters: Filters = NO_FILTERS,
        sort: Sort = Sort.RELEVANCE,
        page: int = 1,
        *,
        only_exact: bool = False,
        first_for: str = "",
        synonyms: Synonyms | None = None,
    ) -> Query:
        """The question as a value; `text` as it was typed, `page` from 1.

        Fields in the text such as `kommune:Köln` become filters beside the given ones.
        only_exact: words count only as they are written. first_for: an audience whose documents come first. synonyms: others than those in effect, to try them.
        """
        conditions = self._conditions()
        wording = parse(text, synonyms or self._known.synonyms, conditions.is_known)
        filters = conditions.narrowed(filters, wording.conditions)
        topics = self._current_topic_words().named_in(wording)
        wording = replace(wording, only_exact=only_exact, topics=topics, audience=first_for, conditions=())
        pinned = () if only_exact else self._known.pins.get(normalised(text), ())
        return Query(text=text, wording=wording, filters=filters, sort=sort, page=page, pinned=pinned)

    def typed_conditions(self, text: str) -> tuple[Condition, ...]:
        """The fields in a question that narrow it, such as `kommune:Köln`."""
        return parse(text, self._known.synonyms, self._conditions().is_known).conditions

    def _conditions(self) -> Conditions:
        return Conditions(self.topics, self.municipalities, self._committees)

    def _committees(self) -> tuple[str, ...]:
        """The committees that documents name; none while the index can't answer, as the search itself will say so."""
        try:
            return tuple(one.value for one in self._engine.search(Query(per_page=1)).facets["committee"])
        except SearchUnavailable:
            return ()

    def search(self, query: Query, *, literally: bool = False) -> Results:
        """One page of results, facet values with their labels; hits carry ids of topics and municipality.

        A question that finds nothing but has a better spelling is answered by that one's results, which then tell it as
        `corrected`, unless it is meant literally. A suggestion always finds something.
        Raises NotFound for a page past the end, SearchUnavailable or IndexDamaged.
        """
        results = self._engine.search(query)
        if results.suggestion and not results.total:
            results = self._corrected(query, results, shown=not (literally or query.wording.only_exact))
        if query.page > 1 and query.page > results.pages:
            raise NotFound(f"Die Seite {query.page} der Treffer")
        facets = {name: self._labelled(name, values) for name, values in results.facets.items()}
        return replace(results, facets=facets)

    def search_titles(self, query: Query) -> Results:
        """While the index cannot answer: what the database finds, with a note that says so. May raise StoreUnavailable."""
        return limited_results(self._store, query)

    def suggest(self, typed: str, most: int = 8) -> tuple[Suggestion, ...]:
        """What the search field offers for what was typed so far, the best first; none for less than two letters.

        Raises SearchUnavailable or IndexDamaged.
        """
        read = read_typed(typed)
        if not read.asks_enough:
            return ()
        found = self._engine.suggest(typed, most)
        offered = merged(self._current_names(), self._documents_by_topic(), found, read, most + MORE_OFFERS)
        return tuple(islice((one for one in offered if self._leads_somewhere(one)), most))

    def _leads_somewhere(self, offered: Suggestion) -> bool:
        """Whether asking for it finds anything: synonyms are written down whether a text has them or not."""
        if offered.offer is not Offer.SYNONYM:
            return True
        edition = self.edition
        if self._finding[0] != edition:
            self._finding = (edition, {})
        known = self._finding[1]
        if offered.text not in known:
            question = replace(self.question(offered.text), per_page=1, is_bare=True)
            known[offered.text] = self._engine.search(question).total > 0
        return known[offered.text]

    def _current_names(self) -> Names:
        """Made anew when topics or synonyms were read again."""
        edition = self._known.edition
        if self._names[0] != edition:
            self._names = (edition, Names(self.topics, self._known.synonyms))
        return self._names[1]

    def _current_topic_words(self) -> TopicWords:
        edition = self._known.edition
        if self._topic_words[0] != edition:
            self._topic_words = (edition, TopicWords(self.topics))
        return self._topic_words[1]

    def _documents_by_topic(self) -> Mapping[str, int]:
        """How many documents the index has on each topic; counted anew when it changed."""
        edition = self._engine.edition()
        if self._documents[0] != edition:
            topics = self._engine.search(Query(per_page=1)).facets["topic"]
            self._documents = (edition, {one.value: one.count for one in topics})
        return self._documents[1]

    def _corrected(self, query: Query, nothing: Results, *, shown: bool) -> Results:
        """The answer to the better spelling if it is to be shown; without a suggestion where that finds nothing either."""
        better = self.question(
            nothing.suggestion, query.filters, query.sort, query.page, first_for=query.wording.audience
        )
        found = self._engine.search(
            replace(better, per_page=query.per_page, after=query.after, before=query.before, is_bare=query.is_bare)
        )
        if not found.total:
            return replace(nothing, suggestion="")
        return replace(found, corrected=nothing.suggestion, suggestion="") if shown else nothing

    def _labelled(self, facet: str, values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
        """There are hundreds in an answer, so the registers are asked for once."""
        label, has_area = self._labels(facet), self.municipalities.has_area
        known = values if facet != "area" else [one for one in values if has_area(one.value)]
        return tuple([FacetValue(value, count, label(value)) for value, count, _ in known])

    def label(self, facet: str, value: str) -> str:
        """How a value of a facet is called; one that nobody knows stays as it is."""
        return self._labels(facet)(value)

    def _labels(self, facet: str) -> Callable[[str], str]:
        match facet:
            case "topic":
                return self.topics.label
            case "municipality":
                return self.municipalities.name
            case "area":
                return self.municipalities.area_name
            case _:
                labels = FACET_NAMED[facet].labels
                return lambda value: labels.get(value, value)

    def document(self, document_id: str) -> PublishedDocument:
        """Raises Withdrawn if it was public once, NotFound if never."""
        published = self._store.documents.published_one(document_id)
        if published is not None:
            return published
        record = self._store.documents.record(document_id)
        what = f"Das Dokument „{document_id}“"
        raise Withdrawn(what) if record and record.was_public else NotFound(what)

    def text_of(self, document_id: str) -> str:
        """The document as Markdown with front matter, as everybody may see it. Raises Withdrawn or NotFound."""
        return public_text(self.document(document_id).document, self._known.facts)

    def changes_since(self, number: int, most: int) -> tuple[PublicChange, ...]:
        """Documents whose last public change has a higher number, in the order of the changes; each once."""
        return self._store.changes.since(number, most)

    def document_as(self, document_id: str, revision: int) -> PublishedDocument:
        """The document as that revision published it, whatever was published since.

        Raises Withdrawn if the document was withdrawn after that revision, NotFound if that revision never was public.
        """
        published = self._store.documents.published_as(document_id, revision)
        if published is not None:
            return published
        what = f"Die Fassung {revision} des Dokuments „{document_id}“"
        raise Withdrawn(what) if self._was_public(document_id, revision) else NotFound(what)

    def _was_public(self, document_id: str, revision: int) -> bool:
        states = {one.number: one.document.state for one in self._store.documents.history(document_id)}
        return states.get(revision) is State.PUBLISHED

    def facts_of(self, document: AnyDocument, today: datetime.date | None = None) -> tuple[UsedFact, ...]:
        """The facts in the document's texts, each once, in the order of its page. today: by default the current day."""
        return shown_facts(document, self._known.facts, today or datetime.date.today())

    def related(self, published: PublishedDocument, most: int = 5) -> tuple[Listed, ...]:
        """Public documents on the same things, the most alike first; neither itself nor what its page names anyway.

        Kept until the knowledge base changes. None while the index cannot answer, as the page must do without.
        """
        try:
            key = (self.edition, published.document.id, published.version)
        except SearchUnavailable:
            return ()
        if key not in self._related:
            if len(self._related) >= MOST_RELATED_KEPT:
                self._related.clear()
            self._related[key] = self._alike(published, most)
        return self.listed(self._related[key])

    def _alike(self, published: PublishedDocument, most: int) -> tuple[str, ...]:
        document = published.document
        matter = [paper.id for paper in self.matter_of(document.id)] if isinstance(document, Motion) else []
        try:
            place = self.municipalities.name(document.municipality)
            hits = self._engine.search(question_like(published, self._engine, place)).hits
        except SearchUnavailable:
            return ()
        return chosen(document, hits, shown_elsewhere(document, matter), most)

    def listed(self, document_ids: tuple[str, ...]) -> tuple[Listed, ...]:
        """Those of the given documents that are public, in the given order."""
        return self._store.shelf.listed(document_ids)

    def matter_of(self, document_id: str) -> tuple[MatterPaper, ...]:
        """The papers of the same Vorgang and the document itself, by day; empty if it stands alone."""
        return self._store.shelf.matter_of(document_id)

    def topic_documents(self, topic_id: str) -> tuple[Listed, ...]:
        """Documents on the topic or a narrower one, by kind and title. Raises NotFound for an unknown topic."""
        return self._store.shelf.of_topic(self.topics.get(topic_id).id)

    def municipality_documents(self, ags: str) -> tuple[Listed, ...]:
        """Documents of the municipality, by kind and title. Raises NotFound for an unknown one."""
        return self._store.shelf.of_municipality(self.municipalities.get(ags).ags)

    def public_page(self, number: int, size: int) -> tuple[Listed, ...]:
        """Everything public in the order of ids, in pages of so many; numbers begin with 0."""
        return self._store.shelf.page(number, size)

    def on_same_topics(self, document: AnyDocument, kinds: tuple[Kind, ...], most: int) -> tuple[Listed, ...]:
        """Other documents of these kinds: those that share most of its topics first, of these the latest."""
        found = self._store.shelf.on_topics(document.topics, kinds, most + 1)
        return tuple(one for one in found if one.id != document.id)[:most]

    def events(self, today: datetime.date, topic_id: str = "", most: int | None = None) -> tuple[Listed, ...]:
        """Events that are not over on that day, the next one first. Raises NotFound for an unknown topic.

        topic_id: only those on it or a narrower one; empty for all. most: None for all.
        """
        return self._store.shelf.events(today, self.topics.get(topic_id).id if topic_id else "", most)

    def past_events(self, today: datetime.date, most: int) -> tuple[Listed, ...]:
        """Events that were over on that day, the last one first."""
        return self._store.shelf.past_events(today, most)

    def latest_of(self, kind: Kind, most: int) -> tuple[Listed, ...]:
        """The latest of a kind by their own day."""
        return self._store.shelf.latest_of(kind, most)

    def latest(self, most: int = 5) -> tuple[Listed, ...]:
        """What was published last."""
        return self._store.shelf.latest(most)

    def counts_by_topic(self) -> dict[str, int]:
        """How many documents are on each topic or a narrower one; topics without any are absent."""
        return self._store.shelf.counts_by_topic()

    def counts_by_municipality(self) -> dict[str, int]:
        """How many documents each municipality has, by AGS; those without any are absent."""
        return self._store.shelf.counts_by_municipality()

    def counts_by_topic_of(self, ags: str) -> dict[str, int]:
        """How many documents of the municipality are on each topic or a narrower one; topics without any are absent."""
        return self._store.shelf.counts_by_topic_of(ags)

    def counts_by_kind(self) -> dict[Kind, int]:
        """How many documents there are of each kind; kinds without any are absent."""
        return self._store.shelf.counts_by_kind()
