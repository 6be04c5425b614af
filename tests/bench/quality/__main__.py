"""`make quality`: how well our search answers judged questions, beside other engines. Prints tables and fails nothing.

python -m tests.bench.quality --data FOLDER [--queries FILE] [--qrels FILE] [--morph FILE] [--synonyms FILE] [--json FILE]
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from kb.language.synonyms import Synonyms, read_synonyms
from tests.bench.quality.comparing import Comparison
from tests.bench.quality.judged import Collection, Search, Text, read_collections
from tests.bench.quality.metrics import Scores, score
from tests.bench.quality.ours import ours
from tests.bench.quality.peers import PEERS
from tests.bench.quality.word_cases import Judgement, WordCase, finds_ours, finds_peer, judge, read_cases

OURS = "wissensspeicher"
SHIPPED = Path(__file__).parents[3] / "content" / "synonyme.txt"


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _asked(arguments)
    synonyms = read_synonyms(asked.synonyms.read_text(encoding="utf-8"))
    found: dict[str, object] = {}
    if asked.data:
        collections = read_collections(asked.data, _in(asked.data, asked.queries), _in(asked.data, asked.qrels))
        comparison = compare(collections, synonyms)
        _print_comparison(comparison)
        found |= {"engines": comparison.as_json(), "ours": OURS}
    if asked.morph:
        judgements = judge_words(read_cases(asked.morph), synonyms)
        _print_judgements(judgements)
        found["morph"] = judgements[OURS].as_json()
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with docs.jsonl")
    parser.add_argument("--queries", type=Path, default=Path("queries.dev.jsonl"), help="in the folder or elsewhere")
    parser.add_argument("--qrels", type=Path, default=Path("qrels.dev.tsv"), help="in the folder or elsewhere")
    parser.add_argument("--morph", type=Path, help="file of word cases")
    parser.add_argument(
        "--synonyms", type=Path, default=SHIPPED, help="our engine's synonyms; by default those shipped"
    )
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    asked = parser.parse_args(arguments)
    if not (asked.data or asked.morph):
        parser.error("nothing to measure: give --data or --morph")
    return asked


def _in(folder: Path, path: Path) -> Path:
    return folder / path if (folder / path).exists() else path


def compare(collections: Sequence[Collection], synonyms: Synonyms) -> Comparison:
    """Ask every engine every question. Ours takes the texts as they are, peers in NFKC."""
    scores: dict[str, dict[str, list[Scores]]] = {name: {} for name in (OURS, *PEERS)}
    for collection in collections:
        with ours(collection.texts, synonyms) as engine:
            scores[OURS][collection.name] = _scores(engine.search, collection)
        texts = [_nfkc(text) for text in collection.texts]
        for name, build in PEERS.items():
            scores[name][collection.name] = _scores(_asked_in_nfkc(build(texts)), collection)
    return Comparison(OURS, scores)


def _scores(search: Search, collection: Collection) -> list[Scores]:
    return [score(search(text), collection.answers[one]) for one, text in collection.questions.items()]


def judge_words(cases: Sequence[WordCase], synonyms: Synonyms) -> dict[str, Judgement]:
    """Every engine's judgement, over an index of all the texts."""
    texts = [case.as_text for case in cases]
    with ours(texts, synonyms) as engine:
        judgements = {OURS: judge(cases, lambda case: finds_ours(engine, case))}
    for name, build in PEERS.items():
        search = _asked_in_nfkc(build([_nfkc(text) for text in texts]))
        judgements[name] = judge(cases, lambda case, search=search: finds_peer(search, case))
    return judgements


def _nfkc(text: Text) -> Text:
    return Text(text.id, normalize("NFKC", text.title), normalize("NFKC", text.text))


def _asked_in_nfkc(search: Search) -> Search:
    return lambda question: search(normalize("NFKC", question))


def _print_comparison(comparison: Comparison) -> None:
    names = list(comparison.by_collection(OURS))
    print("\nnDCG@10 / MRR@10 / Recall@100\n")
    print(f"{'':<18}" + "".join(f"{name:>18}" for name in (*names, "macro")))
    for engine in comparison.scores:
        row = (*comparison.by_collection(engine).values(), comparison.macro(engine))
        print(f"{engine:<18}" + "".join(f"{_written(scores):>18}" for scores in row))
    gain = comparison.to_best_peer()
    print(f"\nmacro nDCG@10, ours − {gain.peer}: {gain.value:+.4f} (95 %: {gain.low:+.4f} to {gain.high:+.4f})")


def _written(scores: Scores) -> str:
    return f"{scores.ndcg10:.3f}/{scores.mrr10:.3f}/{scores.recall100:.3f}"


def _print_judgements(judgements: dict[str, Judgement]) -> None:
    print("\nWord cases passed: all, must-not\n")
    for engine, judgement in judgements.items():
        found = judgement.as_json()
        negatives = f"{found['negatives_passed']}/{found['negatives_total']}"
        print(f"{engine:<18}{found['passed']:>5}/{found['total']} {negatives:>10}")
    for case in judgements[OURS].failed:
        print(f"  {case.id} {case.category}: {case.query!r} {'misses' if case.is_match else 'finds'} {case.text!r}")


if __name__ == "__main__":
    main()
