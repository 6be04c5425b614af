"""Other search engines, each set up for German as well as it can be. Texts and questions come to them in NFKC."""

import re
import sqlite3
from collections.abc import Callable, Sequence

import bm25s
import Stemmer
import tantivy
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import Or, Term

from tests.bench.quality.judged import MOST, Search, Text

_WORD = re.compile(r"\w+")
_STEMMER = Stemmer.Stemmer("german")


def _whole(text: Text) -> str:
    return f"{text.title}\n{text.text}"


def _stems(text: str) -> list[str]:
    return _STEMMER.stemWords(_WORD.findall(text.lower()))


def search_tantivy(texts: Sequence[Text]) -> Search:
    return _search_tantivy(texts, _tantivy_analyzer())


def search_tantivy_tuned(texts: Sequence[Text]) -> Search:
    """Without stop words and with the title counted twice: of twelve settings the best nDCG on the development questions."""
    return _search_tantivy(texts, _tantivy_analyzer(tantivy.Filter.stopword("german")), title_times=2)


def _tantivy_analyzer(*further: tantivy.Filter) -> tantivy.TextAnalyzer:
    filters = (tantivy.Filter.lowercase(), tantivy.Filter.remove_long(100), *further, tantivy.Filter.stemmer("german"))
    building = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for each in filters:
        building = building.filter(each)
    return building.build()


def _search_tantivy(texts: Sequence[Text], analyzer: tantivy.TextAnalyzer, title_times: int = 1) -> Search:
    building = tantivy.SchemaBuilder()
    building.add_text_field("id", stored=True, tokenizer_name="raw")
    building.add_text_field("text", tokenizer_name="de")
    schema = building.build()
    index = tantivy.Index(schema)
    index.register_tokenizer("de", analyzer)
    writer = index.writer(num_threads=1)  # more would deal the texts out at random, and equals come in another order
    for text in texts:
        whole = "\n".join([text.title] * title_times + [text.text])
        writer.add_document(tantivy.Document(id=text.id, text=whole))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> list[str]:
        terms = [tantivy.Query.term_query(schema, "text", term) for term in analyzer.analyze(question)]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, MOST).hits]

    return search


def search_bm25s(texts: Sequence[Text]) -> Search:
    ranking = bm25s.BM25(method="lucene")
    ranking.index([_stems(_whole(text)) for text in texts], show_progress=False)

    def search(question: str) -> list[str]:
        stems = [stem for stem in _stems(question) if stem in ranking.vocab_dict]
        if not stems:
            return []
        found = ranking.retrieve([stems], k=min(MOST, len(texts)), show_progress=False)
        return [texts[place].id for place, worth in zip(found.documents[0], found.scores[0], strict=True) if worth > 0]

    return search


def search_fts5(texts: Sequence[Text]) -> Search:
    """With the title at three times the weight: of four the best nDCG on the development questions."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, text)")
    rows = [(text.id, " ".join(_stems(text.title)), " ".join(_stems(text.text))) for text in texts]
    database.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)

    def search(question: str) -> list[str]:
        any_of = " OR ".join(f'"{stem}"' for stem in _stems(question))
        asking = "SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 3, 1) LIMIT ?"
        return [row[0] for row in database.execute(asking, (any_of, MOST))] if any_of else []

    return search


def search_whoosh(texts: Sequence[Text]) -> Search:
    analyzer = LanguageAnalyzer("de")
    index = RamStorage().create_index(Schema(id=ID(stored=True), text=TEXT(analyzer)))
    writer = index.writer()
    for text in texts:
        writer.add_document(id=text.id, text=_whole(text))
    writer.commit()
    searcher = index.searcher()

    def search(question: str) -> list[str]:
        terms = [Term("text", token.text) for token in analyzer(question, mode="query")]
        return [hit["id"] for hit in searcher.search(Or(terms), limit=MOST)]

    return search


PEERS: dict[str, Callable[[Sequence[Text]], Search]] = {
    "tantivy": search_tantivy,
    "tantivy-tuned": search_tantivy_tuned,
    "bm25s": search_bm25s,
    "sqlite-fts5": search_fts5,
    "whoosh": search_whoosh,
}
