"""Transactions that are run once more because another one, or the server, got in their way."""

import random
import time
from collections.abc import Callable
from functools import wraps
from inspect import isfunction
from typing import Any, TypeVar

from kb.errors import StoreUnavailable

PAUSES = (0.05, 0.2, 0.8)
"""Seconds before each further try, half as long to half as long again: two that met shall not meet again."""

_Class = TypeVar("_Class", bound=type)
_Method = TypeVar("_Method", bound=Callable[..., Any])


class TransactionUndone(StoreUnavailable):
    """Nothing of the transaction was kept, and the same may succeed in a moment."""


def repeating(kept: _Class) -> _Class:
    """Public methods, each of which is one transaction, are tried again after `TransactionUndone`.

    They take values only: what can be read just once would be gone at the second try.
    """
    for name, member in vars(kept).items():
        if isfunction(member) and not name.startswith("_"):
            setattr(kept, name, repeated(member))
    return kept


def repeated(method: _Method) -> _Method:
    """For what is one transaction in itself."""

    @wraps(method)
    def tried(*arguments: Any, **named: Any) -> Any:
        for pause in PAUSES:
            try:
                return method(*arguments, **named)
            except TransactionUndone:
                time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  # no secret
        return method(*arguments, **named)

    return tried  # type: ignore[return-value]  # it takes and gives what the method does
