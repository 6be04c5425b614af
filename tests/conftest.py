"""What a run leaves out because this machine lacks it, said at its end. In CI nothing may be lacking."""

import os
import shutil
from pathlib import Path

import pytest

from tests.engines.nginx import NGINX

HERE = Path(__file__).parent


def left_out() -> dict[Path, str]:
    """Paths that are not collected, each with its reason."""
    reasons = {}
    if not (os.environ.get("CI") or os.environ.get("KB_TEST_CHROMIUM") or shutil.which("chromium")):
        reasons[HERE / "journeys"] = "Browsertests: Chromium fehlt (Debian: apt-get install chromium)"
    if os.environ.get("KB_TEST_CLUSTER") != "1":
        reasons[HERE / "cluster" / "test_cluster.py"] = "OpenSearch-Cluster: nur auf Wunsch, make clustertest"
        if not os.environ.get("KB_TEST_OPENSEARCH"):
            asked = "Vertrag der Suche mit OpenSearch: nur auf Wunsch, make clustertest"
            reasons |= {
                HERE / "engines" / f"test_{name}.py": asked for name in ("guarded", "opensearch", "same_answers")
            }
    if not (os.environ.get("CI") or NGINX):
        reasons[HERE / "engines" / "test_guarded.py"] = (
            "OpenSearch hinter TLS: nginx fehlt (Debian: apt-get install nginx)"
        )
    return reasons


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if collection_path in left_out() else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in dict.fromkeys(left_out().values()):
        terminalreporter.write_line(f"Ausgelassen: {reason}")
