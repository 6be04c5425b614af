"""What a web process needs that answers every question once, as a page."""

import subprocess
import sys

from tests.bench.stand import Stand

_READER = """
import sys
from pathlib import Path
from kb.settings import Settings
from web import create_app
client = create_app(Settings(data=Path(sys.argv[1]), index=sys.argv[2])).test_client()
for question in sys.stdin.read().splitlines():
    assert client.get("/suche", query_string={"q": question}).status_code == 200
told = dict(line.split(":") for line in open("/proc/self/status"))
print(*(int(told[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")))  # getrusage tells the parent's peak too
"""


def measure(stand: Stand) -> dict[str, float]:
    asked = "\n".join(one.text for one in stand.questions())
    run = [sys.executable, "-c", _READER, str(stand.settings.data), stand.settings.index]
    told = subprocess.run(run, input=asked, stdout=subprocess.PIPE, text=True, check=True).stdout
    now, most = map(float, told.split())
    return {"memory of a web process: MB at the end": now, "memory of a web process: MB at the most": most}
