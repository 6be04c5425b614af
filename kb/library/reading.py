"""What readers may ask. Searching touches no database."""

import datetime
from dataclasses import replace

from kb.documents import ACTORS, AnyDocument, Kind
from kb.errors import NotFound, Withdrawn
from kb.library.facts import shown_facts
from kb.library.registers import KnownIds
from kb.library.values import UsedFact
from kb.municipalities import MunicipalityRegister
from kb.search.engine import Engine
from kb.search.grammar import parse
from kb.search.query import Filters, Query, Sort
from kb.search.results import FacetValue, Results
from kb.store import Listed, MatterPaper, PublishedDocument, Store
from kb.topics import TopicTree

NO_FILTERS = Filters()


class Reading:
    """Everything here is public. Methods that ask the database may raise StoreUnavailable."""

    def __init__(self, store: Store, engine: Engine, known: KnownIds) -> None:
        self._store, self._engine, self._known = store, engine, known

    @property
    def topics(self) -> TopicTree:
        return self._known.topics

    @property
    def municipalities(self) -> MunicipalityRegister:
        return self._known.municipalities

    def question(
        self, text: str = "", filters: Filters = NO_FILTERS, sort: Sort = Sort.RELEVANCE, page: int = 1
    ) -> Query:
        """The question as a value; `text` as it was typed, `page` from 1."""
        return Query(text=text, wording=parse(text, self._known.synonyms), filters=filters, sort=sort, page=page)

    def search(self, query: Query) -> Results:
        """One page of results, facet values with their labels; hits carry ids of topics and municipality.

        Raises NotFound for a page past the end, SearchUnavailable or IndexDamaged.
        """
        results = self._engine.search(query)
        if query.page > 1 and query.page > results.pages:
            raise NotFound(f"Die Seite {query.page} der Treffer")
        facets = {name: self._labelled(name, values) for name, values in results.facets.items()}
        return replace(results, facets=facets)

    def _labelled(self, facet: str, values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
        return tuple(replace(one, label=self._label(facet, one.value)) for one in values)

    def _label(self, facet: str, value: str) -> str:
        match facet:
            case "kind":
                return Kind(value).label
            case "topic":
                return self.topics.label(value)
            case "actor":
                return ACTORS.get(value, value)
            case "municipality":
                return self.municipalities.name(value)
            case _:
                return value

    def document(self, document_id: str) -> PublishedDocument:
        """Raises Withdrawn if it was public once, NotFound if never."""
        published = self._store.documents.published_one(document_id)
        if published is not None:
            return published
        record = self._store.documents.record(document_id)
        what = f"Das Dokument „{document_id}“"
        raise Withdrawn(what) if record and record.was_public else NotFound(what)

    def facts_of(self, document: AnyDocument, today: datetime.date | None = None) -> tuple[UsedFact, ...]:
        """The facts in the document's texts, each once, in the order of its page. today: by default the current day."""
        return shown_facts(document, self._known.facts, today or datetime.date.today())

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

    def latest(self, most: int = 5) -> tuple[Listed, ...]:
        """What was published last."""
        return self._store.shelf.latest(most)

    def counts_by_topic(self) -> dict[str, int]:
        """How many documents are on each topic or a narrower one; topics without any are absent."""
        return self._store.shelf.counts_by_topic()

    def counts_by_municipality(self) -> dict[str, int]:
        """How many documents each municipality has, by AGS; those without any are absent."""
        return self._store.shelf.counts_by_municipality()

    def counts_by_kind(self) -> dict[Kind, int]:
        """How many documents there are of each kind; kinds without any are absent."""
        return self._store.shelf.counts_by_kind()
