"""Hostile Markdown: nothing executable comes out, nothing remote is loaded, nothing hangs."""

import resource
import threading
import time
from urllib.parse import urlsplit

import html5lib
import pytest

from kb.errors import InvalidDocument
from kb.markup import process, render
from kb.markup.converting import ATTRIBUTES, TAGS
from kb.markup.process import LIMIT

PAYLOADS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://example.org/spy.gif">',
    "![x](https://example.org/spy.gif)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](x)',
    '![x](x"onerror="alert(1))',
    "![x][1]\n\n[1]: https://example.org/spy.gif 'x'",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](ftp://example.org)",
    "<javascript:alert(1)>",
    '<https://example.org/"onclick=alert(1)>',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x](https://example.org 'a\" onclick=\"alert(1)')",
    "[x](https://example.org \"a' onclick='alert(1)\")",
    '[x](https://example.org/"onmouseover="alert(1))',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://example.org" onclick="alert(1)" style="position:fixed" target="_blank">x</a>',
    "<svg onload=alert(1)><g/></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe src=https://example.org></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>">',
    "<object data=https://example.org></object><embed src=x>",
    "<form action=https://example.org><input name=q><button>x</button></form>",
    "<style>@import 'https://example.org/x.css';</style>",
    '<link rel=stylesheet href="https://example.org/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    "<base href=https://example.org>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video><audio src=x autoplay>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<!-- <img src=x> --!> <img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<div id=suche name=cookie class=kern-btn>x</div>",
    "<h1 id=suche>x</h1>",
    "## x {: #suche onclick=alert(1) }",
    "# <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "x\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03",
    "\u202e<script>\u2066",
    "\x00<script>alert(1)</script>",
)
"""Each way of attack that we know; every one is rendered and looked at as a browser would."""


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
@pytest.mark.parametrize("place", ["{}", "Text {} Text", "- {}", "> {}"])
def test_nothing_but_allowed_markup_comes_out(payload: str, place: str) -> None:
    rendered = render(place.format(payload))

    for element in html5lib.parseFragment(rendered.html, namespaceHTMLElements=False).iter():
        if element.tag != "DOCUMENT_FRAGMENT":
            assert element.tag in TAGS
            assert_harmless(element.tag, dict(element.attrib))


def assert_harmless(tag: str, attributes: dict[str, str]) -> None:
    given_by_us = {("a", "rel"): "noopener", ("th", "scope"): "col"}
    for name, value in attributes.items():
        assert name in ATTRIBUTES.get(tag, set()) or given_by_us.get((tag, name)) == value
    assert urlsplit(attributes.get("href", "")).scheme in {"", "http", "https", "mailto"}
    assert attributes.get("id", "abschnitt-").startswith("abschnitt-")


HANGING = {
    "brackets": "[" * 20_000,
    "brackets and parentheses": "([" * 10_000 + "](" * 10_000,
    "footnotes": "".join(f"[^{n}]: x [^{n}]\n\n" for n in range(5_000)),
    "table": "|" * 42_000 + "\n" + "-|" * 21_000,
    "headings": "# a\n" * 45_000,
    "emphasis": "*a **b " * 20_000,
    "underscores": "_a __b " * 20_000,
    "backticks": "`a`` " * 20_000,
    "quotes": ">" * 50_000 + "a",
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(400)),
    "references": f"[a]: http://x/{'y' * 90_000}\n\n" + "[a] " * 25_000,
    "ampersands": "&" * 190_000,
    "angle brackets": "<" * 190_000,
    "comments": "<!--" * 40_000,
    "blank lines": "\n" * 190_000 + "a",
}


def processor_seconds() -> float:
    """That this thread and its child have used so far. On a busy machine they take longer, but do not use more."""
    process._child.close()  # a child counts when it is gone
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.thread_time() + children.ru_utime + children.ru_stime


@pytest.mark.parametrize("name", HANGING)
def test_a_hanging_text_is_answered_or_refused_within_the_limit(name: str) -> None:
    before = processor_seconds()
    try:
        render(HANGING[name], name="Mein Text")
    except InvalidDocument as error:
        assert error.message.startswith("Mein Text: Der Text ")  # noqa: PT017  # both ends are right
        assert error.message.endswith("Es wurde nichts gespeichert.")  # noqa: PT017

    assert processor_seconds() - before < LIMIT + 2


def test_a_text_that_is_too_long_is_refused_at_once() -> None:
    with pytest.raises(InvalidDocument) as caught:
        render("ä" * 100_001)

    assert "länger als 200 KB" in caught.value.message


def test_after_a_hanging_text_the_next_one_is_rendered() -> None:
    with pytest.raises(InvalidDocument, match="ließ sich nicht in 5 Sekunden umsetzen"):
        render("[" * 20_000)

    assert render("Weiter").html == "<p>Weiter</p>"


def test_many_threads_each_get_their_own_text() -> None:
    found: dict[int, str] = {}

    def work(number: int) -> None:
        for _ in range(20):
            found[number] = render(f"Text {number}").text

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {number: f"Text {number}" for number in range(8)}
