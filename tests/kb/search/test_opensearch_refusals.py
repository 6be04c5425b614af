"""What nodes refuse comes down to one reason, wherever it stands in what they answer."""

import pytest

from kb.search.opensearch_engine.refusals import innermost, is_too_much

SCORE = {
    "type": "illegal_argument_exception",
    "reason": "script_score script returned an invalid score [-1.71875] for doc [0]. Must be a non-negative score!",
}
SCRIPT = {"type": "script_exception", "reason": "runtime error", "lang": "painless"}
PARSER = {"type": "x_content_parse_exception", "reason": "[1:91] [bool] failed to parse field [should]"}
BOOST = {"type": "illegal_argument_exception", "reason": 'negative [boost] are not allowed in [{"term": …'}
MEMORY = {"type": "circuit_breaking_exception", "reason": "[parent] Data too large", "durability": "PERMANENT"}


def of_shard(reason: object) -> dict[str, object]:
    return {
        "type": "search_phase_execution_exception",
        "reason": "all shards failed",
        "phase": "query",
        "failed_shards": [{"shard": 1, "index": "wissen-1", "node": "UVx", "reason": reason}],
    }


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"root_cause": [SCRIPT], **of_shard(SCRIPT | {"caused_by": SCORE})}, SCORE["type"]),
        ({"root_cause": [SCRIPT], **of_shard(SCRIPT), "caused_by": SCRIPT | {"caused_by": SCORE}}, SCORE["type"]),
        ({"root_cause": [PARSER], **PARSER, "caused_by": BOOST}, BOOST["type"]),
        ({"root_cause": [MEMORY], **of_shard(SCRIPT | {"caused_by": MEMORY})}, MEMORY["type"]),
        ({"root_cause": [MEMORY], "type": "search_phase_execution_exception", "reason": "all shards failed"}, MEMORY["type"]),
        ({"root_cause": [], "type": "search_phase_execution_exception", "reason": ""}, "search_phase_execution_exception"),
        ("<html>no</html>", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_what_is_told_is_the_innermost_error(error: object, kind: str) -> None:
    assert innermost(error)[0] == kind


def test_too_little_memory_is_too_much_for_now_and_a_mistake_is_not() -> None:
    assert is_too_much(MEMORY["type"])
    assert not is_too_much(SCORE["type"])


def test_no_whole_question_is_told() -> None:
    assert len(innermost({"type": "x", "reason": "geheim " * 100})[1]) == 80
