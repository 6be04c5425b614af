"""What people look for, without knowing who: counted in memory, written every few seconds by a thread of its own."""

import datetime
import hashlib
import hmac
import logging
import re
import threading
from functools import cached_property

from kb.errors import KnowledgeBaseError
from kb.importing.privacy_guard import find_personal_data
from kb.library.questions import normalised
from kb.secret import read_secret
from kb.settings import Settings
from kb.statistics import Counts, Question, SearchDay, Searched
from kb.store import Store

logger = logging.getLogger(__name__)

WRITE_EVERY = 5.0
"""Seconds."""

MOST_WAITING = 2_000
"""Different questions between two writings; of further ones only the number counts."""

SHOWN = datetime.timedelta(days=90)
"""How far back the desk looks."""

LONGEST_KEPT = 120
"""Characters; a longer question is a text, and may say too much."""

MOST_DIGITS = 4
"""In a row of digits, blanks and marks: more may be a phone number, an account, or a file number."""

_DIGITS = re.compile(r"\d(?:[\d /().-]*\d)?")
_PERSON = re.compile(r"\b(?:frau|herrn?|dr|prof|familie)\b\.? +\w", re.IGNORECASE)
_FIRST_NAMES = frozenset(
    [
        "alexander",
        "andrea",
        "andreas",
        "angelika",
        "anja",
        "anna",
        "anne",
        "barbara",
        "bernd",
        "birgit",
        "brigitte",
        "christian",
        "christina",
        "claudia",
        "daniel",
        "david",
        "elisabeth",
        "erika",
        "eva",
        "felix",
        "florian",
        "frank",
        "fritz",
        "gabriele",
        "georg",
        "gerhard",
        "günter",
        "hans",
        "heike",
        "heinz",
        "helga",
        "helmut",
        "horst",
        "ingrid",
        "jan",
        "jens",
        "johannes",
        "jonas",
        "josef",
        "julia",
        "jürgen",
        "karin",
        "karl",
        "katharina",
        "klaus",
        "kerstin",
        "lara",
        "laura",
        "leon",
        "lisa",
        "lukas",
        "manfred",
        "maria",
        "marie",
        "markus",
        "martin",
        "martina",
        "matthias",
        "maximilian",
        "mehmet",
        "michael",
        "monika",
        "nicole",
        "oliver",
        "paul",
        "peter",
        "petra",
        "philipp",
        "rainer",
        "ralf",
        "renate",
        "robert",
        "sabine",
        "sandra",
        "sarah",
        "sebastian",
        "silke",
        "simone",
        "sophie",
        "stefan",
        "stefanie",
        "susanne",
        "sven",
        "thomas",
        "tim",
        "tobias",
        "ulrich",
        "ulrike",
        "ursula",
        "ute",
        "uwe",
        "walter",
        "werner",
        "wolfgang",
        "yusuf",
        "fatma",
        "ali",
        "ahmet",
        "mohammed",
    ]
)


class Learning:
    """Methods that read may raise StoreUnavailable; `note` never raises and never waits for the database."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.is_on = settings.statistics == "on"
        self._settings, self._store = settings, store
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._writer: threading.Thread | None = None
        self._days: dict[datetime.date, Counts] = {}
        self._asked: dict[tuple[datetime.date, str], Counts] = {}

    def note(self, searched: Searched, day: datetime.date | None = None) -> None:
        """Count a search. day: by default the current one."""
        question = normalised(searched.text)
        if not self.is_on or not question:
            return
        day = day or datetime.date.today()
        with self._lock:
            self._days[day] = self._days.get(day, Counts()).plus(searched)
            key = (day, question)
            if key in self._asked or len(self._asked) < MOST_WAITING:
                self._asked[key] = self._asked.get(key, Counts()).plus(searched)
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="statistics", daemon=True)
                self._writer.start()

    def flush(self) -> None:
        """Write what was counted. What may be about a person is left out but for its number."""
        with self._lock:
            days, asked = self._days, self._asked
            self._days, self._asked = {}, {}
        if not days:
            return
        kept = [(day, self._key(text), text, one) for (day, text), one in asked.items() if not is_guarded(text)]
        self._store.statistics.add(days, kept)

    def close(self) -> None:
        self._stop.set()
        if self._writer:
            self._writer.join(WRITE_EVERY)
        self._try_to_flush()

    def days(self, today: datetime.date | None = None) -> tuple[SearchDay, ...]:
        """The last 28 days, also those without a search."""
        today = today or datetime.date.today()
        first = today - datetime.timedelta(days=27)
        counted = {one.day: one for one in self._store.statistics.days(first)}
        every = (first + datetime.timedelta(days=number) for number in range(28))
        return tuple(counted.get(day, SearchDay(day, Counts())) for day in every)

    def questions(self, today: datetime.date | None = None) -> tuple[Question, ...]:
        """Those of the last 90 days that came on two different days, the most frequent first."""
        return self._store.statistics.questions((today or datetime.date.today()) - SHOWN)

    def asked_often(self, most: int) -> tuple[str, ...]:
        return tuple(one.words for one in self.questions()[:most])

    def remedied(self, question: str, remedy: str, person: str) -> bool:
        """Note what was done about a question, in German; an empty remedy opens it again. Returns whether it is known."""
        key = self._key(normalised(question))
        return self._store.statistics.remedy(key, remedy, person, datetime.date.today())

    def forget(self, today: datetime.date | None = None) -> None:
        """Remove what is kept long enough."""
        self._store.statistics.forget(today or datetime.date.today())

    def _write(self) -> None:
        while not self._stop.wait(WRITE_EVERY):
            self._try_to_flush()

    def _try_to_flush(self) -> None:
        """Some counts lost while the database is away are no harm."""
        try:
            self.flush()
        except (KnowledgeBaseError, OSError) as error:
            logger.warning("statistics: %s", type(error).__name__)

    def _key(self, question: str) -> str:
        return hmac.new(self._secret, question.encode(), hashlib.sha256).hexdigest()

    @cached_property
    def _secret(self) -> bytes:
        """Of its own purpose, so that no key fits anything else that is signed."""
        return hmac.digest(read_secret(self._settings), b"statistics", "sha256")


def is_guarded(question: str) -> bool:
    """Whether a question may be about a person: then nothing of it is kept, not even its hash."""
    if len(question) > LONGEST_KEPT or "@" in question or _PERSON.search(question):
        return True
    if any(sum(map(str.isdigit, one)) > MOST_DIGITS for one in _DIGITS.findall(question)):
        return True
    words = re.findall(r"\w+", question.lower())
    return any(one in _FIRST_NAMES for one in words[:-1]) or bool(find_personal_data(question))
