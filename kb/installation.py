"""Whether what is installed fits together: names that others use too, and what is needed from outside."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import packages_distributions

from kb.library import Finding

DISTRIBUTION = "wissensspeicher"
OURS = ("kb", "web")


def installation_findings(distributions: Mapping[str, Iterable[str]] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the installation.

    distributions: by import name those that bring it; by default what is installed.
    """
    found = packages_distributions() if distributions is None else distributions
    return (*_taken_names(found), *_doubled_whoosh(found))


def _taken_names(distributions: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    for name in OURS:
        for other in sorted(set(distributions.get(name, ())) - {DISTRIBUTION}):
            yield Finding(
                f"Das Paket „{other}“ bringt ebenfalls „{name}“ mit und überschreibt Teile des Wissensspeichers. "
                f"Nächster Schritt: pip uninstall {other}, danach den Wissensspeicher neu einrichten.",
                is_error=True,
            )


def _doubled_whoosh(distributions: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    names = sorted(set(distributions.get("whoosh", ())))
    if len(names) != 1:
        yield Finding(
            f"Das Suchpaket „whoosh“ muss genau einmal installiert sein, ist es aber {len(names)}-mal: "
            f"{', '.join(names) or 'gar nicht'}. Nächster Schritt: die Umgebung neu einrichten (make clean install).",
            is_error=True,
        )
