"""A council information system on loopback that speaks OParl, well or with the faults that are met in the wild."""

import gzip
import itertools
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Json = dict[str, Any]

ENGAGEMENT = ("Einführung der Ehrenamtskarte", "Richtlinie zur Vereinsförderung", "Bürgerhaushalt für den Stadtteil")
OTHER = ("Sperrmüll auf Abruf", "Bebauungsplan Nr. {}", "Wahl der ehrenamtlichen Richterinnen und Richter")
AGS = "08212000"


@dataclass
class Council:
    """What the server knows; change it at will between two harvests.

    papers, others: objects by path, such as `/paper/1`. faults: by name, see `_Handler`. extra: items put into the list.
    asked: paths with their headers. breaks_at: paths that always fail. plain: paths of plain text. links_to: the next page.
    """

    base: str
    papers: dict[str, Json] = field(default_factory=dict)
    others: dict[str, object] = field(default_factory=dict)
    faults: set[str] = field(default_factory=set)
    extra: list[object] = field(default_factory=list)
    page_size: int = 5
    version: str = "1.1"
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    ags: str = AGS
    breaks_at: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    links_to: str = ""

    @property
    def system(self) -> str:
        return f"{self.base}/system"

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def type(self, name: str) -> str:
        return f"https://schema.oparl.org/{self.version}/{name}"

    def add_paper(self, number: int, name: str, **changes: Any) -> Json:
        """Decided by the council on the 1st of February 2024, unless `changes` say otherwise."""
        path = f"/paper/{number}"
        self.papers[path] = {
            "id": self.url(path),
            "type": self.type("Paper"),
            "name": name,
            "reference": f"{1000 + number}/2024",
            "date": "2024-01-15",
            "modified": "2024-01-16T10:00:00+01:00",
            "paperType": "Beschlussvorlage",
            "consultation": [
                {
                    "id": self.url(f"/consultation/{number}"),
                    "type": self.type("Consultation"),
                    "meeting": self.url("/meeting/1"),
                    "agendaItem": self.url(f"/agendaitem/{number}"),
                    "organization": [self.url("/organization/1")],
                    "authoritative": True,
                }
            ],
        } | changes
        item = {"id": self.url(f"/agendaitem/{number}"), "result": "ungeändert beschlossen", "public": True}
        self.meeting["agendaItem"].append(item)
        return self.papers[path]

    def fill(self, count: int) -> None:
        """As many papers, every other one on engagement."""
        for number in range(1, count + 1):
            names = ENGAGEMENT if number % 2 else OTHER
            self.add_paper(number, f"{names[number // 2 % len(names)].format(number)} ({number})")

    @property
    def meeting(self) -> Json:
        start = {
            "id": self.url("/meeting/1"),
            "type": self.type("Meeting"),
            "name": "Sitzung des Rates",
            "start": "2024-02-01T17:00:00+01:00",
            "agendaItem": [],
        }
        return self.others.setdefault("/meeting/1", start)  # type: ignore[return-value]  # it is one

    def body(self) -> Json:
        return {
            "id": self.url("/body"),
            "type": self.type("Body"),
            "name": "Stadt Karlsruhe",
            "ags": self.ags,
            "paper": self.url("/papers"),
        }


