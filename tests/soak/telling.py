"""Figures as lines that a person reads."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager


@contextmanager
def around(what: str) -> Iterator[None]:
    """When it began and ended, and how busy the machine was. Who is asked to stop ends what it started, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    print(
        f"{what}, {time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} Kerne, Last {os.getloadavg()[0]:.1f}", flush=True
    )
    try:
        yield
    finally:
        print(f"nach {time.monotonic() - begun:.0f} s, Last {os.getloadavg()[0]:.1f}\n", flush=True)


def table(figures: Mapping[str, object]) -> None:
    width = max(map(len, figures))
    for name, value in figures.items():
        print(f"  {name:<{width}}  {value}", flush=True)


def spread_of(seconds: Sequence[float]) -> str:
    """The middle one, the 95th and 99th of a hundred, and the longest."""
    if not seconds:
        return "keine"
    ordered = sorted(seconds)
    shares = {f"p{share}": ordered[len(ordered) * share // 100] for share in (50, 95, 99)} | {"max": ordered[-1]}
    return ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in shares.items())
