"""Why nodes refuse something: an error holds others, and what it comes down to stands innermost."""

from typing import Any

_TOO_MUCH = {
    "circuit_breaking_exception",
    "opensearch_rejected_execution_exception",
    "rejected_execution_exception",
    "task_cancelled_exception",
}
"""Types of errors that the same may not meet later, whatever status the outer error has."""

_LONGEST = 80
"""Characters of what is told; behind them whole questions may stand, which belong into no log."""

Error = Any
"""As nodes tell it, `{type, reason, caused_by, root_cause, failed_shards}`, or only a text, or nothing."""


def innermost(error: Error) -> tuple[str, str]:
    """Type and reason of what it comes down to."""
    while isinstance(error, dict) and (deeper := _deeper(error)):
        error = deeper
    if isinstance(error, dict):
        return str(error.get("type", "")), str(error.get("reason", ""))[:_LONGEST]
    return "", str(error or "")[:_LONGEST]


def _deeper(error: dict[str, Any]) -> Error:
    """A root cause is told without what caused it, so it is looked at last."""
    of_shards = [one.get("reason") for one in error.get("failed_shards", ())]
    return next(filter(None, [error.get("caused_by"), *of_shards, *error.get("root_cause", ())]), None)


def is_too_much(kind: str) -> bool:
    """kind: the type of an innermost error."""
    return kind in _TOO_MUCH