@contextmanager
def a_council(papers: int = 0, faults: str = "", page_size: int = 5) -> Iterator[Council]:
    """A council with so many papers, served until the end of the block. faults: separated by commas."""
    server = _Server(("127.0.0.1", 0), _Handler)
    council = Council(f"http://127.0.0.1:{server.server_port}", page_size=page_size)
    council.faults = set(filter(None, faults.split(",")))
    council.version = "1.0" if "version 1.0" in council.faults else "1.1"
    council.others["/organization/1"] = {"id": council.url("/organization/1"), "name": "Rat der Stadt"}
    council.fill(papers)
    server.council = council  # type: ignore[attr-defined]  # for the handler
    server.requests_so_far = itertools.count(1)  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield council
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that is killed breaks its connection."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:  # http.server calls it so
        self.council.asked.append((self.path, dict(self.headers)))
        number = next(self.server.requests_so_far)  # type: ignore[attr-defined]
        if self.path in self.council.breaks_at or ("random 500" in self.faults and number % 3 == 0):
            return self.answer(500, b"Interner Fehler")
        if "encoded parameters refused" in self.faults and "%" in self.path:
            return self.answer(400, b"")
        if "no modified_since" in self.faults and "modified_since" in self.path:
            return self.answer(400, b"")
        status, content = self.content(urlsplit(self.path))
        body = self.written(content)
        if "cut off once" in self.faults and self.path.startswith("/papers") and number % 2:
            body = body[: len(body) // 2]
        return self.answer(status, body)

    @property
    def council(self) -> Council:
        return self.server.council  # type: ignore[attr-defined,no-any-return]

    @property
    def faults(self) -> set[str]:
        return self.council.faults

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""

    def content(self, asked: Any) -> tuple[int, object]:
        if asked.path == "/system":
            return 200, {
                "id": self.council.system,
                "type": self.council.type("System"),
                "body": self.council.url("/bodies"),
            }
        if asked.path == "/bodies":
            body = self.council.body()
            return 200, body if "body instead of a list" in self.faults else {"data": [body], "links": {}}
        if asked.path == "/papers":
            return self.list(parse_qs(asked.query))
        if asked.path in self.council.papers:
            return 200, self.council.papers[asked.path]
        if asked.path in self.council.others:
            return 200, self.other(asked.path)
        return 404, {"error": "nicht gefunden"}

    def other(self, path: str) -> object:
        found = self.council.others[path]
        if "other id" in self.faults and isinstance(found, dict):
            return found | {"id": f"{found['id']}?andere"}
        return found

    def list(self, query: dict[str, list[str]]) -> tuple[int, object]:
        since = query.get("modified_since", [""])[0]
        items = [one for one in self.council.papers.values() if not since or one["modified"][:10] >= since[:10]]
        everything = [*self.council.extra, *map(self.item, items)]
        if not everything:
            return (404, None) if "empty is 404" in self.faults else (200, [])
        if "bare list" in self.faults:
            return 200, everything
        at = int(query.get("seite", ["0"])[0])
        here = everything[at : at + self.council.page_size]
        return 200, {"data": here, "links": self.links(at, len(everything), since)}

    def links(self, at: int, count: int, since: str) -> Json:
        following = at + self.council.page_size
        if self.council.links_to:
            return {"next": self.council.links_to}
        if following < count:
            more = f"&modified_since={since}" if since else ""
            relative = f"/papers?seite={following}{more}"
            return {"next": relative if "relative next" in self.faults else self.council.url(relative)}
        if "circle" in self.faults:
            return {"next": self.council.url("/papers")}
        return {"next": ""} if "empty next" in self.faults else {}

    def item(self, paper: Json) -> Json:
        changed = dict(paper)
        if "no type" in self.faults:
            changed.pop("type", None)
        if "N/A" in self.faults:
            changed |= {
                "paperType": "N/A",
                "web": "N/A",
                "mainFile": "N/A",
                "underDirectionOf": "N/A",
                "location": None,
            }
        if "control characters" in self.faults:
            changed["name"] = f"{paper['name']}\x03\x0b"
        if "related in a circle" in self.faults:
            changed["relatedPaper"] = [one["id"] for one in list(self.council.papers.values())[::2]]
        if "dangling" in self.faults:
            changed["consultation"] = [
                {"meeting": self.council.url("/meeting/404"), "organization": [self.council.url("/organization/1")]}
            ]
            changed["relatedPaper"] = [self.council.url("/paper/404")]
        return changed

    def written(self, content: object) -> bytes:
        if isinstance(content, bytes):
            return content
        text = str(content) if self.path in self.council.plain else json.dumps(content, ensure_ascii=False)
        if "control characters" in self.faults:
            text = text.replace("\\u0003", "\x03").replace("\\u000b", "\x0b")
        if "byte order mark" in self.faults:
            text = f"\ufeff{text}"
        return text.encode("cp1252" if "cp1252" in self.faults else "utf-8")

    def answer(self, status: int, body: bytes) -> None:
        headers = {}
        if "redirect" in self.faults and "umgeleitet" not in self.path and status == 200:
            status, body = 302, b""
            headers["Location"] = f"{self.path}{'&' if '?' in self.path else '?'}umgeleitet=1"
        if "etag" in self.faults and status == 200:
            headers["ETag"] = f'"{hash(body)}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
        if "gzip unasked" in self.faults:
            body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
